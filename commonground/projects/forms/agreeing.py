"""What may be typed to agree: the rule, a proposal, what meets an objection, a decision with its next steps?

*Source:* R43, R235.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.projects.rules.consensus import (
    LONGEST_DAYS,
    MOTIONS,
    RULE_HINTS,
    RULES,
    SILENCE_HINTS,
    SILENCES,
)

LONGEST_TEXT = 8000
LONGEST_LINE = 300
MOTION_HINTS = {
    "stop": _("The work ends, and nobody carries it on."),
    "hand_over": _("It ends here; what works goes on with an owner elsewhere."),
    "continue": _("As it is."),
    "change": _("With something else in it, or less."),
}


class ConsensusRuleForm(Form):
    """By which rule it is decided, what silence means, and how long everybody has."""

    rule = forms.ChoiceField(
        label=_("When is something agreed?"),
        choices=[(key, _(words)) for key, words in RULES.items()],
        widget=Radios(hints={key: _(words) for key, words in RULE_HINTS.items()}),
    )
    silence = forms.ChoiceField(
        label=_("What does silence mean?"),
        choices=[(key, _(words)) for key, words in SILENCES.items()],
        widget=Radios(hints={key: _(words) for key, words in SILENCE_HINTS.items()}),
    )
    days = forms.IntegerField(
        label=_("How many days does everybody have?"),
        help_text=_("Long enough for somebody on leave. For example, 14."),
        min_value=1,
        max_value=LONGEST_DAYS,
        widget=forms.TextInput({"inputmode": "numeric", "width": 3}),
    )


class RoundForm(Form):
    """What is proposed, and what it would mean."""

    motion = forms.ChoiceField(
        label=_("What do you propose?"),
        choices=[(key, _(words)) for key, words in MOTIONS.items()],
        widget=Radios(hints=MOTION_HINTS),
    )
    words = forms.CharField(
        label=_("What would that mean?"),
        help_text=_("Everybody who is asked reads this: what ends, what goes on, who does it, from when."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=5),
    )


class MeetObjectionForm(Form):
    """What is changed because somebody cannot support it."""

    changed = forms.CharField(
        label=_("What do you change because of it?"),
        help_text=_("Everybody who is asked again reads this. If you change nothing, say why."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )


class DecisionForm(Form):
    """Why it is decided so, what is left open, and who does what next; the people are given. The second and third next
    step may stay empty."""

    STEPS = (1, 2, 3)

    reason = forms.CharField(label=_("Why is it decided so?"), max_length=LONGEST_TEXT, widget=Textarea(rows=4))
    open = forms.CharField(
        label=_("What is not decided?"),
        help_text=_("If nothing is left open, say so."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=3),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose a person")), *people]
        for number in self.STEPS:
            said = {"number": number}
            first = number == 1
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("Next step %(number)s: what happens") % said, max_length=LONGEST_LINE, required=first
            )
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                label=_("Next step %(number)s: who does it") % said, choices=choices, required=first
            )
            self.fields[f"by_{number}"] = DateField(label=_("Next step %(number)s: by when") % said, required=first)

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a next step that was begun."""
        given = super().clean() or self.cleaned_data
        for number in self.STEPS[1:]:
            names = [f"{field}_{number}" for field in ("what", "owner", "by")]
            empty = [name for name in names if not given.get(name) and name not in self.errors]
            if 0 < len(empty) < len(names):
                for name in empty:
                    self.add_error(name, _("Fill in the whole of this next step, or leave all of it empty"))
        return given

    @property
    def next_steps(self) -> list[dict[str, Any]]:
        """The next steps that were filled in, as the guide's own part reads them."""
        given = self.cleaned_data
        return [
            {"what": given[f"what_{n}"], "owner": given[f"owner_{n}"], "by": given[f"by_{n}"]}
            for n in self.STEPS
            if given.get(f"what_{n}")
        ]

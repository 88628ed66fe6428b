"""What may be typed about a proposal, a comment, a decision, and what is waited for?

*Source:* R90-R91, R126.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.projects.rules import guide
from commonground.projects.rules.decisions import COMMENT_DAYS, COOLING_DAYS, LONGEST_PROPOSAL, stages_of
from commonground.projects.rules.waiting import SNOOZES

LONGEST_TEXT = 4000
LONGEST_LINE = 300


class DecisionForm(Form):
    """One idea, why, what it does not decide, and how much time there is."""

    proposal = forms.CharField(
        label=_("What do you propose, in one sentence?"),
        help_text=_("One idea. A second one becomes a proposal of its own, after this."),
        max_length=LONGEST_PROPOSAL,
        widget=Textarea({"maxlength": LONGEST_PROPOSAL}, rows=2),
    )
    because = forms.CharField(label=_("Why do you propose it?"), max_length=LONGEST_TEXT, widget=Textarea(rows=4))
    not_decided = forms.CharField(
        label=_("What does this not decide?"),
        help_text=_("So that nobody reads more into it. For example, who pays for it after March."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=3),
    )
    stages = forms.CharField(
        label=_("In which stages would it be rolled out?"),
        help_text=_("One a line, at most six, the smallest first. Leave it empty if it is done at once."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=3),
    )
    comment_days = forms.TypedChoiceField(
        label=_("How long may everybody comment?"),
        coerce=int,
        choices=[(str(days), _(words)) for days, words in COMMENT_DAYS.items()],
        widget=Radios,
    )
    cooling_days = forms.TypedChoiceField(
        label=_("How long is there to think after that?"),
        coerce=int,
        choices=[(str(days), _(words)) for days, words in COOLING_DAYS.items()],
        widget=Radios,
    )

    def values(self) -> dict[str, Any]:
        """Give what was typed, with the stages as a list."""
        return {**self.cleaned_data, "stages": stages_of(self.cleaned_data["stages"])}


class CommentForm(Form):
    """What somebody says to a proposal."""

    words = forms.CharField(
        label=_("What do you say to it?"),
        help_text=_("About the proposal and what would come of it, not about whose it is."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )


class VoiceForm(Form):
    """Where one's side stands."""

    agrees = forms.ChoiceField(
        label=_("Where does your side stand?"),
        choices=[("yes", _("Yes, we agree to exactly these words")), ("no", _("Not now"))],
        widget=Radios(reveals={"no": "because"}),
    )
    because = forms.CharField(
        label=_("What would have to be different?"), required=False, max_length=LONGEST_TEXT, widget=Textarea(rows=3)
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a "not now"."""
        given = super().clean() or self.cleaned_data
        if given.get("agrees") == "no" and not str(given.get("because") or "").strip():
            self.add_error("because", _("Enter what would have to be different"))
        return given


class LayAsideForm(Form):
    """Why a proposal is laid aside."""

    because = forms.CharField(
        label=_("Why is it laid aside?"), max_length=LONGEST_LINE, widget=Textarea({"maxlength": LONGEST_LINE}, rows=2)
    )


class StageForm(Form):
    """When a stage was done, and what was seen."""

    on = DateField(label=_("Done on"), help_text=_("For example, 27 9 2026"))
    note = forms.CharField(label=_("What you saw"), required=False, max_length=LONGEST_LINE, widget=Textarea(rows=2))

    def clean_on(self) -> Any:
        """Refuse a day that has not come."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Enter a day that is not later than today"))
        return on


class WaitForm(Form):
    """For whom, what for, what they said, and when somebody looks again."""

    step = forms.TypedChoiceField(
        label=_("What waits?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("The whole collaboration")), *((str(s.number), f"{s.number}. {s.title}") for s in guide.STEPS)],
    )
    whom = forms.CharField(
        label=_("For whom do you wait?"), max_length=200, help_text=_("For example, the city council’s licensing team")
    )
    what = forms.CharField(
        label=_("What for?"), max_length=LONGEST_LINE, help_text=_("For example, to say which lights can be moved")
    )
    said = forms.CharField(
        label=_("What did they say?"), required=False, max_length=LONGEST_LINE,
        help_text=_("For example, the next meeting is in February"),
    )  # fmt: skip
    look_again = DateField(label=_("When do you look again?"), help_text=_("For example, 27 9 2026"))

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            del self.fields["step"]


class SnoozeForm(Form):
    """How long to put off looking again."""

    days = forms.TypedChoiceField(
        label=_("When do you look again?"),
        coerce=int,
        choices=[(str(days), _(words)) for days, words in SNOOZES.items()],
        widget=Radios,
    )

"""What may be typed about a handover?

*Source:* R45, R115; the look, sections 7 ("Handover") and 11.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.people.rules.handovers import CHOICES, REASONS

Choices = Sequence[tuple[str, Any]]
NOTE = _("What nobody else can tell them: whom to call, at what hour, what matters more than it looks. No passwords.")


class BeginForm(Form):
    """Whose work is handed over, what of it, why and until when."""

    member = forms.ChoiceField(label=_("Who hands over?"))
    what = forms.ChoiceField(label=_("What is handed over?"), widget=Radios())
    reason = forms.ChoiceField(
        label=_("Why?"), choices=[(key, _(label)) for key, label in REASONS.items()], widget=Radios()
    )
    leaves_on = DateField(
        label=_("Last day"), help_text=_("The last day on which they hold it. For example, 27 9 2026")
    )

    def __init__(self, *args: Any, members: Choices = (), posts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = list(members)
        if len(members) == 1:
            self.fields["member"].widget = forms.HiddenInput()
            self.fields["member"].initial = members[0][0]
        self.fields["what"].choices = [("", _("Everything they hold")), *posts]
        self.fields["what"].required = False


class PrepareForm(Form):
    """Who follows, when both days are, and the note."""

    successor = forms.ChoiceField(label=_("Who follows?"), required=False)
    starts_on = DateField(
        label=_("First day of the successor"),
        required=False,
        help_text=_("From then on both hold it, until the last day. Without one, a week before the last day."),
    )
    leaves_on = DateField(label=_("Last day of the leaver"))
    note = forms.CharField(
        label=_("The note to whoever follows"),
        required=False,
        max_length=3000,
        widget=Textarea({"maxlength": 3000}, rows=6),
        help_text=NOTE,
    )

    def __init__(self, *args: Any, successors: Choices = (), may_write: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", _("Not chosen yet")), *successors]
        if not may_write:
            del self.fields["note"]


class ChoiceForm(Form):
    """Where one matter goes."""

    choice = forms.ChoiceField(label=_("Where does it go?"), widget=Radios(reveals={"other": "to"}))
    to = forms.ChoiceField(label=_("Who takes it"), required=False)

    def __init__(
        self, *args: Any, members: Choices = (), may_close: bool = True, may_pass: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        passes = {"successor": may_pass, "other": may_pass, "closed": may_close}
        choices = [(key, _(label)) for key, label in CHOICES.items() if passes[key]]
        self.fields["choice"].choices = choices
        self.fields["to"].choices = [("", _("Nobody chosen yet")), *members]


class DeclineForm(Form):
    """Why it should be someone else."""

    reason = forms.CharField(label=_("Why should it be someone else?"), max_length=300, widget=Textarea(rows=3))


class AskForm(Form):
    """A question about a handover, or the answer to one."""

    text = forms.CharField(label=_("What do you want to say?"), max_length=2000, widget=Textarea(rows=4))

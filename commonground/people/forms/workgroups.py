"""What may be typed about a workgroup, its seats, what it answers for and its meetings?

*Source:* R2, R5, R55; the look, section 11.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.people.rules import workgroups

Choices = Sequence[tuple[str, Any]]


def said(choices: dict[str, str]) -> list[tuple[str, Any]]:
    """Give choices with their words in the reader's language."""
    return [(key, _(label)) for key, label in choices.items()]


class WorkgroupForm(Form):
    """What everybody reads about a workgroup."""

    name = forms.CharField(label=_("Name"), max_length=200)
    about = forms.CharField(label=_("What it is for"), max_length=500, widget=Textarea({"maxlength": 500}, rows=3))
    terms = forms.CharField(
        label=_("Terms of reference"),
        required=False,
        max_length=10000,
        widget=Textarea(rows=10),
        help_text=_(
            "What it decides, what it recommends, who sits in it and how often it meets. Everybody can read it."
        ),
    )
    mailbox = forms.EmailField(label=_("Mailbox"), required=False, help_text=_("Everybody can read it."))
    review_on = DateField(label=_("When the terms are looked at again"), required=False)
    source = forms.CharField(label=_("Where this comes from"), required=False, max_length=300)


class SeatForm(Form):
    """An organisation's seat."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    part = forms.ChoiceField(label=_("Part"), choices=said(workgroups.PARTS), widget=Radios())

    def __init__(self, *args: Any, organisations: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose an organisation")), *organisations]


class HolderForm(Form):
    """Who holds a seat."""

    membership = forms.ChoiceField(label=_("Who sits here"), required=False)
    is_public = forms.BooleanField(
        label=_("The name may be read by everybody"),
        required=False,
        help_text=_("Ask them first. Otherwise only members read it."),
    )

    def __init__(self, *args: Any, members: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [("", _("Nobody yet")), *members]


class ChargeForm(Form):
    """What a workgroup answers for."""

    name = forms.CharField(label=_("What it answers for"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=said(workgroups.CHARGES), widget=Radios())
    about = forms.CharField(label=_("What it is"), required=False, max_length=500, widget=Textarea(rows=3))
    review_on = DateField(label=_("When the workgroup looks at it next"))


class ReviewForm(Form):
    """That the workgroup looked at it, and when it does so next."""

    review_on = DateField(label=_("When the workgroup looks at it next"))


class StepForm(Form):
    """What somebody who sits in the workgroup does next."""

    what = forms.CharField(label=_("What is done next"), max_length=300, widget=Textarea({"maxlength": 300}, rows=2))
    membership = forms.ChoiceField(label=_("Who does it"))
    due = DateField(label=_("By when"))

    def __init__(self, *args: Any, members: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [("", _("Choose somebody who sits in it")), *members]


class MeetingForm(StepForm):
    """What was said at a meeting, and the first of what follows or why nothing does: one of the two is asked."""

    says_optional = False
    on = DateField(label=_("Day of the meeting"))
    note = forms.CharField(label=_("What was said and decided"), max_length=10000, widget=Textarea(rows=8))
    nothing_because = forms.CharField(
        label=_("Why nothing follows"),
        required=False,
        max_length=300,
        help_text=_("Only where nobody does anything next: every meeting ends with one or the other."),
    )
    field_order = ("on", "note", "what", "membership", "due", "nothing_because")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].help_text = _(
            "The first of what follows, or below why nothing does. You can add others when this is saved."
        )
        for name in ("what", "membership", "due"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the rest of a step of which something is given."""
        given = super().clean() or self.cleaned_data
        asked = {"what": _("Say what is done next"), "membership": _("Say who does it"), "due": _("Say by when")}
        if any(given.get(name) for name in asked):
            for name, sentence in asked.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return given


class EndStepForm(Form):
    """What came of a step."""

    ending = forms.ChoiceField(label=_("How did it end?"), choices=said(workgroups.ENDINGS), widget=Radios())
    outcome = forms.CharField(
        label=_("What came of it, or why it was dropped"), max_length=300, widget=Textarea({"maxlength": 300}, rows=3)
    )


class CloseForm(Form):
    """Why a workgroup is closed."""

    because = forms.CharField(label=_("Why is it closed?"), max_length=300, widget=Textarea(rows=3))


class SupportForm(Form):
    """What an organisation supports, and its words."""

    what = forms.ChoiceField(label=_("What does it support?"), choices=said(workgroups.SUPPORTED), widget=Radios())
    words = forms.CharField(
        label=_("What it says about it"), required=False, max_length=300, widget=Textarea({"maxlength": 300}, rows=3)
    )

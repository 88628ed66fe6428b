"""What may be typed about a membership, and about a clearance?

*Source:* R140-R142; D2, D3; the look, section 11.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios
from commonground.people.rules.clearances import LABELS, MEANINGS
from commonground.people.rules.roles import ROLE_LABELS

LEVELS = [(str(level), _(label)) for level, label in LABELS.items()]
LEVEL_HINTS = {str(level): _(meaning) for level, meaning in MEANINGS.items()}
STANDINGS = (
    ("", _("All but those who left")),
    ("present", _("Present")),
    ("due", _("To be confirmed")),
    ("suspended", _("Suspended")),
    ("lapsed", _("Lapsed")),
    ("left", _("Left")),
)


class MembersFilter(FilterForm):
    """Which members to list."""

    q = forms.CharField(label=_("Name or post"), required=False, max_length=100)
    standing = forms.ChoiceField(label=_("How they stand"), required=False, choices=STANDINGS)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[
            ("", _("All roles")),
            *((role.value, _(label).partition(":")[0]) for role, label in ROLE_LABELS.items()),
        ],
    )


class MembershipForm(Form):
    """A member's post, and the roles that the reader may give or take."""

    post_title = forms.CharField(label=_("Post"), required=False, max_length=200)
    roles = forms.MultipleChoiceField(label=_("What else they do"), required=False, widget=Checkboxes())

    def __init__(self, *args: Any, givable: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [(r.value, _(label)) for r, label in ROLE_LABELS.items() if r.value in givable]
        if not givable:
            del self.fields["roles"]


class ReasonForm(Form):
    """Why a member is suspended."""

    reason = forms.CharField(
        label=_("Why? They and the coordinators read this"),
        max_length=300,
        help_text=_("A sentence that can be checked."),
    )


class EndForm(Form):
    """When and why a membership ends."""

    how = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[("on", _("After a last day")), ("at_once", _("Now"))],
        widget=Radios(
            reveals={"on": "leaves_on"},
            hints={"at_once": _("What they hold passes at once to deputies and to those who stand in.")},
        ),
        initial="on",
    )
    leaves_on = DateField(label=_("Last day"), required=False)
    reason = forms.CharField(label=_("Why?"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where one is to be set."""
        said = super().clean() or self.cleaned_data
        if said.get("how") == "on" and not said.get("leaves_on") and "leaves_on" not in self.errors:
            self.add_error("leaves_on", _("Enter the last day"))
        return said


class ClearanceForm(Form):
    """How far a member was checked."""

    level = forms.TypedChoiceField(
        label=_("How far were they checked?"), choices=LEVELS, widget=Radios(hints=LEVEL_HINTS), coerce=int
    )
    vetted_by = forms.CharField(label=_("Who vetted them"), max_length=200, help_text=_("The body, with its unit"))
    evidence = forms.CharField(
        label=_("On what evidence"), max_length=300, help_text=_("A reference that can be looked up, no content.")
    )
    starts = DateField(label=_("First day"))
    until = DateField(label=_("First day on which it no longer holds"), required=False)


class LowerForm(Form):
    """To which level a clearance falls, and why."""

    level = forms.TypedChoiceField(label=_("Lower it to"), choices=LEVELS, widget=Radios(hints=LEVEL_HINTS), coerce=int)
    reason = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, *args: Any, present: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [choice for choice in LEVELS if int(choice[0]) < present]

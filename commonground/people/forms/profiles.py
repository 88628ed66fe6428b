"""What may be typed about an organisation beyond its card? Profile, "About us", capabilities, accreditations.

*Source:* R87, R143-R146; reference on the domain, 7(G); the look, section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, FilterForm, Form, Radios, Textarea
from commonground.people.forms.organisations import lines_of
from commonground.people.rules.capabilities import ANSWERS, KINDS

Choices = Sequence[tuple[str, Any]]
YES_OR_NO = [("", _("Not answered yet")), *((key, _(ANSWERS[key])) for key in ("yes", "no"))]
AVAILABLE = [("yes", _("Yes")), ("ask", _("Ask us each time")), ("no", _("No, it is for our own use"))]

# What is typed one a line and kept as a list
LISTS = ("sectors", "goals", "crimes")


def line(label: Any, most: int, hint: Any = "") -> forms.CharField:
    """Make a field for one line that may be left out."""
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


def passage(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    """Make a field for some sentences that may be left out."""
    widget = Textarea({"maxlength": 2000}, rows=rows)
    return forms.CharField(label=label, required=False, max_length=2000, widget=widget, help_text=hint)


class ProfileForm(Form):
    """What partners check before they rely on an organisation."""

    controls_capability = forms.ChoiceField(
        label=_("Do you manage or control a capability that could take part in a collaboration?"),
        required=False, choices=YES_OR_NO, widget=Radios(),
        help_text=_("Such as licensed staff, cameras, radios, dogs or a control room."),
    )  # fmt: skip
    takes_active_part = forms.ChoiceField(
        label=_("Would you take an active part with it?"),
        required=False, choices=[YES_OR_NO[0], *((key, _(word)) for key, word in ANSWERS.items())], widget=Radios(),
    )  # fmt: skip
    address = line(_("Address for letters"), 300)
    manager = line(_("Who manages it"), 200, _("A name and a post, so that partners know who answers."))
    sectors = forms.CharField(
        label=_("Sectors it serves"), required=False, max_length=1000, widget=Textarea(rows=3),
        help_text=_("One a line, for example shops, hotels, night-time economy."),
    )  # fmt: skip
    goals = forms.CharField(
        label=_("What you want to be different"), required=False, max_length=2000, widget=Textarea(rows=3),
        help_text=_("One goal a line, for example nobody is threatened at work. It helps to find common ground."),
    )  # fmt: skip
    crimes = forms.CharField(
        label=_("Crimes that matter most to you"), required=False, max_length=1000, widget=Textarea(rows=3),
        help_text=_("One a line, for example shop theft"),
    )  # fmt: skip
    legal_status = line(_("Legal status"), 200, _("For example, company limited by guarantee"))
    governance_document = line(_("Governance document"), 300, _("Which it is, and where it can be read"))
    board = line(_("Board or steering group"), 300)
    annual_meeting_on = DateField(label=_("Last annual general meeting"), required=False)
    accounts = line(_("Accounts"), 300, _("Up to when they are published, and where"))
    ico_number = line(_("Registration number with the Information Commissioner"), 20)
    insurance = line(_("Insurance"), 300)

    def values(self) -> dict[str, Any]:
        """Give what was typed, with sectors, goals and crimes as lists."""
        return {**self.cleaned_data, **{name: lines_of(self.cleaned_data[name]) for name in LISTS}}


class AboutUsForm(Form):
    """What an organisation tells the other side before they first act together."""

    what_we_do = passage(_("What we do"))
    what_we_can = passage(_("What we can do"), _("What the other side may ask of you."))
    what_we_cannot = passage(_("What we cannot do"), _("And why, so that nobody takes it for unwillingness."))
    powers = passage(_("Our legal powers"), _("What your people may do that others may not, and what they may not."))
    hours = passage(_("When we work"), _("Shifts, handover times, and when nobody is there."), rows=3)
    jargon = passage(
        _("Words that only we use"),
        _("One a line, with what you mean. Those that stand in the glossary are explained from there."),
    )
    constraints = passage(_("What binds us"), _("Contracts, policies, data protection, money."))
    visits = passage(_("Come and see"), _("Visits, shifts to walk along, training that others may join."), rows=3)


class CapabilityForm(Form):
    """Something that an organisation has and could bring."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(key, _(label)) for key, label in KINDS.items()])
    name = forms.CharField(
        label=_("What is it?"), max_length=200, help_text=_("For example, evening guards on Minster Gate")
    )
    number = forms.IntegerField(
        label=_("How many"), required=False, min_value=0, max_value=1_000_000, widget=forms.NumberInput({"width": 5})
    )
    licence_sectors = forms.CharField(
        label=_("Licence sectors, with numbers"),
        required=False,
        max_length=1000,
        widget=Textarea(rows=3),
        help_text=_("For licensed staff, one a line, for example door supervision: 12"),
    )
    area = forms.ChoiceField(label=_("Where"), required=False)
    hours = line(_("At which hours"), 200)
    coverage = line(_("What it covers"), 300, _("For cameras: which streets or halls, public or private space."))
    kept_days = forms.IntegerField(
        label=_("For how many days recordings are kept"), required=False, min_value=0, max_value=3650,
        widget=forms.NumberInput({"width": 4}),
    )  # fmt: skip
    how_to_ask = line(_("How the police ask for recordings or help"), 300)
    available = forms.ChoiceField(label=_("May a collaboration use it?"), choices=AVAILABLE, widget=Radios())
    conditions = line(_("On which conditions"), 300)
    is_listed = forms.BooleanField(
        label=_("Show it in the public register of capabilities"),
        required=False,
        help_text=_("This is your consent. You can take it back on this page at any time."),
    )

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Not said")), *areas]

    def values(self, areas: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed, with the licence sectors as a list and the area itself, or None."""
        said = self.cleaned_data
        kept = {key: value for key, value in said.items() if key != "version"}
        return {**kept, "licence_sectors": lines_of(said["licence_sectors"]), "area": areas.get(said["area"])}


class CapabilityFilter(FilterForm):
    """Which capabilities to list."""

    q = forms.CharField(label=_("What, or whose"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *((k, _(v)) for k, v in KINDS.items())]
    )
    where = forms.CharField(label=_("Where"), required=False, max_length=100)
    available = forms.ChoiceField(
        label=_("Available"), required=False, choices=[("", _("All answers")), *((k, _(v)) for k, v in ANSWERS.items())]
    )


class AccreditationForm(Form):
    """A standard that an organisation is certified to."""

    standard = forms.CharField(label=_("Standard or scheme"), max_length=200)
    body = line(_("Who certifies"), 200)
    number = line(_("Certificate number"), 60)
    starts = DateField(label=_("First day"))
    until = DateField(label=_("Last day"), required=False, help_text=_("Leave it empty when none is set."))
    evidence = line(_("Where it can be checked"), 300, _("A public register, or the document"))


class EndAccreditationForm(Form):
    """The day on which an accreditation ends or ended."""

    until = DateField(label=_("Last day"))


class VerifyForm(Form):
    """What a verifier looked at."""

    evidence = forms.CharField(
        label=_("What did you look at?"),
        max_length=300,
        help_text=_("The certificate, or the entry in a public register, with its date"),
    )

"""What may be typed to apply, and to check an application?

*Source:* R89, R143, R232; D3, D12; the look, section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS
from commonground.pages.forms import FilterForm, Form, Radios, Textarea
from commonground.people.rules.capabilities import ANSWERS
from commonground.people.rules.joining import CALLS, STATES, Missing

Choices = Sequence[tuple[str, Any]]
SWITCHBOARD = _("The number of the organisation itself, not yours. We look it up in a place of our own before we call.")


class CorrectForm(Form):
    """What an applicant says about the organisation, themselves, and who knows them."""

    organisation_name = forms.CharField(
        label=_("Name of the organisation"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"})
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[(kind.value, _(label)) for kind, label in KIND_LABELS.items()],
        widget=Radios(hints={kind.value: _(meaning) for kind, meaning in KIND_MEANINGS.items()}),
    )
    area = forms.ChoiceField(label=_("Where it works"), required=False)
    website = forms.URLField(label=_("Its website"), required=False, assume_scheme="https")
    switchboard = forms.CharField(
        label=_("Its switchboard number"),
        max_length=40,
        help_text=SWITCHBOARD,
        widget=forms.TextInput({"type": "tel", "width": 20}),
    )
    switchboard_source = forms.CharField(
        label=_("Where is that number published?"),
        max_length=300,
        help_text=_("A public register, a directory, a website."),
    )
    name = forms.CharField(label=_("Your full name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    post_title = forms.CharField(
        label=_("Your post"), max_length=200, help_text=_("For example, late-shift security lead")
    )
    telephone = forms.CharField(
        label=_("Your own number at work"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "width": 20, "autocomplete": "tel"}),
    )
    sponsors_named = forms.CharField(
        label=_("Two members who know you"),
        max_length=1000,
        widget=Textarea(rows=3),
        help_text=_("Names and organisations, not your own one. We ask them; what they answer is between them and us."),
    )
    reason = forms.CharField(
        label=_("What would you like to do here?"),
        required=False,
        max_length=1000,
        widget=Textarea({"maxlength": 1000}, rows=3),
    )
    controls = forms.ChoiceField(
        label=_("Do you manage or control a capability that could take part in a collaboration?"),
        required=False,
        choices=[(key, _(ANSWERS[key])) for key in ("yes", "no")],
        widget=Radios(),
        help_text=_("Such as licensed staff, cameras, radios, dogs or a control room."),
    )
    active = forms.ChoiceField(
        label=_("Would you take an active part with it?"),
        required=False,
        choices=[(key, _(word)) for key, word in ANSWERS.items()],
        widget=Radios(),
    )

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Not said")), *areas]

    def values(self, areas: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed, with the area itself and the two answers on capability together."""
        said = dict(self.cleaned_data)
        answers = {key: said.pop(key) for key in ("controls", "active")}
        said.pop("version", None)
        return {**said, "area": areas.get(said["area"]), "capabilities": {k: v for k, v in answers.items() if v}}


class ApplyForm(CorrectForm):
    """Everything that somebody says who asks to join."""

    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We send a link there. It shows your application, and nobody else can see it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    accepts_conduct = forms.BooleanField(label=_("I have read the code of conduct and accept it"))

    field_order = (
        "organisation_name", "kind", "area", "website", "switchboard", "switchboard_source", "name", "email",
        "post_title", "telephone", "sponsors_named", "reason", "controls", "active", "accepts_conduct",
    )  # fmt: skip


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give an application's values as the form shows them."""
    area = values.get("area")
    return {**values, **values.get("capabilities", {}), "area": area.ref if area else ""}


class QueueFilter(FilterForm):
    """Which applications to list."""

    q = forms.CharField(label=_("Name, organisation or address"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _(STATES["sent"])), *((key, _(word)) for key, word in STATES.items() if key != "sent")],
    )
    needs = forms.ChoiceField(
        label=_("What is missing"),
        required=False,
        choices=[
            ("", _("Anything")),
            (Missing.CALL.value, _("The call")),
            (Missing.SPONSORS.value, _("Sponsors")),
            (Missing.CONDUCT.value, _("The code of conduct")),
            ("nothing", _("Nothing")),
        ],
    )


class CallForm(Form):
    """How a call to the published number went."""

    number = forms.CharField(
        label=_("Which number did you call?"), max_length=40, widget=forms.TextInput({"type": "tel", "width": 20})
    )
    published_at = forms.CharField(
        label=_("Where did you find it published?"),
        max_length=300,
        help_text=_("A place that the applicant did not name: the register here, a public register, a directory."),
    )
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=[(key, _(word)) for key, word in CALLS.items()], widget=Radios()
    )
    spoke_to = forms.CharField(label=_("Whom did you speak to?"), required=False, max_length=200)
    note = forms.CharField(label=_("What they said"), required=False, max_length=300)


class SponsorFilter(FilterForm):
    """Among whom to look for sponsors."""

    q = forms.CharField(label=_("Name or organisation"), required=False, max_length=100)


class SponsorForm(Form):
    """Whom to ask."""

    membership = forms.ChoiceField(label=_("Whom do you ask?"), widget=Radios())

    def __init__(self, *args: Any, members: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = list(members)


class MatchForm(Form):
    """Which organisation of the register is meant."""

    organisation = forms.ChoiceField(label=_("Which organisation of the register is it?"), required=False)

    def __init__(self, *args: Any, organisations: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("A new one")), *organisations]


class InterestForm(Form):
    """How somebody stands close to what they would judge."""

    text = forms.CharField(
        label=_("How do you stand close to it?"),
        max_length=300,
        help_text=_("For example: we worked together until last year."),
    )


class DeclineForm(Form):
    """Why an application is declined."""

    because = forms.CharField(
        label=_("Why? The applicant reads this"), max_length=2000, widget=Textarea({"maxlength": 2000})
    )


class VouchForm(Form):
    """What a sponsor answers."""

    answer = forms.ChoiceField(
        label=_("Can you vouch for them?"),
        choices=[("vouched", _("Yes, I know them in this post")), ("declined", _("No"))],
        widget=Radios(reveals={"vouched": "known_how"}, hints={"declined": _("Only those who check are told.")}),
    )
    known_how = forms.CharField(
        label=_("How do you know them?"),
        required=False,
        max_length=300,
        help_text=_("For example: we have met at the shop watch each month since spring."),
    )

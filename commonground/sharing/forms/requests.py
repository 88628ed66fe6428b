"""What may be typed to lend, to ask for it, to weigh it, to grant it for a time and to write down what came of it?

*Source:* R94-R97, R222, R223.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.markings import STRICTNESS
from commonground.pages.forms import DateField, FilterForm, Form, Radios, Textarea
from commonground.pages.matrix import AXES, OptionalCellFields
from commonground.sharing.rules import requests as rules
from commonground.sharing.rules.organisations import CLEARANCES

Pairs = Iterable[tuple[Any, Any]]


def _words(label: Any, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=3000, widget=Textarea(rows=4), **more)


def _of_five(label: Any, scale: dict[int, str]) -> forms.TypedChoiceField:
    choices = [(key, gettext_lazy(words)) for key, words in scale.items()]
    return forms.TypedChoiceField(label=label, coerce=int, choices=choices, widget=Radios)


class CatalogueFilter(FilterForm):
    """Which assets to list."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All")), *((key, gettext_lazy(words)) for key, words in rules.ASSETS.items())],
    )


class AssetForm(Form):
    """One line of the catalogue."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind is it?"),
        choices=[(key, gettext_lazy(words)) for key, words in rules.ASSETS.items()],
        widget=Radios,
    )
    title = forms.CharField(label=gettext_lazy("Its name"), max_length=160)
    about = _words(gettext_lazy("What is it, and what is it good for?"))
    clearance = forms.TypedChoiceField(
        label=gettext_lazy("How far must somebody be cleared?"),
        coerce=int,
        choices=[(key, gettext_lazy(words)) for key, words in CLEARANCES.items()],
        widget=Radios,
    )
    accreditation = forms.CharField(
        label=gettext_lazy("Which accreditation must their organisation hold?"),
        help_text=gettext_lazy("As it is called in the register. Leave it empty for none."),
        max_length=200,
        required=False,
    )
    conditions = _words(gettext_lazy("What must be kept to?"))
    no_forward = forms.BooleanField(
        label=gettext_lazy("Nothing that is heard or seen by it is passed on"),
        help_text=gettext_lazy("It is marked “Not to be passed on” wherever it is shown."),
        required=False,
    )
    seats = forms.IntegerField(
        label=gettext_lazy("How many are there to sign out?"),
        help_text=gettext_lazy("For example sets of a radio. Leave it empty where nothing is handed over."),
        min_value=1,
        max_value=10_000,
        required=False,
    )
    contact = forms.CharField(
        label=gettext_lazy("Whom can one ask about it?"),
        help_text=gettext_lazy("A post and its mailbox or number, so that it outlives whoever holds the post."),
        max_length=200,
        required=False,
    )


class ChangeAssetForm(AssetForm):
    """An entry of the catalogue that is changed; what kind it is stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class RequestForm(OptionalCellFields):
    """What is asked for, what for, how soon, and what could go wrong with it."""

    field_order = ("to", "title", "what", "purpose", *AXES)

    to = forms.ChoiceField(label=gettext_lazy("Which police organisation do you ask?"))
    title = forms.CharField(label=gettext_lazy("A short name for it"), max_length=160)
    what = _words(gettext_lazy("What do you ask for?"), gettext_lazy("What kind of information or use, for whom."))
    purpose = _words(gettext_lazy("What is it for?"))
    needed_by = DateField(label=gettext_lazy("From when do you need it?"))
    wanted_until = DateField(
        label=gettext_lazy("Until when?"),
        required=False,
        help_text=gettext_lazy("If you answer the three questions, you can leave it empty: their answers set it."),
    )
    risks = _words(gettext_lazy("What could go wrong, and for whom?"))
    likelihood = _of_five(gettext_lazy("How likely is that?"), rules.LIKELIHOOD)
    impact = _of_five(gettext_lazy("How bad would it be?"), rules.IMPACT)
    mitigations = _words(gettext_lazy("What do you do against it?"))

    def __init__(self, *args: Any, lenders: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(lenders)
        if choices:
            self.fields["to"].choices = [("", _("Choose one")), *choices]
        else:
            del self.fields["to"]

    def clean(self) -> dict[str, Any]:
        """Ask until when, unless the three questions are answered."""
        typed = super().clean()
        if not typed.get("wanted_until") and "wanted_until" not in self.errors and self.cell is None:
            self.add_error("wanted_until", _("Enter until when"))
        return typed


class AnswerForm(Form):
    """Granted, with authority, conditions, a time and the risk that is left; or refused, with reasons."""

    says_optional = False
    answer = forms.ChoiceField(
        label=gettext_lazy("What do you answer?"),
        choices=[("grant", gettext_lazy("Grant it for a time")), ("refuse", gettext_lazy("Refuse it"))],
        widget=Radios,
    )
    reasons = _words(gettext_lazy("Why?"), gettext_lazy("For both answers. Whoever asked reads it."))
    authority = forms.CharField(
        label=gettext_lazy("By whose authority?"),
        help_text=gettext_lazy("Rank or post, and the power or policy. Needed to grant it."),
        max_length=300,
        required=False,
    )
    conditions = _words(gettext_lazy("On which conditions?"), gettext_lazy("Needed to grant it."), required=False)
    opens = DateField(label=gettext_lazy("From which day?"), required=False)
    closes = DateField(label=gettext_lazy("Until which day, which is not included?"), required=False)
    review_on = DateField(label=gettext_lazy("On which day do you look at it again?"), required=False)
    likelihood = _of_five(
        gettext_lazy("With the conditions, how likely is it that something goes wrong?"), rules.LIKELIHOOD
    )
    impact = _of_five(gettext_lazy("And how bad would it be?"), rules.IMPACT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("likelihood", "impact"):
            self.fields[name].required = False


class EntryForm(Form):
    """One line of the log of a grant."""

    words = _words(gettext_lazy("What happened?"))

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label or self.fields["words"].label


class LookForm(Form):
    """What somebody found who looked at a grant again, and when to look next."""

    words = _words(gettext_lazy("What did you find?"))
    next_on = DateField(label=gettext_lazy("When do you look at it next?"), required=False)


class RevokeForm(Form):
    """Why a grant is taken away."""

    because = _words(gettext_lazy("Why is it taken away?"))


class BriefingForm(Form):
    """One session."""

    title = forms.CharField(label=gettext_lazy("What is it about?"), max_length=160)
    on = DateField(label=gettext_lazy("On which day?"))
    at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("For example 14:30"),
        error_messages={"invalid": gettext_lazy("Enter a time, for example 14:30")},
        widget=forms.TextInput({"width": 5}),
    )
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=200)
    seats = forms.IntegerField(label=gettext_lazy("How many can come?"), min_value=1, max_value=500)
    tlp = forms.TypedChoiceField(
        label=gettext_lazy("How is it marked?"),
        coerce=int,
        choices=[(rank, marking.label) for marking, rank in STRICTNESS.items()],
        widget=Radios,
        initial=2,
    )


class SeatForm(Form):
    """Whether somebody accepts the conditions of a briefing."""

    accepts = forms.BooleanField(label=gettext_lazy("I accept the conditions, and pass nothing on beyond the marking"))

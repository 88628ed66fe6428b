"""What may be typed into an agreement? A form for each clause, made from the clause itself, and those around them.

A clause may be saved with answers still missing, so that nobody has to know everything at once; what is missing stands
on the task list. Only what the site itself acts on is asked whole.

*Source:* R212.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios, Textarea, speak
from commonground.sharing.rules import lawful_bases as table
from commonground.sharing.rules.agreements_clauses import CATEGORIES, KINDS, Clause, Field, Kind
from commonground.sharing.rules.agreements_state import PARTS, STATES

Pairs = Iterable[tuple[str, Any]]
YES_NO = (("yes", _("Yes")), ("no", _("No")))
ASKED_WHOLE = frozenset({"limits", "term"})
LONG = 4000


def choices(words: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """Give what can be chosen, in the reader's language."""
    return [(str(key), _(label)) for key, label in words.items()]


def field_for(one: Field, whole: bool) -> forms.Field:
    """Make the form's field of one thing to answer."""
    optional = format_lazy("{label} ({optional})", label=_(one.label), optional=_("optional"))
    named = {"label": _(one.label) if one.required else optional, "help_text": _(one.hint) if one.hint else ""}
    named["required"] = whole and one.required and one.only_if is None
    if one.kind is Kind.LINE:
        return forms.CharField(max_length=300, **named)
    if one.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=choices(one.choices or {}), widget=Radios, **named)
    if one.kind is Kind.CHOICES:
        return forms.MultipleChoiceField(choices=choices(one.choices or {}), widget=Checkboxes, **named)
    if one.kind is Kind.YES_NO:
        return forms.ChoiceField(choices=YES_NO, widget=Radios, **named)
    if one.kind is Kind.DATE:
        return DateField(**named)
    return forms.CharField(max_length=LONG, widget=Textarea(rows=4), **named)


def _speaking(made: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """Give fields that are added to a form our sentences, as a form gives its own."""
    for name, field in made.items():
        speak(name, field)
    return made


class ClauseForm(Form):
    """One clause, or one row of a clause that holds several."""

    says_optional = False

    def __init__(
        self, clause: Clause, *args: Any, values: Mapping[str, Any], not_needed: str = "", **kwargs: Any
    ) -> None:
        self.clause = clause
        initial = {one.name: _shown(one, values.get(one.name)) for one in clause.fields} | {"not_needed": not_needed}
        super().__init__(*args, initial=initial, **kwargs)
        made = {one.name: field_for(one, clause.many or clause.key in ASKED_WHOLE) for one in clause.fields}
        if clause.waivable:
            made["not_needed"] = forms.CharField(
                label=_("Or: this clause is not needed, because"),
                help_text=_("Leave it empty to write the clause. A reason here takes the clause out."),
                max_length=600, required=False, widget=Textarea(rows=2),
            )  # fmt: skip
        self.fields = _speaking(made) | self.fields

    @property
    def values(self) -> dict[str, Any]:
        """What was answered, as the actions keep it."""
        return {one.name: _meant(one, self.cleaned_data.get(one.name)) for one in self.clause.fields}


def _shown(one: Field, value: Any) -> Any:
    if one.kind is Kind.YES_NO:
        return {True: "yes", False: "no"}.get(value, "")
    if one.kind is Kind.DATE and isinstance(value, str) and value:
        return date.fromisoformat(value)
    return value


def _meant(one: Field, value: Any) -> Any:
    if one.kind is Kind.YES_NO:
        return {"yes": True, "no": False}.get(value)
    return value or None


def shown_values(clause: Clause, theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what somebody else saved first into the form's own values."""
    found = {one.name: _shown(one, theirs.get(one.name)) for one in clause.fields}
    return found | {"not_needed": theirs.get("not_needed", "")}


class BeginForm(Form):
    """What an agreement is called, where it holds, of which kind it is."""

    title = forms.CharField(label=_("What is the agreement called?"), max_length=200,
                            help_text=_("For example, Pictures of suspected thieves in the city centre"))  # fmt: skip
    kind = forms.ChoiceField(label=_("What kind of agreement is it?"), choices=choices(KINDS), widget=Radios)
    area = forms.ChoiceField(label=_("For which area?"))

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Choose an area")), *areas]


class AgreementFilter(FilterForm):
    """What narrows the list of one's own agreements."""

    words = forms.CharField(label=_("Words in the title or reference"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Where it stands"), required=False,
                              choices=[("", _("Anywhere")), *choices(STATES)])  # fmt: skip


class RegisterFilter(FilterForm):
    """What narrows the public register."""

    words = forms.CharField(label=_("Words in the title, or a party"), required=False, max_length=100)


class LineForm(Form):
    """What a party gives and gets; `organisations` where it is still to be chosen, `reasons` where one is asked."""

    gives = forms.MultipleChoiceField(label=_("What it gives"), choices=choices(CATEGORIES), widget=Checkboxes,
                                      required=False)  # fmt: skip
    gets = forms.MultipleChoiceField(label=_("What it gets"), choices=choices(CATEGORIES), widget=Checkboxes,
                                     required=False)  # fmt: skip

    def __init__(self, *args: Any, organisations: Pairs = (), reasons: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if chosen := list(organisations):
            body = forms.ChoiceField(label=_("Which organisation?"), choices=[("", _("Choose one")), *chosen])
            self.fields = _speaking({"organisation": body}) | self.fields
        if reasons:
            why = forms.CharField(label=_("Why?"), max_length=600, widget=Textarea(rows=3))
            self.fields |= _speaking({"because": why})

    says_optional = False


class PersonForm(Form):
    """Which member has which part."""

    membership = forms.ChoiceField(label=_("Who?"))
    part = forms.ChoiceField(
        label=_("Which part?"), widget=Radios, choices=[(part.value, _(words)) for part, words in PARTS.items()]
    )

    def __init__(self, members: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [("", _("Choose somebody")), *members]


class BasisForm(Form):
    """One choice for each kind of line of the dated table, each with what else it asks for."""

    basis = forms.ChoiceField(label=_("On which lawful basis?"), widget=Radios)
    special = forms.ChoiceField(label=_("Special category data"), widget=Radios)
    criminal = forms.ChoiceField(label=_("Criminal offence data"), widget=Radios)
    power = forms.ChoiceField(label=_("Power to disclose"), widget=Radios)
    exemption = forms.ChoiceField(label=_("Exemption relied on"), widget=Radios)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=Textarea(rows=4),
        help_text=_("The law that gives a task or obliges you, why it is necessary, where an assessment is kept."),
    )  # fmt: skip

    def __init__(self, today: date, *args: Any, police: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in table.Kind:
            lines = [one for one in table.holding(kind, today) if police or one.regime != "part_3"]
            widget = Radios(hints={one.key: _hint(one) for one in lines})
            label = self.fields[kind.value].label
            offered = [(one.key, _(one.in_full)) for one in lines]
            made = forms.ChoiceField(label=label, choices=offered, widget=widget)
            self.fields |= _speaking({kind.value: made})
        self.order_fields([*(kind.value for kind in table.Kind), "note"])


def _hint(one: table.Line) -> Any:
    return format_lazy("{asks} {said}", asks=_(one.asks) if one.asks else "", said=_(one.said) if one.said else "")


class BecauseForm(Form):
    """A reason; with a number, the number of old items that is confirmed."""

    because = forms.CharField(label=_("Why?"), max_length=600, widget=Textarea(rows=3))


class ConfirmForm(Form):
    """The number of old items that an act opens, confirmed; asked only where there are any."""

    def __init__(self, number: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if number:
            label = _("How many older items does this open? Type the number to confirm it")
            asked = forms.IntegerField(label=label, min_value=0, widget=forms.NumberInput({"width": 5}))
            self.fields |= _speaking({"confirmed": asked})

    @property
    def confirmed(self) -> int | None:
        """The number that was typed; None where none is asked."""
        return self.cleaned_data.get("confirmed")


class SignForm(ConfirmForm):
    """The hashes of what was shown, and one's word for it."""

    content = forms.CharField(widget=forms.HiddenInput)
    line = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(label=_("I have read the words and our own line, and I may sign for my organisation"))


class ReviewForm(Form):
    """What a review found, and what follows."""

    held_on = DateField(label=_("On which day was it held?"))
    present = forms.CharField(label=_("Who was there?"), max_length=600, widget=Textarea(rows=2))
    findings = forms.CharField(label=_("What did you find?"), max_length=LONG, widget=Textarea(rows=5))
    follows = forms.ChoiceField(label=_("What follows?"), widget=Radios, choices=(
        ("goes_on", _("It goes on as it is")), ("change", _("A new version")), ("end", _("It is to end"))))  # fmt: skip
    changes = forms.CharField(label=_("What is to change?"), max_length=LONG, required=False, widget=Textarea(rows=3))


class KnownForm(Form):
    """Which training somebody had for it."""

    training = forms.CharField(
        label=_("Which training did you have for it?"), max_length=300, required=False,
        help_text=_("Leave it empty if the agreement asks for none."),
    )  # fmt: skip


class DataForm(Form):
    """What became of the data."""

    done = forms.ChoiceField(label=_("What became of it?"), widget=Radios, choices=(
        ("returned", _("It is returned")), ("deleted", _("It is deleted")), ("kept", _("It is kept"))))  # fmt: skip
    words = forms.CharField(
        label=_("How, when and by whom; or why it is kept and until when"), max_length=LONG, widget=Textarea(rows=4)
    )

"""What may be typed about an organisation?

*Source:* R140-R142, R155; the look, section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.sides import KIND_LABELS, KIND_MEANINGS
from commonground.pages.forms import FilterForm, Form, Radios, Textarea

Choices = Sequence[tuple[str, Any]]


def lines_of(text: str) -> list[str]:
    """Give the lines that say something, as a list."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class OrganisationFilter(FilterForm):
    """Which organisations to list."""

    q = forms.CharField(label=_("Name, or a part of it"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *((k.value, _(v)) for k, v in KIND_LABELS.items())],
    )


class CardForm(Form):
    """What everybody may read about an organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[(kind.value, _(label)) for kind, label in KIND_LABELS.items()],
        widget=Radios(hints={kind.value: meaning for kind, meaning in KIND_MEANINGS.items()}),
    )
    aliases = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=Textarea(rows=3),
        help_text=_("Short forms and earlier names, one a line. The search finds them too."),
    )
    about = forms.CharField(
        label=_("What it does"), required=False, max_length=1000, widget=Textarea({"maxlength": 1000})
    )
    area = forms.ChoiceField(label=_("Where it works"), required=False)
    telephone = forms.CharField(
        label=_("Telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "width": 20}),
        help_text=_("At which somebody answers. Everybody can read it."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    source = forms.CharField(
        label=_("Where this comes from"),
        required=False,
        max_length=300,
        help_text=_("A document or a person, so that others can check it."),
    )

    def __init__(self, *args: Any, areas: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Not said")), *areas]

    def values(self, areas: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed, with the other names as a list and the area itself, found by its choice, or None."""
        kept = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        names = lines_of(self.cleaned_data["aliases"])
        return {**kept, "aliases": names, "area": areas.get(self.cleaned_data["area"])}


class PlaceForm(Form):
    """What an organisation is part of, and which it came after."""

    within = forms.ChoiceField(
        label=_("Part of"),
        required=False,
        help_text=_("A unit of its force, a member of its association. It then stands on the page of the whole."),
    )
    predecessor = forms.ChoiceField(
        label=_("Came after"),
        required=False,
        help_text=_("The organisation whose work it took over, if there was one. Each keeps its own record."),
    )

    def __init__(self, *args: Any, bodies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("within", "predecessor"):
            self.fields[name].choices = [("", _("None")), *bodies]


class NeedForm(FilterForm):
    """Who somebody is, where, and what they need."""

    kind = forms.ChoiceField(
        label=_("Who are you?"), required=False,
        choices=[("", _("Somebody else")), *((k.value, _(v)) for k, v in KIND_LABELS.items())],
    )  # fmt: skip
    where = forms.CharField(label=_("Where?"), required=False, max_length=100, help_text=_("A place, or a part of it"))
    q = forms.CharField(
        label=_("What do you need?"),
        required=False,
        max_length=200,
        help_text=_("A few words, for example: radio link for shops"),
    )

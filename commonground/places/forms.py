"""What may be asked of the list of areas, and what may be typed about a shape?

*Source:* R57, R187.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, FilterForm, Form, Textarea
from commonground.places.rules import KIND_LABELS

LONGEST_OUTLINE = 1_000_000  # bytes; the outline of a nation has fewer
PASTED = 200_000


class AreaFilter(FilterForm):
    """Which areas to list."""

    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=100, help_text=_("Near is good enough: “Minster Gaet”.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("All kinds")), *((k.value, _(v)) for k, v in KIND_LABELS.items())],
    )


class ShapeForm(Form):
    """A shape: its name, and the areas that it is made of or an outline. An outline that is given counts."""

    name = forms.CharField(
        label=_("Name of the shape"), max_length=200, help_text=_("What people call it, such as “The night-time mile”.")
    )
    parts = forms.MultipleChoiceField(
        label=_("Areas that it is made of"),
        required=False,
        widget=Checkboxes(attrs={"legend": "m"}),
        help_text=_("The numbers are those of the map."),
    )
    file = forms.FileField(
        label=_("Or a file with its outline"),
        required=False,
        help_text=_("GeoJSON, as every mapping program saves it. At most 1 MB."),
    )
    outline = forms.CharField(
        label=_("Or the outline itself, pasted"),
        required=False,
        max_length=PASTED,
        widget=Textarea(rows=4),
        help_text=_("GeoJSON: a Polygon or MultiPolygon in degrees or British National Grid."),
    )

    def __init__(self, *args: Any, parts: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts
        if not parts:
            del self.fields["parts"]

    def clean_file(self) -> Any:
        """Refuse a file that no outline fills."""
        file = self.cleaned_data["file"]
        if file and file.size > LONGEST_OUTLINE:
            raise forms.ValidationError(_("Choose a file of at most 1 MB"))
        return file

    @property
    def given_outline(self) -> tuple[str, bytes]:
        """Give the field in which an outline came and its bytes; empty without one."""
        if file := self.cleaned_data.get("file"):
            return "file", file.read()
        typed = self.cleaned_data.get("outline", "").strip()
        return ("outline", typed.encode("utf-8", "surrogatepass")) if typed else ("", b"")

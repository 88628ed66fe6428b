"""What may be typed into a sharing decision record? Every field of its parts, drawn from the one table of them.

Nothing is required by the form itself: which field is needed depends on the others, and the rules say which.

*Source:* R184; reference on the domain, 7(B).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.matrix import CELLS
from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios, Textarea
from commonground.sharing.rules import decisions_recording as rules

Pairs = Iterable[tuple[str, Any]]
LONGEST_LINE, LONGEST = 300, 4000


class RecordForm(Form):
    """The whole record; `bases` are the lines of the dated table, `seconds` the colleagues who can be a second
    person."""

    says_optional = False

    def __init__(self, *args: Any, bases: Pairs, seconds: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in rules.PARTS:
            for one in part.fields:
                self.fields[one.key] = self._field(one, list(bases))
        self.fields["second"] = forms.ChoiceField(
            label=_("Who approves it as the second person?"),
            help_text=_("Needed for TLP:RED, children, criminal offences, and personal data that everybody gets."),
            choices=[("", _("Nobody")), *seconds],
            required=False,
        )

    def _field(self, one: rules.Field, bases: list[tuple[str, Any]]) -> forms.Field:
        said: dict[str, Any] = {"label": _(one.label), "help_text": _(one.hint) if one.hint else "", "required": False}
        choices = [(key, _(words)) for key, words in (one.choices or {}).items()]
        if one.kind == "choice":
            return forms.ChoiceField(choices=choices, widget=Radios, **said)
        if one.kind == "choices":
            return forms.MultipleChoiceField(choices=choices, widget=Checkboxes, **said)
        if one.kind == "basis":
            return forms.ChoiceField(choices=[("", _("Choose one")), *bases], **said)
        if one.kind == "cell":
            cells = [(str(cell), ", ".join(_(part) for part in cell.label.split(", "))) for cell in CELLS]
            return forms.ChoiceField(choices=[("", _("Choose one")), *cells], **said)
        if one.kind == "day":
            return DateField(**said)
        if one.kind == "line":
            return forms.CharField(max_length=LONGEST_LINE, **said)
        return forms.CharField(max_length=LONGEST, widget=Textarea(rows=3), **said)

    def parts(self) -> Iterator[tuple[str, list[Any]]]:
        """Give each part with its heading and its fields as they are drawn; the second person stands in the last."""
        for part in rules.PARTS:
            bound = [self[one.key] for one in part.fields]
            yield _(part.heading), [*bound, self["second"]] if part is rules.PARTS[-1] else bound


class RegisterFilter(FilterForm):
    """Which decisions to list."""

    q = forms.CharField(label=gettext_lazy("Words or number"), required=False, max_length=100)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)
    direction = forms.ChoiceField(label=gettext_lazy("How it came about"), required=False)
    standing = forms.ChoiceField(label=gettext_lazy("How it stands"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tables = {"outcome": rules.OUTCOMES, "direction": rules.DIRECTIONS, "standing": rules.STANDINGS}
        for name, table in tables.items():
            self.fields[name].choices = [("", _("All")), *((key.value, _(words)) for key, words in table.items())]


class ApproveForm(Form):
    """Whether the second person agrees, and why not."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Do you approve it?"),
        choices=[("yes", gettext_lazy("Yes, it can go")), ("no", gettext_lazy("No"))],
        widget=Radios,
    )
    words = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("Needed for a no."),
        max_length=2000,
        required=False,
        widget=Textarea(rows=3),
    )


class FindingForm(Form):
    """What somebody found who looked at it."""

    words = forms.CharField(label=gettext_lazy("What did you find?"), max_length=2000, widget=Textarea(rows=4))


class NoteForm(Form):
    """What happened since the decision."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened?"), widget=Radios)
    words = forms.CharField(label=gettext_lazy("In a sentence or two"), max_length=2000, widget=Textarea(rows=3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, _(rules.NOTES[one])) for one in rules.IN_WORDS]


class UseForm(Form):
    """Which item a record is used for; the items are given."""

    item = forms.ChoiceField(label=gettext_lazy("Which item is it about?"))

    def __init__(self, *args: Any, items: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Choose one")), *items]

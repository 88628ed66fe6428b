"""What may be typed about one version of an item? Its words, its marking, what is kept apart, and who it is for.

Old markings and SECRET are refused with a sentence, whether they are chosen or pasted. There is no field for who a
confidential source is.

*Source:* R15, R213; D2, D7; design/sharing.md 2.1, 5.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.markings import STRICTNESS, read_grade, read_gsc
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Checkboxes, Form, Radios, Textarea
from commonground.sharing.rules.copies import Source, require_marked_as
from commonground.sharing.rules.organisations import CLEARANCES
from commonground.sharing.rules.renditions import HOW_KNOWN, KIND_HINTS, KINDS, PARTS, require_no_old_marking

Choices = Sequence[tuple[str, Any]]
TLP = [(str(rank), marking.label) for marking, rank in STRICTNESS.items()]
LEVELS = [(str(int(level)), _(label)) for level, label in CLEARANCES.items()]
PERSONAL = [("yes", _("Yes, or I am not sure")), ("no", _("No"))]
LONGEST = 10_000
OWN_ONLY, PUBLIC = "own", "public"


class RenditionForm(Form):
    """One version. `police` shows the classification, `grades` the 3x5x2 grade, `opens_to` the choice of readers."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    text = forms.CharField(label=_("What is known"), max_length=LONGEST, required=False, widget=Textarea(rows=8))
    tlp = forms.ChoiceField(label=_("Marking (TLP 2.0)"), choices=TLP)
    clearance = forms.ChoiceField(label=_("Least clearance of a reader"), choices=LEVELS)
    gsc = forms.CharField(
        label=_("Government Security Classification"),
        required=False,
        max_length=60,
        help_text=_("OFFICIAL or OFFICIAL-SENSITIVE. Anything above may not be kept here."),
    )
    grade = forms.CharField(
        label=_("Intelligence grade (3x5x2)"),
        required=False,
        max_length=20,
        help_text=_("Source 1 to 3, information A to E, handling P or C, such as 1AP."),
    )
    conditions = forms.CharField(
        label=_("Conditions of code C"),
        required=False,
        max_length=1000,
        widget=Textarea(rows=2),
        help_text=_("Whoever reads it accepts them first."),
    )
    personal = forms.ChoiceField(
        label=_("Does it hold personal data?"),
        choices=PERSONAL,
        widget=Radios(reveals={"no": "not_personal_because"}),
        initial="yes",
    )
    not_personal_because = forms.CharField(
        label=_("Why does it hold none?"),
        required=False,
        max_length=500,
        help_text=_("A second person of your organisation must agree. Until then it counts as personal."),
    )
    children = forms.BooleanField(label=_("It is about children"), required=False)
    offences = forms.BooleanField(label=_("It is about criminal offences of somebody who is named"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: str = "full",
        police: bool = False,
        grades: bool = False,
        source: Source | None = None,
        **kwargs: Any,
    ) -> None:
        self.kind, self.source = kind, source
        super().__init__(*args, **kwargs)
        self.add_parts(police)
        for name in () if police else ("gsc",):
            del self.fields[name]
        for name in () if grades else ("grade", "conditions"):
            del self.fields[name]

    def add_parts(self, police: bool) -> None:
        """Add what is kept apart from the text."""
        for part in PARTS:
            self.fields[part.key] = forms.CharField(
                label=_(part.label),
                required=False,
                max_length=2000,
                help_text=_(part.hint) if part.hint else "",
                widget=Textarea(rows=2),
            )
        if not police:
            choices = [("", _("Not said")), *((key, _(label)) for key, label in HOW_KNOWN.items())]
            self.fields["how_known"] = forms.ChoiceField(label=_("How do you know?"), required=False, choices=choices)

    @property
    def heading(self) -> Any:
        """What the version is called."""
        return _(KINDS[self.kind])

    @property
    def hint(self) -> Any:
        """For whom such a version is."""
        return _(KIND_HINTS.get(self.kind, ""))

    @property
    def is_written(self) -> bool:
        """Whether anything was typed that makes it a version."""
        names = ("title", "text", *(part.key for part in PARTS))
        return any(str(self[name].value() or "").strip() for name in names)

    @property
    def main(self) -> list[Any]:
        """The fields that every version shows at once."""
        return [self[name] for name in ("title", "text", "todo")]

    @property
    def apart(self) -> list[Any]:
        """The fields that are kept apart from the text."""
        names = [part.key for part in PARTS if part.key != "todo"]
        return [self[name] for name in (*names, "how_known") if name in self.fields]

    @property
    def has_apart(self) -> bool:
        """Whether something that is kept apart is filled in or wrong, so that it is shown unfolded."""
        return any(field.value() or field.errors for field in self.apart)

    @property
    def marking(self) -> list[Any]:
        """The fields that say how carefully it is handled."""
        names = ("tlp", "gsc", "grade", "conditions", "clearance", "personal", "children", "offences")
        return [self[name] for name in names if name in self.fields]

    @property
    def readers(self) -> list[Any]:
        """The fields that say who it is for."""
        names = ("to", "person", "other", "purpose", "basis_of_giver", "basis_of_getter")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Refuse what is half written, and markings that may not stand here."""
        typed = super().clean() or {}
        if not self.is_written:
            return typed
        for name, missing in (("title", _("Enter the title")), ("text", _("Enter what is known"))):
            if not typed.get(name, "").strip() and name not in self.errors:
                self.add_error(name, missing)
        for name in ("title", "text", *(part.key for part in PARTS)):
            self.held_to(name, require_no_old_marking, typed.get(name, ""), name)
        if self.source is not None and typed.get("tlp") and typed.get("clearance"):
            marking = list(STRICTNESS)[int(typed["tlp"])]
            self.held_to("tlp", require_marked_as, self.source, marking, int(typed["clearance"]))
        if typed.get("gsc", "").strip():
            typed["gsc"] = self.held_to("gsc", read_gsc, typed["gsc"]) or ""
        if typed.get("grade", "").strip():
            found = self.held_to("grade", read_grade, typed["grade"], typed.get("conditions", ""))
            typed["grade"] = found.code if found else ""
        if typed.get("personal") == "no" and not typed.get("not_personal_because", "").strip():
            self.add_error("not_personal_because", _("Enter why it holds no personal data"))
        return typed

    def held_to(self, name: str, rule: Any, *words: Any) -> Any:
        """Ask a rule, and say its refusal beside the field that it names, or beside this one."""
        try:
            return rule(*words)
        except Invalid as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else name, refusal.reason)
            return None


class ChangeForm(RenditionForm):
    """A version that is changed. A change that opens it to more people carries the number that was shown before."""

    confirmed = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WritingForm(RenditionForm):
    """One version that is being written, with who it is for: that is chosen before it is saved."""

    not_personal_because = forms.CharField(
        label=_("Why does it hold none?"),
        required=False,
        max_length=500,
        help_text=_("It is kept with the version. Saying so later takes a second person."),
    )

    to = forms.MultipleChoiceField(label=_("Who is it for?"), required=False, widget=Checkboxes)
    person = forms.ChoiceField(
        label=_("A named person"), required=False, help_text=_("TLP:RED opens to named people alone.")
    )
    other = forms.ChoiceField(
        label=_("Another organisation, without an agreement"),
        required=False,
        help_text=_("Only without personal data."),
    )
    purpose = forms.CharField(label=_("What is it shared for?"), required=False, max_length=300)
    basis_of_giver = forms.ChoiceField(label=_("Your lawful basis"), required=False, help_text=_("For personal data."))
    basis_of_getter = forms.ChoiceField(
        label=_("Their lawful basis"), required=False, help_text=_("For personal data.")
    )

    def __init__(
        self, *args: Any, to: Choices, people: Choices, others: Choices, bases: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = to
        self.fields["person"].choices = [("", _("Nobody by name")), *people]
        self.fields["other"].choices = [("", _("None")), *others]
        for name in ("basis_of_giver", "basis_of_getter"):
            self.fields[name].choices = [("", _("Choose one")), *bases]

    def full_clean(self) -> None:
        """Ask nothing of a version that is not written."""
        if self.is_bound and not self.is_written:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()

    @property
    def wanted(self) -> list[str]:
        """Give every reader that was chosen, as the choices are written, without one's own organisation."""
        typed = self.cleaned_data
        named = [f"p:{typed['person']}"] if typed.get("person") else []
        others = [f"o:{typed['other']}:"] if typed.get("other") else []
        return [*(one for one in typed.get("to", []) if one != OWN_ONLY), *named, *others]

    def clean(self) -> dict[str, Any]:
        """Ask for readers, and for what is said about handing something to them."""
        typed = super().clean() or {}
        if not self.is_written:
            return typed
        wanted = bool(typed.get("person") or typed.get("other") or set(typed.get("to", ())) - {OWN_ONLY})
        if not wanted and OWN_ONLY not in typed.get("to", ()) and "to" not in self.errors:
            self.add_error("to", _("Choose who it is for before you save it"))
        if wanted and not typed.get("purpose", "").strip():
            self.add_error("purpose", _("Enter what it is shared for"))
        if wanted and typed.get("personal") != "no":
            for name in ("basis_of_giver", "basis_of_getter"):
                if not typed.get(name):
                    self.add_error(name, _("Choose a lawful basis, because it holds personal data"))
        return typed


class GradeForm(Form):
    """What police intelligence staff say of a version."""

    grade = forms.CharField(
        label=_("Intelligence grade (3x5x2)"),
        max_length=20,
        help_text=_("Source 1 to 3, information A to E, handling P or C, such as 1AP."),
    )
    conditions = forms.CharField(
        label=_("Conditions of code C"), required=False, max_length=1000, widget=Textarea(rows=3)
    )


class AcceptForm(Form):
    """That somebody has read the conditions of the police, and accepts them."""

    accepted = forms.BooleanField(label=_("I have read these conditions and accept them"))

"""What does a form look like? A renderer that gives every Django form the component library's markup, and our fields.

Any `forms.Form` comes out right with `{{ form }}` or `{{ form.name.as_field_group }}`: label, hint, error with its
hidden "Error:", `aria-describedby`, what was typed kept. `Form` adds our sentences for what is missing or wrong, and
the version of what is edited. `Radios` and `Checkboxes` take a hint for each choice and questions that a choice
reveals. A widget's attribute `width` (2, 3, 4, 5, 10, 20, 30, or "full", "one-half" …) sets how wide it is; its
attribute `legend` ("l") makes the question the heading of a page that asks one.

*Source:* the look, sections 6 and 11; settled questions, "Who" (versions); R201.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import renderers
from django.forms.utils import pretty_name
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commonground.groundwork.refusals import Refused
from commonground.pages.dates import DateField, DateParts
from commonground.pages.dates import about as about_date

__all__ = ["Checkboxes", "DateField", "DateParts", "FilterForm", "Form", "Radios", "Renderer", "Textarea"]

ARTICLES = {
    "a",
    "an",
    "the",
    "your",
    "their",
    "its",
    "our",
    "one",
    "any",
    "who",
    "what",
    "when",
    "where",
    "which",
    "how",
    "why",
}

# Django's own templates -> ours; what is not named here is drawn by Django.
WIDGETS = "pages/forms/widgets/"
OURS = {
    **{
        f"django/forms/widgets/{kind}.html": f"{WIDGETS}input.html"
        for kind in ("text", "email", "url", "tel", "search")
    },
    "django/forms/widgets/input.html": f"{WIDGETS}input.html",
    "django/forms/widgets/date.html": f"{WIDGETS}input.html",
    "django/forms/widgets/number.html": f"{WIDGETS}number.html",
    "django/forms/widgets/password.html": f"{WIDGETS}password.html",
    "django/forms/widgets/textarea.html": f"{WIDGETS}textarea.html",
    "django/forms/widgets/select.html": f"{WIDGETS}select.html",
    "django/forms/widgets/radio.html": f"{WIDGETS}choices.html",
    "django/forms/widgets/checkbox_select.html": f"{WIDGETS}choices.html",
    "django/forms/widgets/checkbox.html": f"{WIDGETS}checkbox.html",
    "django/forms/widgets/file.html": f"{WIDGETS}file.html",
    "django/forms/widgets/clearable_file_input.html": f"{WIDGETS}file.html",
    "django/forms/errors/list/ul.html": "pages/forms/errors.html",
    "django/forms/errors/list/default.html": "pages/forms/errors.html",
}


class BoundField(forms.BoundField):
    """A field of a form as the templates meet it."""

    @property
    def first_id(self) -> str:
        """The id that the error summary links to: the first control of the field."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label or self.auto_id

    @property
    def says_optional(self) -> bool:
        """Whether the label ends with "(optional)"."""
        if self.field.required or not getattr(self.form, "says_optional", True):
            return False
        return not isinstance(self.field.widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple))

    @property
    def is_revealed(self) -> bool:
        """Whether a choice of another field reveals this one, which then stands below that choice."""
        return any(self.name in getattr(field.widget, "reveals", {}).values() for field in self.form.fields.values())

    @property
    def is_single_checkbox(self) -> bool:
        """Whether this is one box with its label beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def legend_size(self) -> str:
        """How large the question stands: s, m, l or xl; with l and xl it is the page's heading."""
        return str(self.field.widget.attrs.get("legend", "s" if self.use_fieldset else ""))

    @property
    def is_heading(self) -> bool:
        """Whether the question is the page's heading: one question a page."""
        return self.legend_size in {"l", "xl"}

    @property
    def aria_describedby(self) -> str | None:
        """The ids of hint, error and character count, for the control."""
        described = super().aria_describedby
        if described is not None and self.field.widget.attrs.get("maxlength") and self._counts:
            described = f"{described} {self.auto_id}-info".strip()
        return described

    @property
    def _counts(self) -> bool:
        return isinstance(self.field.widget, forms.Textarea)

    def as_widget(self, widget: forms.Widget | None = None, attrs: Any = None, only_initial: bool = False) -> Any:
        """Draw the control, with the questions that its choices reveal."""
        own = widget or self.field.widget
        if isinstance(own, Choices):
            own.revealed = {value: self.form[name].as_field_group() for value, name in own.reveals.items()}
        return super().as_widget(widget, attrs, only_initial)


class Renderer(renderers.DjangoTemplates):
    """Draws forms, fields, widgets and errors from our templates; set as FORM_RENDERER."""

    form_template_name = "pages/forms/form.html"
    field_template_name = "pages/forms/field.html"
    formset_template_name = "pages/forms/formset.html"
    bound_field_class = BoundField

    def get_template(self, template_name: str) -> Any:
        """Find our template for one of Django's names, or the template of that name."""
        return super().get_template(OURS.get(template_name, template_name))


class Choices:
    """What radios and checkboxes have in common: a hint for each choice, and questions that a choice reveals."""

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, Any] | None = None,
        reveals: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.revealed: dict[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the choice's hint and what it reveals."""
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        option["revealed"] = self.revealed.get(str(value), "")
        return option


class Radios(Choices, forms.RadioSelect):
    """One choice of a few, each with room for a hint."""


class Checkboxes(Choices, forms.CheckboxSelectMultiple):
    """Any number of a few choices, each with room for a hint."""


class Textarea(forms.Textarea):
    """Room for sentences; a field's max_length becomes a count, never a cut. A line's end counts as one character."""

    def __init__(self, attrs: dict[str, Any] | None = None, rows: int = 5) -> None:
        super().__init__({"rows": rows, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read what was typed, with the line ends that browsers lengthen put back."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class Form(forms.Form):
    """A form in our voice: errors say what to do, a version is carried, and nothing typed is lost.

    With `version` a hidden field carries the version of what is edited; `cleaned_data["version"]` gives it back.
    """

    use_required_attribute = False
    says_optional = True

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs: Mapping[str, Any] = {}
        if version is not None:
            lost = gettext_lazy("This form no longer knows what it changes. Open the page again.")
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=version, error_messages={"required": lost, "invalid": lost}
            )
        for name, field in self.fields.items():
            speak(name, field)

    def refuse(self, refusal: Refused) -> None:
        """Say a refusal beside each field that it names, or at the head of the form; what was typed stays."""
        for name, sentence in refusal.faults.items():
            self.add_error(name if name in self.fields else None, sentence)

    def get_context(self) -> dict[str, Any]:
        """Say errors of hidden fields in their own words, without the field's name."""
        context = super().get_context()
        hidden = [error for field in self.hidden_fields() for error in field.errors]
        context["errors"] = self.error_class([*self.non_field_errors(), *hidden], renderer=self.renderer)
        return context

    def show_theirs(self, theirs: Mapping[str, Any], version: int) -> None:
        """Keep what was typed, show what somebody else saved beside it, and let the next save be on top of that."""
        self.theirs = theirs
        if self.is_bound:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(version)

    @cached_property
    def differences(self) -> list[dict[str, Any]]:
        """Each field whose saved text is not what was typed: label, yours, theirs, in words."""
        rows = []
        for name, value in self.theirs.items():
            if name in self.fields and name != "version":
                yours = in_words(self.fields[name], self[name].value())
                theirs = in_words(self.fields[name], value)
                if yours != theirs:
                    rows.append({"label": self[name].label, "yours": yours, "theirs": theirs})
        return rows


class FilterForm(Form):
    """A form above a list: everything may be left out, and no label says so."""

    says_optional = False


def in_words(field: forms.Field, value: Any) -> str:
    """Say a field's value as the page shows it: labels of choices, a date in words, "Nothing" when empty."""
    if isinstance(field, DateField):
        return about_date(value)
    if value is None or value in ("", []):
        return _("Nothing")
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value in (True, "on", "True", "true") else _("No")
    labels = {
        str(key): str(label) for key, label in getattr(field, "choices", ()) if not isinstance(label, (list, tuple))
    }
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in values)


def subject(label: Any) -> str:
    """Take a label into a sentence: its first letter small, unless it is "I" or begins a short form such as NHS."""
    text = str(label)
    stays = text[1:2].isupper() or text[1:2].isdecimal() or text.startswith("I ")
    return text if stays else text[:1].lower() + text[1:]


def has_article(label: Any) -> bool:
    """Tell whether a label already says whose or which, so that a sentence adds no "the"."""
    return str(label).partition(" ")[0].casefold() in ARTICLES


def speak(name: str, field: forms.Field) -> None:
    """Give a field our sentences for what is missing or wrong, except where it has its own."""
    inherited: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        inherited.update(getattr(cls, "default_error_messages", {}))
    for code, sentence in sentences(field, field.label or pretty_name(name)).items():
        if code not in field.error_messages or field.error_messages[code] is inherited.get(code):
            field.error_messages[code] = sentence


def sentences(field: forms.Field, label: Any) -> dict[str, Any]:
    """Write the errors of a field in the words of its label."""
    if str(label).rstrip().endswith("?"):
        missing = gettext_lazy("Answer the question: {label}")
    elif isinstance(field, forms.ChoiceField):
        missing = gettext_lazy("Choose {subject}") if has_article(label) else gettext_lazy("Choose the {subject}")
    elif isinstance(field, forms.BooleanField):
        missing = gettext_lazy("Tick the box: {label}")
    elif isinstance(field, forms.FileField):
        missing = gettext_lazy("Choose a file: {label}")
    else:
        missing = gettext_lazy("Enter {subject}") if has_article(label) else gettext_lazy("Enter the {subject}")
    said: dict[str, Any] = {
        "required": format_lazy(missing, label=label, subject=subject(label)),
        "max_length": ngettext_lazy(
            "Write at most %(limit_value)d character. You have written %(show_value)d.",
            "Write at most %(limit_value)d characters. You have written %(show_value)d.",
            "limit_value",
        ),
        "min_value": gettext_lazy("Enter a number that is %(limit_value)s or more"),
        "max_value": gettext_lazy("Enter a number that is %(limit_value)s or less"),
        "invalid_choice": gettext_lazy("Choose one of the answers that are shown"),
    }
    if isinstance(field, forms.EmailField):
        said["invalid"] = gettext_lazy("Enter an e-mail address in full, for example name@example.com")
    elif isinstance(field, forms.IntegerField):
        said["invalid"] = gettext_lazy("Enter a number, for example 12")
    return said

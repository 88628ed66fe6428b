"""What may be typed when the guide is translated? A language to begin with, and the words of a step beside the English.

*Source:* R3; WCAG 2.2, 3.1.2.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea, speak
from commonground.projects.forms.guide import field_name
from commonground.projects.rules import editions, translating
from commonground.projects.rules.translating import Language, Made


class BeginForm(Form):
    """Into which language the guide is translated."""

    language = forms.ChoiceField(label=_("Language"))
    note = forms.CharField(
        label=_("What readers are told about this translation"),
        required=False,
        max_length=500,
        widget=Textarea({"maxlength": 500}, rows=3),
        help_text=_("For example who translated it, and that the English counts."),
    )

    def __init__(self, *args: Any, languages: Sequence[Language], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(each.code, f"{each.english} · {each.name}") for each in languages]
        self.fields["language"].choices = [("", _("Choose a language")), *listed]


class TranslateForm(Form):
    """The words of one step in another language, each beside its English."""

    says_optional = False

    def __init__(
        self, *args: Any, step: int, english: Mapping[str, str], made: Made, language: Language, **kwargs: Any
    ) -> None:
        self.keys = editions.keys_of(step)
        shown = {field_name(key): made[key]["words"] for key in self.keys if key in made}
        super().__init__(*args, initial=shown, **kwargs)
        self.step, self.english, self.made = step, english, made
        self.again = set(translating.again(made, english))
        for key in self.keys:
            self._ask(key, language)

    def _ask(self, key: str, language: Language) -> None:
        about, name = editions.label(key)
        label = _(name) if about == str(self.step) else f"{about}: {_(name)}"
        attributes = {"maxlength": translating.LONGEST, "lang": language.code, "dir": language.direction}
        box = Textarea(attributes, rows=4)
        field = forms.CharField(label=label, max_length=translating.LONGEST, widget=box, required=False)
        speak(field_name(key), field)
        self.fields[field_name(key)] = field
        if key in self.again:
            label = _("Looked at: these words still say what the English says")
            self.fields[looked_name(key)] = forms.BooleanField(label=label, required=False)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give each text: its field, the English of now, and the English that its translation was made from."""
        for key in self.keys:
            old = key in self.again
            yield {
                "field": self[field_name(key)],
                "english": self.english[key],
                "before": self.made[key]["of"] if old else "",
                "looked": self[looked_name(key)] if old else None,
            }

    def texts(self) -> dict[str, str]:
        """Give the words by their keys."""
        return {key: self.cleaned_data[field_name(key)] for key in self.keys}

    def looked_at(self) -> list[str]:
        """List the keys whose words still hold."""
        return [key for key in self.keys if self.cleaned_data.get(looked_name(key))]


def looked_name(key: str) -> str:
    """Give the name of the box that says that a text still holds."""
    return f"looked_{field_name(key)}"

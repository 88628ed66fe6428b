"""What may be typed to tell of a result: a side's own view, a text, what a reader from outside says?

*Source:* R37, R39, R46.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios, Textarea
from commonground.projects.rules.claims import EFFECTS
from commonground.projects.rules.peer_reading import VERDICTS

LONGEST_TEXT = 8000
LONGEST_TITLE = 200


class EffectForm(Form):
    """What difference one side says that the work made, and why."""

    effect = forms.ChoiceField(
        label=_("What difference did it make, as your side sees it?"),
        choices=[(key, _(words)) for key, words in EFFECTS.items()],
        widget=Radios,
    )
    words = forms.CharField(
        label=_("Why do you say so?"),
        help_text=_("What you saw or counted, and what you cannot know."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=5),
    )


class TextForm(Form):
    """A text about the result; it begins with words from the record."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    body = forms.CharField(
        label=_("What it says"),
        help_text=_("An empty line begins a new paragraph. Nobody’s name, and nothing that helps to get round it."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=14),
    )

    @property
    def whole(self) -> str:
        """All words, in which names, markings and small numbers are looked for."""
        return f"{self.cleaned_data.get('title', '')}\n{self.cleaned_data.get('body', '')}"


class ReaderForm(Form):
    """Who reads a case study before everybody does; the people are given."""

    reader = forms.ChoiceField(
        label=_("Who reads it first?"), help_text=_("Somebody of an organisation that is not on your team.")
    )

    def __init__(self, people: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = [("", _("Choose a person")), *people]


class ReadingForm(Form):
    """What the reader says of a case study."""

    verdict = forms.ChoiceField(
        label=_("Is it ready for everybody to read?"),
        choices=[(key, _(words)) for key, words in VERDICTS.items()],
        widget=Radios,
    )
    words = forms.CharField(
        label=_("What do you say to those who wrote it?"),
        help_text=_("What is clear, what is missing, and what would mislead somebody elsewhere."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=6),
    )


class ReplyForm(Form):
    """What the team answers to the reader."""

    answered = forms.CharField(
        label=_("What do you answer?"),
        help_text=_("What you changed, or why you left it."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )

"""What may be typed about ethics? An answer for one's side, a request for advice, the advice, and a note.

*Source:* R120.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios, Textarea
from commonground.projects.rules.answers import LONGEST_TEXT
from commonground.projects.rules.ethics import ANSWERS, NOTE_ASKS, VERDICTS


class EthicsAnswerForm(Form):
    """How a question stands for one's side, and what is done about it."""

    answer = forms.ChoiceField(
        label=_("How does it stand for your side?"),
        choices=[(key, _(words)) for key, words in ANSWERS.items()],
        widget=Radios(
            hints={
                "settled": _("It is dealt with, and you could say so in public."),
                "care": _("It can be done, if somebody keeps an eye on it."),
                "open": _("It is not dealt with yet."),
            }
        ),
        error_messages={"required": _("Choose how it stands")},
    )
    words = forms.CharField(
        label=_("What do you do about it?"),
        help_text=_("It can become public in the note that both sides approve. Name no person."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=5),
    )


class AskAdviserForm(Form):
    """Who is asked, and about what; the people are given."""

    adviser = forms.ChoiceField(
        label=_("Whom do you ask?"), help_text=_("Somebody whose organisation has nobody on the team.")
    )
    asks = forms.CharField(
        label=_("What do you want advice on?"),
        help_text=_("They read this, the name and the purpose, and the checklist, and nothing else."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].choices = [("", _("Choose a person")), *people]


class DeclareForm(Form):
    """Whether one has an interest in what one is asked about."""

    has_interest = forms.ChoiceField(
        label=_("Do you, or does your organisation, have an interest in it?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=Radios(
            hints={"yes": _("Money, a contract, a relative, an office. You then give no advice, and read no further.")}
        ),
        error_messages={"required": _("Choose yes or no")},
    )
    interest = forms.CharField(
        label=_("Which, if you have one?"), required=False, max_length=LONGEST_TEXT, widget=Textarea(rows=3)
    )


class AdviceForm(Form):
    """What one advises, and why."""

    verdict = forms.ChoiceField(
        label=_("What do you advise?"),
        choices=[(key, _(words)) for key, words in VERDICTS.items()],
        widget=Radios,
        error_messages={"required": _("Choose what you advise")},
    )
    words = forms.CharField(
        label=_("Why, and under which conditions?"),
        help_text=_("Both sides read it. It can become public with the name of your organisation, not with yours."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=6),
    )


class NoteForm(Form):
    """What everybody may know."""

    note = forms.CharField(
        label=_(NOTE_ASKS),
        help_text=_("The checklist and the advice stand below it, as they are now. Name no person."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=6),
    )

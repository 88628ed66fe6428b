"""What may be typed to call for case studies, to offer one, and to answer an offer?

*Source:* R69.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.projects.rules.case_calls import ANSWERS, LONGEST_TITLE, LONGEST_WORDS


class CallForm(Form):
    """What is called for, and until when."""

    title = forms.CharField(label=_("What do you call for?"), max_length=LONGEST_TITLE)
    asks = forms.CharField(
        label=_("What should somebody offer?"),
        help_text=_("Everybody reads this: which work you look for, and what others should learn from it."),
        max_length=LONGEST_WORDS,
        widget=Textarea(rows=6),
    )
    closes_on = DateField(label=_("Until which day?"))


class OfferForm(Form):
    """Which finished collaboration is offered, and what others could learn; the collaborations are given."""

    which = forms.ChoiceField(label=_("Which finished collaboration?"), widget=Radios)
    about = forms.CharField(
        label=_("What could others learn from it?"),
        help_text=_("A few words. Nobody’s name, and nothing that helps to get round it."),
        max_length=LONGEST_WORDS,
        widget=Textarea(rows=5),
    )

    def __init__(self, finished: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"].choices = list(finished)


class AnswerOfferForm(Form):
    """Whether an offered case study is taken on."""

    state = forms.ChoiceField(
        label=_("Do you take it on?"), choices=[(key, _(words)) for key, words in ANSWERS.items()], widget=Radios
    )
    words = forms.CharField(
        label=_("What do you say to its team?"),
        help_text=_("What it should tell above all; or why not this time."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=Textarea(rows=4),
    )

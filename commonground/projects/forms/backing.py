"""What may be typed to ask for senior backing, to answer, and to show it?

*Source:* R23.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.attaching import FileForm
from commonground.pages.forms import DateField, Form, Radios, Textarea

Pairs = Iterable[tuple[str, Any]]

ANSWERS = (("backs", _("Yes, I back it")), ("declines", _("No, I do not back it")))


class EvidenceForm(FileForm):
    """A file that shows that somebody backs it."""


class AskForBackingForm(Form):
    """Whom to ask, for which organisation; the organisations and the posts are given."""

    organisation = forms.ChoiceField(label=_("Which organisation do they speak for?"), widget=Radios)
    name = forms.CharField(label=_("Their name"), max_length=120)
    post_title = forms.CharField(label=_("Their post"), max_length=160, help_text=_("For example, superintendent"))
    email = forms.EmailField(
        label=_("Their e-mail address"), help_text=_("The question goes there. They need no account here.")
    )
    post = forms.ChoiceField(
        label=_("Their post in the finder"),
        required=False,
        help_text=_("If you choose it, whoever follows in the post is asked by themselves."),
    )
    note = forms.CharField(
        label=_("What they should know first"),
        help_text=_("They read it on the page, not in the message."),
        max_length=600,
        required=False,
        widget=Textarea(rows=3),
    )

    def __init__(self, *args: Any, organisations: Pairs, posts: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = list(organisations)
        self.fields["post"].choices = [("", _("None of these")), *posts]


class BackingAnswerForm(Form):
    """Yes with a sentence and a day, or no with a reason."""

    says_optional = False
    answer = forms.ChoiceField(
        label=_("Do you back it?"), choices=ANSWERS, widget=Radios(reveals={"backs": "words", "declines": "reason"})
    )
    words = forms.CharField(
        label=_("What may the team quote?"),
        help_text=_("One sentence. It stands beside your name and post."),
        max_length=600,
        required=False,
        widget=Textarea(rows=3),
    )
    until = DateField(
        label=_("Until when do you back it?"),
        help_text=_("Leave it empty for a year. You are asked again a month before."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("The team reads it, so that it can meet your reason or plan without you."),
        max_length=600,
        required=False,
        widget=Textarea(rows=3),
    )

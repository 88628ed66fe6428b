"""What may be typed to report a concern, to answer one, and to thank somebody?

*Source:* R89; the look, section 11.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Radios, Textarea
from commonground.people.rules.joining import CONCERNS


class ConcernForm(Form):
    """What is not right, and where an answer may go."""

    about = forms.CharField(
        label=_("What is it about?"), max_length=300, help_text=_("A page, a person, an organisation, a meeting.")
    )
    text = forms.CharField(label=_("What is not right?"), max_length=5000, widget=Textarea({"maxlength": 5000}, rows=7))
    named = forms.ChoiceField(
        label=_("Do you report it under your name?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=Radios(hints={"yes": _("Only the moderators read who you are. They can answer you.")}),
        initial="yes",
    )
    reply_to = forms.EmailField(
        label=_("Where can an answer go?"),
        required=False,
        help_text=_("An e-mail address. Leave it empty for no answer."),
    )

    def __init__(self, *args: Any, is_signed_in: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_signed_in:
            del self.fields["named"]


class ConcernFilter(FilterForm):
    """Which concerns to list."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All but closed")), *((k, _(v)) for k, v in CONCERNS.items())]
    )


class ConcernNoteForm(Form):
    """One line of the log of a concern."""

    state = forms.ChoiceField(
        label=_("Where it stands now"), choices=[(key, _(word)) for key, word in CONCERNS.items()], widget=Radios()
    )
    text = forms.CharField(label=_("What was done"), max_length=5000, widget=Textarea({"maxlength": 5000}))
    is_answer = forms.BooleanField(label=_("Send these words to whoever reported it"), required=False)


class ThanksForm(Form):
    """What somebody is thanked for."""

    text = forms.CharField(
        label=_("What for?"), max_length=300, widget=Textarea({"maxlength": 300}, rows=3),
        help_text=_("Members of your organisation and of theirs can read it."),
    )  # fmt: skip


class AcceptForm(Form):
    """The version of the code of conduct that somebody accepts."""

    conduct = forms.CharField(widget=forms.HiddenInput, max_length=20)
    accepts = forms.BooleanField(label=_("I have read the code of conduct and accept it"))

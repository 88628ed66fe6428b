"""What is pasted to be looked at, and what does a person tick by hand?

*Source:* R92.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.five_cs import LONGEST, C
from commonground.pages.forms import Checkboxes, Form, Radios, Textarea

KINDS = {
    "message": _("A message or a mail"),
    "alert": _("An alert"),
    "bulletin": _("A bulletin"),
    "page": _("A public page"),
}
LONGEST_TEXT = 8000


class CheckForm(Form):
    """A text and what kind of text it is; nothing of it is kept."""

    text = forms.CharField(
        label=_("Your text"),
        help_text=_("Leave names and anything about a person out. Nothing that you paste here is kept."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=8),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(key, KINDS[key]) for key in ("message", "alert", "bulletin", "page")],
        widget=Radios(hints={key: _("%(n)d words are enough") % {"n": most} for key, most in LONGEST.items()}),
    )
    ticked = forms.MultipleChoiceField(
        label=_("What have you looked at yourself?"),
        help_text=_("Rules see little. Tick what you, or somebody you asked, found to be so."),
        required=False,
        choices=[(c.value, _(c.asks)) for c in C],
        widget=Checkboxes,
    )

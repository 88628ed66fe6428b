"""What may be typed for people outside: a notice, an address that wants to hear more?

*Source:* R27.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea
from commonground.projects.rules.following import LONGEST_NOTICE, LONGEST_TITLE


class NoticeForm(Form):
    """A notice in plain words."""

    title = forms.CharField(label=_("What is new, in one line"), max_length=LONGEST_TITLE)
    words = forms.CharField(
        label=_("What people should know"),
        help_text=_("Short sentences. Nobody’s name, and nothing that helps somebody to get round it."),
        max_length=LONGEST_NOTICE,
        widget=Textarea(rows=8),
    )


class FollowForm(Form):
    """An address that wants the notices."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("A message comes there first, so that nobody else can sign you up."),
    )

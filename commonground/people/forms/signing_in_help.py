"""What may be typed to help somebody with signing in?

*Source:* ASVS 5.0, V6.4.4; the look, section 11.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Textarea


class HelpFilter(FilterForm):
    """Whom to look for."""

    q = forms.CharField(label=_("Name, or a part of it"), required=False, max_length=100)


class TakeAwayForm(Form):
    """Why a second factor shall be taken away, and how the one who asks made sure that it is they."""

    reason = forms.CharField(
        label=_("What has happened?"),
        max_length=500,
        widget=Textarea({"maxlength": 500}, rows=3),
        help_text=_("For example: the telephone was stolen and the codes on paper with it. They read this, too."),
    )
    proofing = forms.CharField(
        label=_("How did you make sure that it is they?"),
        max_length=500,
        widget=Textarea({"maxlength": 500}, rows=3),
        help_text=_(
            "In person, or by calling a number that you had before. An e-mail or a call from them proves nothing."
        ),
    )

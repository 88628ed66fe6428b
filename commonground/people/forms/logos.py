"""What may be given as a logo?

*Source:* R1, R5.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form


class LogoForm(Form):
    """A picture, and its words."""

    file = forms.FileField(
        label=_("The logo"),
        help_text=_("PNG, JPEG or WebP, at most 500 kB. It is drawn anew: what else the file holds is not kept."),
    )
    words = forms.CharField(
        label=_("What it shows, for those who do not see it"),
        max_length=200,
        help_text=_("For example, “Northgate Guarding: a white gate on green”."),
    )
    consent = forms.BooleanField(
        label=_("We own this logo, and agree that it stands wherever we are named here"),
        error_messages={"required": _("Tick that it may be shown, or go back without it")},
    )

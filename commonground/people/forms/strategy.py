"""What may be typed about a common strategy?

*Source:* R99-R100; the look, section 11.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.people.rules import strategy

AGREES, DISAGREES = "yes", "no"


class StanceForm(Form):
    """Whether an organisation agrees to the need, and who signed that."""

    agrees = forms.ChoiceField(
        label=_("Does your organisation agree?"),
        choices=[(AGREES, _("Yes, it agrees")), (DISAGREES, _("No, it does not agree"))],
        widget=Radios(),
    )
    statement = forms.CharField(
        label=_("What it says about it"),
        required=False,
        max_length=600,
        widget=Textarea({"maxlength": 600}, rows=4),
        help_text=_("Why it agrees or does not, and what it would want in the strategy."),
    )
    signatory = forms.CharField(
        label=_("Which post signed this?"),
        max_length=120,
        help_text=_("The post and no name, for example: Head of security."),
    )
    signed_on = DateField(label=_("When was it signed?"))
    is_public = forms.BooleanField(
        label=_("Everybody may read this"),
        required=False,
        help_text=_(
            "Otherwise only members of the organisations here read it. You can change this on any day. Your own mark of"
            " how far you are is for members alone."
        ),
    )


class WayForm(Form):
    """How far an organisation that agrees is."""

    stage = forms.ChoiceField(
        label=_("How far is your organisation?"),
        choices=[(key, _(label)) for key, label in strategy.STAGES.items()],
        widget=Radios(hints={key: _(meaning) for key, meaning in strategy.MEANINGS.items()}),
    )
    plan_url = forms.URLField(
        label=_("Where is your own plan for it?"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of a page or a document. It is read by whoever may read your answer."),
    )
    mark = forms.TypedChoiceField(
        label=_("How do you judge yourselves?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not said")), *((key, f"{key}. {label}") for key, label in strategy.MARKS.items())],
    )
    mark_words = forms.CharField(
        label=_("What speaks for that"),
        required=False,
        max_length=600,
        widget=Textarea({"maxlength": 600}, rows=4),
        help_text=_("What is done, and what is not yet. Members of the organisations here read it."),
    )

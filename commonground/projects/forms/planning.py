"""What may be typed about the plan as a whole, about what is missing for it, and about tactics to choose from?

*Source:* R16-R18, R35, R61.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios, Textarea
from commonground.projects.rules import sourcing

Pairs = Sequence[tuple[str, str]]


class PutForwardForm(Form):
    """Why the plan changes; the first version needs no reason."""

    reason = forms.CharField(
        label=_("Why the plan changes"),
        max_length=2000,
        widget=Textarea(rows=4),
        help_text=_("What you learned, and what you do about it. Both sides read it with what has changed."),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("What both sides should know before they agree")
            self.fields["reason"].help_text = ""


def _amount(label: Any, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=Decimal("0.000001"),
        max_value=Decimal("1e12"),
        max_digits=18,
        decimal_places=6,
        widget=forms.TextInput({"inputmode": "decimal", "width": 10}),
        error_messages={"min_value": _("Use a figure above 0"), "invalid": _("Use figures, for example 2")},
    )


class AskForResourceForm(Form):
    """What others read of a resource that is missing, who reads it, and until when."""

    what = forms.CharField(
        label=_("What you ask for"),
        max_length=300,
        widget=Textarea(rows=3),
        help_text=_("Others read these words, the kind, how much, the area and your organisation. They do not read the"
                    " name of the collaboration."),
    )  # fmt: skip
    amount = _amount(_("How much"))
    until = DateField(label=_("Until when can somebody offer it?"))
    audience = forms.ChoiceField(
        label=_("Who can read it?"),
        choices=[(key, _(words)) for key, words in sourcing.AUDIENCES.items()],
        widget=Radios,
    )
    named = forms.MultipleChoiceField(label=_("Which organisations"), required=False, widget=Checkboxes)

    def __init__(self, organisations: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = self.fields["named"]
        named.choices = list(organisations)
        named.help_text = _("Only if you chose to name them. Those whose capabilities fit come first.")


class OfferForm(Form):
    """What somebody offers, and how."""

    amount = _amount(_("How much you can give"))
    words = forms.CharField(
        label=_("When, where and on what terms"), max_length=1000, widget=Textarea(rows=4),
        help_text=_("The team that asks reads this, with your name and your organisation."),
    )  # fmt: skip


class OfferAnswerForm(Form):
    """What the team answers to an offer."""

    answer = forms.CharField(
        label=_("What you tell them"), max_length=300, required=False, widget=Textarea(rows=3),
        help_text=_("Needed when you decline."),
    )  # fmt: skip


class WantedFilter(FilterForm):
    """What narrows the list of resources that others ask for."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Any kind")), *((k, _(words)) for k, words in sourcing.KINDS.items())]


class TacticFilter(FilterForm):
    """What narrows the library of tactics."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, choices: Mapping[str, tuple[Any, Pairs]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, pairs) in choices.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", _("Any")), *pairs])

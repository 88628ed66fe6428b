"""What may be typed about something that was shared with us?

*Source:* R78, R248; design/sharing.md 2.2, 5.
"""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios, Textarea
from commonground.sharing.rules.feedback import NEEDS_WORDS, RESULTS, SAID, USEFULNESS, Said


class FeedbackForm(Form):
    """One thing to say; what it asks for depends on what it is."""

    says_optional = False
    said = fields.ChoiceField(
        label=_("What do you tell them?"),
        choices=[(one.value, _(words)) for one, words in SAID.items() if one is not Said.TOO],
        widget=Radios(reveals={Said.USEFUL.value: "useful", Said.OUTCOME.value: "result"}),
    )
    result = fields.ChoiceField(
        label=_("What came of it?"),
        choices=[("", _("Choose")), *((one, _(words)) for one, words in RESULTS.items())],
        required=False,
    )
    useful = fields.ChoiceField(
        label=_("How useful was it?"),
        choices=[("", _("Choose")), *((one, _(words)) for one, words in USEFULNESS.items())],
        required=False,
    )
    words = fields.CharField(
        label=_("In a sentence or two"),
        help_text=_("They read it, and nobody else outside your two organisations."),
        max_length=1000,
        required=False,
        widget=Textarea(rows=3),
    )
    police_reference = fields.CharField(label=_("Crime or incident reference"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what each thing needs to be worth saying."""
        typed = super().clean() or self.cleaned_data
        said = typed.get("said")
        if said in {one.value for one in NEEDS_WORDS} and not (typed.get("words") or "").strip():
            self.add_error("words", _("Say it in a sentence, so that they learn from it"))
        if said == Said.OUTCOME.value and not typed.get("result"):
            self.add_error("result", _("Choose what came of it"))
        if said == Said.USEFUL.value and not typed.get("useful"):
            self.add_error("useful", _("Choose how useful it was"))
        return typed

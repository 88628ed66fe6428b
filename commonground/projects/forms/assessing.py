"""What may be typed by a reviewer? Whether they stand close, and then a score and a comment for each criterion.

*Source:* R93; D12.
"""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.pages.forms import Form, Radios, Textarea
from commonground.projects.rules.assessing import CRITERIA, KEYS, RECOMMENDS, SCALE

LONG = 2000


class CloseForm(Form):
    """Whether somebody stands close to a proposal; if so, how."""

    close = fields.ChoiceField(
        label=gettext_lazy("Do you stand close to it?"),
        choices=[("no", gettext_lazy("No, I declare that I do not")), ("yes", gettext_lazy("Yes")),
                 ("cannot", gettext_lazy("I cannot review it for another reason"))],
        widget=Radios(reveals={"yes": "words"}),
    )  # fmt: skip
    words = fields.CharField(
        label=gettext_lazy("How do you stand close?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Those who sort proposals read this"),
    )


class ReviewForm(Form):
    """A review; it may be kept unfinished, and is complete when it is sent."""

    says_optional = False
    overall = fields.CharField(
        label=gettext_lazy("On the whole"), required=False, max_length=LONG, widget=Textarea(rows=4)
    )
    recommends = fields.ChoiceField(
        label=gettext_lazy("What do you recommend?"), required=False, choices=list(RECOMMENDS.items()), widget=Radios()
    )
    signs = fields.BooleanField(
        label=gettext_lazy("Show my name with this review"),
        required=False,
        help_text=gettext_lazy("Without this, whoever proposes it never learns who wrote it"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in CRITERIA:
            self.fields[f"score_{criterion.key}"] = fields.ChoiceField(
                label=_(criterion.asks),
                required=False,
                choices=[(str(key), f"{key}: {_(word)}") for key, word in SCALE.items()],
                widget=Radios(),
            )
            self.fields[f"comment_{criterion.key}"] = fields.CharField(
                label=_("Why: %(name)s") % {"name": _(criterion.name).lower()},
                required=False,
                max_length=LONG,
                widget=Textarea(rows=3),
            )
        pairs = [name for key in KEYS for name in (f"score_{key}", f"comment_{key}")]
        self.order_fields([*pairs, "overall", "recommends", "signs"])

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        return {
            "scores": {key: int(given[f"score_{key}"]) for key in KEYS if given[f"score_{key}"]},
            "comments": {key: given[f"comment_{key}"] for key in KEYS},
            "overall": given["overall"],
            "recommends": given["recommends"],
            "signs": given["signs"],
        }

    @property
    def criteria(self) -> list[dict[str, Any]]:
        """Each criterion with its two controls, for the page."""
        return [
            {"criterion": one, "score": self[f"score_{one.key}"], "comment": self[f"comment_{one.key}"]}
            for one in CRITERIA
        ]

    @property
    def critique(self) -> str:
        """The words that judge, in one text."""
        return "\n".join([*self.said["comments"].values(), self.said["overall"]])

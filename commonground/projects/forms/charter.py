"""What may be typed into a working charter? The team's own words to each behaviour, and how often each is kept.

*Source:* R85, R88.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Radios, Textarea
from commonground.projects.rules.charter import BEHAVIOURS, LONGEST_EXAMPLE, LONGEST_WORDS, MARKS

EXAMPLE = "example_"


class CharterForm(Form):
    """What the team adds to each of the seven behaviours; all of it may be left out."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {
            one.key: forms.CharField(
                label=_(one.name),
                help_text=_(one.means),
                required=False,
                max_length=LONGEST_WORDS,
                widget=Textarea({"maxlength": LONGEST_WORDS}, rows=2),
            )
            for one in BEHAVIOURS
        }
        super().__init__(*args, **kwargs)

    @property
    def words(self) -> dict[str, str]:
        """What was typed, by behaviour."""
        return {one.key: self.cleaned_data[one.key] for one in BEHAVIOURS}


class RatingForm(Form):
    """How often each of the seven is kept, and a result that shows it."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {}
        for one in BEHAVIOURS:
            self.base_fields[one.key] = forms.TypedChoiceField(
                label=_(one.name),
                help_text=_(one.means),
                choices=[(str(mark), _(word)) for mark, word in MARKS.items()],
                coerce=int,
                widget=Radios({"inline": True}),
                error_messages={"required": _("Choose how often: %(name)s") % {"name": _(one.name)}},
            )
            self.base_fields[EXAMPLE + one.key] = forms.CharField(
                label=_("A result that shows it"),
                help_text=_(one.shows),
                required=False,
                max_length=LONGEST_EXAMPLE,
                widget=Textarea({"maxlength": LONGEST_EXAMPLE}, rows=2),
            )
        super().__init__(*args, **kwargs)

    @property
    def marks(self) -> dict[str, int]:
        """The mark of each behaviour."""
        return {one.key: self.cleaned_data[one.key] for one in BEHAVIOURS}

    @property
    def examples(self) -> dict[str, str]:
        """The examples, by behaviour; in them a name is pointed out."""
        return {one.key: self.cleaned_data.get(EXAMPLE + one.key, "") for one in BEHAVIOURS}

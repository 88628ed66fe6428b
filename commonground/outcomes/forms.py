"""What may be asked of a new study? Three short pages: what it is called and where, what is counted, what to compare.

*Source:* R19, R42; design/outcomes.md 2; the look, section 11.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.refusals import Invalid, Refused
from commonground.outcomes.rules.asking import PARTS, in_a_sentence
from commonground.outcomes.rules.counts import Role
from commonground.outcomes.rules.months import Months
from commonground.pages.forms import Checkboxes, Form

Choices = Sequence[tuple[str, str]]
SHOWN = 200
PREFIX = "part-"


class StartForm(Form):
    """What the study is called, and in which place it looks."""

    title = forms.CharField(
        label=_("What is the study called?"),
        help_text=_("Say what was counted, where and when, so that others know it again."),
        max_length=200,
        error_messages={"required": _("Enter what the study is called")},
    )
    town = forms.ChoiceField(
        label=_("In which place did you work?"),
        help_text=_("The study compares areas of this place with one another."),
        error_messages={"required": _("Choose the place in which you worked")},
    )

    def __init__(self, *args: Any, towns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["town"].choices = [("", _("Choose a place")), *towns]


class Findable(Form):
    """A form with more areas than a page can show: a piece of a name finds those that are not shown."""

    find = forms.CharField(label=_("Find areas by name"), required=False, max_length=100)
    says_optional = False

    def matching(self, areas: Choices, kept: Sequence[str]) -> Choices:
        """Give the areas to show: those kept, then those whose name or code has the words that are looked for."""
        words = (self.data.get("find") or "").strip().casefold()
        first = [pair for pair in areas if pair[0] in kept]
        rest = [pair for pair in areas if pair[0] not in kept and words in f"{pair[1]} {pair[0]}".casefold()]
        return [*first, *rest[: max(0, SHOWN - len(first))]]


class WhereForm(Findable):
    """What is counted, when, and in which areas you worked."""

    crime_types = forms.MultipleChoiceField(
        label=_("Which recorded crimes?"),
        help_text=_("Choose what your work was meant to change, and nothing else."),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one crime type")},
    )
    before_first = forms.ChoiceField(label=_("First month before"))
    before_last = forms.ChoiceField(label=_("Last month before"))
    after_first = forms.ChoiceField(label=_("First month after"))
    after_last = forms.ChoiceField(label=_("Last month after"))
    treated = forms.MultipleChoiceField(
        label=_("Where did you work?"),
        help_text=_("Tick every area where something was done, even if little."),
        widget=Checkboxes,
        error_messages={"required": _("Choose at least one area where you worked")},
    )

    def __init__(self, *args: Any, months: Choices, crime_types: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before_first", "before_last", "after_first", "after_last"):
            self.fields[name].choices = [("", _("Choose a month")), *months]
        self.fields["crime_types"].choices = crime_types
        ticked = self.data.getlist("treated") if self.is_bound and hasattr(self.data, "getlist") else []
        self.areas = self.matching(areas, ticked)
        self.fields["treated"].choices = self.areas
        self.more = len(areas) - len(self.areas)

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, by the names of `rules.asking.specification`."""
        found = self.cleaned_data
        return {
            "crime_types": found["crime_types"],
            "treated": found["treated"],
            "before": (found["before_first"], found["before_last"]),
            "after": (found["after_first"], found["after_last"]),
        }

    def refuse(self, refusal: Refused) -> None:
        """Say what the engine refuses in its own words, beside the field that must change."""
        named = getattr(refusal, "field", "")
        words = in_a_sentence(refusal) if isinstance(refusal, Invalid) else refusal.reason
        beside = named if named in self.fields else f"{named}_first"
        self.add_error(beside if beside in self.fields else None, words)

    def clean(self) -> dict[str, Any]:
        """Hold the periods to what the engine holds them to, in its words and beside the right field."""
        found = super().clean() or {}
        periods = {name: self._period(found, name) for name in ("before", "after")}
        if periods["before"] and periods["after"] and periods["after"].first <= periods["before"].last:
            self.add_error(
                "after_first", _("The period after starts when the period before has ended: choose a later month")
            )
        return found

    def _period(self, found: Mapping[str, Any], name: str) -> Months | None:
        first, last = found.get(f"{name}_first"), found.get(f"{name}_last")
        if not first or not last:
            return None
        try:
            return Months.of(first, last)
        except ValueError:
            self.add_error(f"{name}_last", _("A period ends in the month in which it starts, or later"))
            return None


class CompareForm(Findable):
    """What part each other area has: next door, compared with, none, or left out. Areas that touch where the work was
    done stand first and are next door unless that is changed."""

    def __init__(
        self, *args: Any, areas: Choices, touching: Sequence[str], before: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.touching, self.before = frozenset(touching), before
        given = [code for code, _name in areas if self.data.get(f"{PREFIX}{code}")]
        shown = self.matching(sorted(areas, key=lambda pair: pair[0] not in self.touching), [*given, *touching])
        self.more = len(areas) - len(shown)
        for code, name in shown:
            beside = Role.DISPLACEMENT.value if code in self.touching else ""
            self.fields[f"{PREFIX}{code}"] = forms.ChoiceField(
                label=name, choices=[(key, _(words)) for key, words in PARTS.items()], required=False, initial=beside
            )

    @property
    def rows(self) -> list[tuple[Any, int, bool]]:
        """Each area's field, its crimes before, and whether it touches where the work was done."""
        codes = {name: name.removeprefix(PREFIX) for name in self.fields if name.startswith(PREFIX)}
        return [(self[name], self.before.get(code, 0), code in self.touching) for name, code in codes.items()]

    @property
    def parts(self) -> dict[str, str]:
        """The part of each area that has one, by its code."""
        given = self.cleaned_data.items()
        return {name.removeprefix(PREFIX): part for name, part in given if name.startswith(PREFIX) and part}

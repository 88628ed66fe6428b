"""What do the published case studies show, taken together? By shape, by task, by who gains; nothing that is not public.

*Source:* R105-R107, R217.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.groundwork import ids
from commonground.projects.models import Answer, Publication
from commonground.projects.queries import cases
from commonground.projects.rules.evaluating import Evaluation, read

MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a case study says, with the case study and its evaluation."""

    what: dict[str, Any]
    case: Publication
    says: Evaluation | None


def told() -> list[tuple[Publication, Evaluation | None]]:
    """List the published case studies, newest first, each with what its evaluation says."""
    return [(one, read(one.study.result) if one.study else None) for one in cases.published("case")[:MOST]]


def tasks() -> list[Shown]:
    """List what is done together, as the case studies mark it, firmest evidence first."""
    return sorted(_each("components", "kind", {"tactic"}), key=_firmness, reverse=True)


def benefits(*whose: str) -> list[Shown]:
    """List who gained what on some sides, as the case studies tell it, firmest evidence first."""
    return sorted(_each("benefits", "whose", set(whose)), key=_firmness, reverse=True)


def testimonials(side: str) -> list[Shown]:
    """List what people of a side said, as the case studies quote it, newest first: only while their consent stands, as
    the team has it today, in the words and with the name that both sides approved."""
    found = list(_each("testimonials", "side", {side}))
    stands = {each["ref"] for each in still_agreed([one.what for one in found])}
    return sorted((one for one in found if one.what["ref"] in stands), key=lambda one: one.what["on"], reverse=True)


def still_agreed(quotes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give those of some quotes whose consent stands today, as the team has it: one that is taken out is gone at once
    from everything that was published."""
    if not quotes:
        return []
    refs = [ids.from_text(one["ref"]) for one in quotes]
    rows = Answer.objects.filter(part="testimonials", public_id__in=refs, removed_at__isnull=True)
    stands = {row.ref for row in rows if row.values["consent"] and row.values.get("consent_on")}
    return [one for one in quotes if one["ref"] in stands]


def trials() -> list[Shown]:
    """List what was tried, as the case studies tell it."""
    return list(_each("trials", "", set()))


def _each(name: str, field: str, wanted: set[str]) -> Iterator[Shown]:
    for case, says in told():
        for row in case.values.get(name, ()):
            if not field or row.get(field) in wanted:
                yield Shown(row, case, says)


def _firmness(one: Shown) -> int:
    return one.says.firmness if one.says else 0


def with_shape(shape: str) -> list[tuple[Publication, Evaluation | None]]:
    """List the published case studies whose two sides were joined in one shape."""
    return [(case, says) for case, says in told() if case.values.get("shape") == shape]

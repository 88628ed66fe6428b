"""From what did a collaboration begin, how far does it keep to it, and what does it hand to others?

*Source:* R116, R125.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commonground.projects.models import Answer, Collaboration, FidelityCheck, Origin
from commonground.projects.queries import recorded
from commonground.projects.rules import books, guide
from commonground.projects.rules.answers import shown
from commonground.projects.rules.kits import Component, Fidelity, components_in, fidelity


def origin_of(collaboration: Collaboration) -> Origin | None:
    """Give what a collaboration began from, if it began from a template or a case study."""
    return Origin.objects.filter(collaboration=collaboration).select_related("publication", "collaboration").first()


def around_step(collaboration: Collaboration, step: int) -> dict[str, Any]:
    """Give what stands around one step: the books that it leads to, what the collaboration began from, and what of that
    nobody has changed yet."""
    origin = origin_of(collaboration)
    return {
        "origin": origin,
        "unchanged": unchanged(origin, step) if origin else [],
        "beside": beside(collaboration, step, origin),
    }


@dataclass(frozen=True, slots=True)
class Unchanged:
    """One answer that still says what the template or the case study said, and the words that stand for it."""

    answer: Answer
    title: str


def unchanged(origin: Origin, step: int | None = None) -> list[Unchanged]:
    """List the answers that still say what the template or the case study said, of one step or of all."""
    rows = origin.collaboration.answers.filter(removed_at__isnull=True, version=1, public_id__in=origin.prefilled)
    if step is not None:
        rows = rows.filter(part__in=[part.key for q in guide.step(step).questions for part in q.parts])
    return [Unchanged(answer, _title(answer)) for answer in rows.order_by("pk")]


def _title(answer: Answer) -> str:
    field = guide.PARTS[answer.part].field_named(guide.PARTS[answer.part].title_field)
    return shown(field, answer.values.get(field.name)) or guide.PARTS[answer.part].noun


@dataclass(frozen=True, slots=True)
class Standing:
    """One component with every check of it, newest first."""

    component: Component
    checks: tuple[FidelityCheck, ...]

    @property
    def newest(self) -> FidelityCheck | None:
        """How it was seen last."""
        return self.checks[0] if self.checks else None


def standings_of(origin: Origin) -> list[Standing]:
    """List the components of a collaboration's kit with their checks, in one query."""
    found: dict[str, list[FidelityCheck]] = {}
    for check in origin.checks.select_related("by__person", "by__organisation").order_by("-pk"):
        found.setdefault(check.component, []).append(check)
    return [Standing(one, tuple(found.get(one.key, ()))) for one in components_in(origin.kit)]


def fidelity_of(standings: Sequence[Standing]) -> Fidelity:
    """Count how many components are there as they were seen last."""
    latest = {one.component.key: one.newest.standing for one in standings if one.newest}
    return fidelity([one.component for one in standings], latest)


def marked_in(collaboration: Collaboration) -> list[dict[str, Any]]:
    """Take down what both sides mark as core or adaptable, for the case study that they approve."""
    return [
        {
            "key": answer.ref,
            "name": answer.values["name"],
            "core": answer.values["core"] == "core",
            "what": answer.values["what"],
            "check": answer.values["check"],
            "kind": answer.values["kind"],
            "police_part": answer.values.get("police_part") or "",
            "security_part": answer.values.get("security_part") or "",
            "powers": answer.values.get("powers") or "",
        }
        for answer in recorded.answers_of(collaboration, "components")
    ]


def snapshot_of(collaboration: Collaboration) -> dict[str, Any]:
    """Take down what a case study says beside its words: what is core, who gained what, how the sides were joined, and
    how far it kept to what it began from; so that what both sides approve is exactly what everybody reads."""
    found: dict[str, Any] = {"components": marked_in(collaboration)}
    found["benefits"] = [
        {name: row.values[name] for name in ("benefit", "sign", "beneficiary", "whose", "gain", "known_by")}
        for row in recorded.answers_of(collaboration, "benefits")
        if row.values["tell"]
    ]
    found["testimonials"] = [
        {"ref": row.ref, **row.values}
        for row in recorded.answers_of(collaboration, "testimonials")
        if row.values["consent"] and row.values.get("consent_on")
    ]
    found["trials"] = [
        {name: value for name, value in row.values.items() if name != "tell" and value}
        for row in recorded.answers_of(collaboration, "trials")
        if row.values["tell"]
    ]
    shape = recorded.answers_of(collaboration, "architecture").last()
    found["shape"] = shape.values["shape"] if shape else ""
    if origin := origin_of(collaboration):
        counted = fidelity_of(standings_of(origin))
        found["origin"] = {"kind": origin.kind, "name": origin.kit["name"], "number": origin.number}
        found["origin"] |= {"core": counted.core, "of_core": counted.of_core}
    return {name: value for name, value in found.items() if value}


def beside(collaboration: Collaboration, step: int, origin: Origin | None) -> list[books.Book]:
    """List the books that a step leads to; that of guarding only where the kit brings it, or something is in it."""
    found = [book for book in books.BOOKS.values() if book.step == step]
    if any(book.key == "guarding" for book in found) and not _guards(collaboration, origin):
        found = [book for book in found if book.key != "guarding"]
    return found


def _guards(collaboration: Collaboration, origin: Origin | None) -> bool:
    if origin is not None and "guarding" in origin.kit.get("books", ()):
        return True
    parts = [part.key for part in books.BOOKS["guarding"].parts]
    return collaboration.answers.filter(part__in=parts, removed_at__isnull=True).exists()

"""What is a kit? What a template or a case study hands to those who start from it, and how far they keep to it.

A kit says what is core and what may be adapted, under which conditions it worked, and which answers of the ten steps it
brings along. Templates are written by us; the kit of a case study is made from what both sides have published. Both are
taken over in the same way and checked by the same list.

*Source:* R116, R125.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

FIDELITY = {
    "in_place": "In place as described",
    "adapted": "In place, adapted",
    "partly": "Partly in place",
    "not_yet": "Not yet",
    "left_out": "Left out",
}
KINDS = {
    "tactic": "Something that is done together",
    "resource": "Something that is needed",
    "role": "Something that somebody answers for",
    "rule": "A rule or an agreement",
}
# Stand-ins in the values of an answer for what is only known where the kit is started from
MEMBER, IN_DAYS = "@member", "@days:"


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that makes it what it is. `core` must be kept for it to be the same thing; `check` asks whether it is
    there."""

    key: str
    name: str
    core: bool
    what: str
    check: str
    kind: str = "rule"
    police_part: str = ""
    security_part: str = ""
    powers: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that is taken over: in words, as components, as conditions, and as answers by part of the guide."""

    key: str
    number: int
    name: str
    about: str
    story: str
    components: tuple[Component, ...]
    conditions: tuple[str, ...]
    answers: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    books: tuple[str, ...] = ()
    source: str = ""
    kind: str = "template"
    changed: tuple[tuple[int, str], ...] = field(default=())

    @property
    def core(self) -> tuple[Component, ...]:
        """What must be kept."""
        return tuple(one for one in self.components if one.core)

    @property
    def adaptable(self) -> tuple[Component, ...]:
        """What may be changed to fit the place."""
        return tuple(one for one in self.components if not one.core)


def as_json(kit: Kit) -> dict[str, Any]:
    """Write what a collaboration keeps of its kit: everything but the answers, which it has from then on as its own."""
    kept = asdict(kit)
    return {name: value for name, value in kept.items() if name not in {"answers", "changed"}}


def components_in(kept: Mapping[str, Any]) -> tuple[Component, ...]:
    """Read the components that a collaboration has kept of its kit."""
    return tuple(Component(**one) for one in kept.get("components", ()))


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How many of the core components, and of the others, are there, out of how many."""

    core: int
    of_core: int
    other: int
    of_other: int
    unchecked: int

    @property
    def is_kept(self) -> bool:
        """Whether every core component is there, so that what comes of it tells about the original too."""
        return self.of_core > 0 and self.core == self.of_core


def fidelity(components: Sequence[Component], latest: Mapping[str, str]) -> Fidelity:
    """Count how many components are there; `latest` gives the newest standing by component. A core component that was
    adapted is not what it was, so it counts as there only when it is in place as described."""
    there = {True: {"in_place"}, False: {"in_place", "adapted"}}
    found = [(one.core, latest.get(one.key, "") in there[one.core]) for one in components]
    return Fidelity(
        core=sum(is_there for core, is_there in found if core),
        of_core=sum(core for core, _ in found),
        other=sum(is_there for core, is_there in found if not core),
        of_other=sum(not core for core, _ in found),
        unchecked=sum(one.key not in latest for one in components),
    )


def from_case(values: Mapping[str, Any], *, key: str, number: int, name: str) -> Kit | None:
    """Make the kit of a published case study from exactly what both sides approved; None where they marked nothing as
    core or adaptable."""
    marked = values.get("components") or []
    if not marked:
        return None
    components = tuple(Component(**one) for one in marked)
    return Kit(
        key=key,
        number=number,
        name=name,
        about=str(values.get("summary", ""))[:300],
        story=str(values.get("mechanism", "")),
        components=components,
        conditions=tuple(line.strip() for line in str(values.get("conditions", "")).splitlines() if line.strip()),
        answers=tuple(_answers(components, name)),
        source=name,
        kind="case",
    )


def _answers(components: Iterable[Component], name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """Give the answers that the components of a case study bring along: tactics, resources and responsibilities."""
    for one in components:
        if one.kind == "tactic":
            yield (
                "tactics",
                {
                    "name": one.name,
                    "police_part": one.police_part or "To be agreed",
                    "security_part": one.security_part or "To be agreed",
                    "mechanism": one.what,
                    "why_here": f"It was part of {name}. Say why it should work in your place too.",
                },
            )
        if one.kind == "resource":
            yield (
                "resources",
                {
                    "kind": "people",
                    "what": one.name,
                    "needed": "1",
                    "pledged": "0",
                    "confirmed": "0",
                    "provider": "To be agreed",
                },
            )
        if one.kind == "role":
            yield "roles", {"activity": one.name, "accountable": MEMBER, "responsible": "To be agreed"}

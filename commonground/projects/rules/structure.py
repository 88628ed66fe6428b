"""How are the two sides joined? Bodies and what lies between them, said in words that a picture can rest on.

*Source:* R12.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.projects.rules.guide.partnership import BODY_KINDS, SITTING
from commonground.projects.rules.record import Row

MATTERS = {"money": "money", "tactics": "tactics", "publicity": "publicity"}
SAID = {"reports": "reports to", "decides": "decides for", "advises": "advises"}


@dataclass(frozen=True, slots=True)
class Body:
    """One body: whose it is, what it is, who sits on it, what say it has, and how often it meets."""

    ref: str
    name: str
    side: str = "ground"
    kind: str = "meets"
    sits: str = ""
    says: Mapping[str, str] | None = None
    meets: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What one body does to another: reports to it, decides for it, or advises it; both by public id."""

    first: str
    how: str
    second: str


@dataclass(frozen=True, slots=True)
class Structure:
    """All bodies and links of a collaboration; a link whose bodies are not both there is left out."""

    bodies: tuple[Body, ...]
    links: tuple[Link, ...]

    def name_of(self, ref: str) -> str:
        """Give the name of a body."""
        return next(body.name for body in self.bodies if body.ref == ref)


def structure_of(bodies: Sequence[Row], links: Sequence[Row]) -> Structure:
    """Read the structure from what is recorded."""
    found = tuple(_body(row.ref, row.values) for row in bodies)
    known = {body.ref for body in found}
    joined = (Link(row.values["first"], row.values["how"], row.values["second"]) for row in links)
    return Structure(found, tuple(link for link in joined if {link.first, link.second} <= known))


def _body(ref: str, values: Mapping[str, Any]) -> Body:
    says = {matter: values[matter] for matter in MATTERS if values.get(matter)}
    return Body(
        ref, values["name"], values["side"], values["kind"], values.get("sits") or "", says, values.get("meets") or ""
    )


def about(body: Body) -> tuple[str, ...]:
    """Say in sentences what a body is, who sits on it, what it decides and how often it meets."""
    said = [f"{BODY_KINDS[body.kind]}. {SITTING[body.side]}."]
    if body.sits:
        said.append(f"On it: {body.sits.rstrip('.')}.")
    for right, words in (("decides", "Decides on"), ("advises", "Advises on"), ("none", "Has no say on")):
        if matters := [MATTERS[matter] for matter, given in (body.says or {}).items() if given == right]:
            said.append(f"{words} {_listed(matters)}.")
    if body.meets:
        said.append(f"Meets: {body.meets.rstrip('.')}.")
    return tuple(said)


def link_in_words(structure: Structure, link: Link) -> str:
    """Say one link as a sentence."""
    return f"{structure.name_of(link.first)} {SAID[link.how]} {structure.name_of(link.second)}."


def in_words(structure: Structure) -> str:
    """Say the whole structure: every body, then every link, as the picture's own words."""
    bodies = " ".join(f"{body.name}: {' '.join(about(body))}" for body in structure.bodies)
    return f"{bodies} {' '.join(link_in_words(structure, link) for link in structure.links)}".strip()


def short_words(structure: Structure) -> str:
    """Say in one sentence what the picture shows."""
    bodies, links = len(structure.bodies), len(structure.links)
    return (
        f"{bodies} {'body' if bodies == 1 else 'bodies'} and {links} {'link' if links == 1 else 'links'} between them."
    )


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

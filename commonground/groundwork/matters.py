"""What hangs on a person, wherever it is kept? One protocol that every package with a relation to people answers.

The people's own package begins and ends handovers, exports and erasures, but must not know the packages above it; so
each package gives an implementation, the website binds them all at the start, and whoever needs the whole asks here.

*Source:* settled questions, "In Django" ("One protocol for a person's matters"); R45, R115, R247; D3, D5.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from commonground.groundwork.actors import Actor


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody holds, owes or waits for. `key` names it within its package, for `hand_over`; `heading`
    says who waits for whom (`due`, `hoping` or `waiting`); `stand_in` is the membership that the package itself names
    for the time when nobody else takes it; `sees` says what whoever takes it will be able to see by it. What is held by
    a role (`by_role`) hinders that the role is taken away; what may not be vacant hinders that somebody goes at once,
    unless whoever keeps the installation, or the day itself, takes them out."""

    package: str
    key: str
    kind: str
    title: str
    url: str = ""
    note: str = ""
    due: date | None = None
    must_have_owner: bool = True
    heading: str = "due"
    stand_in: int | None = None
    sees: str = ""
    by_role: str = ""
    may_be_vacant: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """One record about a person: of which relation, what it is, when it was written, and its words by field, for the
    export."""

    package: str
    relation: str
    kind: str
    title: str
    when: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an erasure left in place, without a name: of which relation, how many records of it, and why it stays."""

    package: str
    relation: str
    what: str
    count: int
    because: str


class Matters(Protocol):
    """What a package answers about a person, given by the key of `people.Person` or of a membership."""

    package: str
    # "app.model.field" of each relation to a person or a membership that this package answers for.
    relations: frozenset[str]

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List what somebody holds open through one membership."""
        ...

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Pass one open matter to another membership, or close it; in the caller's transaction, with its own record.
        Whoever calls has asked whether it may be without an owner. `ends` is the first day on which the leaver no
        longer holds it: until then both do, where the matter allows two. What is no longer open is left alone.

        :raises Refused: when the successor cannot hold it.
        """
        ...

    def holders(self) -> frozenset[int]:
        """Give every membership that holds something open, whether or not it holds itself."""
        ...

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give the memberships in other organisations that work with this one and should hear who follows."""
        ...

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List what is due from the acting person."""
        ...

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List every record that speaks of a person, with the words in it that are theirs or about them."""
        ...

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Take away or make nameless what can be, in the caller's transaction, and tell what stays and why."""
        ...


_bound: list[Matters] = []


def bind(packages: Iterable[Matters]) -> None:
    """Say which packages answer; called once, when the site starts."""
    _bound[:] = packages


def packages() -> Iterator[Matters]:
    """Give every package that answers, from the lowest floor up.

    :raises LookupError: when nothing has been bound, which is a fault of the installation.
    """
    if not _bound:
        raise LookupError("No package answers for people's matters: the site has not started.")
    yield from _bound


def open_matters_of(membership_id: int) -> list[Matter]:
    """List what somebody holds open through one membership, in every package."""
    return [matter for package in packages() for matter in package.open_matters_of(membership_id)]


def hand_over(
    *, actor: Actor, package: str, key: str, from_membership: int, to_membership: int | None, ends: date
) -> None:
    """Pass one open matter on, in the package that named it.

    :raises Refused: when the successor cannot hold it.
    :raises LookupError: when no package has that name.
    """
    for one in packages():
        if one.package == package:
            one.hand_over(actor=actor, key=key, from_membership=from_membership, to_membership=to_membership, ends=ends)
            return
    raise LookupError(f"No package is called {package}.")


def holders() -> frozenset[int]:
    """Give every membership that holds something open in any package, whether or not it holds itself."""
    return frozenset(one for package in packages() for one in package.holders())


def counterparts_of(membership_id: int) -> frozenset[int]:
    """Give the memberships in other organisations that work with this one, in every package."""
    return frozenset(one for package in packages() for one in package.counterparts_of(membership_id))


def due_for(actor: Actor, today: date) -> list[Matter]:
    """List what is due from the acting person, in every package, the dated first."""
    found = [matter for package in packages() for matter in package.due_for(actor, today)]
    return sorted(found, key=lambda matter: (matter.due or date.max, matter.title))


def named_in(found: Iterable[Matter], package: str) -> list[str]:
    """Give the public ids of what the matters of a package are about, for the record of who was shown them."""
    about = (one.key.rpartition(":")[2] for one in found if one.package == package)
    return [one for one in about if not one.isdigit()]


def held_about(person_id: int) -> list[Held]:
    """List every record that speaks of a person, in every package."""
    return [held for package in packages() for held in package.held_about(person_id)]


def erase(person_id: int) -> list[Kept]:
    """Take away or make nameless what can be, the upper packages first, and tell what stays and why."""
    return [kept for package in reversed(list(packages())) for kept in package.erase(person_id)]

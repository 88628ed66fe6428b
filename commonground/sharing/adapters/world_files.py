"""What world does a file hold? The format of the what-if tool, read strictly: every fault is one line with its path.

*Source:* design/sharing.md 4.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from commonground.groundwork.markings import Tlp
from commonground.groundwork.refusals import Invalid
from commonground.sharing.adapters.places import Place, object_of
from commonground.sharing.rules.agreements import Agreement, Party, Status
from commonground.sharing.rules.decisions import Decision, Outcome
from commonground.sharing.rules.items import (
    Audience,
    Basis,
    Item,
    Release,
    Rendition,
    ToGroup,
    ToOrganisation,
    ToPerson,
    ToPublic,
    UnderAgreement,
    UnderDecision,
)
from commonground.sharing.rules.organisations import Accreditation, Entry, Group, Membership, Organisation, Person
from commonground.sharing.rules.periods import Period
from commonground.sharing.rules.world import World

T = TypeVar("T")
KINDS = ("organisations", "people", "groups", "agreements", "decisions", "items")


def read_world(path: Path) -> World:
    """Read a world from a file.

    :raises Invalid: with `JSON-path: fault` in one line.
    :raises OSError: when the file cannot be read.
    """
    return world_of(path.read_bytes())


def world_of(data: bytes) -> World:
    """Read a world from the bytes of a file.

    :raises Invalid: with `JSON-path: fault` in one line.
    """
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=object_of)
    except UnicodeDecodeError as error:
        raise Invalid(f"$: not UTF-8 at byte {error.start}", field="$") from None
    except json.JSONDecodeError as error:
        raise Invalid(f"$: not JSON at line {error.lineno}, column {error.colno}: {error.msg}", field="$") from None
    except RecursionError:
        raise Invalid("$: nested too deeply", field="$") from None
    except ValueError:  # a number with more digits than Python converts
        raise Invalid("$: a number is too long", field="$") from None
    return _Reader(Place(value).record("at", *KINDS)).world()


class _Reader:
    """One pass over a document; the ids of every kind are gathered first, so that order does not matter."""

    def __init__(self, document: Place) -> None:
        self.document = document
        self.ids: dict[str, dict[str, Any]] = {kind: self._ids(document.of(kind)) for kind in KINDS}
        self.renditions: set[str] = set()

    @staticmethod
    def _ids(places: Place) -> dict[str, Any]:
        """Gather the ids that can be read; what is wrong with the others is said when they are read."""
        values = places.value if isinstance(places.value, list) else []
        found = [one.get("id") for one in values if isinstance(one, dict)]
        return dict.fromkeys(key for key in found if type(key) is str)

    def world(self) -> World:
        document = self.document
        return World(
            document.of("at").moment(),
            self._all("organisations", self.organisation),
            self._all("people", self.person),
            self._all("groups", self.group),
            self._all("agreements", self.agreement),
            self._all("decisions", self.decision),
            self._all("items", self.item),
        )

    def _all(self, kind: str, read: Callable[[Place], Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for place in self.document.of(kind).each():
            one = read(place)
            if one.id in found:
                place.of("id").fail("the id stands twice")
            found[one.id] = one
        return found

    def _known(self, place: Place, kind: str, word: str) -> str:
        return place.known(self.ids[kind], word)

    def _organisation(self, place: Place) -> str:
        return self._known(place, "organisations", "organisation")

    def organisation(self, place: Place) -> Organisation:
        one = place.record("id", "active", "accreditations")
        held = tuple(self.accreditation(each) for each in one.of("accreditations").each())
        return Organisation(one.of("id").text(), one.of("active").truth(), held)

    def accreditation(self, place: Place) -> Accreditation:
        one = place.record("standard", "from", "until")
        return Accreditation(one.of("standard").text(), _period(one))

    def person(self, place: Place) -> Person:
        one = place.record("id", "active", "memberships")
        memberships = tuple(self.membership(each) for each in one.of("memberships").each())
        return Person(one.of("id").text(), one.of("active").truth(), memberships)

    def membership(self, place: Place) -> Membership:
        one = place.record("organisation", "clearance", "clearance_until", "custodian", "from", "until", "suspended")
        return Membership(
            self._organisation(one.of("organisation")),
            one.of("clearance").level(),
            one.of("clearance_until").or_null(Place.moment),
            one.of("custodian").truth(),
            _period(one),
            one.of("suspended").truth(),
        )

    def group(self, place: Place) -> Group:
        one = place.record("id", "members")
        return Group(one.of("id").text(), tuple(self.entry(each) for each in one.of("members").each()))

    def entry(self, place: Place) -> Entry:
        named = isinstance(place.value, dict) and "person" in place.value
        one = place.record(*(["person"] if named else []), "organisation", "from", "until")
        person = self._known(one.of("person"), "people", "person") if named else None
        return Entry(self._organisation(one.of("organisation")), person, _period(one))

    def agreement(self, place: Place) -> Agreement:
        one = place.record("id", "status", "from", "until", "ceiling", "personal", "accreditation_any_of", "parties")
        return Agreement(
            one.of("id").text(),
            one.of("status").word(Status),
            _period(one),
            one.of("ceiling").word(Tlp),
            one.of("personal").truth(),
            _words(one.of("accreditation_any_of")),
            tuple(self.party(each) for each in one.of("parties").each()),
        )

    def party(self, place: Place) -> Party:
        one = place.record("organisation", "gives", "gets", "from", "until")
        return Party(
            self._organisation(one.of("organisation")), _words(one.of("gives")), _words(one.of("gets")), _period(one)
        )

    def decision(self, place: Place) -> Decision:
        one = place.record("id", "by", "item", "outcome", "recipients", "public", "from", "until")
        return Decision(
            one.of("id").text(),
            self._organisation(one.of("by")),
            self._known(one.of("item"), "items", "item"),
            one.of("outcome").word(Outcome),
            frozenset(self._organisation(each) for each in one.of("recipients").each()),
            one.of("public").truth(),
            _period(one),
        )

    def item(self, place: Place) -> Item:
        one = place.record("id", "originator", "author", "category", "from", "expires", "withdrawn", "renditions")
        return Item(
            one.of("id").text(),
            self._organisation(one.of("originator")),
            one.of("author").or_null(lambda author: self._known(author, "people", "person")),
            one.of("category").text(),
            _period(one, "expires"),
            one.of("withdrawn").or_null(Place.moment),
            tuple(self.rendition(each) for each in one.of("renditions").each()),
        )

    def rendition(self, place: Place) -> Rendition:
        one = place.record("id", "tlp", "clearance", "personal", "releases")
        key = one.of("id").text()
        if key in self.renditions:
            one.of("id").fail("the id stands twice")
        self.renditions.add(key)
        return Rendition(
            key,
            one.of("tlp").word(Tlp),
            one.of("clearance").level(),
            one.of("personal").truth(),
            tuple(self.release(each) for each in one.of("releases").each()),
        )

    def release(self, place: Place) -> Release:
        one = place.record("to", "under", "clearance", "from", "until", "revoked")
        return Release(
            self.audience(one.of("to")),
            self.basis(one.of("under")),
            one.of("clearance").level(),
            _period(one),
            one.of("revoked").or_null(Place.moment),
        )

    def audience(self, place: Place) -> Audience:
        match _fields(place):
            case ["organisation", "person"]:
                person = self._known(place.of("person"), "people", "person")
                return ToPerson(person, self._organisation(place.of("organisation")))
            case ["organisation"]:
                return ToOrganisation(self._organisation(place.of("organisation")))
            case ["group"]:
                return ToGroup(self._known(place.of("group"), "groups", "group"))
            case ["public"]:
                if place.value["public"] is not True:
                    place.of("public").fail("must be true")
                return ToPublic()
            case _:
                place.fail("must name a person with an organisation, an organisation, a group or the public")

    def basis(self, place: Place) -> Basis:
        if place.value is None:
            return None
        match _fields(place):
            case ["agreement"]:
                return UnderAgreement(self._known(place.of("agreement"), "agreements", "agreement"))
            case ["decision"]:
                return UnderDecision(self._known(place.of("decision"), "decisions", "decision"))
            case _:
                place.fail("must name an agreement or a decision, or be null")


def _fields(place: Place) -> list[str]:
    """Name the fields of an object in the order of the alphabet, refusing what is none and what stands twice."""
    if not isinstance(place.value, dict):
        place.fail("must be an object")
    return sorted(place.record(*place.value).value)


def _period(one: Place, until: str = "until") -> Period:
    return Period(one.of("from").or_null(Place.moment), one.of(until).or_null(Place.moment))


def _words(place: Place) -> frozenset[str]:
    return frozenset(each.text() for each in place.each())

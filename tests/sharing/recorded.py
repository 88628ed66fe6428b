"""How does a world from a file stand in the site's own tables? Written row by row, for pages and programs to be asked.

The moments of the file lie at, a second before and a second after the moment asked, or far away. In the tables each
keeps its side of now, with hours between, or days where the site keeps days.

*Source:* design/sharing.md 2, 3; bars A2 and A4 of reference/security.md.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from commonground.people.models import Account, Accreditation, Clearance, Membership, Organisation, Person, Programme
from commonground.people.rules import conduct
from commonground.places.models import Area
from commonground.sharing.models import (
    Agreement,
    AgreementVersion,
    Attachment,
    AttachmentContent,
    Decision,
    DecisionRecipient,
    Group,
    GroupEntry,
    Item,
    Party,
    Release,
    Rendition,
    TimeInForce,
)
from tests.sharing.hostile import AT, MARKINGS

Json = dict[str, Any]
HOURS = {-1: timedelta(hours=-3), 0: timedelta(hours=-1), 1: timedelta(hours=3)}
SQUARE = {"type": "Polygon", "coordinates": [[[1.5, 53.2], [1.7, 53.2], [1.7, 53.3], [1.5, 53.3], [1.5, 53.2]]]}


def away(text: str) -> timedelta:
    """How far a moment of the file lies from the moment asked."""
    return datetime.fromisoformat(text) - AT


def moment(text: str | None) -> datetime | None:
    """The moment of a file as one of these days; what is a second away is hours away."""
    if text is None:
        return None
    apart = away(text)
    near = abs(apart) <= timedelta(seconds=1)
    return timezone.now() + (HOURS[round(apart.total_seconds())] if near else apart)


def day(text: str | None) -> date | None:
    """The moment of a file as a day; the moment asked is the beginning of today."""
    if text is None:
        return None
    apart = away(text)
    near = abs(apart) <= timedelta(seconds=1)
    return timezone.localdate() + (timedelta(days=round(apart.total_seconds())) if near else apart)


def canary(place: int) -> str:
    """A word that stands in one rendition and nowhere else; letters alone, so that search finds it whole."""
    drawn = hashlib.sha256(f"canary {place}".encode()).hexdigest()[:16]
    return "qz" + drawn.translate(str.maketrans("0123456789", "ghijklmnop"))


def column(n: int) -> str:
    """A word that stands in the n-th rendition of every item, counted from one, so that one search asks for all."""
    return "qy" + "abcdefghij"[n] * 6


@dataclass
class Recorded:
    """What was written of a world: rows by the ids of the file, and the renditions in its order."""

    file: Json
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    renditions: list[Rendition] = field(default_factory=list)
    files: dict[int, Attachment] = field(default_factory=dict)
    canaries: dict[int, str] = field(default_factory=dict)


def record(file: Json) -> Recorded:
    """Write a world into the site's tables, and let the database make keys and openings."""
    return _Writing(file).all()


class _Writing:
    def __init__(self, file: Json) -> None:
        self.file, self.made = file, Recorded(file)
        self.area = Area.objects.create(code="X02000009", name="Hostile Town", kind="borough", boundary=SQUARE)
        self.programme = Programme.objects.create(name="Hostile", short_name="HST", area=self.area, host="Nobody")
        self.groups: dict[str, Group] = {}
        self.agreements: dict[str, Agreement] = {}
        self.decisions: dict[str, Decision] = {}

    def all(self) -> Recorded:
        self._bodies()
        for one in self.file["people"]:
            self._person(one)
        self._groups()
        self._agreements()
        for one in self.file["items"]:
            self._item(one)
        self._decisions()
        place = 0
        for one in self.file["items"]:
            for n, each in enumerate(one["renditions"], start=1):
                self._rendition(self.made.items[one["id"]], each, n, place)
                place += 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT sharing_reopen(NULL)")
        return self.made

    def _bodies(self) -> None:
        for n, one in enumerate(self.file["organisations"]):
            kind = "police" if n % 2 else "manager"
            body = Organisation.objects.create(name=f"Body {one['id']}", kind=kind, is_active=one["active"])
            self.made.organisations[one["id"]] = body
            for held in one["accreditations"]:
                Accreditation.objects.create(
                    organisation=body, standard=held["standard"], starts=day(held["from"]) or date(2020, 1, 1),
                    until=day(held["until"]), verified_at=timezone.now(),
                )  # fmt: skip

    def _person(self, one: Json) -> None:
        person = Person.objects.create(name=f"Person {one['id']}", is_active=one["active"])
        Account.objects.create(email=f"{one['id']}@example.org", password="!", person=person)
        self.made.people[one["id"]] = person
        for held in one["memberships"]:
            starts = day(held["from"]) or date(2020, 1, 1)
            until = day(held["until"])
            made = Membership.objects.create(
                person=person, organisation=self.made.organisations[held["organisation"]], starts=starts,
                until=max(until, starts) if until else None, roles=["custodian"] if held["custodian"] else [],
                suspended_at=timezone.now() if held["suspended"] else None, conduct_version=conduct.VERSION,
            )  # fmt: skip
            if held["clearance"]:
                ends = day(held["clearance_until"])
                Clearance.objects.create(
                    membership=made, level=held["clearance"], starts=timezone.localdate() - timedelta(60),
                    until=ends, vetted_by="Somebody",
                )  # fmt: skip

    def _period(self, one: Json, until: str = "until") -> dict[str, datetime | None]:
        return {"opens": moment(one["from"]), "closes": moment(one[until])}

    def _groups(self) -> None:
        for one in self.file["groups"]:
            group = self.groups[one["id"]] = Group.objects.create(name=one["id"])
            for entry in one["members"]:
                GroupEntry.objects.create(
                    group=group, organisation=self.made.organisations[entry["organisation"]],
                    person=self.made.people[entry["person"]] if "person" in entry else None, **self._period(entry),
                )  # fmt: skip

    def _agreements(self) -> None:
        for one in self.file["agreements"]:
            made = self.agreements[one["id"]] = Agreement.objects.create(
                programme=self.programme, area=self.area, reference=f"ISA-{one['id']}", title=one["id"]
            )
            version = AgreementVersion.objects.create(
                agreement=made, number=1, ceiling=MARKINGS.index(one["ceiling"]), personal=one["personal"],
                accreditation_any_of=one["accreditation_any_of"], state="signed", **self._period(one),
            )  # fmt: skip
            if one["status"] == "in_force":
                TimeInForce.objects.create(version=version)
            for party in one["parties"]:
                Party.objects.create(
                    agreement=made, organisation=self.made.organisations[party["organisation"]],
                    gives=party["gives"], gets=party["gets"], **self._period(party),
                )  # fmt: skip

    def _item(self, one: Json) -> None:
        self.made.items[one["id"]] = Item.objects.create(
            programme=self.programme, area=self.area, category=one["category"],
            originator=self.made.organisations[one["originator"]], author=self.made.people.get(one["author"]),
            withdrawn_at=moment(one["withdrawn"]), **self._period(one, "expires"),
        )  # fmt: skip

    def _decisions(self) -> None:
        for one in self.file["decisions"]:
            made = self.decisions[one["id"]] = Decision.objects.create(
                organisation=self.made.organisations[one["by"]], item=self.made.items[one["item"]],
                outcome=one["outcome"], is_public=one["public"], **self._period(one),
            )  # fmt: skip
            for name in one["recipients"]:
                DecisionRecipient.objects.create(decision=made, organisation=self.made.organisations[name])

    def _rendition(self, item: Item, one: Json, n: int, place: int) -> None:
        word = canary(place)
        made = Rendition.objects.create(
            item=item, place=n, title=f"Title {word}", text=f"Text {word} {column(n)}", tlp=MARKINGS.index(one["tlp"]),
            clearance=one["clearance"], personal=one["personal"],
        )  # fmt: skip
        self.made.renditions.append(made)
        self.made.canaries[made.pk] = word
        file = Attachment.objects.create(
            rendition=made, caption=f"File {word}", kind="text", size=20, digest="0" * 64, added_at=timezone.now()
        )
        AttachmentContent.objects.create(attachment=file, content=f"Bytes {word}\n".encode())
        self.made.files[made.pk] = file
        for n_release, release in enumerate(one["releases"], start=1):
            self._release(made, release, n_release)

    def _release(self, rendition: Rendition, one: Json, n: int) -> None:
        to, under = one["to"], one["under"] or {}
        kind = next(each for each in ("person", "organisation", "group", "public") if each in to)
        Release.objects.create(
            rendition=rendition, place=n, to=kind, clearance=one["clearance"],
            person=self.made.people[to["person"]] if "person" in to else None,
            organisation=self.made.organisations[to["organisation"]] if "organisation" in to else None,
            group=self.groups[to["group"]] if "group" in to else None,
            agreement=self.agreements[under["agreement"]] if "agreement" in under else None,
            decision=self.decisions[under["decision"]] if "decision" in under else None,
            revoked_at=moment(one["revoked"]), **self._period(one),
        )  # fmt: skip

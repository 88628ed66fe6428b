"""Do pages and programs give each reader what the policy gives, on every way on which something can be come by?

Random worlds in which all holds but one thing stand in the site's own tables. Each reader asks as themself, through one
membership, and whatever comes back is held against the policy in plain Python, which is asked of the same rows.

*Source:* design/sharing.md 2, 5 ("Every surface is the same query"); bar A2 of reference/security.md.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from commonground.people.context import MEMBERSHIP_KEY
from commonground.people.models import Membership, Person
from commonground.people.queries import acting
from commonground.people.rules import conduct
from commonground.sharing.actions import programs
from commonground.sharing.adapters import world_of
from commonground.sharing.models import Item, Rendition
from commonground.sharing.queries import asking
from commonground.sharing.rules import organisations
from commonground.sharing.rules.policy import Policy
from tests.figures import counts
from tests.sharing.hostile import Maker
from tests.sharing.recorded import Recorded, column, record

UNLIMITED = ((60, 10**9),)
ENTRY = "{http://www.w3.org/2005/Atom}entry"
ID = "{http://www.w3.org/2005/Atom}id"
PEOPLE, ITEMS = 10, 24  # a page of the list holds 25
PARTS = counts(1, 10)  # so that all processors share them


@dataclass
class Reader:
    """Somebody who acts through one membership of theirs, or through none; as the site and as the policy know them."""

    person: Person
    hat: Membership | None
    known: organisations.Person
    through: list[organisations.Membership]


def readers(made: Recorded, world: Any) -> Iterator[Reader]:
    """Walk everybody who can sign in, once for each membership that holds, and once for those who have none."""
    for person in made.people.values():
        known = world.people.get(str(person.pk), organisations.Person(str(person.pk), person.is_active))
        held = list(acting.memberships_of(person.pk))
        for hat in held:
            yield Reader(person, hat, known, _as_known(hat, known))
        if not held:
            yield Reader(person, None, known, [])


def _as_known(hat: Membership, known: organisations.Person) -> list[organisations.Membership]:
    """Find a membership among those that the policy knows, which stand in the order of their keys."""
    rows = Membership.objects.filter(person=hat.person_id).order_by("pk").values_list("pk", "organisation_id")
    among = [pk for pk, body in rows if str(body) in {one.organisation for one in known.memberships}]
    return [known.memberships[among.index(hat.pk)]] if hat.pk in among else []


def allowed(policy: Policy, reader: Reader, made: Recorded) -> set[int]:
    """Give the renditions, by key, that the policy gives a reader."""
    found = set()
    for item in policy.world.items.values():
        for rendition in item.renditions:
            if policy.may_read_through(reader.through, reader.known, item, rendition):
                found.add(int(rendition.id))
    return found


class Asking:
    """One reader in a browser and with a program, and what each way gave them."""

    def __init__(self, reader: Reader, made: Recorded, client_of: Any, client: Any) -> None:
        self.reader, self.made = reader, made
        self.browser, self.client = client_of(reader.person), client
        Membership.objects.filter(person=reader.person).update(conduct_version=conduct.VERSION)
        self.secrets: dict[str, str] = {}
        if reader.hat:
            session = self.browser.session
            session[MEMBERSHIP_KEY] = reader.hat.pk
            session.save()
            self.actor = acting.actor_through(reader.person, reader.hat)
            uses = ["read", "feed", *(["export"] if "custodian" in reader.hat.roles else [])]
            if reader.person.is_active:
                self.secrets = {use: self._secret(use) for use in uses}

    def _secret(self, use: str) -> str:
        return programs.make(actor=self.actor, use=use, name="A program", days=30)[1]

    def get(self, path: str, **given: Any) -> Any:
        """Ask in the browser, and leave nothing behind."""
        with transaction.atomic():
            answer = self.browser.get(path, given)
            transaction.set_rollback(True)
        return answer

    def program(self, path: str, use: str = "read", **given: Any) -> Any:
        """Ask with a program, or in the browser where there is no secret; nothing where it is refused."""
        secret = self.secrets.get(use)
        with transaction.atomic():
            if secret:
                answer = self.client.get(path, given, headers={"authorization": f"Bearer {secret}"})
            else:
                answer = self.browser.get(path, given)
            transaction.set_rollback(True)
        return answer.json() if answer.status_code == 200 else None

    def shown(self, answer: Any) -> set[int]:
        """Give the renditions whose word stands in a page."""
        body = answer.content.decode()
        return {pk for pk, word in self.made.canaries.items() if word in body}

    def detail(self, item: Item) -> dict[str, set[int]]:
        """Give what the page of an item and its JSON hold."""
        found = self.program(f"/api/1/items/{item.ref}")
        refs = {one["id"] for one in found["versions"]} if found else set()
        told = str(found)
        json = {one.pk for one in self.made.renditions if one.ref in refs or self.made.canaries[one.pk] in told}
        page = self.get(reverse("sharing:item", args=[item.public_id]))
        assert page.status_code in {200, 302, 404}
        return {"page": self.shown(page), "json": json}

    def file(self, one: Rendition) -> dict[str, bool]:
        """Say whether a file of a rendition is given, by its page and to a program."""
        ids = [one.item.public_id, one.public_id, self.made.files[one.pk].public_id]
        word = self.made.canaries[one.pk].encode()
        page = self.get(reverse("sharing:file", args=ids))
        secret = self.secrets.get("read")
        headers = {"authorization": f"Bearer {secret}"} if secret else {}
        program = (self.client if secret else self.browser).get(reverse("sharing:api:file", args=ids), headers=headers)
        return {"file, page": word in page.content, "file, json": word in program.content}

    def search(self, place: int) -> dict[str, set[int]]:
        """Give the items that are found by the word of all renditions at a place, on the page and by a program."""
        page = self.get(reverse("sharing:items"), q=column(place)).content.decode()
        found = self.program("/api/1/search", q=column(place))
        refs = {one["id"] for one in found["items"]} if found else set()
        items = self.made.items.values()
        there = {item.pk for item in items if reverse("sharing:item", args=[item.public_id]) in page}
        return {"search, page": there, "search, json": {item.pk for item in items if item.ref in refs}}

    def lists(self) -> dict[str, set[int]]:
        """Give the renditions by which items stand in lists, feed and export."""
        page = self.get(reverse("sharing:items"))
        rows = self.program("/api/1/items")
        exported = self.program("/api/1/export", "export")
        by_ref = {one.ref: one.pk for one in self.made.renditions}
        found = {
            "list, page": self.shown(page) if page.status_code == 200 else set(),
            "list, json": {by_ref[one["version"]] for one in rows["items"]} if rows else set(),
        }
        if "export" in self.secrets:
            found["export"] = {by_ref[one["id"]] for item in exported["items"] for one in item["versions"]}
        else:
            assert exported is None, "export is a right of its own"
        if "feed" in self.secrets:
            found["feed"] = self._feed()
        return found

    def _feed(self) -> set[int]:
        answer = self.client.get(reverse("sharing:feed", args=[self.secrets["feed"]]))
        assert not self.shown(answer) - {one.pk for one in self.made.renditions if one.tlp <= 1 and not one.personal}
        items = {one.findtext(ID) for one in ET.fromstring(answer.content).iter(ENTRY)}
        return {item.pk for item in self.made.items.values() if item.public_id.urn in items}


def firsts(made: Recorded, may: set[int]) -> set[int]:
    """Give of each item the first rendition that may be read, in the originator's order."""
    found: dict[int, int] = {}
    for one in sorted(made.renditions, key=lambda each: each.place):
        if one.pk in may:
            found.setdefault(one.item_id, one.pk)
    return set(found.values())


def differences(asked: Asking, may: set[int], items: list[Item]) -> tuple[int, list[str]]:
    """Ask for all renditions of some items on every way; gives how many they were, and each way that differs from the
    policy. What answers for many at once (lists, feed, export, a search, the page of an item) is asked once."""
    made = asked.made
    of_item = {item.pk: [one for one in made.renditions if one.item_id == item.pk] for item in items}
    wanted: dict[str, Any] = {
        "list, page": firsts(made, may), "list, json": firsts(made, may), "export": may,
        "feed": {one.item_id for one in made.renditions if one.pk in may},
    }  # fmt: skip
    wrong = [f"{way}: {sorted(got ^ wanted[way])}" for way, got in asked.lists().items() if got != wanted[way]]
    for place in sorted({one.place for one in made.renditions}):
        hits = {one.item_id for one in made.renditions if one.place == place and one.pk in may}
        wrong += [f"{way}: {sorted(got ^ hits)}" for way, got in asked.search(place).items() if got != hits]
    for item in items:
        of_it = may & {one.pk for one in of_item[item.pk]}
        for way, got in asked.detail(item).items():
            wrong += [f"item, {way}: {sorted(got ^ of_it)}"] * (got != of_it)
        for one in of_item[item.pk]:
            wrong += [f"{way}: {one.pk}" for way, given in asked.file(one).items() if given != (one.pk in may)]
    return sum(map(len, of_item.values())), wrong


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs ask as often as a test does."""
    from commonground.sharing.api import items
    from commonground.sharing.views import programs as pages

    for entering in (items.reading, items.exporting):
        monkeypatch.setattr(entering, "limits", UNLIMITED)
    monkeypatch.setattr(pages, "ASKS", UNLIMITED)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_surface_gives_each_reader_exactly_what_the_policy_gives(db, unlimited, client_of, client, figure, part):
    wanted, pairs, yes, number, wrong = counts(100, 20_000) // PARTS, 0, 0, 0, []
    while pairs < wanted:
        seed = f"surface {part} {number}"
        with transaction.atomic():
            made = record(Maker(Random(seed), organisations=4).world(PEOPLE, 3, ITEMS))
            world = world_of.world(asking.moment(), list(made.items.values()))
            policy, chance = Policy(world, world.at), Random(seed)
            everybody = list(readers(made, world))
            chance.shuffle(everybody)
            for reader in everybody:
                if pairs >= wanted:
                    break
                may = allowed(policy, reader, made)
                some = chance.sample(list(made.items.values()), counts(6, ITEMS))
                count, found = differences(Asking(reader, made, client_of, client), may, some)
                wrong += [f"{seed}, {reader.person}, {reader.hat}: {each}" for each in found]
                pairs, yes = pairs + count, yes + len(may & {one.pk for one in made.renditions if one.item in some})
            transaction.set_rollback(True)
        number += 1
    figure("random pairs asked of pages and of programs", f"{pairs:,}", bar=f"20,000 in {PARTS} parts")
    figure("share of them that may be read", f"{100 * yes / pairs:.0f} %")
    figure("differences between the surfaces and the policy", len(wrong), bar="0")
    assert not wrong, "\n".join(wrong[:20])
    assert yes > pairs / 20

"""Does every access to what is shared leave its row in the record, one and no more: who, when, what, and for whom?

What came out is found in the answer itself: each word that was planted in something protected, and each id of an item.
It is held against the rows that the request left: nothing comes out without a row, and no row says that something came
out that did not. Whoever is refused, or asks for what is not there for them, leaves a row as well.

*Source:* bar C1 of the reference on security; DPA 2018 s.62; D1; issue "Dare to Share", audit.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.db import connection, transaction

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.people.models import Membership
from commonground.sharing.actions import programs
from commonground.sharing.models import Item
from tests.cast import assemble
from tests.figures import counts
from tests.security.sharing_scene import scene_of, word
from tests.security.test_sharing_crawl import READERS, everything, routes, ways

PARTS = 10
HOLD_WORDS = ("shared/", "api/", "incidents/", "feedback/", "retention/", "agreements/<", "sharing/")
WORD = re.compile(rb"qx[a-p]{14}")
REF = re.compile(rb"(?<![\w-])[\w-]{22}(?![\w-])")
# What protects nothing by itself: keys and openings hold ids, and bytes of files are fetched through their attachment
# (an access that one made oneself is shown to oneself alone); a decision about an item, a seat and whom a thing names
# are ids of organisations and moments; for how long an organisation keeps a kind, and why, every member of it reads
WITHOUT_WORDS = {
    "sharing_accesstoken", "sharing_opening", "sharing_reading", "sharing_attachmentcontent", "sharing_receipt",
    "sharing_attendance", "sharing_decision", "sharing_decisionrecipient", "sharing_recordrecipient",
    "sharing_item_known_to", "sharing_retentionspan", "sharing_keptuntil", "sharing_transferitem",
}  # fmt: skip
# By what a row hangs on what is named by the record when it is shown
HANGS_ON = {
    "rendition",
    "item",
    "incident",
    "version",
    "agreement",
    "record",
    "question",
    "request",
    "grant",
    "kept",
    "transfer",
}
# What is asked by post and gives something back, beside the forms that say what is wrong
POSTED = {
    "retention/search/": {"words": word("full text"), "purpose": "A request of a person"},
    "incidents/<id:rendition>/reporter/": {"purpose": "To call them back"},
    "shared/new/": {"category": "alert"},
}


@dataclass
class House:
    """What is there to be seen: of each planted word and each id, by which ids the record may name it."""

    scene: object
    named: dict[str, set[str]] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    who: dict[str | None, tuple[int, int | None] | None] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    planted: set[type] = field(default_factory=set)


def protected() -> set[str]:
    """Name the tables of sharing that the database protects by policies, from its own catalogue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relname LIKE 'sharing\\_%'")
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The scene of the crawl, with programs that were let in."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = House(scene_of(assemble()))
        for key in ("thornbury", "whitlock"):
            for use in ("read", "feed"):
                _token, made.secrets[f"{key} {use}"] = programs.make(
                    actor=made.scene.cast.actor(key), use=use, name="Control room", days=9
                )
        made.scene.ids["shared"] = [one.ref for one in Item.objects.order_by("pk")]
        made.members = [one.ref for one in Membership.objects.filter(person__account__isnull=False)[:20]]
        for key in READERS:
            held = made.scene.cast.membership.get(key)
            body = held.organisation_id if held and not Membership.objects.get(pk=held.pk).suspended_at else None
            made.who[key] = (made.scene.cast.person[key].pk, body) if key else None
        _name_everything(made)
        yield made
        transaction.set_rollback(True)


def _name_everything(house: House) -> None:
    """Go through every protected row, and note under which ids the record may name what stands in it."""
    tables = protected() - WITHOUT_WORDS
    for model in apps.get_app_config("sharing").get_models():
        if model._meta.db_table in tables:
            for row in model._base_manager.all():
                house.planted |= {model} if WORD.search(str(vars(row)).encode()) else set()
                refs = {ref for one in _line(row) if (ref := getattr(one, "ref", None))}
                values = " ".join(str(getattr(row, each.attname)) for each in model._meta.concrete_fields)
                for made in WORD.findall(values.encode()):
                    house.named.setdefault(made.decode(), set()).update(refs)
                for ref in refs:
                    house.named.setdefault(ref, set()).update(refs)
    items = {one.ref for one in Item.objects.all()}
    for ref in [ref for ref in house.named if len(ref) == 22 and ref not in items]:
        del house.named[ref]
    assert len(house.named) > 200


def _line(row):
    """A row, and what it belongs to, up to the item, the agreement, the question."""
    yield row
    for each in row._meta.concrete_fields:
        if each.is_relation and each.name in HANGS_ON and getattr(row, each.attname) is not None:
            yield from _line(getattr(row, each.name))


def test_every_protected_table_is_met_by_the_walk(house):
    """A table that is protected later must be planted, or it is said here why it holds nothing to be read by itself."""
    met = set()
    for model in apps.get_app_config("sharing").get_models(include_auto_created=True):
        if model._meta.db_table in protected() and model._base_manager.exists():
            met.add(model._meta.db_table)
    assert protected() == met
    bare = met - WITHOUT_WORDS - {model._meta.db_table for model in house.planted}
    assert not bare, f"plant a word in {bare}"


@dataclass
class Asked:
    """One request and what came of it."""

    key: str | None
    method: str
    path: str
    typed: str
    status: int
    out: set[str]
    rows: list[Entry]


def walk(house, browsers, chance, many):
    """Ask for addresses in turn, as anybody, with ids of what exists and of what does not; undo each."""
    patterns, scene = routes(), house.scene
    often = [4 if each.startswith(HOLD_WORDS) else 1 for each in patterns]
    nothing = {kind: [ids.to_text(ids.uuid.UUID(int=chance.getrandbits(120)))] for kind in scene.ids}
    after = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for _ in range(many):
        route, key = chance.choices(patterns, often)[0], chance.choice(READERS)
        held = chance.choices([scene.ids, scene.ids | scene.foreign, nothing], [8, 2, 1])[0]
        path = chance.choice(ways(route, {kind: [chance.choice(refs)] for kind, refs in held.items() if refs}))
        if "<str:token>" in route and f"{key} feed" in house.secrets:
            path = f"/shared/feed/{house.secrets[f'{key} feed']}/"
        headers, browser = {}, browsers[key]
        if path.startswith("/api/") and f"{key} read" in house.secrets and chance.random() < 0.5:
            headers, browser = {"authorization": f"Bearer {house.secrets[f'{key} read']}"}, browsers[None]
        posts = chance.random() < (0.5 if route in POSTED else 0.2)
        typed = POSTED.get(route, {}) if posts else _beside(house, route, chance)
        with transaction.atomic():
            answer = (browser.post if posts else browser.get)(path, typed, headers=headers)
            said = everything(answer)
            rows = list(Entry.objects.filter(pk__gt=after).order_by("pk"))
            transaction.set_rollback(True)
        out = {one.decode() for one in WORD.findall(said)} | {one.decode() for one in REF.findall(said)}
        method = "post" if posts else "get"
        yield Asked(key, method, path, " ".join(typed.values()), answer.status_code, out, rows)


def _beside(house, route, chance):
    """What stands in the address beside the ids: a purpose, words to search for, as whom to look."""
    if "records/" in route:
        return {"purpose": "review"}
    if route in ("shared/", "api/1/search"):
        return chance.choice([{}, {"q": word("full text")}, {"q": word("happened")}])
    return {"member": chance.choice(house.members)} if route == "shared/as/" else {}


def refs_of(row: Entry) -> set[str]:
    """Every id that a row names, as its subject or among its details."""
    found = {row.subject_id}
    for value in row.details.values():
        found |= set(map(str, value)) if isinstance(value, list) else {str(value)}
    return found


def faults_of(house, asked: Asked) -> list[str]:
    """Say what is wrong with the rows that one request left."""
    faults = []
    actor = house.who[asked.key]
    refusals = [row for row in asked.rows if row.outcome == "refused"]
    reads = [row for row in asked.rows if row.outcome == "done"]
    if asked.status == 200:
        told = set().union(*map(refs_of, reads))
        # an address or a form that says nothing but itself
        own = {each for each in asked.out if each in asked.path or each in asked.typed}
        for made in asked.out & house.named.keys() - own:
            if not house.named[made] & told:
                faults.append(f"{house.scene.names.get(made, made)} came out without a row")
        if refusals and asked.method == "get":
            faults.append("a refusal of what was answered")
    # Records that were opened for a purpose stay on the record, also where the thing asked for is not among them
    elif (tags := {row.tag for row in reads if row.tag.endswith(":seen")}) and tags != {"item:records:seen"}:
        faults.append(f"{tags} without an answer")
    denied = asked.status == 403 or (asked.status == 404 and "<" not in asked.path and _by_id(asked.path))
    if denied and actor and len(refusals) != 1:
        faults.append(f"{len(refusals)} rows of one refusal")
    for row in [row for row in reads if row.tag.endswith(":seen")]:
        faults += _false(house, asked, row)
    for row in asked.rows:
        faults += [f"{row.tag}: {name} is missing" for name in _lacking(row, actor)]
    doubled = Counter((row.tag, row.subject_id, str(row.details)) for row in asked.rows)
    return faults + [f"{tag} twice" for (tag, *_rest), times in doubled.items() if times > 1]


def _by_id(path: str) -> bool:
    return any(len(part) == 22 for part in path.split("/"))


def _false(house, asked: Asked, row: Entry) -> list[str]:
    """A row about an item that neither came out nor was asked for by its address says too much."""
    shown = asked.out | {part for part in asked.path.split("/") if len(part) == 22}
    shown |= {ref for made in asked.out & house.named.keys() for ref in house.named[made]}
    items = refs_of(row) & {ref for ref in house.named if len(ref) == 22}
    return [f"{row.tag} of {ref}, which was not shown" for ref in items if not house.named[ref] & shown]


def _lacking(row: Entry, actor) -> list[str]:
    """What a row must say: when, who, for whom, what, with which outcome, and on which ground."""
    lacking = [name for name in ("at", "tag", "subject_type", "subject_id", "outcome") if not getattr(row, name)]
    if (row.actor_id, row.organisation_id) != (actor or (None, None)):
        lacking.append("who acts, and on whose behalf")
    if row.tag == "item:rendition:seen" and not row.details.get("by"):
        lacking.append("by what it was open")
    if row.tag == "item:records:seen" and not row.details.get("purpose"):
        lacking.append("the purpose")
    return lacking


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_comes_out_without_a_row_and_no_row_says_more_than_came_out(house, client, client_of, figure, part):
    """A tenth of the walk each; with full counts 50,000 requests in all."""
    chance, many, faults, accesses, met = random.Random(62 + part), counts(30, 5_000), [], 0, Counter()
    browsers = {key: client_of(house.scene.cast.person[key]) if key else client for key in READERS}
    for asked in walk(house, browsers, chance, many):
        faults += [
            f"{asked.key or 'nobody'}, {asked.method} {asked.path}: {fault}" for fault in faults_of(house, asked)
        ]
        accesses += len(asked.out & house.named.keys()) if asked.status == 200 else 0
        met.update(row.tag for row in asked.rows)
    figure(f"part {part} of the audited walk: requests", many)
    figure(f"part {part} of the audited walk: accesses to protected things, each with its row", accesses)
    figure(f"part {part} of the audited walk: rows missing, doubled, false or incomplete", len(faults), bar="0")
    seen_once = {re.sub(r"(?<=/)[\w-]{22}(?=/)", "-", fault) for fault in faults}
    assert not faults, "\n".join(sorted(seen_once)[:40])

"""What is there to leak? Items of two organisations with a word of its own in every field, and who may come by each.

Every word stands in one field of one thing. What may be found where is written down here from the design, so that a
walk over every page can hold whatever comes back against it.

*Source:* design/sharing.md 2, 2.2; bars A4 and A6 of reference/security.md.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.utils import timezone

from commonground.people.models import Membership
from commonground.sharing.actions import attachments, groups, items, programs, releases, renditions
from commonground.sharing.models import (
    AccessToken,
    Agreement,
    Approval,
    Ask,
    Feedback,
    Item,
    Rendition,
    WithdrawalNotice,
)
from commonground.sharing.rules.feedback import Said
from commonground.sharing.rules.renditions import packed
from tests.cast import Cast, assemble
from tests.security.sharing_scene_sides import sides_of
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

POLICE, CENTRE, FIRM, SHOPS = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding", "Tannery Stores"
KEEPERS = frozenset({"thornbury", "ashdown"})
READERS = ("thornbury", "ashdown", "whitlock", "haddow", "hartnoll", "lindqvist", "calder", "tranter", None)
PARTS = ("todo", "opinion", "suspects", "witnesses", "vehicle", "contact")


def word(name: str) -> str:
    """Give the word of a field: letters alone, so that no template, address or index changes it."""
    return "qx" + hashlib.sha256(name.encode()).hexdigest()[:14].translate(str.maketrans("0123456789", "ghijklmnop"))


def disguised(canary: str) -> tuple[bytes, ...]:
    """The ways in which a word might stand in an answer."""
    plain = canary.encode()
    ways = {plain, escape(canary).encode(), quote(canary).encode(), plain.upper(), plain.title()}
    for shift in range(3):  # base64 writes a word differently by where in the text it stands
        inner = base64.b64encode(b" " * shift + plain)
        ways.add(inner[4 if shift else 0 : len(inner) - 4])
    return tuple(sorted(ways))


@dataclass
class Scene:
    """What was written, and of every word by whom it may be found."""

    cast: Cast
    agreement: Agreement
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    item: Item = None  # type: ignore[assignment]
    versions: list[Rendition] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)
    foreign: dict[str, list[str]] = field(default_factory=dict)

    def may(self, name: str, *keys: str) -> str:
        """Make the word of a field that those, and the keepers at the police, may find."""
        made = word(name)
        self.words[made], self.names[made] = KEEPERS | set(keys), name
        return made

    def of_centre(self, name: str) -> str:
        """Make the word of a field of the centre's own."""
        made = word(name)
        self.words[made], self.names[made] = frozenset({"whitlock"}), name
        return made

    def hidden_from(self, key: str | None) -> list[str]:
        """List the words that somebody may not come by; None is whoever is signed out."""
        return [made for made, may in self.words.items() if key not in may]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The scene, written once for all tests of a file; each works on top of it and is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene_of(assemble())
        transaction.set_rollback(True)


def scene_of(cast: Cast) -> Scene:
    """Let everybody do what there is to do, and note what is whose."""
    for key in ("thornbury", "ashdown", "whitlock", "haddow", "tranter"):
        cleared(cast, key)
    for key in ("thornbury", "ashdown", "whitlock", "haddow"):
        role(cast, key, "custodian")
    made = Scene(cast, agreed(cast, POLICE, CENTRE, FIRM, SHOPS))
    _item(made)
    _known(made)
    _withdrawn(made)
    _group(made)
    _own_of_the_centre(made)
    _programs(made)
    sides_of(made)
    Membership.objects.filter(pk=cast.membership["tranter"].pk).update(suspended_at=timezone.now())
    return made


def _draft(made: Scene, name: str, body: str, *keys: str, **more: Any) -> Any:
    release = to(made.cast, body, made.agreement)
    said = {
        "purpose": made.may(f"{name} purpose", *keys),
        "basis_of_giver": made.may(f"{name} giver", *keys),
        "basis_of_getter": made.may(f"{name} getter", *keys),
    }
    release = type(release)(**{**{each: getattr(release, each) for each in release.__slots__}, **said})
    words = {part: made.may(f"{name} {part}", *keys) for part in (PARTS if more.get("personal") else PARTS[:2])}
    return version(
        made.may(f"{name} title", *keys), release, text=made.may(f"{name} text", *keys), fields=packed(words), **more
    )


def _item(made: Scene) -> None:
    cast, author = made.cast, made.cast.actor("thornbury")
    made.item = written(
        cast,
        _draft(made, "full", CENTRE, "whitlock", kind="full", tlp=2, personal=True),
        _draft(made, "sanitised", FIRM, "haddow", tlp=2, personal=True, kind="other"),
        category="intelligence",
    )
    made.versions = list(made.item.renditions.order_by("place"))
    for one, key in zip(made.versions, ("whitlock", "haddow"), strict=True):
        attachments.attach(
            actor=author, rendition=one, caption=made.may(f"caption {key}", key),
            content=f"{made.may(f'bytes {key}', key)}\n".encode(),
        )  # fmt: skip
    renditions.read(actor=cast.actor("whitlock"), rendition=made.versions[0])
    renditions.challenge(actor=cast.actor("whitlock"), rendition=made.versions[0], reason=made.may("ask", "whitlock"))
    answer(cast, "haddow", made.versions[1], Said.OUTCOME, made.may("feedback", "haddow"))
    one = made.versions[0]
    made.ids |= {
        "shared": [made.item.ref],
        "rendition": [one.ref],
        "release": [one.releases.get().ref],
        "file": [one.attachments.get().ref],
        "ask": [Ask.objects.get().ref],
    }


def answer(cast: Cast, key: str, rendition: Rendition, said: Said, words: str = "") -> Feedback:
    """Let somebody say what came of a version."""
    held = cast.membership[key]
    return Feedback.objects.create(
        rendition=rendition, originator_id=rendition.item.originator_id, organisation_id=held.organisation_id,
        by=held, said=said.value, words=words, at=timezone.now(),
    )  # fmt: skip


def _known(made: Scene) -> None:
    """An item that the shops know to exist, by a title written for that, and nothing else of it."""
    draft = _draft(made, "known", CENTRE, "whitlock", tlp=2)
    shops = made.cast.organisation[SHOPS]
    written(made.cast, draft, known_title=made.may("known", "hartnoll"), known_to=[shops.pk])


def _withdrawn(made: Scene) -> None:
    """An item that the centre had read, and that is withdrawn: its reader learns the reason, and no word of it more."""
    cast = made.cast
    gone = written(cast, _draft(made, "gone", CENTRE, tlp=2))
    renditions.read(actor=cast.actor("whitlock"), rendition=gone.renditions.get())
    items.withdraw(actor=cast.actor("thornbury"), item=gone, reason=made.may("withdrawn because", "whitlock"))
    made.ids["notice"] = [WithdrawalNotice.objects.get().ref]


def _group(made: Scene) -> None:
    cast = made.cast
    kept = groups.begin(actor=cast.actor("ashdown"), name=made.may("group", "haddow"))
    entry = groups.add(actor=cast.actor("ashdown"), group=kept, organisation=cast.organisation[FIRM])
    made.ids |= {"circle": [kept.ref], "entry": [entry.ref]}
    written(cast, _draft(made, "waiting", CENTRE, tlp=2, offences=True))  # until a second person approves its release
    made.ids["approval"] = [Approval.objects.latest("pk").ref]


def _own_of_the_centre(made: Scene) -> None:
    """What the centre keeps to itself, with a file, a release, a group of its own and a program: the other parent."""
    cast = made.cast
    secret = version(made.of_centre("own title"), text=made.of_centre("own text"))
    own = written(cast, secret, by="whitlock", category="incident")
    one = own.renditions.get()
    file = attachments.attach(
        actor=cast.actor("whitlock"), rendition=one, caption=made.of_centre("own caption"), content=b"Own.\n"
    )
    release = releases.release(
        actor=cast.actor("whitlock"), rendition=one, draft=to(cast, CENTRE, closes=timezone.now() + timedelta(days=9))
    )
    kept = groups.begin(actor=cast.actor("whitlock"), name=made.of_centre("own group"))
    entry = groups.add(actor=cast.actor("whitlock"), group=kept, organisation=cast.organisation[CENTRE])
    made.foreign = {
        "shared": [own.ref], "rendition": [one.ref], "file": [file.ref], "release": [release.ref],
        "circle": [kept.ref], "entry": [entry.ref],
    }  # fmt: skip


def _programs(made: Scene) -> None:
    for key, use in (("thornbury", "read"), ("whitlock", "read")):
        programs.make(
            actor=made.cast.actor(key), use=use, name=made.may("program") if key == "thornbury" else "x", days=9
        )
    mine = AccessToken.objects.filter(membership=made.cast.membership["thornbury"])
    made.words[word("program")] = frozenset({"thornbury"})
    made.ids["access"] = [mine.get().ref]

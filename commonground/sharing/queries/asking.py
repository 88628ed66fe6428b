"""For whom is the law asked, and at which moment? Once for each request, for the one membership that is acted through.

The keyring stands in the transaction, where row level security looks at it, and ends with it. What is about one item
asks for the keys that open it alone (`enter_item`); a list asks for the whole ring (`enter`), at the same moment. A
change of who acts (`people.context.set_context`) forgets it. Without it the site's role is given nothing of what is
shared.

*Source:* design/sharing.md 2 (one membership at a time), 3; bars A10 and A12 of reference/security.md.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from commonground.groundwork.actors import Actor

SETTINGS = (
    "person", "organisation", "side", "membership", "asked", "keyring", "moment", "keeping", "about", "brought",
)  # fmt: skip


def enter(actor: Actor, at: datetime | None = None) -> None:
    """Ask which keys the actor holds, unless this transaction has asked already; `at` is another moment than now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_ask(%s, %s, %s)", [actor.person_id, actor.membership_id, at])


def enter_item(actor: Actor, public_id: uuid.UUID) -> list[tuple[int, int]]:
    """Ask which of the keys that open one item the actor holds, unless all were asked for already; gives item and
    rendition, as keys, of what of it they may read, in the originator's order. Nothing else is opened to them."""
    return _enter_one(actor, public_id, None)


def enter_rendition(actor: Actor, public_id: uuid.UUID) -> list[tuple[int, int]]:
    """Ask the same for the item of one rendition, and give that rendition alone, if the actor may read it."""
    return _enter_one(actor, None, public_id)


def _enter_one(actor: Actor, item: uuid.UUID | None, rendition: uuid.UUID | None) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT item, rendition FROM sharing_ask_one(%s, %s, NULL, %s, %s)",
            [actor.person_id, actor.membership_id, item, rendition],
        )
        return list(cursor.fetchall())


def moment() -> datetime:
    """Give the one moment of this request, which is the database's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_moment()")
        (found,) = cursor.fetchone()
    return found  # type: ignore[no-any-return]


def forget() -> None:
    """Forget what was asked, because an act has changed what is open; the next query asks again."""
    _set({"asked": "", "keyring": "", "moment": ""})


def again() -> None:
    """Begin a new moment, for an act that compares what could be read before it with what can be read after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('cg.asked', '', true), set_config('cg.keyring', '', true),"
            " set_config('cg.moment', clock_timestamp()::text, true)"
        )


def now() -> datetime:
    """Give the moment that an act writes down: never later than the database's, so that it holds for what is asked
    next."""
    return min(timezone.now(), moment())


@contextmanager
def as_reader(actor: Actor) -> Iterator[None]:
    """Ask everything inside as somebody else: a worker for its recipient, as the message leaves. Nothing of it is left
    behind, and nothing of whoever acts comes in."""
    with transaction.atomic():
        before = _all()
        _set(
            {
                "person": str(actor.person_id or ""),
                "organisation": str(actor.organisation_id or ""),
                "side": actor.side or "",
                "membership": str(actor.membership_id or ""),
                "asked": "", "keyring": "", "moment": "", "keeping": "", "about": "", "brought": "",
            }
        )  # fmt: skip
        enter(actor)
        try:
            yield
        finally:
            if not connection.needs_rollback:
                _set(before)


@contextmanager
def at_work(actor: Actor, purpose: str = "work") -> Iterator[None]:
    """Open the records of what the actor keeps while an act on them runs; afterwards the law is asked anew."""
    with transaction.atomic():
        before = _all()["keeping"]
        keep(actor, purpose)
        yield
        _set({"keeping": before, "asked": "", "keyring": "", "moment": ""})
        enter(actor)


@contextmanager
def about(person_id: int) -> Iterator[None]:
    """Let the rows that are tied to one person be read, and emptied, by whoever answers for what is held of them; the
    callers have asked who may."""
    with transaction.atomic():
        before = _all()["about"]
        _set({"about": str(person_id)})
        yield
        _set({"about": before})


def brought(digest: str) -> None:
    """Let the one row of a program's secret be found by its hash, by whoever came with that secret."""
    _set({"brought": digest})


def keep(actor: Actor, purpose: str) -> None:
    """Open the records of what the actor keeps until the end of the transaction; the purpose is in the record."""
    enter(actor)
    _set(
        {
            "keeping": purpose,
            "person": str(actor.person_id or ""),
            "organisation": str(actor.organisation_id or ""),
            "membership": str(actor.membership_id or ""),
        }
    )


def _all() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('cg.{name}', true), '')" for name in SETTINGS))
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def _set(values: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"set_config('cg.{name}', %s, true)" for name in values), list(values.values())
        )

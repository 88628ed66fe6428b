"""What passes on in the example? An alert that a centre writes from one of the police and may give its guards, an entry
of the catalogue that changes, sets of a radio that are signed out, an item that is offered to another organisation.

*Source:* R213, R222, R223; design/sharing.md 2.1; our own invention.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from commonground.groundwork.matrix import read_cell
from commonground.sharing.actions import items, questions, requests, requests_catalogue, retention_records, transfers
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Ask, Asset, AssetRequest, Item, Rendition
from commonground.sharing.queries import transfers as passing
from commonground.sharing.queries import visible
from commonground.website.example.agreements import found
from commonground.website.example.agreements_words import PICTURES
from commonground.website.example.deeds import Deed
from commonground.website.example.people import PARTNERSHIP
from commonground.website.example.sharing_items import AMBER, BASES
from commonground.website.example.stage import Stage

RANK = 74
TRAYS = "Trays of phones are taken between eight and nine"
DOORS = "For the doors: phones between eight and nine"
GUARDS = "Northgate Guarding"
OLD = "Who holds a key to the shared store"


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds with which an alert passes on with consent, the catalogue changes, and an item is offered."""

    def ago(days: int, who: str, do: Any, **named: Any) -> Deed:
        return Deed(today - timedelta(days), RANK, who, partial(do, stage, **named))

    yield ago(12, "tranter", _trays, today=today)
    yield ago(11, "whitlock", _ask)
    yield ago(10, "tranter", _agree)
    yield ago(9, "whitlock", _doors, today=today)
    yield ago(8, "thornbury", _catalogue)
    yield ago(7, "haddow", _radio, today=today)
    yield ago(6, "tranter", _granted, today=today)
    yield ago(5, "tranter", _out)
    yield ago(4, "whitlock", _old, today=today)
    yield ago(3, "whitlock", _offer)
    yield Deed(today, RANK, "", partial(retention_records.let_go, today=today))


def _under(stage: Stage, name: str) -> ReleaseDraft:
    body = stage.organisations[name].pk
    return ReleaseDraft(organisation_id=body, agreement_id=found(PICTURES).pk, purpose="To stop thefts", **BASES)


def _write(stage: Stage, by: str, category: str, draft: RenditionDraft, today: date, **more: Any) -> Item:
    closes = datetime.combine(today + timedelta(40), time(0), timezone.get_default_timezone())
    return items.write(
        actor=stage.actor(by), programme=stage.programme, area=stage.areas["Minster Gate North"], category=category,
        renditions=[draft], closes=closes, **more,
    )  # fmt: skip


def _trays(stage: Stage, *, today: date) -> None:
    text = "Between eight and nine in the evening two people lift display trays of phones while a third asks for help."
    draft = RenditionDraft(
        title=TRAYS, text=text, tlp=AMBER, personal=False, not_personal_because="Nobody could be known again by it.",
        releases=(_under(stage, "Marlgate Centre"),),
    )  # fmt: skip
    _write(
        stage, "tranter", "alert", draft, today, cell=read_cell("criminal/project/sharing"),
        feedback_wanted="Whether it still happens, and at which doors.",
    )  # fmt: skip


def _seen(stage: Stage, by: str, title: str) -> Rendition:
    return next(one for one in visible.latest(stage.actor(by)).rows if one.title == title)


def _ask(stage: Stage) -> None:
    questions.ask_to_pass_on(
        actor=stage.actor("whitlock"), rendition=_seen(stage, "whitlock", TRAYS),
        organisation_id=stage.organisations[GUARDS].pk, reason="Its guards stand at the doors where the trays go out.",
    )  # fmt: skip


def _agree(stage: Stage) -> None:
    words = "In your own words, without the times of our patrols."
    one = Ask.objects.get(kind="pass_on", answered_at=None, onward_to=stage.organisations[GUARDS])
    questions.answer(actor=stage.actor("tranter"), question=one, words=words, agreed=True)


def _doors(stage: Stage, *, today: date) -> None:
    text = "Watch who waits by the displays between eight and nine. Two go in, one talks. Call channel 2 at once."
    draft = RenditionDraft(
        title=DOORS, text=text, tlp=AMBER, personal=False, not_personal_because="Nobody could be known again by it.",
        releases=(_under(stage, GUARDS),), source=_seen(stage, "whitlock", TRAYS).public_id,
    )  # fmt: skip
    _write(stage, "whitlock", "alert", draft, today)


def _catalogue(stage: Stage) -> None:
    actor, asset = stage.actor("thornbury"), Asset.objects.get(kind="radio")
    card = {name: getattr(asset, name) for name in requests_catalogue.CARD} | {
        "seats": 12,
        "no_forward": True,
        "contact": "Radio desk, 01632 960220",
        "conditions": "Trained people only. No names on the air, and nothing heard is passed on. Lost sets are reported"
        " within the hour. Sets are charged on return.",
    }
    requests_catalogue.change_asset(actor=actor, asset=asset, version=asset.version, **card)


def _radio(stage: Stage, *, today: date) -> None:
    asset = Asset.objects.select_related("organisation").get(kind="radio")
    requests.ask(
        actor=stage.actor("haddow"), to=asset.organisation, asset=asset, title="Two sets for the late patrol",
        what="Two sets, from eight in the evening to one in the morning.",
        purpose="To reach the neighbourhood team at once from the doors.",
        needed_by=today, wanted_until=today + timedelta(120),
        risks="A set could be lost, or be heard by passers-by.", likelihood=2, impact=3,
        mitigations="Earpieces. Sets are signed out by name and counted at the end of each turn.",
    )  # fmt: skip


def _granted(stage: Stage, *, today: date) -> None:
    one = AssetRequest.objects.get(asset__kind="radio", state="open")
    given = {
        "authority": "Inspector, neighbourhoods, force policy on partners", "conditions": "Two trained guards by name.",
        "opens": timezone.localdate(), "closes": today + timedelta(120), "review_on": today + timedelta(60),
        "likelihood": 1, "impact": 3,
    }  # fmt: skip
    requests.grant(actor=stage.actor("tranter"), request=one, reasons="It shortens every call.", given=given)


def _out(stage: Stage) -> None:
    grant = AssetRequest.objects.get(asset__kind="radio", state="granted").grant
    for number in (7, 8):
        words = f"Set {number}, with charger, to Samir Haddow"
        requests_catalogue.sign_out(actor=stage.actor("tranter"), grant=grant, words=words)


def _old(stage: Stage, *, today: date) -> None:
    text = "Six shops hold a key each to the shared store by the north doors. The list hangs with the duty manager."
    draft = RenditionDraft(title=OLD, text=text, tlp=AMBER, personal=False, not_personal_because="It is about a store.")
    _write(stage, "whitlock", "document", draft, today, own_only=True)


def _offer(stage: Stage) -> None:
    actor = stage.actor("whitlock")
    one = passing.offerable(actor).get(renditions__title=OLD)
    reason = "The partnership runs the shared store from the new year, and what belongs to it."
    transfers.offer(actor=actor, taker=stage.organisations[PARTNERSHIP], items=[one], reason=reason)

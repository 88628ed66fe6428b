"""What is shared in the example? What the police of Aldermouth and two firms know, each for whom it is meant.

One group of thieves in three versions for three partners; an alert for everybody on the radio link, a briefing for the
late shift, one that was withdrawn, one that has ended, one for a named person that a second officer approved, and a
notice to the public. All of it is invented.

*Source:* R15, R78, R213; our own invention.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from commonground.people.actions import memberships
from commonground.people.actions import memberships_clearing as clearing
from commonground.people.models import Membership
from commonground.sharing.actions import groups, items, releases, renditions
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Group, Item, Rendition
from commonground.sharing.queries import keeping, visible
from commonground.website.example.agreements import found
from commonground.website.example.agreements_words import PICTURES
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

CLEAR, GREEN, AMBER, STRICT, RED = range(5)
# Each originator releases to groups of its own
GROUPS = {"penhallow": "Aldermouth radio link", "tranter": "Late shifts in the city centre"}
LEVELS = {
    "thornbury": 2, "tranter": 2, "marchbank": 2, "whitlock": 2,
    "ellerby": 1, "haddow": 1, "penhallow": 1, "hartnoll": 1,
}  # fmt: skip
# Whose clearance ends within two months, so that there is something to see ahead
LASTS = {"haddow": 41}
ROLES = {"tranter": ("custodian", "intelligence"), "penhallow": ("custodian",), "whitlock": ("custodian",)}
MEMBERS = ("Marlgate Centre", "Northgate Guarding", "Tannery Stores", "Harbour View Hotel")
BASES = {
    "basis_of_giver": "Part 3 of the Data Protection Act 2018: preventing and detecting theft",
    "basis_of_getter": "Recognised legitimate interest: detecting, investigating or preventing crime",
}
COATS = "Coats at Minster Gate: who takes them"
RAILS = "Coats are taken from rails by the door"
BENCHES = "Man with a trolley at the benches"
OVER = "Road closed at Castle Parade on Saturday"
VAN = "A van that is looked for"


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds with which the items of the example come to be, are read, and end."""

    def ago(days: int, who: str, do: Any, /, **named: Any) -> Deed:
        return Deed(today - timedelta(days=days), 70, who, partial(do, stage, **named))

    for key, roles in ROLES.items():
        yield ago(52, "", _give, key=key, roles=roles)
    for key, level in LEVELS.items():
        yield ago(51, "", _clear, key=key, level=level, today=today)
    for key in GROUPS:
        yield ago(50, key, _group, by=key)
    yield ago(45, "tranter", _coats)
    yield ago(44, "whitlock", _read, by="whitlock", title=COATS)
    yield ago(44, "haddow", _read, by="haddow", title="Coats at Minster Gate: what to look for")
    yield ago(30, "marchbank", _over, today=today)
    yield ago(21, "tranter", _benches)
    yield ago(20, "whitlock", _read, by="whitlock", title=BENCHES)
    yield ago(18, "tranter", _withdrawn)
    yield ago(9, "penhallow", _alert, today=today)
    yield ago(6, "thornbury", _briefing)
    yield ago(5, "thornbury", _van)
    yield ago(5, "tranter", _approved)
    yield ago(4, "whitlock", _read, by="whitlock", title=VAN)
    yield ago(2, "thornbury", _public)
    yield ago(1, "thornbury", _waits)


def _held(stage: Stage, key: str) -> Membership:
    return Membership.objects.select_related("person", "organisation").get(pk=stage.memberships[key].pk)


def _give(stage: Stage, *, key: str, roles: tuple[str, ...]) -> None:
    held = _held(stage, key)
    wanted = [*dict.fromkeys([*held.roles, *roles])]
    memberships.change_membership(
        actor=stage.keeper, membership=held, version=held.version, post_title=held.post_title, roles=wanted
    )
    stage.memberships[key] = _held(stage, key)


def _clear(stage: Stage, *, key: str, level: int, today: date) -> None:
    held = _held(stage, key)
    if held.clearances.filter(withdrawn_at__isnull=True, level__gte=level, until__gt=today).exists():
        return
    until = today + timedelta(days=LASTS.get(key, 720))
    clearing.enter_clearance(
        actor=stage.keeper, membership=held, level=level, starts=timezone.localdate(), until=until,
        vetted_by="Aldermouth Police, vetting unit", evidence=f"AV/{300 + len(key)}",
    )  # fmt: skip


def _to(stage: Stage, name: str, **more: Any) -> ReleaseDraft:
    agreement = found(PICTURES).pk
    body = stage.organisations[name].pk
    return ReleaseDraft(organisation_id=body, agreement_id=agreement, purpose="To stop thefts", **BASES, **more)


def _write(stage: Stage, by: str, category: str, area: str, drafts: list[RenditionDraft], **more: Any) -> Item:
    return items.write(
        actor=stage.actor(by), programme=stage.programme, area=stage.areas[area], category=category, renditions=drafts,
        **more,
    )  # fmt: skip


def _group(stage: Stage, *, by: str) -> None:
    made = groups.begin(actor=stage.actor(by), name=GROUPS[by])
    for name in MEMBERS:
        groups.add(actor=stage.actor(by), group=made, organisation=stage.organisations[name])


def _coats(stage: Stage) -> None:
    full = (
        "Three men and a woman work together on Friday and Saturday evenings. One asks for a size that is out of reach,"
        " one stands in the doorway, two lift coats from the rail nearest the door. They leave by the bus station side"
        " and change jackets in the covered way. The tallest has a plaster cast on his left hand."
    )
    drafts = [
        RenditionDraft(kind="full", title=COATS, text=full, tlp=STRICT, clearance=2, gsc="OFFICIAL-SENSITIVE",
                       fields={"person": "Three men, one woman; one with a plaster cast"},
                       releases=(_to(stage, "Marlgate Centre"),)),
        RenditionDraft(kind="sanitised", title="Coats at Minster Gate: what to look for", tlp=AMBER, gsc="OFFICIAL",
                       text="Four people work together on Friday and Saturday evenings, two of them close to the rail"
                            " nearest the door. One has a hand in plaster. They leave towards the bus station.",
                       releases=(_to(stage, "Northgate Guarding"),)),
        RenditionDraft(kind="awareness", title=RAILS, tlp=GREEN, personal=False,
                       not_personal_because="No person is described.",
                       text="Coats hanging within reach of the door are being taken on weekend evenings. Move the rail"
                            " two metres in, and keep one member of staff between it and the door.",
                       releases=(_to_group("tranter"),)),
    ]  # fmt: skip
    made = _write(stage, "tranter", "intelligence", "Minster Gate", drafts)
    renditions.grade(
        actor=stage.actor("tranter"), rendition=Rendition.objects.get(item=made, kind="full"), grade="1AC",
        conditions="Brief it by word of mouth. Print nothing, and show it to nobody who is not on shift.",
    )  # fmt: skip


def _to_group(key: str) -> ReleaseDraft:
    group = Group.objects.get(name=GROUPS[key])
    return ReleaseDraft(to="group", group_id=group.pk, purpose="To warn everybody in the city centre")


def _over(stage: Stage, *, today: date) -> None:
    text = "Castle Parade is closed to traffic on Saturday from 8am to 2pm. Deliveries go by Tannery Row."
    draft = RenditionDraft(
        title=OVER, text=text, tlp=GREEN, personal=False, not_personal_because="It is about a road.",
        releases=(_to_group("tranter"),),
    )  # fmt: skip
    _write(stage, "marchbank", "briefing", "Castle Parade", [draft], closes=_midnight(today - timedelta(days=23)))


def _benches(stage: Stage) -> None:
    text = "A man with a trolley and a red cap sits at the benches by the north doors and watches who carries bags."
    draft = RenditionDraft(title=BENCHES, text=text, tlp=AMBER, releases=(_to(stage, "Marlgate Centre"),))
    _write(stage, "tranter", "intelligence", "Minster Gate North", [draft])


def _withdrawn(stage: Stage) -> None:
    with_it = keeping.kept(stage.actor("tranter")).get(renditions__title=BENCHES)
    reason = "He waits for his bus. It was somebody else who was seen in May."
    items.withdraw(actor=stage.actor("tranter"), item=with_it, reason=reason)


def _alert(stage: Stage, *, today: date) -> None:
    text = (
        "Two women came into four shops on Tuesday with a large bag that does not set off the gates. They ask for a"
        " fitting room and stay long. Stay near, offer help, and call it in on channel 2."
    )
    draft = RenditionDraft(
        title="Two women with a foil-lined bag", text=text, tlp=GREEN, personal=False,
        not_personal_because="Nobody could be known again by it.", releases=(_to_group("penhallow"),),
    )  # fmt: skip
    closes = _midnight(today + timedelta(days=6))
    _write(stage, "penhallow", "alert", "Aldermouth", [draft], closes=closes)


def _briefing(stage: Stage) -> None:
    text = (
        "Late shift, Thursday to Saturday. Extra officers until 1am at the bus station. Meet at the north doors at"
        " 7.45pm; radios on channel 4. Call 999 for anybody in danger, channel 4 for everything else."
    )
    to = stage.organisations["Marlgate Centre"].pk
    draft = RenditionDraft(
        title="Late shift, this weekend", text=text, tlp=AMBER, personal=False,
        not_personal_because="It names nobody.", gsc="OFFICIAL",
        releases=(ReleaseDraft(organisation_id=to, purpose="To brief the late shift"),),
    )  # fmt: skip
    hotel = stage.organisations["Harbour View Hotel"].pk
    _write(
        stage, "thornbury", "briefing", "Minster Gate", [draft], known_title="A briefing for late shifts",
        known_to=[hotel],
    )  # fmt: skip


def _van(stage: Stage) -> None:
    text = "A white van, registration ending KLM, was at three of the five thefts. Do not stop it; ring the number."
    hat = stage.memberships["whitlock"].pk
    release = ReleaseDraft(
        to="person", membership_id=hat, agreement_id=found(PICTURES).pk, purpose="To tell us when it comes", **BASES
    )
    draft = RenditionDraft(
        title=VAN, text=text, tlp=STRICT, offences=True, fields={"vehicle": "White van, ends KLM"}, releases=(release,)
    )
    _write(stage, "thornbury", "intelligence", "Minster Gate", [draft])


def _approved(stage: Stage) -> None:
    waiting = keeping.approvals_for(stage.actor("tranter")).get(rendition__title=VAN)
    releases.approve(actor=stage.actor("tranter"), approval=waiting)


def _public(stage: Stage) -> None:
    text = "Bring what you find of stolen bicycles to the front desk: the frame number is under the pedals."
    everybody = ReleaseDraft(to="public", purpose="To tell everybody")
    draft = RenditionDraft(
        title="Bicycle marking at the front desk", text=text, tlp=CLEAR, personal=False,
        not_personal_because="It is about an offer.", releases=(everybody,),
    )  # fmt: skip
    _write(stage, "thornbury", "document", "Aldermouth", [draft])


def _waits(stage: Stage) -> None:
    text = "A boy of about fourteen carries what others have taken. Tell his school’s officer before anybody else."
    draft = RenditionDraft(
        title="A boy who carries for others", text=text, tlp=AMBER, children=True,
        fields={"person": "A boy of about fourteen"}, releases=(_to(stage, "Marlgate Centre"),),
    )  # fmt: skip
    _write(stage, "thornbury", "intelligence", "Minster Gate", [draft])


def _read(stage: Stage, *, by: str, title: str) -> None:
    """The law is asked of the database’s own moment, not of the story’s: what has ended by then is not read."""
    reader = stage.actor(by)
    for one in visible.latest(reader).rows:
        if one.title == title:
            renditions.read(actor=reader, rendition=one, accepted=True)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), timezone.get_default_timezone())

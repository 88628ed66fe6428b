"""What is agreed on sharing in the example? One agreement with a history, one that is due to be looked at, one draft.

Pictures and descriptions of suspected thieves: signed by three, looked at after half a year, joined by a guarding firm
through the annex, and in its second version. Times and places of thefts: without personal data. Number plates at the
quay: half written. All of it is invented; the lawful bases come from the table of the product.

*Source:* R15, R212; our own invention.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from commonground.sharing.actions import agreements, agreements_annex, agreements_bases, agreements_life
from commonground.sharing.actions import agreements_signing as signing
from commonground.sharing.models import Agreement
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words_of
from commonground.website.example.agreements_words import NO_NAMES, PICTURES, PLATES, Told
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

SINCE_RECOGNISED = date(2026, 2, 5)  # before that day the table has no recognised legitimate interest
COORDINATOR = {
    "Aldermouth Police": "thornbury", "Marlgate Centre": "whitlock", "Northgate Guarding": "haddow",
    "Aldermouth Business Crime Partnership": "penhallow", "Tannery Stores": "hartnoll",
}  # fmt: skip
PEOPLE = {
    "Aldermouth Police": {"signatory": "ashdown", "contact": "thornbury", "deputy": "tranter", "privacy": "calloway",
                          "review": "calloway"},
    "Marlgate Centre": {"signatory": "whitlock", "contact": "ellerby", "deputy": "whitlock", "privacy": "whitlock"},
    "Aldermouth Business Crime Partnership": dict.fromkeys(
        ("signatory", "contact", "deputy", "privacy", "review"), "penhallow"
    ),
    "Northgate Guarding": dict.fromkeys(("signatory", "contact", "deputy", "privacy"), "haddow"),
    "Tannery Stores": dict.fromkeys(("signatory", "contact", "deputy", "privacy"), "hartnoll"),
}  # fmt: skip
POLICE_NOTE = "For policing: preventing and detecting theft."
SHOP_NOTE = "To keep staff and stock safe from theft by people who come back."
GETS = ["intelligence", "alert", "briefing"]
GIVES = ["incident"]
NORTHGATE = "Northgate Guarding"
AT_NIGHT = "Their guards are on the Parade when the shops have closed."
SAME_PEOPLE = "Two of their shops stand on the Parade and lose goods to the same people."


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds that make the three agreements."""

    def ago(days: int, rank: int, who: str, do: Any, /, **named: Any) -> Deed:
        return Deed(today - timedelta(days=days), rank, who, partial(do, stage, **named))

    for told, days in ((PICTURES, 310), (NO_NAMES, 205), (PLATES, 20)):
        yield ago(days, 40, "thornbury", _begin, told=told)
        for name in told.parties:
            who = COORDINATOR[name]
            yield ago(days - 1, 41, who, _staff, told=told, name=name)
            if told.is_personal and told is not PLATES:
                yield ago(days - 2, 42, who, _bases, told=told, name=name)
        yield ago(days - 3, 43, "thornbury", _write, told=told, today=today)
    for told, days in ((PICTURES, 300), (NO_NAMES, 196)):
        yield ago(days, 44, "thornbury", _offer, told=told)
        for name in told.parties:
            yield ago(days - 2, 45, PEOPLE[name]["signatory"], _sign, told=told, name=name)
    yield ago(115, 46, "calloway", _review, told=PICTURES)
    yield from _joined(ago)
    yield from _second(ago)
    for who in ("tranter", "ellerby"):
        yield ago(40, 49, who, _known, who=who)


def _joined(ago: Any) -> Iterator[Deed]:
    yield ago(72, 46, "thornbury", _put, by="thornbury", name=NORTHGATE, why=AT_NIGHT)
    yield ago(71, 46, "haddow", _staff, told=PICTURES, name=NORTHGATE)
    yield ago(71, 47, "haddow", _bases, told=PICTURES, name=NORTHGATE)
    yield ago(70, 47, "haddow", _sign_change, told=PICTURES)
    yield ago(69, 48, "whitlock", _let_in, told=PICTURES)
    yield ago(6, 46, "penhallow", _put, by="penhallow", name="Tannery Stores", why=SAME_PEOPLE)


def _second(ago: Any) -> Iterator[Deed]:
    yield ago(60, 46, "whitlock", _version, told=PICTURES)
    yield ago(55, 47, "thornbury", _offer, told=PICTURES)
    for name in (*PICTURES.parties, NORTHGATE):
        yield ago(52, 48, PEOPLE[name]["signatory"], _sign, told=PICTURES, name=name)


def found(told: Told) -> Agreement:
    """Give one of the agreements of the example."""
    return Agreement.objects.get(title=told.title)


def _begin(stage: Stage, *, told: Told) -> None:
    actor = stage.actor("thornbury")
    area = stage.areas[told.area]
    made = agreements.begin(actor=actor, programme=stage.programme, area=area, title=told.title)
    for name in told.parties:
        police = name == "Aldermouth Police"
        agreements.name_party(
            actor=actor, agreement=made, organisation=stage.organisations[name],
            gives=GETS if police else GIVES, gets=GIVES if police else GETS,
        )  # fmt: skip


def _staff(stage: Stage, *, told: Told, name: str) -> None:
    for part, key in PEOPLE[name].items():
        agreements.name_person(
            actor=stage.actor(COORDINATOR[name]), agreement=found(told), membership=stage.memberships[key], part=part
        )


def _bases(stage: Stage, *, told: Told, name: str) -> None:
    police = name == "Aldermouth Police"
    recognised = timezone.localdate() >= SINCE_RECOGNISED
    for direction in ("gives", "gets"):
        agreements_bases.enter(
            actor=stage.actor(COORDINATOR[name]), agreement=found(told), direction=direction,
            basis="part-3" if police else "recognised-crime" if recognised else "legitimate",
            special="none-special", criminal="official-authority" if police else "schedule-1-10", power="no-power",
            exemption="no-exemption",
            note=POLICE_NOTE if police else SHOP_NOTE,
        )  # fmt: skip


def _write(stage: Stage, *, told: Told, today: date) -> None:
    actor, here = stage.actor("thornbury"), found(told)
    for key, values in told.clauses.items():
        edit = {key: row.edit for key, row in words_of.clauses_of(here.versions.get(number=1)).items()}
        if key == "data":
            for place, row in enumerate(values["rows"]):
                agreements.write_row(actor=actor, agreement=here, key=key, values=row, edit=edit.get(key, 0) + place)
            continue
        given = {**values}
        if key == "term":
            given |= {"starts": timezone.localdate(), "ends": today + timedelta(days=420)}
        not_needed = given.pop("not_needed", "")
        agreements.write_clause(
            actor=actor, agreement=here, key=key, values=given, edit=edit.get(key, 0), not_needed=not_needed
        )


def _offer(stage: Stage, *, told: Told) -> None:
    signing.offer(actor=stage.actor("thornbury"), agreement=found(told))


def _sign(stage: Stage, *, told: Told, name: str) -> None:
    actor, here = stage.actor(PEOPLE[name]["signatory"]), found(told)
    reading = queries.reading_for(actor, here.public_id)
    version, line = reading.offered, words_of.own_line(reading, stage.organisations[name].pk)
    if version is not None:
        signing.sign(actor=actor, agreement=here, content=version.content, line=line)


def _review(stage: Stage, *, told: Told) -> None:
    agreements_life.review(
        actor=stage.actor("calloway"), agreement=found(told), held_on=timezone.localdate(),
        present="Maya Thornbury, Idris Calloway, Dana Whitlock, Ruth Penhallow",
        findings="Of 41 pictures shared, 38 had been deleted on their day; three were kept a week too long at one shop."
        "\nNight staff of the guarding firm cannot see them.",
        follows="change",
        changes="Let the guarding firm join by the annex. Say in the next version who deletes at weekends.",
    )  # fmt: skip


def _put(stage: Stage, *, by: str, name: str, why: str) -> None:
    agreements_annex.put(
        actor=stage.actor(by), agreement=found(PICTURES), organisation=stage.organisations[name], gives=GIVES,
        gets=GETS, because=why,
    )  # fmt: skip


def _change(told: Told) -> Any:
    return queries.pending().select_related("organisation", "agreement").get(agreement=found(told))


def _sign_change(stage: Stage, *, told: Told) -> None:
    actor, change = stage.actor("haddow"), _change(told)
    signed = queries.reading_for(actor, change.agreement.public_id).signed
    if signed is not None:
        agreements_annex.sign_change(
            actor=actor, change=change, content=signed.content, line=agreements_annex.new_line(change)
        )


def _let_in(stage: Stage, *, told: Told) -> None:
    actor, change = stage.actor("whitlock"), _change(told)
    reading = queries.reading_for(actor, change.agreement.public_id)
    number = agreements_annex.opened_by(reading, change)
    agreements_annex.let_in(actor=actor, change=change, confirmed=number or None)


def _version(stage: Stage, *, told: Told) -> None:
    actor, here = stage.actor("whitlock"), found(told)
    signing.begin_version(
        actor=actor, agreement=here, because="The review found that nobody deletes pictures at weekends."
    )
    draft = queries.reading_for(actor, here.public_id).draft
    held = words_of.clauses_of(draft)["security"] if draft else None
    if held is not None:
        kept = held.values | {"storage": told.storage_then}
        agreements.write_clause(actor=actor, agreement=here, key="security", values=kept, edit=held.edit)


def _known(stage: Stage, *, who: str) -> None:
    signing.acknowledge(
        actor=stage.actor(who), agreement=found(PICTURES), number=2, training="Half an hour at the briefing"
    )

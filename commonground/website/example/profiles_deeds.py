"""How do the example's organisations come to say what they say? Each in the name of whoever keeps them, on their days.

*Source:* R56, R77, R87, R143-R146; D1.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.people.actions import glossary, merging, organisations, profiles, profiles_brought
from commonground.people.models import Organisation
from commonground.people.queries import profiles as queries
from commonground.website.example.deeds import Deed
from commonground.website.example.glossary import WORDS
from commonground.website.example.people import MARLGATE
from commonground.website.example.profiles import (
    BODIES,
    CAME_AFTER,
    READINGS,
    SHOPWATCH,
    TELLINGS,
    TWICE,
    WITHIN,
    Telling,
)
from commonground.website.example.stage import Stage

ENTERED, TOLD = 870, 860  # days ago


def organised(stage: Stage, today: date) -> Iterator[Deed]:
    """Give every deed with which the organisations and the glossary come to be as the example shows them."""
    yield Deed(_ago(today, ENTERED), 10, "", lambda: _enter(stage))
    yield Deed(_ago(today, TOLD), 10, "", lambda: _explain(stage.keeper))
    for telling in TELLINGS:
        yield Deed(_ago(today, telling.days_ago), 5, telling.by, _telling(stage, telling, today))
        for accreditation in telling.accreditations:
            if "verified" in accreditation:
                verify = _verifying(stage, telling.organisation, accreditation)
                yield Deed(_ago(today, telling.days_ago - 2), 5, "", verify)
    for reader, organisation, days in READINGS:
        yield Deed(_ago(today, days), 5, reader, _reading(stage, reader, organisation))
    yield Deed(_ago(today, 300), 5, "", lambda: _merge(stage))


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def _enter(stage: Stage) -> None:
    """Enter the bodies that are told of here, and say which is part of which."""
    for body in BODIES:
        stage.organisations[body.name] = organisations.register_organisation(
            actor=stage.keeper, name=body.name, kind=body.kind.value, aliases=list(body.aliases), about=body.about,
            area=stage.areas[body.area], telephone=body.telephone,
        )  # fmt: skip
    for name in {**WITHIN, **CAME_AFTER}:
        held = _held(stage, name)
        organisations.place_organisation(
            actor=stage.keeper, organisation=held, version=held.version,
            within=_held(stage, WITHIN[name]) if name in WITHIN else None,
            predecessor=_held(stage, CAME_AFTER[name]) if name in CAME_AFTER else None,
        )  # fmt: skip
    organisations.end_organisation(actor=stage.keeper, organisation=_held(stage, SHOPWATCH))


def _held(stage: Stage, name: str) -> Organisation:
    """Give an organisation as it stands in the database now."""
    return Organisation.objects.get(pk=stage.organisations[name].pk)


def _explain(keeper: Actor) -> None:
    for word in WORDS:
        glossary.add_term(
            actor=keeper, term=word.term, meaning=word.meaning, said_by=word.said_by, also=list(word.also),
            source=word.source,
        )  # fmt: skip


def _telling(stage: Stage, telling: Telling, today: date) -> Callable[[], None]:
    def tell() -> None:
        actor = stage.actor(telling.by) if telling.by else stage.keeper
        held = _held(stage, telling.organisation)
        if telling.profile:
            profile = dict(telling.profile)
            if days := profile.get("annual_meeting_on"):
                profile["annual_meeting_on"] = today + timedelta(days=days)
            profiles.change_profile(actor=actor, organisation=held, version=0, **profile)
        if telling.about_us:
            profiles.change_about_us(actor=actor, organisation=held, version=0, **telling.about_us)
        for capability in telling.capabilities:
            area = stage.areas[capability["area"]] if "area" in capability else None
            profiles_brought.add_capability(actor=actor, organisation=held, **{**capability, "area": area})
        for accreditation in telling.accreditations:
            profiles_brought.add_accreditation(actor=actor, organisation=held, **_dated(accreditation, today))

    return tell


def _dated(accreditation: dict[str, Any], today: date) -> dict[str, Any]:
    """Turn days from today into dates."""
    days = {name: accreditation[name] for name in ("starts", "until")}
    dates = {name: None if n is None else today + timedelta(days=n) for name, n in days.items()}
    return {**{name: value for name, value in accreditation.items() if name != "verified"}, **dates}


def _verifying(stage: Stage, organisation: str, accreditation: dict[str, Any]) -> Callable[[], object]:
    def verify() -> object:
        held = _held(stage, organisation).accreditations.get(standard=accreditation["standard"])
        return profiles_brought.verify_accreditation(
            actor=stage.keeper, accreditation=held, version=held.version, evidence=accreditation["verified"]
        )

    return verify


def _reading(stage: Stage, reader: str, organisation: str) -> Callable[[], object]:
    def read() -> object:
        about = queries.about_us_for(stage.actor(reader), _held(stage, organisation))
        assert about is not None, "nobody reads what was not told"
        return profiles.mark_as_read(actor=stage.actor(reader), about=about, version=about.version)

    return read


def _merge(stage: Stage) -> None:
    """Find that the centre was entered twice."""
    merging.merge(
        actor=stage.keeper, kept=_held(stage, MARLGATE), gone=_held(stage, TWICE),
        reason="Entered twice: both have the telephone number and the door of the centre.",
    )  # fmt: skip

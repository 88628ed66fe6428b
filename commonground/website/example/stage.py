"""Who and what is there before anything is done? Areas, programmes, organisations, people and their way to sign in.

Areas and organisations are entered through the actions of their packages, by the person who keeps the installation.
Programmes and people have no action that would do: nobody sets up a programme from a page, and inviting somebody sends
a message, while the example's addresses lead nowhere and four of its people never sign in. Those are written
through their models, with the rows of the record that an action would write.

*Source:* R1, R140-R142, R187; D1, D3.
"""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.people.actions import organisations
from commonground.people.actions import signing_in_telephones as telephones
from commonground.people.models import Account, Membership, Organisation, Person, Programme
from commonground.people.queries import acting
from commonground.people.rules import conduct
from commonground.places import actions as places
from commonground.places.models import Area
from commonground.places.rules import AreaKind
from commonground.website.example import programme, town
from commonground.website.example.organisations import Body
from commonground.website.example.people import Member
from commonground.website.example.shapes import Row
from commonground.website.example.story import Story

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are mistaken for another on paper
DRAWN_FROM = "Invented for the worked example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one person signs in: the only place where the password is readable, until it has been printed."""

    member: Member
    side: str
    password: str


@dataclass(slots=True)
class Stage:
    """Who and what is there, by the names that the story uses."""

    keeper: Actor
    programme: Programme
    areas: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)

    def actor(self, key: str) -> Actor:
        """Give the Actor that a person of the story is, through their membership."""
        return acting.actor_through(self.persons[key], self.memberships.get(key))


def new_password() -> str:
    """Draw a password of sixteen letters in four groups; about 79 bits of chance."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def set_stage(told: Story) -> Stage:
    """Write everybody and everything that is there on the first day of the story."""
    here = _programme(programme.HERE)
    keeper = next(member for member in told.people.values() if member.administrator)
    stage = Stage(Actor(), here)
    add_person(stage, keeper, told.today)
    stage.keeper = stage.actor(keeper.key)
    _areas(stage)
    here.area = stage.areas[programme.HERE["area"]]
    here.save(update_fields=["area"])
    figures = [_without_empty(figure) for figure in programme.FIGURES]
    timeline = [_without_empty(event) for event in programme.TIMELINE]
    _programme(programme.INITIATIVE, timeline=timeline, figures=figures)
    for body in told.organisations:
        stage.organisations[body.name] = _organisation(stage, body)
    for member in told.people.values():
        if member is not keeper:
            add_person(stage, member, told.today)
    return stage


def end_membership(stage: Stage, key: str, day: date) -> None:
    """End a membership on a day; there is no page for it yet, so it is written through the model."""
    membership = stage.memberships[key]
    membership.until = day
    membership.save(update_fields=["until"])
    audit.record("people:membership:ended", actor=stage.keeper, subject=membership.person, membership=membership.ref)


def _programme(words: dict[str, str], **more: Any) -> Programme:
    made = Programme.objects.create(**{k: v for k, v in words.items() if k != "area"}, **more)
    audit.record("people:programme:set_up", actor=SYSTEM, subject=made)
    return made


def _without_empty(value: Any) -> Row:
    """Write a figure or an event as JSON, without what it leaves open."""
    named = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: held for name, held in named.items() if held not in (None, "", False)}


def _areas(stage: Stage) -> None:
    larger = town.larger_areas()["features"]
    kinds = {town.TOWN_CODE: AreaKind.BOROUGH, town.MINSTER_GATE_CODE: AreaKind.DRAWN}
    for feature in larger:
        code = feature["properties"]["code"]
        within = "" if code == town.TOWN_CODE else town.TOWN_CODE
        _bring_in(stage, [feature], kinds[code], within)
    _bring_in(stage, town.geojson()["features"], AreaKind.LSOA, town.TOWN_CODE)
    stage.areas = {area.name: area for area in Area.objects.defer("boundary")}


def _bring_in(stage: Stage, features: list[Row], kind: AreaKind, within: str) -> None:
    places.bring_in(
        actor=stage.keeper, features=features, code="code", name="name", kind=kind, within=within, source=DRAWN_FROM
    )


def _organisation(stage: Stage, body: Body) -> Organisation:
    return organisations.register_organisation(
        actor=stage.keeper,
        name=body.name,
        kind=body.kind.value,
        aliases=list(body.aliases),
        about=body.about,
        area=stage.areas[body.area] if body.area else None,
        telephone=body.telephone,
        source=body.source,
    )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())


def add_person(stage: Stage, member: Member, today: date) -> None:
    """Write a person with their membership and, where they have one, their way to sign in."""
    person = Person.objects.create(name=member.name, telephone=member.telephone, is_administrator=member.administrator)
    stage.persons[member.key] = person
    if member.organisation:
        stage.memberships[member.key] = Membership.objects.create(
            person=person,
            organisation=stage.organisations[member.organisation],
            post_title=member.post,
            roles=list(member.roles),
            starts=today - timedelta(days=member.since),
            conduct_version=conduct.VERSION,
            conduct_accepted_at=_morning(min(conduct.SINCE, today)),
        )
    if member.signs_in:
        side = stage.memberships[member.key].organisation.side.label if member.organisation else "None"
        sign_in = SignIn(member, side, new_password())
        account = Account.objects.create_user(member.email, sign_in.password, person=person)
        telephones.hand_out(actor=stage.actor(member.key), account=account)
        stage.sign_ins.append(sign_in)
    audit.record("people:person:invited", actor=stage.keeper if stage.keeper.person_id else SYSTEM, subject=person)

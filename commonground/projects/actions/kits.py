"""What can be done with templates and case studies? Start from one, and say how far one keeps to it.

*Source:* R116, R125.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Stale
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.actions import answers, life
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Collaboration, FidelityCheck, Origin, Publication
from commonground.projects.rules import books
from commonground.projects.rules.kits import FIDELITY, IN_DAYS, MEMBER, Kit, as_json, components_in


@transaction.atomic
def start_from(
    *,
    actor: Actor,
    kit: Kit,
    name: str,
    about: str,
    area: Area,
    programme: Programme,
    other_lead: Membership,
    publication: Publication | None = None,
) -> Collaboration:
    """Start a draft that brings along the answers of a template, or of a published case study; each counts as the
    kit's words until somebody changes it.

    :raises NotAllowed: for anybody who is not a member of an organisation on the police or the security side.
    :raises Invalid: when the other lead is not on the other side.
    """
    made = life.start(actor=actor, name=name, about=about, area=area, programme=programme, other_lead=other_lead)
    me = made.team.get(membership_id=actor.through).ref
    prefilled = [
        answers.record(actor=actor, collaboration=made, part=books.PARTS[part], raw=_filled(values, me)).ref
        for part, values in kit.answers
    ]
    origin = Origin.objects.create(
        collaboration=made,
        kind=kit.kind,
        key=kit.key,
        number=kit.number,
        kit=as_json(kit),
        prefilled=_ids(made, prefilled),
        publication=publication,
    )
    words = f"Begun from {origin}"
    audit.record("projects:kit:taken", actor=actor, subject=made, summary=words, kit=kit.key, number=kit.number)
    return made


def _ids(collaboration: Collaboration, refs: list[str]) -> list[str]:
    """Write public ids as the database compares them."""
    known = set(refs)
    return [str(one.public_id) for one in collaboration.answers.all() if one.ref in known]


def _filled(values: Mapping[str, Any], member: str) -> dict[str, Any]:
    """Put the acting person and real days where the kit leaves room for them."""
    today = timezone.localdate()
    return {name: _real(value, member, today) for name, value in values.items()}


def _real(value: Any, member: str, today: date) -> Any:
    if value == MEMBER:
        return member
    if isinstance(value, str) and value.startswith(IN_DAYS):
        return (today + timedelta(days=int(value.removeprefix(IN_DAYS)))).isoformat()
    return value


@transaction.atomic
def check(*, actor: Actor, origin: Origin, component: str, standing: str, words: str, version: int) -> FidelityCheck:
    """Say how one component of the kit stands now; `version` counts the checks of it that the form has seen.

    :raises Invalid: without a standing that is known, or without what makes one say so.
    :raises Stale: when somebody has checked it meanwhile.
    """
    held = permitted("answer", actor, origin.collaboration)
    found = next((one for one in components_in(origin.kit) if one.key == component), None)
    if found is None:
        raise Invalid("Choose a component", "component")
    if standing not in FIDELITY:
        raise Invalid("Choose how it stands", "standing")
    if not words.strip():
        raise Invalid("Enter what you see that makes you say so", "words")
    earlier = list(origin.checks.filter(component=component).order_by("pk"))
    if len(earlier) != version:
        theirs = {"standing": earlier[-1].standing, "words": earlier[-1].words}
        raise Stale("Somebody checked this while you were writing. Both texts are below.", theirs, len(earlier))
    made = FidelityCheck.objects.create(
        origin=origin, component=component, standing=standing, words=words.strip(), by_id=actor.through
    )
    said = f"{found.name}: {FIDELITY[standing].lower()}"
    audit.record("projects:kit:checked", actor=actor, subject=held, summary=said, component=component)
    return made

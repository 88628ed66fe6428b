"""How far have the stakeholders come in agreeing? The rule, the rounds, who is asked, who objects, and what came of it.

*Source:* R43, R67.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.projects.models import Asked, Collaboration, ConsensusRound, ConsensusRule, Position
from commonground.projects.queries import visible
from commonground.projects.rules.consensus import OBJECTS, Outcome, Result, Voice, outcome

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Stand:
    """One who was asked, with the latest of what they said; `mine` where the reader speaks for it."""

    asked: Asked
    said: Position | None
    mine: bool = False

    @property
    def objects(self) -> bool:
        """Whether they cannot support it."""
        return self.said is not None and self.said.position == OBJECTS


def rule_in_force(collaboration: Collaboration) -> ConsensusRule | None:
    """Give the newest rule to which both sides have agreed, or None."""
    found = collaboration.consensus_rules.filter(police_agreed_at__isnull=False, security_agreed_at__isnull=False)
    return found.order_by("-number").first()


def newest_rule(collaboration: Collaboration) -> ConsensusRule | None:
    """Give the rule that was put forward last, agreed or not, or None."""
    return collaboration.consensus_rules.select_related("by__person").order_by("-number").first()


def rule_of(collaboration: Collaboration, public_id: uuid.UUID) -> ConsensusRule:
    """Give one rule of this collaboration, or 404."""
    found = collaboration.consensus_rules.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def rounds_of(collaboration: Collaboration) -> QuerySet[ConsensusRound]:
    """List the rounds, newest first."""
    return collaboration.consensus_rounds.select_related("rule", "decision").order_by("-number")


def round_of(collaboration: Collaboration, public_id: uuid.UUID) -> ConsensusRound:
    """Give one round of this collaboration, or 404."""
    found = rounds_of(collaboration).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def latest_round(collaboration: Collaboration) -> ConsensusRound | None:
    """Give the latest round about the present challenge, or None."""
    present = collaboration.rounds.order_by("-number").values_list("number", flat=True).first() or 1
    return rounds_of(collaboration).filter(challenge=present).first()


def open_round(collaboration: Collaboration, today: date | None = None) -> ConsensusRound | None:
    """Give the round in which positions can be taken now: the latest, until its last day is over or it is decided."""
    found = latest_round(collaboration)
    if found is None or found.decided_at or (today or timezone.localdate()) > found.closes_on:
        return None
    return found


def latest_in(round_: ConsensusRound) -> list[Position]:
    """List the latest position of each who was asked in a round."""
    rows = round_.positions.select_related("by__person", "by__organisation", "met__by__person").order_by("pk")
    return list({row.side or f"{row.by.organisation_id} {row.by_id}": row for row in rows}.values())


def stands_of(round_: ConsensusRound, actor: Actor | None = None) -> list[Stand]:
    """List everybody who was asked in a round, the two sides first, with the latest of what they said."""
    asked = list(round_.asked.select_related("membership__person", "membership__organisation"))
    said, named = latest_in(round_), {one.membership_id for one in asked}
    return [Stand(one, _said_by(one, said, named), bool(actor and _is(actor, one))) for one in asked]


def _said_by(asked: Asked, said: Iterable[Position], named: set[int | None]) -> Position | None:
    """Find what somebody who was asked said last: a side by its lead, a stakeholder or whoever followed them, which is
    somebody of the same organisation who was not asked by name."""
    if asked.side:
        return next((one for one in said if one.side == asked.side), None)
    assert asked.membership is not None, "the database keeps one or the other"
    body = asked.membership.organisation_id
    theirs = [
        one
        for one in said
        if not one.side
        and (one.by_id == asked.membership_id or (one.by_id not in named and one.by.organisation_id == body))
    ]
    return max(theirs, key=lambda one: one.pk, default=None)


def is_asking(collaboration: Collaboration) -> bool:
    """Whether somebody who was asked in the latest round has not answered yet, and still can."""
    found = open_round(collaboration)
    return found is not None and outcome_of(found).result is Result.OPEN


def _is(actor: Actor, asked: Asked) -> bool:
    if asked.side:
        return actor.side is not None and actor.side.value == asked.side
    return asked.membership_id == actor.membership_id


def asked_as(actor: Actor, collaboration: Collaboration, round_: ConsensusRound) -> Asked | None:
    """Give as whom the actor is asked in a round: for a side, as a stakeholder, or as one who followed a stakeholder of
    the same organisation who is no longer on it; None for whoever is not asked."""
    asked = list(round_.asked.select_related("membership"))
    taking = visible.taking(actor, collaboration)
    if taking.speaks_for_side and actor.side in TWO_SIDES:
        return next((one for one in asked if one.side == actor.side), None)
    mine = next((one for one in asked if one.membership_id == actor.membership_id), None)
    if mine or taking.part != "stakeholder":
        return mine
    present = set(visible.stakeholders_of(collaboration).values_list("membership_id", flat=True))
    left = [one for one in asked if one.membership_id not in present]
    ours = (one for one in left if one.membership and one.membership.organisation_id == actor.organisation_id)
    return next(ours, None)


def outcome_of(round_: ConsensusRound, today: date | None = None) -> Outcome:
    """Work out what came of a round by its rule; one that is decided is judged on the day of its decision."""
    if round_.decided_at:
        today = timezone.localdate(round_.decided_at)
    return outcome(
        rule=round_.rule.rule,
        silence=round_.rule.silence,
        motion=round_.motion,
        voices=[_voice(stand) for stand in stands_of(round_)],
        closes_on=round_.closes_on,
        today=today or timezone.localdate(),
    )


def _voice(stand: Stand) -> Voice:
    position = stand.said.position if stand.said else ""
    if stand.asked.side:
        return Voice(stand.asked.side, stand.asked.side, position, is_a_side=True)
    assert stand.asked.membership is not None, "the database keeps one or the other"
    side = stand.asked.membership.organisation.side
    return Voice(str(stand.asked.pk), side.value if side in TWO_SIDES else OTHERS, position)


def unmet_objections(collaboration: Collaboration) -> list[Position]:
    """List the objections to the latest round of the present challenge of which nobody has said what is changed."""
    found = latest_round(collaboration)
    if found is None or found.decided_at:
        return []
    return [row for row in latest_in(found) if row.position == OBJECTS and not hasattr(row, "met")]


def people_asked(round_: ConsensusRound) -> list[Membership]:
    """List through which memberships somebody is asked in a round and has not said where they stand."""
    speaks = visible.speakers([round_.collaboration])
    keys: set[int] = set()
    for stand in stands_of(round_):
        side = stand.asked.side
        key = speaks.get((round_.collaboration_id, Side(side))) if side else stand.asked.membership_id
        if stand.said is None and key is not None:
            keys.add(key)
    found = Membership.objects.filter(pk__in=keys).select_related("person__account")
    return list(found.order_by("person__name", "pk"))


def was_agreed(round_: ConsensusRound) -> bool:
    """Whether a round can be decided now."""
    return not round_.decided_at and outcome_of(round_).result is Result.AGREED

"""What is said about the ethics of a collaboration, and what may somebody read who is asked from outside?

Somebody who is asked reads the checklist once they have said that they have no interest in it, and nothing else.

*Source:* R120; settled questions, "Who sees a collaboration".
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration, EthicsAdvice, EthicsAnswer, Publication
from commonground.projects.queries import visible
from commonground.projects.rules.ethics import ASKED, Asked, Checked, checked


@dataclass(frozen=True, slots=True)
class Said:
    """One question with every answer of each side, newest first."""

    key: str
    asked: Asked
    answers: dict[Side, tuple[EthicsAnswer, ...]]

    def newest(self, side: Side) -> EthicsAnswer | None:
        """What a side says now."""
        return next(iter(self.answers.get(side, ())), None)


def said_in(collaboration: Collaboration) -> list[Said]:
    """Give the eight questions with what each side has answered, in one query."""
    found: dict[tuple[str, Side], list[EthicsAnswer]] = {}
    rows = EthicsAnswer.objects.filter(collaboration=collaboration).select_related("by__person").order_by("-pk")
    for row in rows:
        found.setdefault((row.question, Side(row.side)), []).append(row)
    return [
        Said(key, one, {side: tuple(found.get((key, side), ())) for side in TWO_SIDES}) for key, one in ASKED.items()
    ]


def checked_in(said: Sequence[Said]) -> Checked:
    """Judge how far the checklist is."""
    newest = {(one.key, side): row.answer for one in said for side in TWO_SIDES if (row := one.newest(side))}
    return checked(newest)


def advice_in(collaboration: Collaboration) -> QuerySet[EthicsAdvice]:
    """List who was asked for advice, newest first, and what they said."""
    rows = collaboration.ethics_advice.select_related("adviser__person", "adviser__organisation", "asked_by__person")
    return rows.order_by("-pk")


def organisations_on(collaboration: Collaboration) -> dict[int, str]:
    """Give the organisations that have somebody on the team, by key; nobody of them advises."""
    rows = visible.named_on(collaboration)
    return {row.membership.organisation_id: row.membership.organisation.name for row in rows}


def asked_of(actor: Actor) -> QuerySet[EthicsAdvice]:
    """List what somebody is asked to advise on, as a member of one organisation; what waits for them first."""
    if not actor.is_member:
        return EthicsAdvice.objects.none()
    rows = EthicsAdvice.objects.filter(adviser_id=actor.through).select_related(
        "collaboration__area", "asked_by__person"
    )
    return rows.order_by("-answered_at", "pk")


def waiting_for(actor: Actor) -> list[EthicsAdvice]:
    """List what somebody is asked to advise on and has not answered."""
    return list(asked_of(actor).filter(answered_at__isnull=True).exclude(has_interest=True))


def advice_for(actor: Actor, public_id: uuid.UUID) -> EthicsAdvice:
    """Give one request for advice to whoever is asked; to everybody else it is as one that does not exist."""
    found = asked_of(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def note_of(collaboration: Collaboration, public_id: uuid.UUID) -> Publication:
    """Give one version of a collaboration's ethics note, or 404."""
    found = collaboration.publications.filter(kind="ethics", public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def snapshot_of(collaboration: Collaboration) -> dict[str, Any]:
    """Take down what a note says beside its words: what each side answers, and what was advised, so that both sides
    approve exactly what everybody reads. It names organisations of advisers, and no person."""
    return {
        "checklist": [
            {"key": one.key, **{side.value: _answer(one.newest(side)) for side in TWO_SIDES}}
            for one in said_in(collaboration)
        ],
        "advice": [
            {
                "organisation": one.adviser.organisation.name,
                "verdict": one.verdict,
                "words": one.words,
                "on": timezone.localdate(one.answered_at).isoformat(),
            }
            for one in advice_in(collaboration)
            if one.answered_at and one.verdict
        ],
    }


def _answer(row: EthicsAnswer | None) -> dict[str, str]:
    return {"answer": row.answer, "words": row.words} if row else {"answer": "", "words": ""}

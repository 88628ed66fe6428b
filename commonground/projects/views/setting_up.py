"""What do steps 2 and 3 show beside their questions? Partners, drawing, map, pointers; the plan, gaps and tactics.

*Source:* R11-R18, R61.
"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.projects.models import Collaboration
from commonground.projects.queries import plans, recorded, setting_up, sourcing
from commonground.projects.rules import arranging, formality
from commonground.projects.rules import plans as rules
from commonground.projects.rules.record import Record
from commonground.projects.rules.stakeholders import mapped
from commonground.projects.views import structure
from commonground.sharing.queries import agreements as sharing

Block = dict[str, Any]


def partnership(actor: Actor, collaboration: Collaboration) -> Block:
    """Who works together, how they are joined, whom it touches, and what follows from the decision about sharing."""
    record = recorded.record_of(collaboration)
    stakeholders = record.part("stakeholders")
    names = [str(row.values["name"]) for row in stakeholders]
    said = _only(record, "sharing")
    return {
        "partners": setting_up.partners_of(collaboration),
        "structure": structure.shown(record),
        "can_begin": bool(record.part("architecture")) and not record.part("bodies"),
        "arrangement": _arrangement(record),
        "stakes": mapped(stakeholders) if stakeholders else (),
        "contacted": _contacted(collaboration),
        "suggested": setting_up.suggested_stakeholders(collaboration, names),
        "sharing_decided": said.get("decided", ""),
        **_agreement(actor, collaboration),
    }


def _agreement(actor: Actor, collaboration: Collaboration) -> Block:
    """Give the agreements that were begun from here, and, where the answers ask for one that is not begun, what its
    draft would say and whether the reader may begin it."""
    formal, said = setting_up.asked_in(collaboration)
    begun = sharing.begun_from(actor, collaboration.ref)
    wanted = formality.wants_agreement(formal, said) and not begun
    return {
        "agreements": begun,
        "agreement_wanted": wanted,
        "agreement_may_begin": wanted and sharing.may_begin(actor),
        "agreement_parties": setting_up.bodies_of_both_sides(collaboration) if wanted else [],
        "agreement_purpose": formality.clauses(collaboration.about, formal, said)["purpose"] if wanted else {},
    }


def _only(record: Record, part: str) -> dict[str, Any]:
    rows = record.part(part)
    return dict(rows[-1].values) if rows else {}


def _arrangement(record: Record) -> str:
    """Name the paper that goes with the form that was chosen."""
    chosen = _only(record, "formality").get("chosen")
    return _(arranging.TITLES[chosen]) if chosen else ""


def _contacted(collaboration: Collaboration) -> list[Block]:
    """Give each stakeholder with when they were last spoken to, the longest ago first."""
    rows = [
        {
            "answer": answer,
            "name": str(answer),
            "day": _day(answer.values.get("last_contacted")),
            "how_often": answer.values.get("how_often"),
            "owner": answer.member.membership.person.name if answer.member else "",
        }
        for answer in recorded.answers_of(collaboration, "stakeholders")
    ]
    return sorted(rows, key=lambda row: (row["day"] or date.min, row["name"]))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def plan(actor: Actor, collaboration: Collaboration) -> Block:
    """How the plan as a whole stands, what is missing for it and was asked of others, and where tactics are found."""
    newest = plans.latest(collaboration)
    changes = plans.changes_since(newest) if newest else ()
    return {
        "newest_plan": newest,
        "newest_agreed": plans.agreed_of(newest) if newest else (),
        "changes_in_words": rules.in_words(changes) if changes else "",
        "gaps": sourcing.gaps_of(collaboration),
        "wanted": sourcing.wanted_of(collaboration),
        "library": reverse("projects:tactics_here", args=[collaboration.public_id]),
    }

"""What can be done with a collaboration as a whole? Start, propose, accept, decline, stop, reopen.

*Source:* R6, R43, R45; rules/lifecycle.
"""

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import permissions
from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import Cell, asks_to_tell_first, require_told
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.actions import answers, posts
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, ProblemRound
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import cases, recorded
from commonground.projects.rules import lifecycle
from commonground.projects.rules.lifecycle import State


@transaction.atomic
def start(
    *,
    actor: Actor,
    name: str,
    about: str,
    area: Area,
    programme: Programme,
    other_lead: Membership,
    cell: Cell | None = None,
    told: bool = False,
) -> Collaboration:
    """Start a draft that only its two leads see: the actor leads for their own side, the other is asked to lead theirs.
    `cell` is its cell of the requirement matrix, which can wait; `told`: the police know of a terrorist threat.

    :raises NotAllowed: for anybody who is not a member of an organisation on the police or the security side.
    :raises Invalid: when the other lead is not on the other side.
    :raises Refused: for a terrorist threat of which nobody says that the police know.
    """
    permissions.require(TABLE, "start", actor, Taking(State.DRAFT))
    require_told(cell, told=told)
    side = side_of(actor)
    if other_lead.organisation.side is not side.other:
        raise Invalid(f"Choose a lead on the {side.other.label.lower()} side", "other_lead")
    collaboration = Collaboration.objects.create(
        name=name, about=about, area=area, programme=programme, started_by_side=side.value, cell=str(cell or "")
    )
    ProblemRound.objects.create(collaboration=collaboration, number=1)
    own = Membership.objects.get(pk=actor.through)
    posts.appoint(collaboration, side=side, role="governance", holder=own, accepted=True)
    posts.appoint(collaboration, side=side.other, role="governance", holder=other_lead, accepted=False)
    noted = {"cell": str(cell)} | ({"police_told": True} if asks_to_tell_first(cell) else {}) if cell else {}
    audit.record("projects:collaboration:started", actor=actor, subject=collaboration, summary="Draft started", **noted)
    return collaboration


def _move(held: Collaboration, verb: str, reason: str = "") -> None:
    """Take the collaboration through one transition of the table, or refuse where it does not apply."""
    reached = lifecycle.after(State(held.state), verb)
    if reached is None:
        raise Refused(f"This cannot be done while the collaboration is “{State(held.state).label.lower()}”.")
    held.state, held.state_reason, held.version = reached, reason, held.version + 1


@transaction.atomic
def change_basics(
    *, actor: Actor, collaboration: Collaboration, name: str, about: str, area: Area, version: int
) -> Collaboration:
    """Change what the collaboration is called, what it is for, or where it is; what was answered stays.

    :raises Refused: for a name or an area that stands on a page which a side has approved.
    :raises Stale: when somebody saved in between; it holds what is saved now.
    """
    held = permitted("change_basics", actor, collaboration)
    if held.version != version:
        theirs = {"name": held.name, "about": held.about, "area": held.area.ref}
        raise Stale("Somebody changed this while you were writing. Both texts are below.", theirs, held.version)
    before = held.name
    if (held.name, held.area) != (name, area) and cases.is_approved(held):
        raise Refused("The name and the area stand on a page that is approved. Withdraw that page first.")
    held.name, held.about, held.area, held.version = name, about, area, held.version + 1
    held.save()
    words = f"Renamed from “{before}”" if before != name else "Purpose or area changed"
    audit.record("projects:collaboration:changed", actor=actor, subject=held, summary=words)
    return held


@transaction.atomic
def propose(*, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Send the draft to the other side's lead, who accepts or declines it."""
    held = permitted("propose", actor, collaboration)
    _move(held, "propose")
    held.proposed_at, held.started_by_side = timezone.now(), side_of(actor).value
    held.save()
    audit.record("projects:collaboration:proposed", actor=actor, subject=held, summary="Proposed to the other side")
    return held


def _only_the_other_side(actor: Actor, collaboration: Collaboration) -> None:
    if collaboration.state == State.PROPOSED and side_of(actor).value == collaboration.started_by_side:
        raise Refused("Your side made the proposal. The other side's lead accepts or declines it.")


@transaction.atomic
def accept(*, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Accept the proposal for the other side, and with it the post that was asked; the collaboration is under way."""
    held = permitted("accept", actor, collaboration)
    _only_the_other_side(actor, held)
    _move(held, "accept")
    held.alive_at = timezone.now()
    held.save()
    posts.accept_asked(held, actor)
    audit.record("projects:collaboration:accepted", actor=actor, subject=held, summary="Proposal accepted; under way")
    return held


@transaction.atomic
def decline(*, actor: Actor, collaboration: Collaboration, reason: str) -> Collaboration:
    """Decline the proposal for the other side, with the reason that its author will read."""
    held = permitted("accept", actor, collaboration)
    _only_the_other_side(actor, held)
    if not reason.strip():
        raise Invalid("Enter why you decline, so that they can answer it", "reason")
    _move(held, "decline", reason)
    held.save()
    audit.record("projects:collaboration:declined", actor=actor, subject=held, summary="Proposal declined")
    return held


@transaction.atomic
def take_back(*, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Make a proposal, or one that was declined, a draft again, to be changed and proposed anew."""
    held = permitted("propose", actor, collaboration)
    _move(held, "take_back")
    held.save()
    audit.record("projects:collaboration:taken_back", actor=actor, subject=held, summary="Made a draft again")
    return held


@transaction.atomic
def withdraw(*, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Give up a draft or a proposal; it stays readable to those who saw it."""
    held = permitted("withdraw", actor, collaboration)
    _move(held, "withdraw")
    held.save()
    audit.record("projects:collaboration:withdrawn", actor=actor, subject=held, summary="Withdrawn")
    return held


@transaction.atomic
def stop(*, actor: Actor, collaboration: Collaboration) -> Collaboration:
    """Close a collaboration whose ninth step is complete with a decision to stop or to hand over.

    :raises Refused: naming what step 9 still needs.
    """
    held = permitted("stop", actor, collaboration)
    _move(held, "stop")
    ninth = recorded.standings_for(actor, held)[8]
    if not ninth.is_complete:
        needs = " ".join(ninth.missing) or "Both sides confirm it first."
        raise Refused(f"Step 9 is not complete. {needs}")
    decision = recorded.record_of(held).part("decision")[-1].values["decision"]
    if decision not in {"stop", "hand_over"}:
        raise Refused("The decision in step 9 is to go on. Record a new decision before you close it.")
    held.stopped_at = timezone.now()
    held.save()
    audit.record("projects:collaboration:stopped", actor=actor, subject=held, summary="Finished, as both sides agreed")
    return held


@transaction.atomic
def reopen(*, actor: Actor, collaboration: Collaboration, reason: str) -> Collaboration:
    """Open a finished collaboration again with a new challenge: both sides write about the problem anew, and the old
    decision and positions are laid aside.

    :raises Invalid: without a reason.
    """
    held = permitted("reopen", actor, collaboration)
    if not reason.strip():
        raise Invalid("Enter why you reopen it", "reason")
    _move(held, "reopen", reason)
    held.stopped_at = None
    held.save()
    last = held.rounds.order_by("-number").first()
    ProblemRound.objects.create(collaboration=held, number=(last.number if last else 0) + 1)
    for part in ("decision", "next_steps"):
        answers.lay_aside(held, part, actor)
    audit.record("projects:collaboration:reopened", actor=actor, subject=held, summary="Reopened")
    return held

"""What can whoever proposes something do? Write it, say why what exists cannot deliver, submit it, and withdraw it.

*Source:* R93, R104, R109; rules/proposals.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.matrix import read_cell, require_told
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Programme
from commonground.places.models import Area
from commonground.projects.actions.permitting import side_of
from commonground.projects.actions.proposals_telling import tell_office
from commonground.projects.models import Need, Proposal, ProposalRound, Reuse
from commonground.projects.permissions import TABLE
from commonground.projects.queries import proposals as queries
from commonground.projects.queries import proposals_close as closeness
from commonground.projects.queries import reusing
from commonground.projects.rules import proposals as rules
from commonground.projects.rules.proposals import State
from commonground.projects.rules.reusing import WAYS, Match


def held_for(action: str, actor: Actor, proposal: Proposal) -> Proposal:
    """Hold a proposal until the transaction ends and give it as it is now, or refuse: what the actor read before may
    have moved on since.

    :raises NotAllowed: with a sentence fit to show.
    """
    held = Proposal.objects.select_for_update(of=("self",)).select_related("proposer").get(pk=proposal.pk)
    require(TABLE, action, actor, queries.reading_of(actor, held).concerned)
    return held


def moved(held: Proposal, verb: str) -> None:
    """Take a proposal through one transition of the table, and save it.

    :raises Refused: where it does not apply.
    """
    reached = rules.after(State(held.state), verb)
    if reached is None:
        raise Refused(_("This cannot be done while the proposal is “%(state)s”.") % {"state": State(held.state).label})
    held.state, held.since, held.version = reached.value, timezone.localdate(), held.version + 1
    held.save()


@transaction.atomic
def write(*, actor: Actor, programme: Programme, area: Area, title: str) -> Proposal:
    """Begin a proposal that nobody else sees.

    :raises NotAllowed: for anybody who is not a member of an organisation on the police or the security side.
    :raises Invalid: without a name.
    """
    require(TABLE, "write_proposal", actor, None)
    if not title.strip():
        raise Invalid(_("Give the proposal a name"), "title")
    made = Proposal.objects.create(
        programme=programme,
        area=area,
        title=title.strip(),
        proposer_id=actor.through,
        side=side_of(actor).value,
        since=timezone.localdate(),
    )
    audit.record("projects:proposal:begun", actor=actor, subject=made, summary=_("Proposal begun"))
    return made


@transaction.atomic
def change(
    *,
    actor: Actor,
    proposal: Proposal,
    version: int,
    values: Mapping[str, str],
    area: Area,
    need: Need | None,
    hides_proposer: bool,
    told: bool = False,
) -> Proposal:
    """Change what a proposal says; what is about a terrorist threat is kept only once the police are told.

    :raises Invalid: without a name, or for a cell that is none.
    :raises Stale: when it was saved in between; it holds what is saved now.
    """
    held = held_for("change_proposal", actor, proposal)
    if held.version != version:
        raise Stale(_("This was saved while you were writing. Both texts are below."), values_of(held), held.version)
    if not values.get("title", "").strip():
        raise Invalid(_("Give the proposal a name"), "title")
    if values.get("cell"):
        cell = read_cell(values["cell"])
        require_told(cell, told=told or values["cell"] == held.cell)
    for name in rules.SAYS:
        if name in values:
            setattr(held, name, values[name].strip())
    held.area, held.need, held.hides_proposer, held.version = area, need, hides_proposer, held.version + 1
    held.save()
    audit.record("projects:proposal:changed", actor=actor, subject=held, summary=_("Proposal changed"))
    return held


@transaction.atomic
def answer_match(*, actor: Actor, proposal: Proposal, match: Match, way: str, why: str, version: int = 0) -> Reuse:
    """Say of something that exists why it cannot deliver what is proposed, or that it is extended; a second answer
    takes the place of the first, on top of the `version` that the actor saw (0 where there was none).

    :raises Invalid: without a way or a reason.
    :raises Stale: when it was answered in between; it holds what is saved now.
    """
    held = held_for("change_proposal", actor, proposal)
    if way not in WAYS:
        raise Invalid(_("Choose whether it cannot deliver, or you extend it"), "way")
    if not why.strip():
        raise Invalid(_("Enter why"), "why")
    if match.kind == "own" and not match.name.strip():
        raise Invalid(_("Enter what it is called"), "name")
    said = {"name": match.name[:200], "because": match.because[:300], "way": way, "why": why.strip()}
    if match.of:
        row = _answer_so_far(held, match, version)
        for name, words in said.items():
            setattr(row, name, words)
        row.version = version + 1
        row.save()
    else:
        row = Reuse.objects.create(proposal=held, kind="own", **said)
    audit.record("projects:proposal:reuse_answered", actor=actor, subject=held, summary=_("Said what exists already"))
    return row


def _answer_so_far(held: Proposal, match: Match, version: int) -> Reuse:
    """Give the answer that the actor saw, or a new one; the proposal is held, so that two take turns."""
    found = Reuse.objects.filter(proposal=held, kind=match.kind, of=match.of).first()
    if found is not None and found.version != version:
        now = {"way": found.way, "why": found.why}
        raise Stale(_("This was saved while you were writing. Both texts are below."), now, found.version)
    return found or Reuse(proposal=held, kind=match.kind, of=match.of)


@transaction.atomic
def drop_own(*, actor: Actor, reuse: Reuse) -> None:
    """Take back something that the proposer had named; what the site has found stays to be answered."""
    held = held_for("change_proposal", actor, reuse.proposal)
    held.reuses.filter(pk=reuse.pk, kind="own").delete()
    audit.record("projects:proposal:reuse_dropped", actor=actor, subject=held, summary=_("Took something back"))


@transaction.atomic
def submit(*, actor: Actor, proposal: Proposal, version: int) -> Proposal:
    """Submit a proposal, the first time or again: its words are kept as they are now, and those who sort are told.

    :raises Refused: naming everything that is missing, such as something that exists and is not answered.
    :raises Stale: when it was saved in between.
    """
    held = held_for("change_proposal", actor, proposal)
    if held.version != version:
        raise Stale(_("This was saved while you were reading. Look at it again."), values_of(held), held.version)
    lacks = rules.missing(
        values_of(held), has_need=held.need_id is not None, unanswered=len(reusing.unanswered(actor, held))
    )
    lacks += _told_by_words(held)
    if lacks:
        raise Refused(" ".join(lacks))
    _refuse_the_same(held)
    held.submitted_at, held.submitted_times = timezone.now(), held.submitted_times + 1
    held.close_to = closeness.close_to(held)
    moved(held, "submit")
    ProposalRound.objects.create(
        proposal=held, number=held.submitted_times, values=kept_of(held), submitted_at=held.submitted_at
    )
    words = _("Submitted") if held.submitted_times == 1 else _("Submitted again")
    audit.record("projects:proposal:submitted", actor=actor, subject=held, summary=words, number=held.submitted_times)
    tell_office(held)
    return held


def _told_by_words(held: Proposal) -> list[str]:
    """Say which words give away who proposes, where that is to be hidden."""
    if not held.hides_proposer:
        return []
    own = Membership.objects.select_related("person", "organisation").get(pk=held.proposer_id)
    if held.need is not None and held.need.stated_by.organisation_id == own.organisation_id:
        return [_("You hide who proposes, but the need names who stated it: your organisation. Choose another need.")]
    exists = (f"{row.name} {row.why}" for row in held.reuses.all())
    text = " ".join([*(str(getattr(held, name)) for name in rules.WRITTEN), *exists])
    told = closeness.names_in(text, [own.person.name, own.organisation.name, *own.organisation.aliases])
    sentence = _("You hide who proposes, but “%(name)s” stands in your words. Take it out, or show who you are.")
    return [sentence % {"name": told[0]}] if told else []


def _refuse_the_same(held: Proposal) -> None:
    last = held.rounds.order_by("-number").first()
    if last is not None and last.values == kept_of(held):
        raise Refused(_("Nothing is different from what you submitted before. Change what you were asked to first."))


@transaction.atomic
def withdraw(*, actor: Actor, proposal: Proposal) -> Proposal:
    """Give up a proposal before it is answered; whoever was asked to review it is asked no longer."""
    held = held_for("withdraw_proposal", actor, proposal)
    moved(held, "withdraw")
    audit.record("projects:proposal:withdrawn", actor=actor, subject=held, summary=_("Withdrawn"))
    return held


def values_of(proposal: Proposal) -> dict[str, Any]:
    """Give what a proposal says, as the form has it."""
    found: dict[str, Any] = {name: getattr(proposal, name) for name in rules.SAYS}
    return found | {
        "area": proposal.area.ref,
        "need": proposal.need.ref if proposal.need else "",
        "hides_proposer": proposal.hides_proposer,
    }


def kept_of(proposal: Proposal) -> dict[str, Any]:
    """Give what a proposal says as it is kept when it is submitted: its words, its need in words, what exists."""
    found: dict[str, Any] = {name: getattr(proposal, name) for name in rules.SAYS}
    need = proposal.need
    said = {"need": f"{need.title}: {need.what}" if need else "", "area": proposal.area.name}
    # What is kept is read by whoever may read the proposal: a collaboration is named where everybody may read of it
    rows = reusing.named_for(ANONYMOUS, proposal.reuses.exclude(way="").order_by("kind", "name", "pk"))
    exists = [f"{name}: {WAYS[row.way].lower()}. {row.why}" for row, name in rows]
    return found | said | {"reuse": "\n".join(exists)}

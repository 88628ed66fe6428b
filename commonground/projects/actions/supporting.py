"""What is done with support? It is given with a sponsor, days and conditions; renewed, taken away, ended; and a
collaboration begins from it.

*Source:* R93 (periodic review, closure), R108-R109; rules/supporting.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import read_cell
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Organisation
from commonground.projects.actions import life
from commonground.projects.actions import proposals_telling as telling
from commonground.projects.actions.proposals import held_for, moved
from commonground.projects.actions.proposals_sorting import decided
from commonground.projects.models import Collaboration, Proposal, Support
from commonground.projects.queries.supporting import standing_of
from commonground.projects.rules import supporting as rules
from commonground.projects.rules.supporting import IN_FORCE, Standing


@transaction.atomic
def support(
    *, actor: Actor, proposal: Proposal, reasons: str, sponsor: Organisation, starts: date, until: date, conditions: str
) -> Support:
    """Support a proposal from a day until another, with a sponsor who answers for it and any conditions.

    :raises Invalid: without reasons, or for days that do not fit.
    :raises Refused: when it is not to be decided.
    """
    held = held_for("decide_proposal", actor, proposal)
    _refuse_days(starts, until)
    decided(actor, held, "support", reasons)
    return _given(actor, held, sponsor, starts, until, conditions)


@transaction.atomic
def renew(
    *, actor: Actor, proposal: Proposal, sponsor: Organisation, starts: date, until: date, conditions: str
) -> Support:
    """Support a proposal for another time, after a look at what came of it.

    :raises Refused: while nothing is told of what came of it for both sides, or when support was taken away or ended.
    :raises Invalid: for days that do not fit.
    """
    held = held_for("keep_support", actor, proposal)
    last = _last(held)
    if standing_of(held) in {Standing.TAKEN_AWAY, Standing.FINISHED}:
        raise Refused(_("Support has ended. It can be proposed again."))
    if not (last.shown_police and last.shown_security):
        raise Refused(_("Whoever proposes it first tells what came of it for each side."))
    _refuse_days(starts, until)
    made = _given(actor, held, sponsor, starts, until, conditions)
    telling.tell_proposer(held)
    return made


def _refuse_days(starts: date, until: date) -> None:
    for name, sentence in rules.faults(starts, until).items():
        raise Invalid(_(sentence), name)


def _given(actor: Actor, held: Proposal, sponsor: Organisation, starts: date, until: date, conditions: str) -> Support:
    made = Support.objects.create(
        proposal=held, sponsor=sponsor, starts=starts, until=until, conditions=conditions.strip(), by_id=actor.myself
    )
    audit.record("projects:proposal:support_given", actor=actor, subject=held, summary=_("Support given"))
    return made


@transaction.atomic
def take_away(*, actor: Actor, proposal: Proposal, because: str) -> Support:
    """Take support away, with a reason that everybody reads.

    :raises Invalid: without a reason.
    """
    held = held_for("keep_support", actor, proposal)
    if not because.strip():
        raise Invalid(_("Enter why: it is shown where the support was"), "because")
    last = _last(held)
    last.taken_away_at, last.taken_away_because = timezone.now(), because.strip()
    last.save()
    moved(held, "end")
    audit.record("projects:proposal:support_taken_away", actor=actor, subject=held, summary=_("Support taken away"))
    telling.tell_proposer(held)
    return last


@transaction.atomic
def finish(*, actor: Actor, proposal: Proposal) -> Support:
    """End support because what was proposed is done.

    :raises Refused: while nothing is told of what came of it for both sides.
    """
    held = held_for("keep_support", actor, proposal)
    last = _last(held)
    if not (last.shown_police and last.shown_security):
        raise Refused(_("Whoever proposes it first tells what came of it for each side."))
    last.finished_at = timezone.now()
    last.save()
    moved(held, "end")
    audit.record("projects:proposal:finished", actor=actor, subject=held, summary=_("Finished"))
    telling.tell_proposer(held)
    return last


@transaction.atomic
def tell_what_came(*, actor: Actor, proposal: Proposal, version: int, police: str, security: str) -> Support:
    """Tell what came of it, beside what each side had named as success; everybody can read it.

    :raises Invalid: without a word for a side.
    :raises Stale: when it was saved in between; it holds what is saved now.
    """
    held = held_for("tell_what_came", actor, proposal)
    last = _last(held)
    if last.version != version:
        now = {"police": last.shown_police, "security": last.shown_security}
        raise Stale(_("This was saved while you were writing. Both texts are below."), now, last.version)
    for name, words in (("police", police), ("security", security)):
        if not words.strip():
            raise Invalid(_("Enter what came of it, or that it is too early to say"), name)
    last.shown_police, last.shown_security = police.strip(), security.strip()
    last.shown_on, last.version = timezone.localdate(), last.version + 1
    last.save()
    audit.record("projects:proposal:told_what_came", actor=actor, subject=held, summary=_("Told what came of it"))
    return last


@transaction.atomic
def begin(*, actor: Actor, proposal: Proposal, name: str, about: str, other_lead: Membership) -> Collaboration:
    """Begin the collaboration that a supported proposal is for: a draft that the proposer leads for their side.

    :raises Refused: when support does not hold now.
    :raises Invalid: when the other lead is not on the other side.
    """
    held = held_for("begin_supported", actor, proposal)
    if standing_of(held) not in IN_FORCE:
        raise Refused(_("Support does not hold now. It is renewed first."))
    # Whoever wrote the proposal was led to the police before its cell was kept
    made = life.start(
        actor=actor,
        name=name,
        about=about,
        area=held.area,
        programme=held.programme,
        other_lead=other_lead,
        cell=read_cell(held.cell),
        told=True,
    )
    held.collaboration, held.version = made, held.version + 1
    held.save(update_fields=["collaboration", "version"])
    audit.record("projects:proposal:begun_from", actor=actor, subject=held, summary=_("Collaboration begun"))
    return made


def _last(held: Proposal) -> Support:
    found = held.supports.select_for_update().order_by("-starts", "-pk").first()
    if found is None:
        raise Refused(_("It is not supported."))
    return found

"""Step 9: agree on a rule, ask everybody, meet objections, ask again, and record the decision.

An invited stakeholder reaches none of these pages; they say where they stand on their own.

*Source:* R43, R67, R235.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.pages.refusing import note, refusals_said_in
from commonground.projects.actions import consensus
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.agreeing import ConsensusRuleForm, DecisionForm, MeetObjectionForm, RoundForm
from commonground.projects.models import Collaboration, ConsensusRound
from commonground.projects.queries import agreeing, answering, measuring
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules.consensus import POSITIONS, SILENCES
from commonground.projects.rules.guide import Kind
from commonground.projects.views.around import sent, step_address, step_frame

RESULT_STATES = {
    "open": "waiting",
    "agreed": "agreed",
    "objected": "care",
    "not_agreed": "care",
    "side_silent": "care",
}


def rule(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Put forward by which rule it is decided, and what silence means."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("set_consensus_rule", request.actor, found)
    last = agreeing.newest_rule(found)
    begin = {"rule": last.rule, "silence": last.silence, "days": last.days} if last else {"days": 14}
    form = ConsensusRuleForm(sent(request), initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            consensus.set_rule(actor=request.actor, collaboration=found, **form.cleaned_data)
            messages.success(request, _("Put forward. It holds once the other side agrees to it."))
            return redirect(f"{step_address(found, 9)}#agreeing")
    around = step_frame(request.actor, found, 9, _("How will you agree?"), form=form, last=last)
    return render(request, "projects/special/consensus_rule.html", around)


@require_POST
def agree(request: HttpRequest, collaboration: uuid.UUID, rule: uuid.UUID) -> HttpResponse:
    """Agree to the rule that the other side put forward."""
    found = team_collaboration_for(request.actor, collaboration)
    held = agreeing.rule_of(found, rule)
    try:
        consensus.agree_to_rule(actor=request.actor, rule=held)
    except NotAllowed:
        raise
    except Refused as refusal:
        note(refusal)
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Agreed. Now everybody can be asked where they stand."))
    return redirect(f"{step_address(found, 9)}#agreeing")


def open_round(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Propose something and ask everybody."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("open_round", request.actor, found)
    form = RoundForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            made = consensus.open_round(actor=request.actor, collaboration=found, **form.cleaned_data)
            messages.success(request, _("Everybody is asked. They find it on their day, and are told by mail."))
            return redirect("projects:round", found.public_id, made.public_id)
    around = step_frame(request.actor, found, 9, _("Ask everybody where they stand"), form=form)
    return render(request, "projects/special/round_open.html", around | agreeing_block(request.actor, found))


def round_page(request: HttpRequest, collaboration: uuid.UUID, round: uuid.UUID) -> HttpResponse:
    """Show one round: what is proposed, who said what, what met an objection, and what came of it."""
    found = team_collaboration_for(request.actor, collaboration)
    one = agreeing.round_of(found, round)
    seen(actor=request.actor, subject=found, page="round")
    around = step_frame(request.actor, found, 9, _("Round %(number)s of agreeing") % {"number": one.number})
    around |= round_block(request.actor, found, one)
    around["next_steps"] = measuring.rows_of(found, "next_steps") if one.decision else []
    around["names"] = answering.names_in(found)
    return render(request, "projects/special/round.html", around)


def meet(request: HttpRequest, collaboration: uuid.UUID, round: uuid.UUID, position: uuid.UUID) -> HttpResponse:
    """Say what is changed because of one objection."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("meet_objection", request.actor, found)
    one = agreeing.round_of(found, round)
    objection = next((row for row in agreeing.latest_in(one) if row.public_id == position), None)
    if objection is None:
        raise Http404
    form = MeetObjectionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            consensus.meet_objection(actor=request.actor, position=objection, changed=form.cleaned_data["changed"])
            messages.success(request, _("Written down. Ask everybody again when every objection is met."))
            return redirect("projects:round", found.public_id, one.public_id)
    around = step_frame(request.actor, found, 9, _("Meet an objection"), form=form, objection=objection, round=one)
    return render(request, "projects/special/objection.html", around)


def decide(request: HttpRequest, collaboration: uuid.UUID, round: uuid.UUID) -> HttpResponse:
    """Record the decision of a round that is agreed, with what is left open and who does what next."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("decide", request.actor, found)
    one = agreeing.round_of(found, round)
    form = DecisionForm(sent(request), people=answering.referred(found)[Kind.MEMBER])
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            given = {"reason": form.cleaned_data["reason"], "not_decided": form.cleaned_data["open"]}
            consensus.decide(actor=request.actor, round_=one, next_steps=form.next_steps, **given)
            messages.success(request, _("The decision is recorded. It stays as it is; both sides confirm step 9 now."))
            return redirect("projects:round", found.public_id, one.public_id)
    around = step_frame(request.actor, found, 9, _("Record the decision"), form=form)
    return render(request, "projects/special/decide.html", around | round_block(request.actor, found, one))


def agreeing_block(actor: Actor, collaboration: Collaboration) -> dict[str, Any]:
    """How far they have come in agreeing, for the page of step 9."""
    newest, latest = agreeing.newest_rule(collaboration), agreeing.latest_round(collaboration)
    return {
        "consensus_rule": newest,
        "silence_words": SILENCES[newest.silence] if newest else "",
        "rule_waits": newest is not None and not newest.is_agreed,
        "rule_is_theirs": newest is not None and actor.side is not None and actor.side not in newest.agreed,
        "rule_holds": agreeing.rule_in_force(collaboration) is not None,
        "rounds": [
            {"round": one, "outcome": came, "state": RESULT_STATES[came.result]}
            for one, came in ((one, agreeing.outcome_of(one)) for one in agreeing.rounds_of(collaboration))
        ],
        "round_is_open": agreeing.is_asking(collaboration),
        "unmet": agreeing.unmet_objections(collaboration),
        **(round_block(actor, collaboration, latest) if latest else {}),
    }


def round_block(actor: Actor, collaboration: Collaboration, one: ConsensusRound) -> dict[str, Any]:
    """One round as its page and step 9 show it."""
    came, stands = agreeing.outcome_of(one), agreeing.stands_of(one, actor)
    counts = {key: sum(s.said is not None and s.said.position == key for s in stands) for key in POSITIONS}
    return {
        "round": one,
        "outcome": came,
        "outcome_state": RESULT_STATES[came.result],
        "stands": stands,
        "objections": [stand.said for stand in stands if stand.objects],
        "position_counts": [(POSITIONS[key], count) for key, count in counts.items() if count],
        "silent": sum(stand.said is None for stand in stands),
        "silence_of_round": SILENCES[one.rule.silence],
        "is_latest": one == agreeing.latest_round(collaboration),
        "can_decide": came.is_agreed and not one.decided_at and one == agreeing.latest_round(collaboration),
    }

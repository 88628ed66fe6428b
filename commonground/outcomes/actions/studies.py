"""What can be done with studies? Ask for one, compute it in the background, run it again. None is ever edited.

The engine is loaded when a study is computed, not when the site starts: it brings heavy libraries with it.

*Source:* R19, R42; design/outcomes.md 2 and 3.5; settled questions, "In Django" (jobs).
"""

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork import jobs
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.hosting import state
from commonground.outcomes.models import Study
from commonground.outcomes.permissions import TABLE
from commonground.outcomes.queries import choosing
from commonground.outcomes.rules.asking import WITHIN, in_a_sentence
from commonground.outcomes.rules.study import parse
from commonground.places.models import Area

if TYPE_CHECKING:
    from commonground.outcomes.adapters.evaluating import Answer

BROKE_OFF = (
    "It could not be computed because of a fault in the software. Whoever keeps this installation can read more."
)


@transaction.atomic
def request_study(*, actor: Actor, title: str, area: Area | None, specification: dict[str, Any]) -> Study:
    """Ask for a study of the imported crimes; it is computed in the background.

    :raises Invalid: for the first fault of the specification, in the engine's own words.
    """
    require(TABLE, "evaluate", actor, None)
    if not title.strip():
        raise Invalid("Give the study a title.", field="title")
    if parse(specification, state.home()).crimes or not str(specification["areas"]).startswith(WITHIN):
        raise Invalid("crimes: a study asked for here reads imported crimes and areas kept here", field="crimes")
    made = Study.objects.create(title=title.strip(), made_by_id=actor.through, area=area, specification=specification)
    audit.record("outcomes:study:requested", actor=actor, subject=made, summary="Study asked for")
    jobs.defer(jobs.EVALUATE_STUDY, study=made.ref)
    return made


@transaction.atomic
def run_again(*, actor: Actor, study: Study) -> Study:
    """Put the same question again, as a study of its own that can be compared with the first byte for byte.

    :raises Refused: while the study is not computed yet.
    """
    require(TABLE, "run_again", actor, study)
    if study.is_waiting:
        raise Refused("This study is not computed yet. Run it again when it is.")
    first = study.repeats or study
    again = Study.objects.create(
        title=first.title,
        made_by_id=actor.through,
        area=first.area,
        specification=first.specification,
        repeats=first,
    )
    audit.record("outcomes:study:requested", actor=actor, subject=again, summary="Run again", repeats=first.ref)
    jobs.defer(jobs.EVALUATE_STUDY, study=again.ref)
    return again


@transaction.atomic
def compute_study(*, actor: Actor, study: uuid.UUID) -> None:
    """Answer a waiting study and keep what was answered, or say in one sentence why it could not be; a study that is
    answered already, or is gone, stays as it is."""
    held = Study.objects.select_for_update(of=("self",)).filter(public_id=study, state="waiting").first()
    if held is None:
        return
    try:
        _keep(held, _answer(held.specification))
    except Refused as refusal:
        _fail(actor, held, in_a_sentence(refusal) if isinstance(refusal, Invalid) else refusal.reason)
        return
    audit.record(
        "outcomes:study:computed",
        actor=actor,
        subject=held,
        summary="Study computed",
        fingerprint=held.fingerprint,
        version=held.engine_version,
    )


@transaction.atomic
def give_up_study(*, actor: Actor, study: uuid.UUID) -> None:
    """Say of a waiting study that the computation broke off, so that nobody waits for it for ever."""
    held = Study.objects.select_for_update(of=("self",)).filter(public_id=study, state="waiting").first()
    if held is not None:
        _fail(actor, held, BROKE_OFF)


def as_text(result: dict[str, Any]) -> str:
    """Write a result as the command `outcomes evaluate --json` prints it."""
    return json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False)


def _answer(specification: dict[str, Any]) -> "Answer":
    """Ask the engine, about the areas kept within the place that the specification names."""
    from commonground.outcomes.adapters.evaluating import answer

    place = Area.objects.filter(code=specification["areas"].removeprefix(WITHIN)).first()
    if place is None:
        raise Invalid("The place of this study is not kept here any more.", field="areas")
    return answer(parse(specification, state.home()), layer=choosing.layer_within(place))


def _keep(study: Study, found: "Answer") -> None:
    study.state = "done"
    study.result_text = as_text(found.result)
    study.series = {**found.series, "areas": found.areas}
    study.fingerprint = found.fingerprint
    study.engine_version = found.version
    study.computed_at = timezone.now()
    study.save()


def _fail(actor: Actor, study: Study, reason: str) -> None:
    study.state, study.failure, study.computed_at = "failed", reason, timezone.now()
    study.save(update_fields=["state", "failure", "computed_at"])
    audit.record("outcomes:study:failed", actor=actor, subject=study, summary="Study could not be computed")

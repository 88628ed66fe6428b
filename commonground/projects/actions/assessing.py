"""What does a reviewer do? Declare first whether they stand close, then write a review alone, and send it.

*Source:* R88, R93; D12; rules/assessing.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Interest
from commonground.projects.actions.proposals import held_for
from commonground.projects.actions.proposals_sorting import moved_on, open_if_all_are_in
from commonground.projects.models import Assessment, Assignment, Proposal
from commonground.projects.queries.proposals import SUBJECT
from commonground.projects.rules import assessing as rules


class Unfinished(Refused):
    """A review lacks something before it can be sent; each fault with its field."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{sentence}." for sentence in found.values()))
        self._found = found

    @property
    def faults(self) -> Mapping[str, str]:
        """What is missing, by field."""
        return self._found


def _own(actor: Actor, held: Proposal) -> Assignment:
    """Give the actor's own request to review the present version, held until the transaction ends."""
    return Assignment.objects.select_for_update(of=("self",)).get(
        round__proposal=held, round__number=held.submitted_times, reviewer_id=actor.through
    )


@transaction.atomic
def declare_none(*, actor: Actor, proposal: Proposal) -> Assignment:
    """Declare that one does not stand close to a proposal; from now on it can be read and reviewed."""
    held = held_for("answer_request_to_review", actor, proposal)
    row = _own(actor, held)
    row.declared_at = timezone.now()
    moved_on(row, "declare_none")
    audit.record("projects:proposal:no_interest", actor=actor, subject=held, summary=_("Declared no interest"))
    return row


@transaction.atomic
def declare_interest(*, actor: Actor, proposal: Proposal, words: str) -> Assignment:
    """Declare that one stands close to a proposal: nothing of it can be read or reviewed any more.

    :raises Invalid: without saying how.
    """
    held = held_for("answer_request_to_review", actor, proposal)
    if not words.strip():
        raise Invalid(_("Enter how you stand close to it"), "words")
    row = _own(actor, held)
    row.declared_at, row.words = timezone.now(), words.strip()[:300]
    moved_on(row, "declare_interest")
    Interest.objects.get_or_create(
        person_id=actor.myself,
        subject_type=SUBJECT,
        subject_ref=held.ref,
        defaults={"text": row.words, "at": timezone.now()},
    )
    audit.record("projects:proposal:interest", actor=actor, subject=held, summary=_("Declared an interest"))
    open_if_all_are_in(held)
    return row


@transaction.atomic
def decline(*, actor: Actor, proposal: Proposal, words: str = "") -> Assignment:
    """Say that one cannot review a proposal; somebody else is asked."""
    held = held_for("answer_request_to_review", actor, proposal)
    row = _own(actor, held)
    row.words = words.strip()[:300]
    moved_on(row, "decline")
    audit.record("projects:proposal:review_declined", actor=actor, subject=held, summary=_("Cannot review it"))
    open_if_all_are_in(held)
    return row


@transaction.atomic
def save(*, actor: Actor, proposal: Proposal, version: int, said: Mapping[str, Any]) -> Assessment:
    """Keep a review as far as it is written; nobody else reads it. `version` is 0 for a new one; `said` holds scores
    and comments by criterion, overall, recommends and signs.

    :raises Stale: when it was saved in between; it holds what is saved now.
    :raises Refused: when it was sent.
    """
    held = held_for("review_proposal", actor, proposal)
    made = _written(actor, held, version, said)
    audit.record("projects:proposal:review_kept", actor=actor, subject=held, summary=_("Review kept"))
    return made


@transaction.atomic
def send(*, actor: Actor, proposal: Proposal, version: int, said: Mapping[str, Any]) -> Assessment:
    """Send a review, which never changes from then on; when it is the last one, the reviews are opened.

    :raises Unfinished: naming each score and comment that is missing.
    :raises Stale: when it was saved in between.
    """
    held = held_for("review_proposal", actor, proposal)
    if found := rules.faults(said["scores"], said["comments"], said["recommends"]):
        raise Unfinished(found)
    made = _written(actor, held, version, said)
    made.sent_at = timezone.now()
    made.save(update_fields=["sent_at"])
    moved_on(_own(actor, held), "send")
    audit.record("projects:proposal:review_sent", actor=actor, subject=held, summary=_("Review sent"))
    open_if_all_are_in(held)
    return made


def _written(actor: Actor, held: Proposal, version: int, said: Mapping[str, Any]) -> Assessment:
    row = _own(actor, held)
    found = Assessment.objects.select_for_update().filter(assignment=row).first()
    made = found or Assessment(assignment=row, version=0)
    if made.sent_at is not None:
        raise Refused(_("You have sent this review. It stays as it is."))
    if made.version != version:
        raise Stale(_("This was saved while you were writing. Both texts are below."), values_of(made), made.version)
    scores, comments = said["scores"], said["comments"]
    made.scores = {key: scores[key] for key in rules.KEYS if scores.get(key) in rules.SCALE}
    made.comments = {key: comments.get(key, "").strip() for key in rules.KEYS}
    made.overall, made.recommends, made.signs = said["overall"].strip(), said["recommends"], bool(said["signs"])
    made.version += 1
    made.save()
    return made


def values_of(assessment: Assessment) -> dict[str, Any]:
    """Give a review as the form has it."""
    scores = {f"score_{key}": str(assessment.scores.get(key, "")) for key in rules.KEYS}
    comments = {f"comment_{key}": assessment.comments.get(key, "") for key in rules.KEYS}
    rest = {name: getattr(assessment, name) for name in ("overall", "recommends", "signs")}
    return {**scores, **comments, **rest}

"""What can be done at the end? Take on a study, and publish what both sides approve.

*Source:* R27, R37, R42, R46, R69-R70.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.outcomes.models import Study
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Answer, Approval, Collaboration, CollaborationStudy, Publication
from commonground.projects.queries import cases, peer_reading, recorded
from commonground.projects.rules.claims import refuse_ungraded


@transaction.atomic
def take_on_study(*, actor: Actor, collaboration: Collaboration, study: Study) -> CollaborationStudy:
    """Let a study that the actor made measure this collaboration; its team sees it from now on.

    :raises Refused: when somebody else made it, or it measures another collaboration.
    """
    collaboration = permitted("measure", actor, collaboration)
    study = Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
    if study.made_by_id != actor.membership_id:
        raise Refused("Only whoever made a study may add it to a collaboration.")
    if CollaborationStudy.objects.filter(study=study).exists():
        raise Refused("This study measures a collaboration already.")
    taken = CollaborationStudy.objects.create(collaboration=collaboration, study=study)
    audit.record(
        "projects:study:taken_on", actor=actor, subject=collaboration, summary="Evaluation added", study=study.ref
    )
    return taken


@transaction.atomic
def draft_publication(
    *,
    actor: Actor,
    collaboration: Collaboration,
    kind: str,
    values: dict[str, Any] | None = None,
    study: Study | None = None,
    about: str = "",
) -> Publication:
    """Make a new version of the public page or the case study for both sides to approve; a case study takes its words
    from step 10, and its figures as they stand now.

    :raises Refused: when the case study is not written or has no next steps, a measured outcome has no evidence grade,
        or the study is not one of this collaboration.
    """
    held = permitted("answer", actor, collaboration)
    source = None
    if kind == "case":
        source, values = _case_of(held)
    elif kind == "page":
        values = {**(values or {}), **cases.taking_part(held)}
    if study is not None and not CollaborationStudy.objects.filter(collaboration=held, study=study).exists():
        raise Refused("Choose an evaluation of this collaboration.")
    last = held.publications.filter(kind=kind, about=about).order_by("-number").first()
    made = Publication.objects.create(
        collaboration=held,
        kind=kind,
        about=about,
        number=(last.number if last else 0) + 1,
        values=values or {},
        answer=source,
        study=study,
    )
    words = f"{made.get_kind_display()}, version {made.number}, put up for approval"
    audit.record("projects:publication:drafted", actor=actor, subject=held, summary=words, publication=made.ref)
    return made


def _case_of(held: Collaboration) -> tuple[Answer, dict[str, Any]]:
    """Give the case study of step 10, and its words with what the record holds beside them."""
    source = recorded.answers_of(held, "case_study").last()
    if source is None:
        raise Refused("Write the case study in step 10 first.")
    snapshot = cases.snapshot_of(held)
    refuse_ungraded(snapshot["outcomes"])
    if not snapshot["next_steps"]:
        raise Refused("Say in step 10 first what goes on and who owns it: a case study ends with its next steps.")
    return source, {**source.values, **snapshot}


@transaction.atomic
def approve(*, actor: Actor, publication: Publication) -> Publication:
    """Approve exactly this version for the actor's side; when both sides have, everybody can read it.

    :raises Refused: when a newer version exists, or a case study was not read by somebody of neither organisation.
    """
    collaboration = permitted("approve_publication", actor, publication.collaboration)
    held = Publication.objects.select_for_update().get(pk=publication.pk)
    newest = collaboration.publications.filter(kind=held.kind, about=held.about).order_by("-number").first()
    if newest != held or held.withdrawn_at:
        raise Refused("There is a newer version. Read that one, then approve it.")
    if why := peer_reading.hindrance_of(held):
        raise Refused(why)
    side = side_of(actor)
    _approval, is_new = Approval.objects.get_or_create(
        publication=held, side=side.value, defaults={"by_id": actor.through}
    )
    if not is_new:
        return held
    words = f"{held.get_kind_display()}, version {held.number}, approved for the {side.label.lower()} side"
    audit.record(
        "projects:publication:approved", actor=actor, subject=collaboration, summary=words, publication=held.ref
    )
    if held.approvals.count() == 2 and held.published_at is None:
        held.published_at = timezone.now()
        held.save(update_fields=["published_at"])
        if held.study and held.study.published_at is None:
            held.study.published_at = held.published_at
            held.study.save(update_fields=["published_at"])
        words = f"{held.get_kind_display()} published"
        audit.record(
            "projects:publication:published", actor=actor, subject=collaboration, summary=words, publication=held.ref
        )
    return held


@transaction.atomic
def withdraw_publication(*, actor: Actor, publication: Publication, reason: str) -> None:
    """Take what is published away from the public at once, with the evaluations that became public only by it; either
    side can, whatever became of the collaboration.

    :raises Invalid: without a reason.
    """
    collaboration = permitted("withdraw_publication", actor, publication.collaboration)
    if not reason.strip():
        raise Invalid("Enter why it is taken away, so that the other side knows", "reason")
    collaboration.publications.filter(kind=publication.kind, about=publication.about, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_because=reason.strip()[:300]
    )
    still = Publication.objects.filter(study__isnull=False, published_at__isnull=False, withdrawn_at__isnull=True)
    studies = Study.objects.filter(pk__in=collaboration.studies.values("study_id"), published_at__isnull=False)
    studies.exclude(pk__in=still.values("study_id")).update(published_at=None)
    words = f"{publication.get_kind_display()} withdrawn from the public"
    audit.record("projects:publication:withdrawn", actor=actor, subject=collaboration, summary=words)

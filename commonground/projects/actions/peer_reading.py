"""What can be done before a case study is published? Ask somebody of neither organisation, read it, answer the reader.

*Source:* R46.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Membership
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import PeerReading, Publication
from commonground.projects.queries import peer_reading
from commonground.projects.rules.peer_reading import VERDICTS


@transaction.atomic
def ask(*, actor: Actor, publication: Publication, reader: Membership) -> PeerReading:
    """Ask somebody of an organisation that is not on the team to read a case study before everybody does.

    :raises Invalid: for somebody of an organisation that is on the team or invited.
    :raises Refused: for what is no case study, is public or withdrawn, or is read by them already.
    """
    held = permitted("ask_reader", actor, publication.collaboration)
    if publication.kind != peer_reading.CASE or publication.published_at or publication.withdrawn_at:
        raise Refused(_("Only a case study that is not public yet is read first."))
    if not peer_reading.is_from_outside(held, reader.organisation_id):
        raise Invalid(_("Choose somebody of an organisation that is not on the team and not invited"), "reader")
    made, is_new = PeerReading.objects.get_or_create(
        publication=publication, reader=reader, defaults={"asked_by_id": actor.through}
    )
    if not is_new:
        raise Refused(_("They are asked already."))
    words = f"{reader.person.name}, {reader.organisation.name}, asked to read the case study first"
    audit.record("projects:reading:asked", actor=actor, subject=held, summary=words, publication=publication.ref)
    return made


@transaction.atomic
def give(*, actor: Actor, reading: PeerReading, verdict: str, words: str) -> PeerReading:
    """Say as the reader whether a case study is ready for everybody; it stays as it was said.

    :raises NotAllowed: for anybody else than the one who was asked.
    :raises Invalid: without an answer, or without words.
    :raises Refused: for a reading that was given, or a version that was withdrawn.
    """
    held = PeerReading.objects.select_for_update().select_related("publication__collaboration").get(pk=reading.pk)
    if actor.membership_id != held.reader_id:
        raise NotAllowed(_("Only the person who is asked may say what they read."))
    if verdict not in VERDICTS:
        raise Invalid(_("Choose whether it is ready"), "verdict")
    if not words.strip():
        raise Invalid(_("Enter what you say to those who wrote it"), "words")
    if held.given_at or held.publication.withdrawn_at:
        raise Refused(_("You have said so already, or this version was taken away."))
    held.verdict, held.words, held.given_at = verdict, words.strip(), timezone.now()
    held.save()
    said = f"The case study was read by somebody of neither organisation: {VERDICTS[verdict].lower()}"
    collaboration = held.publication.collaboration
    audit.record("projects:reading:given", actor=actor, subject=collaboration, summary=said, reading=held.ref)
    return held


@transaction.atomic
def answer(*, actor: Actor, reading: PeerReading, answered: str) -> PeerReading:
    """Answer the reader for the team: what was changed, or why it was left.

    :raises Invalid: without words.
    :raises Refused: before the reader has said anything, or once they were answered.
    """
    collaboration = permitted("ask_reader", actor, reading.publication.collaboration)
    held = PeerReading.objects.select_for_update().get(pk=reading.pk)
    if not answered.strip():
        raise Invalid(_("Enter what you answer"), "answered")
    if not held.given_at or held.answered_at:
        raise Refused(_("There is nothing to answer, or somebody answered a moment ago."))
    held.answered, held.answered_at = answered.strip(), timezone.now()
    held.save()
    audit.record(
        "projects:reading:answered",
        actor=actor,
        subject=collaboration,
        summary="The reader of the case study was answered",
        reading=held.ref,
    )
    return held

"""What can be done about a decision on sharing? Record it, approve it, review it, and add what came of it.

A record never changes. A correction is a record of its own, and everything that happens later is a line beside it.
Whoever asked is told by mail as soon as a decision stands.

*Source:* R184; reference on the domain, 7(B); design/sharing.md 1, 2.1, 5.
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Membership, Organisation
from commonground.people.rules.posts import one_line
from commonground.sharing.adapters import desk_mail as mail
from commonground.sharing.models import DeskQuestion, RecordNote, RecordRecipient, SharingRecord
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries import decisions as queries
from commonground.sharing.queries import desk
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.decisions_recording import Note, Standing

ANSWERED = "sharing/email/decision_made.txt"
TO_APPROVE = "sharing/email/decision_to_approve.txt"
TO_REVIEW = "sharing/email/decision_to_review.txt"


class Incomplete(Refused):
    """A record that lacks something; each sentence belongs to a field."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(_("The record is not complete."))
        self._found = dict(found)

    @property
    def faults(self) -> Mapping[str, str]:
        """The fields that must change."""
        return self._found


@transaction.atomic
def decide(
    *,
    actor: Actor,
    values: Mapping[str, Any],
    question: DeskQuestion | None = None,
    corrects: SharingRecord | None = None,
    second: Membership | None = None,
) -> SharingRecord:
    """Record a decision of the actor's organisation, as the answer to a question or on its own. `values` are by the
    keys of `rules.FIELDS`; a question and a correction each have to be of that organisation.

    :raises Incomplete: with a sentence for each field that is missing or does not fit.
    :raises Refused: for a question that is answered, or a record that was corrected already.
    """
    body = Organisation.objects.select_for_update().get(pk=actor.organisation_id or 0)
    question, corrects = _allowed(actor, body, question, corrects)
    found = rules.faults(values)
    recipients, missing = queries.named(_lines(values.get("recipients"))) if rules.is_shared(values) else ([], [])
    if missing and "recipients" not in found:
        found["recipients"] = _("No single organisation here is called %(name)s.") % {"name": missing[0]}
    until = values.get("until")
    if until and until < timezone.localdate():
        found["until"] = _("Enter a day that has not passed")
    reasons = rules.second_because(values)
    if reasons and (second is None or second not in queries.colleagues(actor)):
        found["second"] = _("A second person must approve this. %(why)s") % {"why": " ".join(map(_, reasons))}
    if found:
        raise Incomplete(found)
    made = _write(actor, body, values, question, corrects, second if reasons else None)
    RecordRecipient.objects.bulk_create([RecordRecipient(record=made, organisation=one) for one in recipients])
    tag = "sharing:record:corrected" if corrects else "sharing:record:decided"
    audit.record(tag, actor=actor, subject=made, outcome=made.outcome, recipients=[one.ref for one in recipients])
    _follow(made)
    return made


def _allowed(
    actor: Actor, body: Organisation, question: DeskQuestion | None, corrects: SharingRecord | None
) -> tuple[DeskQuestion | None, SharingRecord | None]:
    """Ask the permissions, and whether question and earlier record still wait for this."""
    require(TABLE, "decide_sharing", actor, Own(body.pk))
    if corrects is not None:
        require(TABLE, "decide_sharing", actor, queries.own_of(corrects))
        if SharingRecord.objects.filter(corrects=corrects.pk).exists():
            raise Refused(_("It was corrected already. Correct the later record."))
        question = corrects.question
    elif question is not None:
        question = DeskQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if question.to_organisation_id != body.pk:
            raise NotAllowed(_("Only the organisation that is asked decides this."))
        if question.answered_at or question.taken_back_at:
            raise Refused(_("This question is answered or taken back already."))
        if _waits(question):
            raise Refused(_("A decision on this waits for a second person already."))
    return question, corrects


def _waits(question: DeskQuestion) -> bool:
    records = question.records.prefetch_related("notes")
    return any(queries.standing_of(one) is Standing.AWAITS for one in records)


def _lines(text: object) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in str(text or "").splitlines() if line.strip()))


def _write(
    actor: Actor,
    body: Organisation,
    values: Mapping[str, Any],
    question: DeskQuestion | None,
    corrects: SharingRecord | None,
    second: Membership | None,
) -> SharingRecord:
    last = SharingRecord.objects.filter(organisation=body).aggregate(last=Max("number"))["last"] or 0
    manifest = str(values.get("manifest") or "") if rules.is_shared(values) else ""
    own = Membership.objects.get(pk=actor.through)
    return SharingRecord.objects.create(
        organisation=body,
        number=last + 1,
        question=question,
        corrects=corrects,
        direction=values["direction"],
        outcome=values["outcome"],
        asking_organisation=one_line(str(values["asking_organisation"])),
        values={key: _kept(values[key]) for key in rules.FIELDS if values.get(key) not in (None, "", [])},
        fingerprint=hashlib.sha256(manifest.encode()).hexdigest() if manifest else "",
        is_public=rules.is_shared(values) and values.get("public") == "yes",
        closes=_end_of(values.get("until")),
        decided_by=own,
        decided_as=own.post_title,
        second=second,
        needs_second=second is not None,
        asked_at=_asked_at(values, question, corrects),
        decided_at=timezone.now(),
    )


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _end_of(day: date | None) -> datetime | None:
    """Give the end of a day, which is the first moment of the next."""
    return datetime.combine(day + timedelta(1), time(), timezone.get_default_timezone()) if day else None


def _asked_at(
    values: Mapping[str, Any], question: DeskQuestion | None, corrects: SharingRecord | None
) -> datetime | None:
    """Give the moment from which the clock runs: when the question was put here, else noon of the day that is given."""
    if corrects is not None:
        return corrects.asked_at
    if question is not None:
        return question.asked_at
    day = values.get("received_on")
    if values["direction"] not in (rules.Direction.RECEIVED, rules.Direction.EMERGENCY) or not isinstance(day, date):
        return None
    return min(datetime.combine(day, time(12), timezone.get_default_timezone()), timezone.now())


def _follow(record: SharingRecord) -> None:
    """Do what follows from how a record stands: tell the second person, colleagues who review, and whoever asked."""
    path = reverse("sharing:decision", args=[record.public_id])
    standing = queries.standing_of(record)
    if standing is Standing.AWAITS and record.second is not None:
        if email := desk.address_of(record.second):
            mail.tell(TO_APPROVE, email, {"path": path})
        return
    if standing is Standing.REVIEW:
        for email in queries.reviewers_of(record):
            mail.tell(TO_REVIEW, email, {"path": path, "by": rules.review_by(record.decided_at)})
    if record.question is not None and standing in (Standing.STANDS, Standing.REVIEW):
        _answer(record, record.question)


def _answer(record: SharingRecord, question: DeskQuestion) -> None:
    """Close the question, unless the decision is put off, and tell whoever asked that there is an answer."""
    if record.outcome != rules.Outcome.DEFER and question.answered_at is None:
        DeskQuestion.objects.filter(pk=question.pk).update(answered_at=record.decided_at)
    path = reverse("sharing:question", args=[question.public_id])
    if email := desk.address_of(question.asked_by):
        mail.tell(ANSWERED, email, {"path": path, "by": record.organisation.name})


def _add(actor: Actor, record: SharingRecord, kind: Note, words: str, **more: Any) -> RecordNote:
    made = RecordNote.objects.create(
        record=record, kind=kind.value, words=words.strip(), by_id=actor.through, at=timezone.now(), **more
    )
    audit.record(f"sharing:record:{kind.value}", actor=actor, subject=record, note=made.ref)
    return made


def _locked(record: SharingRecord) -> SharingRecord:
    """Take turns on the organisation, since rows that are only added to cannot be locked; gives the record anew."""
    Organisation.objects.select_for_update().get(pk=record.organisation_id)
    rows = SharingRecord.objects.select_related("question__asked_by", "organisation", "second__person")
    return rows.prefetch_related("notes").get(pk=record.pk)


@transaction.atomic
def approve(*, actor: Actor, record: SharingRecord, agrees: bool, words: str = "") -> RecordNote:
    """Approve a record as its second person, or not, with a reason; with the approval it stands, and whoever asked is
    told.

    :raises Refused: when it was answered already, or does not wait.
    :raises Invalid: without a reason for a no.
    """
    held = _locked(record)
    require(TABLE, "approve_decision", actor, queries.own_of(held))
    if queries.standing_of(held) is not Standing.AWAITS:
        raise Refused(_("It waits for nobody any more."))
    if not agrees and not words.strip():
        raise Invalid(_("Say why not, in a sentence"), "words")
    made = _add(actor, held, Note.APPROVED if agrees else Note.NOT_APPROVED, words)
    _follow(_locked(record))
    return made


@transaction.atomic
def review(*, actor: Actor, record: SharingRecord, words: str) -> RecordNote:
    """Review an emergency decision as somebody who did not take it.

    :raises Refused: for what is no emergency, or is reviewed already.
    :raises Invalid: without a finding.
    """
    held = _locked(record)
    require(TABLE, "review_decision", actor, queries.own_of(held))
    if queries.standing_of(held) is not Standing.REVIEW:
        raise Refused(_("It waits for no review."))
    if not words.strip():
        raise Invalid(_("Say what you found"), "words")
    return _add(actor, held, Note.REVIEWED, words)


@transaction.atomic
def answer_review(*, actor: Actor, record: SharingRecord, words: str) -> RecordNote:
    """Look again at a refusal that somebody asked to have looked at, and say what stays or changes; a changed decision
    is then recorded as a correction. Whoever asked is told.

    :raises Refused: where nobody asked, or it was looked at already.
    :raises Invalid: without a finding.
    """
    held = _locked(record)
    require(TABLE, "review_decision", actor, queries.own_of(held))
    if held.question is None or held.question.review_asked_at is None or held.outcome != rules.Outcome.REFUSE:
        raise Refused(_("Nobody has asked to look at it again."))
    if any(note.kind == Note.APPEAL for note in held.notes.all()):
        raise Refused(_("It was looked at again already."))
    if not words.strip():
        raise Invalid(_("Say what you found"), "words")
    made = _add(actor, held, Note.APPEAL, words)
    path = reverse("sharing:question", args=[held.question.public_id])
    if email := desk.address_of(held.question.asked_by):
        mail.tell(ANSWERED, email, {"path": path, "by": held.organisation.name})
    return made


@transaction.atomic
def note(*, actor: Actor, record: SharingRecord, kind: str, words: str) -> RecordNote:
    """Add what happened since: acknowledged, what came of it, withdrawn, told.

    :raises Invalid: for another kind, or without words.
    """
    held = _locked(record)
    require(TABLE, "add_to_decision", actor, queries.own_of(held))
    if kind not in {one.value for one in rules.IN_WORDS}:
        raise Invalid(_("Choose what happened"), "kind")
    if not words.strip():
        raise Invalid(_("Say what happened"), "words")
    return _add(actor, held, Note(kind), words)

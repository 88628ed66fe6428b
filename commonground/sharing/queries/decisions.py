"""Which decisions on sharing may I see? Those of one's own organisation: a register with search, filters and figures.

*Source:* R184, R211; reference on the domain, 7(B).
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Account, Membership, Organisation
from commonground.people.queries.acting import current
from commonground.sharing.models import RecordNote, SharingRecord
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.decisions_recording import Ease, Note, Standing
from commonground.sharing.rules.writing import REVIEW


def own_of(record: SharingRecord) -> Own:
    """Say whose a record is, for the table of permissions."""
    asking = record.question.organisation_id if record.question else None
    return Own(record.organisation_id, asking, record.decided_by_id, record.second_id)


def _records(actor: Actor) -> QuerySet[SharingRecord]:
    if not may(TABLE, "see_decisions", actor, None):
        return SharingRecord.objects.none()
    held = SharingRecord.objects.filter(organisation=actor.organisation_id)
    held = held.select_related("question__organisation", "decided_by__person", "second__person", "corrects")
    return held.select_related("corrected_by", "organisation").prefetch_related("notes__by__person", "recipients")


def register(
    actor: Actor,
    *,
    search: str = "",
    outcome: str = "",
    direction: str = "",
    standing: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[SharingRecord]:
    """List the decisions of one's own organisation, the latest number first, as far as words and filters go. `since`
    and `until` are days, both included."""
    found = _records(actor)
    for word in search.split():
        numbered = Q(number=int(word)) if word.isdecimal() and len(word) < 9 else Q()
        found = found.filter(
            numbered
            | Q(asking_organisation__icontains=word)
            | Q(values__description__icontains=word)
            | Q(values__purpose__icontains=word)
            | Q(values__reasons__icontains=word)
        )
    if outcome:
        found = found.filter(outcome=outcome)
    if direction:
        found = found.filter(direction=direction)
    if since:
        found = found.filter(decided_at__date__gte=since)
    if until:
        found = found.filter(decided_at__date__lte=until)
    return found.filter(_standing(standing)).order_by("-number")


def _standing(standing: str) -> Q:
    """The condition of a standing, in the order in which `rules.standing` decides."""

    def noted(kind: Note) -> Q:
        return Q(pk__in=RecordNote.objects.filter(kind=kind.value).values("record_id"))

    corrected, withdrawn = Q(corrected_by__isnull=False), noted(Note.WITHDRAWN)
    declined, approved, reviewed = noted(Note.NOT_APPROVED), noted(Note.APPROVED), noted(Note.REVIEWED)
    over = corrected | withdrawn | declined
    awaits, review = Q(needs_second=True) & ~approved, Q(direction="emergency") & ~reviewed
    return {
        Standing.CORRECTED.value: corrected,
        Standing.WITHDRAWN.value: withdrawn & ~corrected,
        Standing.NOT_APPROVED.value: declined & ~corrected & ~withdrawn,
        Standing.AWAITS.value: awaits & ~over,
        Standing.REVIEW.value: review & ~awaits & ~over,
        Standing.STANDS.value: ~over & ~awaits & ~review,
    }.get(standing, Q())


def record_for(actor: Actor, public_id: uuid.UUID) -> SharingRecord:
    """Give a record of one's own organisation, or 404."""
    found = _records(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def standing_of(record: SharingRecord) -> Standing:
    """Say how a record stands now."""
    return rules.standing(
        needs_second=record.needs_second,
        emergency=record.is_emergency,
        notes=frozenset(note.kind for note in record.notes.all()),
        corrected=hasattr(record, "corrected_by"),
    )


def answer_to(question_id: int) -> SharingRecord | None:
    """Give the record that answers a question now: the last that was not corrected, and that stands or is to be
    reviewed; None while there is none."""
    found = SharingRecord.objects.filter(question=question_id, corrected_by__isnull=True)
    found = found.select_related("organisation", "decided_by__person").prefetch_related("notes", "recipients")
    standing = (one for one in found.order_by("-number") if standing_of(one) in (Standing.STANDS, Standing.REVIEW))
    return next(standing, None)


def to_approve(actor: Actor) -> list[SharingRecord]:
    """List the records that wait for the person as their second."""
    return list(register(actor, standing=Standing.AWAITS.value).filter(second=actor.membership_id))


def emergencies(actor: Actor) -> list[SharingRecord]:
    """List the emergency decisions of one's organisation that somebody else took and nobody has reviewed."""
    waiting = register(actor, standing=Standing.REVIEW.value).exclude(decided_by=actor.membership_id)
    return list(waiting.order_by("decided_at"))


def colleagues(actor: Actor) -> QuerySet[Membership]:
    """List the present members of one's own organisation besides oneself who can be a second person, by name."""
    present = Membership.objects.filter(current(), organisation=actor.organisation_id)
    present = present.exclude(pk=actor.membership_id or 0)
    return present.exclude(roles__contains=["guest"]).select_related("person").order_by("person__name", "pk")


def reviewers_of(record: SharingRecord) -> list[str]:
    """List the addresses of those who are told that an emergency decision is to be reviewed: the coordinators of the
    organisation, and where there is none besides whoever decided, its other members."""
    present = Membership.objects.filter(current(), organisation=record.organisation_id)
    others = present.exclude(pk=record.decided_by_id).exclude(roles__contains=["guest"])
    told = others.filter(roles__contains=["coordinator"])
    asked = told if told.exists() else others
    accounts = Account.objects.filter(person_id__in=asked.values("person_id"), is_active=True)
    return list(accounts.order_by("email").values_list("email", flat=True))


def named(names: Iterable[str]) -> tuple[list[Organisation], list[str]]:
    """Find active organisations by their names or other names, in any case; gives those found and the names of which
    nothing or more than one was found."""
    found, missing = list[Organisation](), list[str]()
    for name in names:
        active = Organisation.objects.filter(is_active=True, merged_into=None)
        rows = list(active.filter(name__iexact=name)[:2]) or [
            one for one in active.filter(aliases__icontains=name)[:20] if name.casefold() in _folded(one.aliases)
        ]
        if len(rows) != 1:
            missing.append(name)
        elif rows[0] not in found:
            found.append(rows[0])
    return found, missing


def _folded(names: Iterable[object]) -> set[str]:
    return {str(name).casefold() for name in names}


def ease_of(organisation_id: int | None = None) -> Ease:
    """Work out how easy sharing is, for one organisation as it answers or for everybody: how many questions were
    answered, how many of them with a yes, and the middle time in hours. Few are held back."""
    rows = rows_of("SELECT outcome, asked_at, decided_at FROM sharing_answers(%s)", [organisation_id])
    counts = Counter(outcome for outcome, _asked, _decided in rows)
    return rules.ease(counts, [_hours(asked, decided) for _outcome, asked, decided in rows if decided >= asked])


def _hours(asked: datetime, decided: datetime) -> float:
    return (decided - asked).total_seconds() / 3600


def due_reviews(organisation_id: int, now: datetime | None = None) -> int:
    """Count the emergency decisions of an organisation whose 72 hours have gone without a review."""
    cut = (now or timezone.now()) - REVIEW
    waiting = SharingRecord.objects.filter(organisation=organisation_id, decided_at__lte=cut)
    return waiting.filter(_standing(Standing.REVIEW.value)).count()

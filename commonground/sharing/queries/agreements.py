"""Which agreements may somebody read, and how does one stand? Parties read theirs; the public reads the register.

*Source:* R212-R213; design/sharing.md 5.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.people.models import Organisation
from commonground.sharing.models import (
    Agreement,
    AgreementPerson,
    AgreementVersion,
    AnnexChange,
    DataReport,
    Party,
    TimeInForce,
)
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.agreements import Concerned
from commonground.sharing.rules.agreements_state import (
    InForce,
    Span,
    State,
    Stay,
    VersionState,
    review_due,
    state_of,
    to_certify,
)


def present(at: datetime) -> Q:
    """The condition under which a party, a person's part or a basis holds at a moment."""
    return (Q(opens__isnull=True) | Q(opens__lte=at)) & (Q(closes__isnull=True) | Q(closes__gt=at))


def with_all(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Fetch with agreements what `state` and lists of them ask, so that no row asks by itself."""
    times = TimeInForce.objects.order_by("pk")
    versions = AgreementVersion.objects.order_by("number").prefetch_related(
        Prefetch("times_in_force", queryset=times, to_attr="times")
    )
    parties = Party.objects.select_related("organisation").order_by("organisation__name", "pk")
    return rows.select_related("area", "programme").prefetch_related(
        Prefetch("versions", queryset=versions, to_attr="all_versions"),
        Prefetch("parties", queryset=parties, to_attr="all_parties"),
    )


def state(agreement: Agreement, at: datetime | None = None) -> State:
    """Tell where an agreement that `with_all` fetched stands."""
    versions: Sequence[AgreementVersion] = agreement.all_versions  # type: ignore[attr-defined]
    times = [
        InForce(Span(one.opens, one.closes), Span(version.opens, version.closes))
        for version in versions
        for one in version.times  # type: ignore[attr-defined]
    ]
    return state_of(
        times,
        [version.state for version in versions],
        suspended=agreement.suspended_at is not None,
        ended=agreement.ended_at is not None,
        at=at or timezone.now(),
    )


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """List the agreements in which the actor's organisation is or was a party, or is asked to become one."""
    body = actor.organisation_id if actor.is_member else None
    if body is None:
        return Agreement.objects.none()
    part = Party.objects.filter(agreement=OuterRef("pk"), organisation_id=body)
    asked = pending().filter(agreement=OuterRef("pk"), organisation_id=body)
    return Agreement.objects.filter(Exists(part) | Exists(asked))


def pending() -> QuerySet[AnnexChange]:
    """List the changes of an annex that are neither let in nor dropped."""
    return AnnexChange.objects.filter(let_in_at__isnull=True, dropped_at__isnull=True)


@dataclass(slots=True)
class Reading:
    """One agreement as the actor reads it: where it stands, its versions that they may read, who is in it, who acts for
    whom, what of the annex waits."""

    agreement: Agreement
    actor: Actor
    at: datetime
    state: State
    concerned: Concerned
    versions: list[AgreementVersion]
    parties: list[Party]
    stays: list[Party]
    people: list[AgreementPerson]
    waiting: list[AnnexChange]
    reports_due: set[tuple[int, int]] = field(default_factory=set)

    @property
    def draft(self) -> AgreementVersion | None:
        """The version that is being written."""
        return self._latest(VersionState.DRAFT)

    @property
    def offered(self) -> AgreementVersion | None:
        """The version that awaits signature."""
        return self._latest(VersionState.OFFERED)

    @property
    def signed(self) -> AgreementVersion | None:
        """The newest version that all have signed."""
        return self._latest(VersionState.SIGNED)

    @property
    def shown(self) -> AgreementVersion:
        """The version that stands for the agreement: the one signed by all, else what is on the table."""
        return self.signed or self.offered or self.draft or self.versions[-1]

    def version(self, number: int) -> AgreementVersion:
        """Give one version that the actor may read, or 404."""
        for one in self.versions:
            if one.number == number:
                return one
        raise Http404

    def party(self, public_id: uuid.UUID) -> Party:
        """Give one present party, or 404."""
        for one in self.parties:
            if one.public_id == public_id:
                return one
        raise Http404

    def change(self, public_id: uuid.UUID) -> AnnexChange:
        """Give one change of the annex that waits, or 404."""
        for one in self.waiting:
            if one.public_id == public_id:
                return one
        raise Http404

    def people_of(self, organisation_id: int, part: str = "") -> list[AgreementPerson]:
        """Give who acts for an organisation, in one part or any."""
        return [p for p in self.people if p.membership.organisation_id == organisation_id and part in ("", p.part)]

    def _latest(self, wanted: VersionState) -> AgreementVersion | None:
        found = [one for one in self.versions if one.state == wanted.value]
        return found[-1] if found else None


def reading_for(actor: Actor, public_id: uuid.UUID) -> Reading:
    """Give one agreement as the actor may read it, or 404."""
    found = with_all(visible_to(actor).filter(public_id=public_id)).first()
    if found is None:
        raise Http404
    return reading_of(actor, found)


def again(actor: Actor, agreement: Agreement) -> Reading:
    """Hold an agreement's row until the transaction ends, and read it as it is now, or 404."""
    Agreement.objects.select_for_update().filter(pk=agreement.pk).first()
    return reading_for(actor, agreement.public_id)


def reading_of(actor: Actor, agreement: Agreement, change: AnnexChange | None = None) -> Reading:
    """Make the reading of an agreement that `with_all` fetched; `change` is the one that is asked about."""
    at = timezone.now()
    stays: list[Party] = agreement.all_parties  # type: ignore[attr-defined]
    parties = [one for one in stays if Span(one.opens, one.closes).holds(at)]
    people = AgreementPerson.objects.filter(present(at), agreement=agreement)
    waiting = pending().filter(agreement=agreement).select_related("organisation", "put_by__organisation")
    found = Reading(
        agreement=agreement,
        actor=actor,
        at=at,
        state=state(agreement, at),
        concerned=Concerned(State.DRAFT),
        versions=agreement.all_versions,  # type: ignore[attr-defined]
        parties=parties,
        stays=stays,
        people=list(people.select_related("membership__person", "membership__organisation").order_by("pk")),
        waiting=list(waiting),
    )
    found.reports_due = reports_due(found)
    found.concerned = concerned(found, change)
    if not found.concerned.is_party:
        found.versions = _versions_of_an_outsider(found)
        if not found.concerned.is_asked_in:
            found.waiting = []
    return found


def _versions_of_an_outsider(reading: Reading) -> list[AgreementVersion]:
    """Give what an organisation reads that is no party now: what it signed, and what it is asked to join."""
    body = reading.actor.organisation_id or 0
    signed = set(
        AgreementVersion.objects.filter(
            agreement=reading.agreement, signatures__organisation_id=body, signatures__void_at__isnull=True
        ).values_list("pk", flat=True)
    )
    signed |= set(
        AnnexChange.objects.filter(
            agreement=reading.agreement, organisation_id=body, let_in_at__isnull=False
        ).values_list("version_id", flat=True)
    )
    asked = reading.signed.pk if reading.concerned.is_asked_in and reading.signed else None
    kept = [one for one in reading.versions if one.pk in signed or one.pk == asked]
    return kept or reading.versions[:1]


def concerned(reading: Reading, change: AnnexChange | None = None) -> Concerned:
    """Say how the actor's organisation stands in the agreement, and which parts the actor has in it."""
    actor, body = reading.actor, reading.actor.organisation_id
    states = {one.state for one in reading.versions}
    suspended_by = reading.agreement.suspended_by
    return Concerned(
        state=reading.state,
        is_party=any(one.organisation_id == body for one in reading.parties),
        was_party=any(one.organisation_id == body for one in reading.stays),
        is_asked_in=any(one.organisation_id == body for one in reading.waiting),
        parts=frozenset(p.part for p in reading.people if p.membership_id == actor.membership_id),
        has_draft=VersionState.DRAFT.value in states,
        has_offer=VersionState.OFFERED.value in states,
        may_let_in=change is not None and lets_in(reading, change),
        is_own_change=change is not None and change.organisation_id == body,
        suspended_it=suspended_by is not None and suspended_by.organisation_id == body,
        has_to_report=any(holder == body for holder, _giver in reading.reports_due),
    )


def lets_in(reading: Reading, change: AnnexChange) -> bool:
    """Whether the actor's organisation is one that may let a change of the annex in: a party other than the one that
    put it forward and the one it is about; on the other side than the former, where there is such a party."""
    put_by = change.put_by.organisation if change.put_by else None
    others = [
        one.organisation
        for one in reading.parties
        if one.organisation_id not in (change.organisation_id, put_by.pk if put_by else None)
    ]
    across = [one for one in others if put_by is None or one.side is not put_by.side]
    return reading.actor.organisation_id in {one.pk for one in across or others}


def reports_due(reading: Reading) -> set[tuple[int, int]]:
    """Name which organisation has to say what became of whose data, and has not."""
    stays = [
        Stay(p.organisation_id, frozenset(p.gives), frozenset(p.gets), Span(p.opens, p.closes)) for p in reading.stays
    ]
    over = reading.agreement.ended_at
    if reading.state is State.EXPIRED:
        over = max((one.closes for one in reading.versions if one.closes), default=None)
    if over is None and all(one.time.closes is None for one in stays):
        return set()
    if not any(one.times for one in reading.versions):  # type: ignore[attr-defined]
        return set()
    asked = to_certify(stays, ended_at=over, at=reading.at)
    said = DataReport.objects.filter(agreement=reading.agreement).values_list("organisation_id", "about_id")
    return asked - set(said)


def narrowed(actor: Actor, words: str = "", wanted: str = "") -> list[Agreement]:
    """List the actor's agreements, by words of their title or reference and by where they stand."""
    rows = visible_to(actor)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(reference__icontains=words))
    return [one for one in with_all(rows.order_by("title")) if not wanted or state(one) == wanted]


def may_begin(actor: Actor) -> bool:
    """Tell whether somebody may begin an agreement for the organisation that they act for."""
    return may(TABLE, "begin_agreement", actor, None)


def begun_from(actor: Actor, collaboration: str) -> list[Agreement]:
    """List the actor's agreements that were begun from one collaboration, named by its public id."""
    return list(visible_to(actor).filter(collaboration=collaboration).order_by("title"))


def register(words: str = "") -> list[Agreement]:
    """List what the public register shows: every agreement that was ever in force, by title."""
    began = TimeInForce.objects.filter(version__agreement=OuterRef("pk"))
    rows = Agreement.objects.filter(Exists(began))
    if words:
        named = Party.objects.filter(agreement=OuterRef("pk"), organisation__name__icontains=words)
        rows = rows.filter(Q(title__icontains=words) | Q(reference__icontains=words) | Exists(named))
    return list(with_all(rows.order_by("title")))


def registered(public_id: uuid.UUID) -> Agreement:
    """Give one agreement of the public register, or 404."""
    began = TimeInForce.objects.filter(version__agreement=OuterRef("pk"))
    found = with_all(Agreement.objects.filter(Exists(began), public_id=public_id)).first()
    if found is None:
        raise Http404
    return found


def began_on(agreement: Agreement) -> date | None:
    """Give the day on which an agreement that `with_all` fetched first came into force; None before."""
    times = [one.opens for v in agreement.all_versions for one in v.times if one.opens]  # type: ignore[attr-defined]
    return timezone.localdate(min(times)) if times else None


def next_review(agreement: Agreement, held_on: Iterable[date]) -> date | None:
    """Give the day on which an agreement is to be looked at again; None before it has begun."""
    return review_due(began_on(agreement), list(held_on))


def bodies_to_name(reading: Reading) -> QuerySet[Organisation]:
    """List the organisations that could still become a party."""
    taken = {one.organisation_id for one in reading.parties} | {one.organisation_id for one in reading.waiting}
    return (
        Organisation.objects.filter(is_active=True, merged_into__isnull=True).exclude(pk__in=taken).order_by(F("name"))
    )

"""What does somebody hold open in agreements, and what do these ask of them now?

*Source:* R212, R247; D5; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.people.models import Membership
from commonground.sharing.models import Agreement, AgreementPerson, AgreementReview
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules.agreements_state import PARTS, REVIEW_AHEAD, Part

PACKAGE = "sharing"
KIND = "agreement"
# Who answers for it that an agreement is looked at, the first that an organisation has named
REVIEWING = (Part.REVIEW.value, Part.CONTACT.value)


def parts_open() -> QuerySet[AgreementPerson]:
    """List the parts that hold now, in agreements that have not ended."""
    rows = AgreementPerson.objects.filter(queries.present(timezone.now()), agreement__ended_at__isnull=True)
    return rows.select_related("agreement", "membership__organisation", "membership__person")


def open_matters_of(membership_id: int) -> Iterator[Matter]:
    """List the parts that one membership holds in agreements."""
    for one in parts_open().filter(membership_id=membership_id).order_by("pk"):
        named = {"part": _(PARTS[Part(one.part)]), "title": one.agreement.title}
        url = reverse("sharing:agreement_parties", args=[one.agreement.public_id])
        sees = _("The agreement “%(title)s”, as every member of a party does.") % named
        title = _("%(part)s: %(title)s") % named
        yield Matter(PACKAGE, f"{KIND}:{one.pk}", KIND, title, url, sees=sees, stand_in=_stand_in(one))


def _stand_in(one: AgreementPerson) -> int | None:
    """Give somebody of the same organisation who has another part in the same agreement."""
    others = parts_open().filter(agreement=one.agreement, membership__organisation_id=one.membership.organisation_id)
    return others.exclude(membership_id=one.membership_id).values_list("membership_id", flat=True).first()


def holders() -> frozenset[int]:
    """Give every membership that holds a part."""
    return frozenset(parts_open().values_list("membership_id", flat=True))


def counterparts_of(membership_id: int) -> frozenset[int]:
    """Give who has a part for another organisation in the same agreements."""
    mine = parts_open().filter(membership_id=membership_id)
    body = Membership.objects.filter(pk=membership_id).values("organisation_id")
    rows = parts_open().filter(agreement__in=mine.values("agreement_id"))
    return frozenset(rows.exclude(membership__organisation__in=body).values_list("membership_id", flat=True))


def due_for(actor: Actor, today: date) -> Iterator[Matter]:
    """List what agreements ask of the acting person: to sign, to let in, to review, to say what became of data."""
    if not actor.is_member:
        return
    mine = parts_open().filter(membership_id=actor.through)
    asking = Agreement.objects.filter(Q(pk__in=mine.values("agreement_id")))
    for one in queries.with_all(asking.filter(pk__in=queries.visible_to(actor).values("pk")).distinct()):
        reading = queries.reading_of(actor, one)
        yield from _asked(reading, today)


def _asked(reading: Reading, today: date) -> Iterator[Matter]:
    parts, body = reading.concerned.parts, reading.actor.organisation_id or 0
    if reading.offered is not None and Part.SIGNATORY.value in parts:
        signed = {one.organisation_id for one in words_of.signatures_of(reading.offered)}
        if body not in signed:
            yield _matter(reading, "sign", _("Read and sign: %(title)s"), "agreement")
    for change in reading.waiting:
        about = queries.reading_of(reading.actor, reading.agreement, change).concerned
        page = ("agreement_change", change.public_id)
        if about.is_own_change and change.signed_at is None and Part.SIGNATORY.value in parts:
            yield _matter(reading, f"join-{change.pk}", _("Sign for your organisation: %(title)s"), *page)
        elif about.may_let_in and change.signed_at is not None:
            yield _matter(reading, f"let-{change.pk}", _("A party is to join: %(title)s"), *page)
    if any(holder == body for holder, _giver in reading.reports_due):
        yield _matter(reading, "data", _("Say what became of the data: %(title)s"), "agreement")
    yield from _review(reading, today)


def _review(reading: Reading, today: date) -> Iterator[Matter]:
    """Ask those who keep the reviews, and where nobody does those who are the contact, a month ahead."""
    body = reading.actor.organisation_id or 0
    named = next((part for part in REVIEWING if reading.people_of(body, part)), "")
    if named not in reading.concerned.parts or reading.signed is None or reading.agreement.ended_at:
        return
    held = AgreementReview.objects.filter(agreement=reading.agreement).values_list("held_on", flat=True)
    due = queries.next_review(reading.agreement, held)
    if due is not None and due - REVIEW_AHEAD <= today:
        yield _matter(reading, "review", _("Review the agreement: %(title)s"), "agreement_history", due=due)


def _matter(reading: Reading, key: str, title: str, page: str, *more: object, due: date | None = None) -> Matter:
    here = reading.agreement
    url = reverse(f"sharing:{page}", args=[here.public_id, *more])
    return Matter(PACKAGE, f"{KIND}-{key}:{here.pk}", KIND, title % {"title": here.title}, url, due=due)

"""How does one report become what each reader gets? One item, a version for each kind of reader, a receipt for each.

The police get the full version, others the summary. Whoever is to be told at once, by their own threshold, is told by
mail, with label and reference; everybody else finds it when they look.

*Source:* design/sharing.md 1, 2, 2.2; reference on the domain, 3 (7) and (11); R184, R213.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.people.queries import programmes
from commonground.places.models import Area
from commonground.sharing.actions import feedback, items
from commonground.sharing.adapters import feedback_mail
from commonground.sharing.models import Incident, IncidentDraft, IncidentReporter, Item, KeptUntil, Release, Rendition
from commonground.sharing.queries import asking
from commonground.sharing.queries import incidents as queries
from commonground.sharing.queries.holding import level_of
from commonground.sharing.queries.incidents_reach import offers_for
from commonground.sharing.queries.retention_spans import first_day
from commonground.sharing.rules import incidents as rules
from commonground.sharing.rules.drafts import ReleaseDraft, RenditionDraft
from commonground.sharing.rules.incidents_reach import AMBER, REACHES, Offer, within
from commonground.sharing.rules.references import new_reference
from commonground.sharing.rules.triage import Way, way

__all__ = ["REACHES", "ways_of", "write"]

PURPOSE = "To prevent and detect crime"
LETTER = "sharing/email/incident.txt"
LEAST = 1
NOT_CHECKED = (
    "Nobody has recorded yet that you were checked, so that personal data cannot be kept in your name. The report stays"
    " here as a draft. Ask a coordinator of your organisation, and call 101 meanwhile."
)
APART = ("reporter_name", "reporter_contact")
Ways = Mapping[int, tuple[Way, str]]


@transaction.atomic
def write(*, actor: Actor, draft: IncidentDraft, place: Area, spot: str, reach: str) -> Incident:
    """Write the item, its fields, who reported it, receipts and the day on which it leaves, and tell whom it concerns
    at once. The caller has asked who may.

    :raises Refused: where no programme runs yet, or nobody has recorded the actor as checked, as personal data asks.
    """
    programme = programmes.programme()
    if programme is None:
        raise Refused(_("No programme runs here yet, so that there is nobody to report to. Call 101."))
    if level_of(actor) < LEAST:
        raise Refused(_(NOT_CHECKED))
    values = {name: value for name, value in draft.values.items() if name not in APART}
    offers = within(offers_for(actor)[0], reach)
    ways = ways_of(actor, offers, values, place)
    item = items.write(
        actor=actor,
        programme=programme,
        area=place,
        category=rules.CATEGORY,
        renditions=drafts(values, place, offers),
        own_only=True,
        emergency=any(one is Way.AT_ONCE for one, _because in ways.values()),
    )
    with asking.at_work(actor):
        made = _kept(actor, item, draft, values, place, spot)
        sent = _sent(item, offers, ways, made)
    audit.record("sharing:incident:sent", actor=actor, subject=made, item=item.ref, recipients=len(sent))
    _tell(sent, ways, made.reference)
    return made


def ways_of(
    actor: Actor, offers: Sequence[Offer], values: Mapping[str, Any], place: Area
) -> dict[int, tuple[Way, str]]:
    """Say for each organisation whether it is told at once, by its own thresholds, and why."""
    until = datetime.fromisoformat(values["occurred"])
    alike = 1 + queries.alike_in_week(actor, kind=values["kind"], place=place, until=until)
    found = {}
    for offer in offers:
        line = queries.thresholds_of(offer.organisation_id)[values["kind"]]
        found[offer.organisation_id] = way(line, threat=values["threat"], loss=values["loss"], alike=alike)
    return found


def drafts(values: Mapping[str, Any], place: Area, offers: Sequence[Offer]) -> list[RenditionDraft]:
    """Write the versions: the full one, and where somebody gets it the summary, each with its releases. A report that
    describes somebody, or in which a child took part, says so, so that a second person looks at it."""
    title = rules.title_of(values["kind"], place.name)
    day = date_format(timezone.localtime(datetime.fromisoformat(values["occurred"])), "j F Y")
    describes = values["kind"] != "suspicious" and any(values.get(name) for name in ("people", "vehicle"))
    full = RenditionDraft(
        kind="full", title=title, text=rules.text_of(values), tlp=AMBER, personal=True,
        children=bool(values.get("young")), offences=describes, releases=_releases(offers, "full"),
    )  # fmt: skip
    summary = RenditionDraft(
        kind="awareness", title=title, text=rules.summary_of(values, place.name, day), tlp=AMBER, personal=True,
        releases=_releases(offers, "awareness"),
    )  # fmt: skip
    return [full, summary] if summary.releases else [full]


def _releases(offers: Sequence[Offer], version: str) -> tuple[ReleaseDraft, ...]:
    return tuple(
        ReleaseDraft(
            to="organisation",
            organisation_id=offer.organisation_id,
            agreement_id=offer.agreement_id,
            purpose=PURPOSE,
            basis_of_giver=offer.basis_of_giver or f"As {offer.reference} says",
            basis_of_getter=offer.basis_of_getter or f"As {offer.reference} says",
        )
        for offer in offers
        if offer.version == version
    )


def _kept(
    actor: Actor, item: Item, draft: IncidentDraft, values: Mapping[str, Any], place: Area, spot: str
) -> Incident:
    now = timezone.now()
    full = Rendition.objects.filter(item=item).order_by("place").first()
    IncidentDraft.objects.filter(pk=draft.pk).update(rendition=full)
    draft.rendition = full
    until = values.get("until")
    made = Incident(rendition=full, originator_id=item.originator_id, reference=new_reference("INC"), reported_at=now)
    made.kind, made.place, made.spot, made.values = values["kind"], place, spot[:200], dict(values)
    made.occurred_at = datetime.fromisoformat(values["occurred"])
    made.until = datetime.fromisoformat(until) if until else None
    made.save()
    IncidentReporter.objects.create(
        incident=made, originator_id=item.originator_id, person_id=actor.myself, reported_at=now,
        name=str(draft.values.get("reporter_name") or ""), contact=str(draft.values.get("reporter_contact") or ""),
    )  # fmt: skip
    line, leaves = first_day(item.originator_id, rules.CATEGORY, timezone.localdate(now))
    KeptUntil.objects.create(item=item, originator_id=item.originator_id, line=line, leaves_on=leaves)
    return made


def _sent(item: Item, offers: Sequence[Offer], ways: Ways, made: Incident) -> list[tuple[Offer, Rendition]]:
    """Keep a receipt for each version that went out, and give them; what waits for a second person has not yet."""
    out = Release.objects.filter(rendition__item=item, revoked_at=None).select_related("rendition")
    released = {(one.organisation_id, one.rendition.kind): one.rendition for one in out}
    sent = []
    for offer in offers:
        rendition = released.get((offer.organisation_id, offer.version))
        if rendition is not None:
            rendition.item = item
            how, because = ways[offer.organisation_id]
            feedback.expect(
                rendition, offer.organisation_id, sent_at=made.reported_at, way=how.value, because=because,
                reference=made.reference,
            )  # fmt: skip
            sent.append((offer, rendition))
    return sent


def _tell(sent: Sequence[tuple[Offer, Rendition]], ways: Ways, reference: str) -> None:
    """Tell by mail whoever is to know at once; the message says what it is called and where it is, and nothing more."""
    at_once = {one.organisation_id: version for one, version in sent if ways[one.organisation_id][0] is Way.AT_ONCE}
    for membership in queries.told_at_once(list(at_once)):
        rendition = at_once[membership.organisation_id]
        path = reverse("sharing:incident", args=[rendition.public_id])
        subject = feedback.subject(rendition, reference)
        feedback_mail.tell(LETTER, membership.person.account.email, subject, {"path": path, "reference": reference})

"""How is a report shown? Its answers in words, who gets it and why, and how far it came.

*Source:* reference on the domain, 7(C); the look, section 7 ("Who can see this, and why").
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.pages.words import day, moment
from commonground.places.models import Area
from commonground.sharing.models import Incident, IncidentDraft
from commonground.sharing.models.markings import TLP
from commonground.sharing.queries import feedback
from commonground.sharing.queries import incidents as queries
from commonground.sharing.rules.feedback import TARGETS
from commonground.sharing.rules.incidents import FIELDS, in_words
from commonground.sharing.rules.incidents_reach import Offer
from commonground.sharing.rules.triage import Way

NAMELESS = "A report that you began"


def trail(*more: tuple[str, str]) -> list[dict[str, str]]:
    """Give where one is, from the list of incidents on."""
    above = [(_("Incidents"), reverse("sharing:incidents")), *more]
    return [{"label": label, "url": url} for label, url in above]


def first_values(actor: Actor) -> dict[str, Any]:
    """Give what a new report says already: now, here, seen by oneself, nothing lost."""
    home = queries.organisations.area_of(actor)
    now = timezone.localtime().replace(second=0, microsecond=0)
    return {"occurred": now, "place": home.name if home else "", "how_known": "saw it", "loss": "none"}


def with_way(area: Area) -> str:
    """Name an area with what it lies in, so that two of one name are told apart."""
    return f"{area.name}, {area.within.name}" if area.within else area.name


def answers(values: Mapping[str, Any], place: Area, spot: str) -> list[dict[str, str]]:
    """Give the answers of a report in the order of the form: question and words; facts and opinion are named apart."""
    rows = []
    for one in FIELDS:
        value = values.get(one.name)
        said = _shown(one.kind, value) if one.kind in {"moment", "day"} else _(in_words(one.name, value) or "")
        if one.name == "place":
            said = f"{place.name}, {spot}" if spot else place.name
        if said:
            label = _(one.label) + (f" ({_('opinion')})" if one.name == "opinion" else "")
            rows.append({"key": label, "value": said, "name": one.name})
    return rows


def _shown(kind: str, value: Any) -> str:
    if not value:
        return ""
    if kind == "day":
        return day(date.fromisoformat(value))
    return moment(datetime.fromisoformat(value))


def who_gets(offers: Sequence[Offer], ways: Mapping[int, tuple[Way, str]]) -> list[dict[str, Any]]:
    """Say of each organisation that gets a report which version it gets, under what, and how it is told."""
    versions = {
        "full": _("Everything you wrote"),
        "awareness": _("What it was, where, which day, how it ended. No word that you typed."),
    }
    return [
        {
            "offer": offer,
            "version": versions[offer.version],
            "at_once": ways[offer.organisation_id][0] is Way.AT_ONCE,
            "because": _(ways[offer.organisation_id][1]),
        }
        for offer in offers
    ]


def receipts(actor: Actor, drafts: Iterable[IncidentDraft]) -> list[dict[str, Any]]:
    """Say of each report of a list how far it came, in one question for all of them."""
    shown = list(drafts)
    to = feedback.receipts_by_reference(actor, [one.reference for one in shown if one.reference])
    rows = []
    for one in shown:
        title = one.reference or _(in_words("kind", one.values.get("kind")) or NAMELESS)
        sent = to.get(one.reference, [])
        answered = any(each.answered_at for each in sent)
        rows.append({"draft": one, "is_sent": one.sent_at is not None, "title": title, "to": sent, "said": answered})
    return rows


def receipt(actor: Actor, draft: IncidentDraft) -> dict[str, Any]:
    """Say how far a report that was sent came, with what was answered where the writer may read it."""
    found: dict[str, Any] = {"draft": draft, "said": []}
    found |= {"title": draft.reference, "targets": [_(target.words) for target in TARGETS]}
    found["to"] = feedback.receipts_named(actor, draft.reference)
    found["rendition"] = queries.sent_as(actor, draft)
    if found["rendition"] is not None:
        found["said"] = list(feedback.said_of_item(actor, found["rendition"].item_id))
    return found


def head_of(incident: Incident) -> dict[str, Any]:
    """Give what stands at the head of a hand-over: reference, marking, whose it is, when it was reported, the place."""
    return {
        "reference": incident.reference,
        "marking": TLP[incident.rendition.tlp],
        "organisation": incident.originator.name,
        "reported_at": timezone.localtime(incident.reported_at).isoformat(timespec="minutes"),
        "place_name": incident.place.name,
        "place_code": incident.place.code,
    }

"""What can be done about an incident? Begin a report, save it, send it once to everybody for whom it is, correct it.

A draft is its writer's alone. Sent, it is one item with a version for each kind of reader; its words leave the draft,
which stays as the writer's receipt. Who gets it is settled by agreements before anything is kept as an item.

*Source:* reference on the domain, 7(C); design/sharing.md 1, 2.1; R184, R213; D2, D8.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.places.models import Area
from commonground.sharing.actions import feedback, incidents_sending, renditions
from commonground.sharing.models import Incident, IncidentDraft, TriageLine
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking
from commonground.sharing.queries import incidents as queries
from commonground.sharing.rules import incidents as rules
from commonground.sharing.rules.triage import OURS

CHANGED_MEANWHILE = "This report was changed in another window. Both texts are shown: keep what you want of each."
SENT_ALREADY = "This report is sent. Correct it instead, so that everybody who has read it is told."


@transaction.atomic
def save(
    *, actor: Actor, values: Mapping[str, Any], draft: IncidentDraft | None = None, version: int = 0
) -> IncidentDraft:
    """Keep what is typed of a report, finished or not, for its writer alone.

    :raises Stale: when it was saved in another window meanwhile.
    :raises Refused: when it is sent already.
    """
    require(TABLE, "report_incident", actor, None)
    now = timezone.now()
    held = _locked(actor, draft, version) if draft else IncidentDraft(membership_id=actor.through, begun_at=now)
    held.version = held.version + 1 if draft else 1
    held.values, held.saved_at = dict(values), now
    held.save()
    audit.record(f"sharing:incident:{'draft_saved' if draft else 'begun'}", actor=actor, subject=held)
    return held


def _locked(actor: Actor, draft: IncidentDraft, version: int) -> IncidentDraft:
    held = queries.drafts_of(actor).select_for_update().get(pk=draft.pk)
    if held.sent_at:
        raise Refused(_(SENT_ALREADY))
    if held.version != version:
        raise Stale(_(CHANGED_MEANWHILE), held.values, held.version)
    return held


@transaction.atomic
def remove(*, actor: Actor, draft: IncidentDraft) -> None:
    """Take a report that was not sent away, with every word of it.

    :raises Refused: when it is sent already.
    """
    require(TABLE, "report_incident", actor, None)
    held = queries.drafts_of(actor).select_for_update().get(pk=draft.pk)
    if held.sent_at:
        raise Refused(_(SENT_ALREADY))
    audit.record("sharing:incident:draft_removed", actor=actor, subject=held)
    held.delete()


@transaction.atomic
def send(
    *, actor: Actor, draft: IncidentDraft, place: Area, spot: str = "", reach: str = "agreed", version: int
) -> IncidentDraft:
    """Send a report, once, to everybody whom its reach names, and give the draft, which is now its receipt.

    :raises Invalid: when something that a report needs is not answered.
    :raises Stale: when it was changed in another window.
    :raises Refused: when it is sent already.
    """
    require(TABLE, "report_incident", actor, None)
    held = _locked(actor, draft, version)
    if lacks := rules.missing(held.values):
        raise Invalid(_("Answer this first: %(question)s") % {"question": _(lacks[0].label)}, lacks[0].name)
    if reach not in incidents_sending.REACHES:
        raise Invalid(_("Choose who gets it"), "reach")
    made = incidents_sending.write(actor=actor, draft=held, place=place, spot=spot, reach=reach)
    held.values, held.reference, held.sent_at = {}, made.reference, made.reported_at
    held.saved_at, held.version = made.reported_at, held.version + 1
    held.save()
    return held


@transaction.atomic
def correct(
    *, actor: Actor, incident: Incident, happened: str, opinion: str, why: str, version: int
) -> tuple[Incident, int]:
    """Put right what a report says; everybody who has read it is told, and finds why. Gives how many were told.

    :raises Invalid: when nothing is different, or no reason is given.
    :raises Stale: when it was changed meanwhile.
    """
    require(TABLE, "correct_incident", actor, queries.part_in(actor, incident))
    held = queries.incident_for(actor, incident.rendition.public_id)
    values = held.values | {"happened": happened.strip(), "opinion": opinion.strip()}
    if all(values[name] == str(held.values.get(name) or "") for name in ("happened", "opinion")):
        raise Invalid(_("Nothing is different. Change what is wrong, or go back."), "happened")
    if not why.strip():
        raise Invalid(_("Say in a sentence what was wrong."), "why")
    said = _("Corrected on %(day)s: %(why)s")
    said %= {"day": date_format(timezone.localdate(), "j F Y"), "why": why.strip()}
    text = f"{rules.text_of(values)}\n\n{said}"
    renditions.change(actor=actor, rendition=held.rendition, version=version, text=text)
    with asking.at_work(actor):
        held.values = values | {"corrected": said}
        held.save(update_fields=["values"])
    audit.record("sharing:incident:corrected", actor=actor, subject=held, rendition=held.rendition.ref)
    return held, feedback.tell_corrected(actor=actor, rendition=held.rendition, reference=held.reference)


@transaction.atomic
def set_threshold(*, actor: Actor, kind: str, threat: str, loss: str, alike: int, version: int) -> TriageLine:
    """Say from when on the actor's organisation is told at once of reports of one kind.

    :raises Invalid: for a kind that is not in the list.
    :raises Stale: when somebody else changed the line first.
    """
    require(TABLE, "set_triage", actor, None)
    if kind not in OURS:
        raise Invalid(_("Choose one of the kinds that are shown"), "kind")
    ours = actor.organisation_id or 0
    known = TriageLine.objects.select_for_update().filter(organisation_id=ours, kind=kind).first()
    held = known or TriageLine(organisation_id=ours, kind=kind, version=0)
    if held.version != version:
        theirs = {"threat": held.threat, "loss": held.loss, "alike": held.alike}
        raise Stale(_("Somebody else changed this line first."), theirs, held.version)
    held.threat, held.loss, held.alike = threat, loss, alike
    held.changed_on, held.version = timezone.localdate(), held.version + 1
    held.save()
    audit.record("sharing:threshold:set", actor=actor, subject=held, threat=threat, loss=loss, alike=alike)
    return held


@transaction.atomic
def look_up_reporter(*, actor: Actor, incident: Incident, purpose: str) -> Any:
    """Give who made a report to a custodian who says what for; the look is recorded with its purpose.

    :raises Invalid: without a purpose.
    """
    require(TABLE, "see_reporter", actor, queries.part_in(actor, incident))
    if not purpose.strip():
        raise Invalid(_("Say what you need it for."), "purpose")
    found = queries.reporter_of(incident)
    audit.record("sharing:reporter:seen", actor=actor, subject=incident, purpose=purpose.strip()[:200])
    return found


def occurred(values: Mapping[str, Any]) -> tuple[datetime, datetime | None]:
    """Give when an incident was, and until when if that is known, from what a draft keeps."""
    until = values.get("until")
    return datetime.fromisoformat(values["occurred"]), datetime.fromisoformat(until) if until else None

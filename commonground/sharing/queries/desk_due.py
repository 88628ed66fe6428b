"""What of the desk waits for somebody? Questions, records to approve, emergencies to review, and what was lent.

*Source:* R184, R222; the look, section 7 ("Waiting for").
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.sharing.queries import decisions, desk, requests
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.requests import answer_by

PACKAGE = "sharing"
FEW = 10


def matters_due(actor: Actor, today: date) -> list[Matter]:
    """List what waits for somebody or their organisation at the desk, a few of each kind."""
    if not actor.is_member or "guest" in actor.roles:
        return []
    return [*_questions(actor), *_records(actor), *_lent(actor, today)]


def _questions(actor: Actor) -> Iterator[Matter]:
    for one in [*desk.to_answer(actor)[:FEW], *desk.to_review(actor)[:FEW]]:
        url = reverse("sharing:question", args=[one.public_id])
        note = _("%(who)s asks whether it may be shared") % {"who": one.organisation.name}
        yield Matter(
            PACKAGE, f"question:{one.ref}", _("Question"), one.about, url, note, one.needed_by,
            must_have_owner=False, heading="hoping",
        )  # fmt: skip


def _records(actor: Actor) -> Iterator[Matter]:
    for one in decisions.to_approve(actor)[:FEW]:
        yield _record(one.ref, one.number, reverse("sharing:decision", args=[one.public_id]), _("For you to approve"))
    for one in decisions.emergencies(actor)[:FEW]:
        by = timezone.localdate(rules.review_by(one.decided_at))
        url = reverse("sharing:decision", args=[one.public_id])
        yield _record(one.ref, one.number, url, _("Decided in an emergency, to be reviewed"), by)


def _record(ref: str, number: int, url: str, note: str, due: date | None = None) -> Matter:
    title = _("Decision %(number)s on sharing") % {"number": number}
    return Matter(PACKAGE, f"record:{ref}", _("Decision"), title, url, note, due, must_have_owner=False)


def _lent(actor: Actor, today: date) -> Iterator[Matter]:
    for one in requests.to_answer(actor)[:FEW]:
        url = reverse("sharing:asset_request", args=[one.public_id])
        due = answer_by(timezone.localdate(one.asked_at))
        note = _("%(who)s asks for it") % {"who": one.organisation.name}
        yield Matter(
            PACKAGE, f"request:{one.ref}", _("Request"), one.title, url, note, due,
            must_have_owner=False, heading="hoping",
        )  # fmt: skip
    for one in requests.to_look_at(actor, today)[:FEW]:
        url = reverse("sharing:asset_request", args=[one.public_id])
        note = _("Granted, to be looked at again")
        yield Matter(
            PACKAGE, f"grant:{one.ref}", _("Grant"), one.title, url, note, one.grant.review_on, must_have_owner=False
        )

"""What does working together ask of somebody? To look again at what is waited for, to answer a proposal, to rate.

Nothing here is ever called late: a day that came says only that it is time.

*Source:* R85, R90, R126; the look, section 7 ("Waiting for").
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.models import Collaboration, DecisionItem, DecisionVoice, Review
from commonground.projects.queries.waiting import time_to_look
from commonground.projects.rules.lifecycle import WORKING, State

DUE = "due"


def due_together(actor: Actor, today: date, speaks_in: Sequence[Collaboration]) -> Iterator[Matter]:
    """Give what is due of the acting person, in a fixed number of queries; `speaks_in` are the collaborations in which
    they speak for their side."""
    if not actor.is_member:
        return
    for one in time_to_look(actor, today):
        note = _("For %(whom)s: %(what)s") % {"whom": one.whom, "what": one.what}
        title = _("Look again at what you wait for in %(name)s") % {"name": one.collaboration.name}
        yield _matter(DUE, title, _page("waiting", one.collaboration), note)
    if actor.side not in TWO_SIDES:
        return
    spoken = [one for one in speaks_in if one.state in WORKING]
    if not spoken:
        return
    yield from _decisions(actor, spoken, today)
    yield from _ratings(actor, spoken)


def _decisions(actor: Actor, spoken: Sequence[Collaboration], today: date) -> Iterator[Matter]:
    said = DecisionVoice.objects.filter(item=OuterRef("pk"), version=OuterRef("version"), side=actor.side)
    rows = DecisionItem.objects.filter(
        ~Exists(said),
        collaboration__in=[one.pk for one in spoken if one.state == State.ALIVE],
        earliest_on__lte=today,
        decided_on__isnull=True,
        laid_aside_on__isnull=True,
    )
    for item in rows.select_related("collaboration").order_by("earliest_on", "pk"):
        url = reverse("projects:decision", args=[item.collaboration.public_id, item.public_id])
        title = _("Say where your side stands: %(proposal)s") % {"proposal": item.proposal}
        yield _matter(DUE, title, url, item.collaboration.name)


def _ratings(actor: Actor, spoken: Sequence[Collaboration]) -> Iterator[Matter]:
    """Give the latest review of each collaboration after which the side has not rated the charter."""
    assert actor.side is not None, "callers have looked"
    later = Review.objects.filter(collaboration=OuterRef("collaboration"), number__gt=OuterRef("number"))
    rated = Q(**{f"charter_round__{actor.side.value}_rated_at__isnull": False})
    rows = Review.objects.filter(
        ~Exists(later),
        collaboration__in=[one.pk for one in spoken],
        collaboration__charter__isnull=False,
        police_answered_at__isnull=False,
        security_answered_at__isnull=False,
    ).exclude(rated)
    for review in rows.select_related("collaboration").distinct().order_by("pk"):
        title = _("Say how the charter of %(name)s was kept") % {"name": review.collaboration.name}
        note = _("Seven questions, about 5 minutes. The other side reads it once it has answered too.")
        yield _matter(DUE, title, _page("charter_rate", review.collaboration), note)


def _page(name: str, collaboration: Collaboration) -> str:
    return reverse(f"projects:{name}", args=[collaboration.public_id])


def _matter(heading: str, title: str, url: str, note: str) -> Matter:
    return Matter("projects", url, heading, title, url, note, heading=heading)

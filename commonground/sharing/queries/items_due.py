"""What about items waits for somebody? What a second person approves, what was done in an emergency, and questions.

*Source:* design/sharing.md 2.1; R15, R213.
"""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.sharing.models import Ask, Release
from commonground.sharing.queries import asking, keeping
from commonground.sharing.queries.openings import rows_of


def matters_due(actor: Actor, today: date) -> list[Matter]:
    """List, each as one matter, what waits for the actor as a custodian; nobody else is asked for anything."""
    if not actor.is_member or "custodian" not in actor.roles:
        return []
    with asking.at_work(actor, "review"):
        approvals = keeping.approvals_for(actor).count()
        reviews = list(to_review(actor))
        asks = Ask.objects.filter(originator_id=actor.organisation_id or 0, answered_at__isnull=True).count()
    url, found = reverse("sharing:records"), []
    if approvals:
        words = ngettext(
            "Decide as the second person: %(n)s waits", "Decide as the second person: %(n)s wait", approvals
        )
        found.append(Matter("sharing", "approvals", "approval", words % {"n": approvals}, url, must_have_owner=False))
    if reviews:
        due = min(timezone.localdate(one.review_by) for one in reviews if one.review_by)
        words = _("Review what was released in an emergency")
        found.append(Matter("sharing", "emergencies", "approval", words, url, due=due, must_have_owner=False))
    if asks:
        words = ngettext(
            "Answer %(n)s question about what you share", "Answer %(n)s questions about what you share", asks
        )
        found.append(Matter("sharing", "asks", "approval", words % {"n": asks}, url, must_have_owner=False))
    return found


def to_review(actor: Actor) -> list[Release]:
    """List the releases made in an emergency that wait for the actor as a second person, where the records are open."""
    mine = rows_of("SELECT k FROM sharing_kept(%s, sharing_moment()) k", [actor.membership_id])
    waiting = Release.objects.filter(review_by__isnull=False, reviewed_at__isnull=True, revoked_at__isnull=True)
    named = waiting.filter(rendition__in=[key for (key,) in mine]).exclude(by__person_id=actor.person_id or 0)
    return list(named.select_related("rendition__item").order_by("review_by"))

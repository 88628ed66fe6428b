"""Who hears by mail when a version of the guide is launched?

Those who asked for it and confirmed their address, and the coordinators of the organisations that are here.

*Source:* R51.
"""

from datetime import date, timedelta

from django.db.models import QuerySet

from commonground.groundwork import ids
from commonground.people.models import Membership
from commonground.people.queries import acting
from commonground.people.rules.roles import Role
from commonground.projects.models import GuideFollower, GuideVersion
from commonground.projects.rules.editions import Stage
from commonground.projects.rules.following import CONFIRM_WITHIN

# A launch is news for so long; what was launched before somebody could follow is none
NEWS_FOR = timedelta(days=14)


def followers() -> QuerySet[GuideFollower]:
    """List the confirmed addresses."""
    return GuideFollower.objects.filter(confirmed_on__isnull=False)


def follower_behind(parts: tuple[str, ...] | None) -> GuideFollower | None:
    """Give the follower whom a link's parts name, or None."""
    try:
        public_id = ids.from_text(parts[0]) if parts else None
    except ValueError:
        return None
    return GuideFollower.objects.filter(public_id=public_id).first() if public_id else None


def unconfirmed(today: date) -> QuerySet[GuideFollower]:
    """List the addresses that nobody confirmed in time."""
    return GuideFollower.objects.filter(confirmed_on__isnull=True, asked_on__lt=today - CONFIRM_WITHIN)


def coordinators() -> QuerySet[Membership]:
    """List the present coordinators who have an account, of whatever organisation."""
    held = Membership.objects.filter(acting.current(), roles__contains=[Role.COORDINATOR.value])
    return held.filter(person__account__is_active=True).select_related("person__account").order_by("pk")


def to_tell(today: date) -> QuerySet[GuideVersion]:
    """List the version in force if it was launched lately, nobody was told of it yet, and somebody wrote how it is
    announced."""
    lately = today - NEWS_FOR
    found = GuideVersion.objects.select_for_update(of=("self",)).select_related("workgroup")
    return found.filter(stage=Stage.LAUNCHED, told_on__isnull=True, launched_at__date__gte=lately).exclude(
        announcement=""
    )

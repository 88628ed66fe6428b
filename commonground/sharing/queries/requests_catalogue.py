"""What did an entry of the catalogue say before, who holds it now, and how many of it are out?

*Source:* R222, R223.
"""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from commonground.sharing.models import Asset, AssetVersion, Grant, GrantEntry


def versions_of(asset: Asset) -> QuerySet[AssetVersion]:
    """List what an entry said before, the newest first."""
    return asset.versions.select_related("changed_by__person")


def grants_now(asset: Asset) -> QuerySet[Grant]:
    """List the grants of an entry that hold today or have not begun, as far as the reader may see them."""
    today = timezone.localdate()
    rows = Grant.objects.filter(request__asset=asset, revoked_at__isnull=True, closes__gt=today)
    return rows.select_related("request__asked_by__person")


def out_of(asset: Asset) -> int:
    """Count what of an entry is signed out, under all grants that the reader may see; its owner sees all."""
    return _out(Q(grant__request__asset=asset))


def out_under(grant: Grant) -> int:
    """Count what is signed out under one grant."""
    return _out(Q(grant=grant))


def _out(which: Q) -> int:
    counted = GrantEntry.objects.filter(which).aggregate(
        out=Count("pk", filter=Q(kind="out")), back=Count("pk", filter=Q(kind="back"))
    )
    return int(counted["out"] - counted["back"])

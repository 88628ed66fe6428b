"""What is under way, where, since when and with whom, as far as both sides have told everybody? The public register.

Every word comes from a page that both sides approved; nothing here is read from inside a collaboration.

*Source:* R102; settled questions, "Who sees a collaboration" ("the public page, everybody").
"""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from commonground.places.models import Area
from commonground.projects.models import Publication
from commonground.projects.queries import cases
from commonground.projects.queries.portfolio import area_called

MOST_AREAS = 40
MOST_IN_A_MONTH = 200


def register(search: str = "", area: str = "", began: int | None = None) -> QuerySet[Publication]:
    """List the public pages of what is under way, by name, narrowed to words, to an area (its public id) with all that
    lies in it, and to the year in which the work began."""
    found = cases.published("page", search).filter(collaboration__state="alive")
    if area and (there := area_called(area)):
        found = found.filter(Q(collaboration__area=there) | Q(collaboration__area__above__contains=[there.pk]))
    if began:
        found = found.filter(collaboration__alive_at__year=began)
    return found.order_by("collaboration__name", "pk")


def months_of(first: date) -> list[Publication]:
    """List what began or was made public in a month, by day."""
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    began = Q(collaboration__alive_at__date__gte=first, collaboration__alive_at__date__lt=after)
    told = Q(published_at__date__gte=first, published_at__date__lt=after)
    return list(register().filter(began | told).order_by("collaboration__alive_at", "pk")[:MOST_IN_A_MONTH])


def areas() -> list[tuple[Area, int]]:
    """Give the areas of the register with how many are there, the busiest first, each with `outline` for a map."""
    rows = register().order_by().values("collaboration__area").annotate(n=Count("pk")).order_by("-n")[:MOST_AREAS]
    counts = {row["collaboration__area"]: row["n"] for row in rows}
    found = Area.objects.defer("boundary", "display").annotate(outline=Coalesce("display", "boundary"))
    return [(area, counts[area.pk]) for area in found.filter(pk__in=counts).order_by("name")]

"""Which studies does somebody keep? Those that are not published, whose maker they are or follow.

*Source:* R45, R247; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.matters import Matter
from commonground.outcomes.models import Study
from commonground.people.rules.matters import WORK, Tie, stays

PACKAGE = "outcomes"
_RESULT = "A result says who asked the question, so that it can be asked again; the name is gone."
TIES: tuple[Tie, ...] = (
    stays("outcomes.study.made_by", "Study that you made", ("title", "state", "published_at"), "made_at", _RESULT),
    stays("outcomes.study.kept_by", "Study that you keep", ("title", "state", "published_at"), "made_at", WORK),
)


def studies_kept() -> QuerySet[Study]:
    """List the studies that are not published and that somebody looks after: whoever keeps them, or their maker. One
    that is left with its maker for good names the maker as its keeper."""
    return Study.objects.filter(published_at__isnull=True).exclude(kept_by=F("made_by"))


def kept_by(membership_id: int) -> QuerySet[Study]:
    """List the studies that one membership looks after."""
    return studies_kept().filter(Q(kept_by=membership_id) | Q(made_by=membership_id, kept_by__isnull=True))


def holders() -> frozenset[int]:
    """Give every membership that looks after a study."""
    rows = studies_kept().values_list("made_by_id", "kept_by_id")
    return frozenset(keeper or maker for maker, keeper in rows.distinct().order_by())


def open_matters_of(membership_id: int) -> Iterator[Matter]:
    """List the studies that one membership looks after."""
    for study in kept_by(membership_id).order_by("pk"):
        url = reverse("outcomes:study", args=[study.public_id])
        title = _("Study: %(title)s") % {"title": study}
        sees = _("The study “%(title)s”, which is not published.") % {"title": study}
        yield Matter(PACKAGE, f"study:{study.pk}", "study", title, url, sees=sees)

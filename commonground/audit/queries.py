"""What was done to this? Callers decide first who may ask; the record has no permissions of its own.

*Source:* D1.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from commonground.audit.models import Entry, Was


def history_of(subject_type: str, subject_id: str) -> QuerySet[Entry]:
    """List the deeds done to one subject, newest first, without readings and refusals."""
    return Entry.objects.filter(subject_type=subject_type, subject_id=subject_id, outcome="done").exclude(
        tag__endswith=":seen"
    )


def what_was(at: datetime) -> dict[str, dict[int, dict[str, Any]]]:
    """Give what the rows that are kept track of said at a moment: by table, by key, what stood in the columns."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    rows = Was.objects.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
    for kind, key, says in rows.values_list("kind", "key", "says"):
        found.setdefault(kind, {})[key] = says
    return found

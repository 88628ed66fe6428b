"""What was done to this? Callers decide first who may ask; the record has no permissions of its own.

*Source:* D1.
"""

from django.db.models import QuerySet

from commonground.audit.models import Entry


def history_of(subject_type: str, subject_id: str) -> QuerySet[Entry]:
    """List the deeds done to one subject, newest first, without readings and refusals."""
    return Entry.objects.filter(subject_type=subject_type, subject_id=subject_id, outcome="done").exclude(
        tag__endswith=":seen"
    )

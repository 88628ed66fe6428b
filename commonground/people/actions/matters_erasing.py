"""How are the records that a table of ties names erased? Some go, some are emptied, some stay without a name.

*Source:* D5; UK GDPR, article 17.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from commonground.groundwork.matters import Kept
from commonground.people.queries.matters_held import rows_of
from commonground.people.rules.matters import Ending, Tie


def erase_ties(package: str, ties: Iterable[Tie], person_id: int) -> Iterator[Kept]:
    """Do to every tied record what its tie says, in the caller's transaction, and tell what stays, how many, and why.
    The callers have asked who may."""
    for tie in ties:
        rows = rows_of(tie, person_id)
        if tie.ending is Ending.GOES:
            rows.delete()
            continue
        count = rows.count()
        if tie.ending is Ending.EMPTIED and count:
            rows.update(**{name: _nothing(rows.model, name) for name in tie.emptied})
        if count:
            yield Kept(package, tie.relation, _(tie.what), count, _(tie.because))


def _nothing(model: Any, name: str) -> Any:
    """Give what a field holds when it says nothing."""
    field = model._meta.get_field(name)
    return None if field.null else field.get_default()

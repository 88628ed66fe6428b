"""What can be done with programmes? Change what one says of itself.

*Source:* R1; D1.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Stale
from commonground.people.models import Programme
from commonground.people.permissions import TABLE

REACHED = ("telephone", "telephone_hours", "email")
WORDS = ("name", "strapline", "purpose", "area", "host", *REACHED, "sponsor", "strategy")


def words_of(programme: Programme) -> dict[str, Any]:
    """Give what a programme says of itself, by the names of `WORDS`."""
    return {name: getattr(programme, name) for name in WORDS}


@transaction.atomic
def change_programme(*, actor: Actor, programme: Programme, version: int, **words: Any) -> Programme:
    """Change what a programme says of itself, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when another programme has the name.
    """
    require(TABLE, "change_programme", actor, programme)
    # Every programme is held, so that two do not take one name at once; there are few.
    every = {each.pk: each for each in Programme.objects.select_for_update().order_by("pk")}
    held = every[programme.pk]
    if held.version != version:
        raise Stale(_("Somebody else changed this programme while you were writing."), words_of(held), held.version)
    name = words.get("name", held.name).casefold()
    if any(each.name.casefold() == name for each in every.values() if each.pk != held.pk):
        raise Invalid(_("Choose another name: another programme has this one"), "name")
    changed = [name for name in WORDS if name in words and getattr(held, name) != words[name]]
    for each in changed:
        setattr(held, each, words[each])
    if changed:
        held.version += 1
        held.save(update_fields=[*changed, "version"])
        audit.record("people:programme:changed", actor=actor, subject=held, what=changed)
    return held

"""What can be done with the glossary? Add a term, change it, take it out and bring it back.

*Source:* R77, R87; D1.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Term
from commonground.people.permissions import TABLE

TERM = ("term", "meaning", "said_by", "also", "source")


@transaction.atomic
def add_term(*, actor: Actor, **typed: Any) -> Term:
    """Add a term with its meaning (`TERM`; term and meaning are needed), in the name of the actor's organisation.

    :raises Invalid: when the same side has this term with a meaning already.
    """
    require(TABLE, "change_glossary", actor, None)
    _refuse_a_second_meaning(typed["term"], typed.get("said_by", "both"))
    made = Term.objects.create(organisation_id=actor.organisation_id, **{k: typed[k] for k in TERM if k in typed})
    audit.record("people:term:added", actor=actor, subject=made)
    return made


@transaction.atomic
def change_term(*, actor: Actor, entry: Term, version: int, **typed: Any) -> Term:
    """Change a term, on top of the version that the actor saw.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when the same side has this term with a meaning already.
    :raises Refused: when it was taken out.
    """
    require(TABLE, "change_glossary", actor, None)
    held = Term.objects.select_for_update().get(pk=entry.pk)
    if held.version != version:
        raise Stale(_("Somebody else changed this term while you were writing."), term_values(held), held.version)
    if held.retired_at is not None:
        raise Refused(_("This term was taken out. Bring it back before you change it."))
    _refuse_a_second_meaning(typed.get("term", held.term), typed.get("said_by", held.said_by), besides=held)
    changed = [key for key in TERM if key in typed and getattr(held, key) != typed[key]]
    for key in changed:
        setattr(held, key, typed[key])
    if changed:
        held.version += 1
        held.save()
        audit.record("people:term:changed", actor=actor, subject=held, what=changed)
    return held


@transaction.atomic
def retire_term(*, actor: Actor, term: Term) -> Term:
    """Take a term out of the glossary; it is kept, and can be brought back.

    :raises Refused: when it was taken out already.
    """
    require(TABLE, "change_glossary", actor, None)
    held = Term.objects.select_for_update().get(pk=term.pk)
    if held.retired_at is not None:
        raise Refused(_("This term was taken out already."))
    held.retired_at, held.version = timezone.now(), held.version + 1
    held.save(update_fields=["retired_at", "version"])
    audit.record("people:term:retired", actor=actor, subject=held)
    return held


@transaction.atomic
def bring_back(*, actor: Actor, term: Term) -> Term:
    """Bring a term back that was taken out.

    :raises Refused: when it is in the glossary.
    :raises Invalid: when the same side has this term with another meaning now.
    """
    require(TABLE, "change_glossary", actor, None)
    held = Term.objects.select_for_update().get(pk=term.pk)
    if held.retired_at is None:
        raise Refused(_("This term is in the glossary."))
    _refuse_a_second_meaning(held.term, held.said_by, besides=held)
    held.retired_at, held.version = None, held.version + 1
    held.save(update_fields=["retired_at", "version"])
    audit.record("people:term:brought_back", actor=actor, subject=held)
    return held


def term_values(term: Term) -> dict[str, Any]:
    """Give the values of a term, and its version."""
    return {key: getattr(term, key) for key in (*TERM, "version")}


def _refuse_a_second_meaning(word: str, said_by: str, besides: Term | None = None) -> None:
    """Let one word have two meanings only where the two sides mean different things by it."""
    one_at_a_time(word)
    others = Term.objects.filter(term__iexact=word, retired_at=None)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if any("both" in (said_by, other.said_by) or other.said_by == said_by for other in others):
        raise Invalid(_("“%(term)s” is in the glossary already. Change its meaning there") % {"term": word}, "term")

"""Which words does the glossary explain? It is public; what is retired is no longer shown.

*Source:* R77, R87.
"""

import uuid
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from commonground.people.models import Term
from commonground.people.rules.glossary import explained_in, letter_of


def terms(search: str = "", said_by: str = "") -> QuerySet[Term]:
    """List the terms from A to Z, narrowed to words that occur in a term, its other words or its meaning, and to what
    one side says, which holds what both say."""
    found = Term.objects.filter(retired_at=None).select_related("organisation")
    for word in search.split():
        found = found.filter(Q(term__icontains=word) | Q(also__icontains=word) | Q(meaning__icontains=word))
    if said_by == "both":
        return found.filter(said_by="both")
    return found.filter(said_by__in=(said_by, "both")) if said_by else found


def by_letter(found: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """Set terms in order under their letters."""
    ordered = sorted(found, key=lambda term: (letter_of(term.term), term.term.casefold()))
    return [(letter, list(few)) for letter, few in groupby(ordered, lambda term: letter_of(term.term))]


def retired() -> QuerySet[Term]:
    """List the terms that were taken out, for those who keep the glossary."""
    return Term.objects.exclude(retired_at=None)


def term(public_id: uuid.UUID) -> Term:
    """Give one term, also a retired one, or 404."""
    return get_object_or_404(Term, public_id=public_id)


def named_in(text: str) -> list[Term]:
    """List the terms that a text uses, by themselves or by one of their other words, from A to Z."""
    return explained_in(text, {term: (term.term, *term.also) for term in terms()}) if text else []

"""How is a person chosen? From those who are members now, by organisation and name; a long list is searched first.

*Source:* R21, R54.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.groundwork.sides import Side
from commonground.people.models import Membership
from commonground.projects.forms.working import PersonFilter
from commonground.projects.queries import peopled

MOST = 100

Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Who can be chosen, by organisation; `search` is the form that narrows a list too long to read."""

    people: Choices
    search: PersonFilter | None


def offer(request: HttpRequest, sides: tuple[Side, ...]) -> Offer:
    """Give the members of some sides to choose from: all while they are few, else those whom a search finds."""
    search = PersonFilter(request.GET or None, auto_id="find_%s")
    words = search.cleaned_data["find"] if search.is_bound and search.is_valid() else ""
    found = list(peopled.on_side(request.actor, sides, words)[: MOST + 1])
    return Offer(in_a_list(found[:MOST]), search if words or len(found) > MOST else None)


def in_a_list(memberships: Iterable[Membership]) -> Choices:
    """Write memberships as choices, grouped by organisation."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for membership in memberships:
        post = f", {membership.post_title}" if membership.post_title else ""
        groups.setdefault(membership.organisation.name, []).append((membership.ref, f"{membership.person.name}{post}"))
    return list(groups.items())


def chosen(actor: Actor, ref: str, field: str) -> Membership:
    """Give the membership that was chosen.

    :raises Invalid: when it is no longer one.
    """
    found = peopled.membership_for(actor, ref)
    if found is None:
        raise Invalid(_("Choose somebody who is a member now"), field)
    return found

"""How is a person chosen? From those who are members now, by organisation and name.

*Source:* R21, R54.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership
from commonground.projects.queries import peopled


def in_a_list(memberships: Iterable[Membership]) -> list[tuple[str, list[tuple[str, str]]]]:
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

"""Whom may I see? Members are for members.

*Source:* settled questions, "Who"; D2.
"""

from django.db.models import QuerySet

from commonground.groundwork.actors import Actor
from commonground.people.models import Account, Membership, Organisation
from commonground.people.queries.acting import current


def members_for(actor: Actor, organisation: Organisation) -> QuerySet[Membership]:
    """List the present members of an organisation, to those who are members of anything; to others nobody."""
    found = organisation.memberships.filter(current()).select_related("person", "organisation")
    return found if actor.is_member else found.none()


def memberships_for(actor: Actor) -> QuerySet[Membership]:
    """List every present membership, from which a member may choose partners."""
    found = Membership.objects.filter(current()).select_related("person", "organisation")
    return found if actor.is_member else found.none()


def accounts() -> QuerySet[Account]:
    """List every account with its person, by address; for those who keep the installation."""
    return Account.objects.select_related("person").order_by("email")

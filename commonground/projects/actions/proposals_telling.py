"""Who is told by mail what happens to a proposal? The message says that something waits, never what or from whom.

*Source:* R93; D12.
"""

from collections.abc import Iterable

from django.urls import reverse

from commonground.people.models import Account, Membership, Person
from commonground.people.queries.joining import able_to_verify
from commonground.projects.adapters import mail
from commonground.projects.models import Proposal
from commonground.projects.queries.proposals import nearness_of

TEMPLATE = "projects/email/proposal.txt"


def tell_office(proposal: Proposal) -> None:
    """Tell those who sort proposals, and stand apart from this one, that it waits for them."""
    people = [key for key in able_to_verify() if not nearness_of(key).stands_close(proposal)]
    _tell(Person.objects.filter(pk__in=people), proposal, "office")


def tell_proposer(proposal: Proposal) -> None:
    """Tell whoever proposes it that there is something to read about their proposal."""
    _tell(Person.objects.filter(pk=proposal.proposer.person_id), proposal, "proposer")


def tell_reviewers(proposal: Proposal, memberships: Iterable[Membership]) -> None:
    """Tell some reviewers that they are asked."""
    _tell(Person.objects.filter(memberships__in=list(memberships)), proposal, "reviewer")


def _tell(people: Iterable[Person], proposal: Proposal, whom: str) -> None:
    path = reverse("projects:proposal", args=[proposal.public_id])
    accounts = Account.objects.filter(person__in=people, is_active=True, person__is_active=True)
    for account in accounts.select_related("person").order_by("pk"):
        mail.tell(TEMPLATE, account.email, {"path": path, "name": account.person.name, "whom": whom})

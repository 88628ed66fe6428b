"""Is a thing ever reached through a parent that is not its own? Every address with two ids, from the configuration.

Collaborations and what is shared have walks of their own for this; here is all the rest, on the worked example, and a
test that no address with two ids is in none of them.

*Source:* bar A6 of reference/security.md ("parent id and child id taken from different owners"); CVE-2018-8949.
"""

from functools import reduce

import pytest
from django.db import transaction

from commonground.groundwork.ids import to_text
from commonground.people.models import (
    Account,
    Accreditation,
    Capability,
    Charge,
    Endorsement,
    HandoverMatter,
    Meeting,
    Membership,
    NextStep,
    PostReport,
    Seat,
)
from commonground.projects.models import Assignment, CaseOffer, ResourceOffer
from commonground.sharing.models import AgreementPerson, AnnexChange, Briefing, Party, PartyBasis
from commonground.website.example.people import PEOPLE
from tests.website import addresses

ELSEWHERE = ("collaborations/", "shared/", "api/")
# The child in an address, its model, and by which field it hangs on its parent
CHILDREN = {
    "capability": (Capability, "organisation"),
    "accreditation": (Accreditation, "organisation"),
    "membership": (Membership, "organisation"),
    "report": (PostReport, "post"),
    "endorsement": (Endorsement, "post"),
    "matter": (HandoverMatter, "handover"),
    "seat": (Seat, "workgroup"),
    "charge": (Charge, "workgroup"),
    "meeting": (Meeting, "workgroup"),
    "next_step": (NextStep, "workgroup"),
    "offer": (ResourceOffer, "wanted"),
    "case_offer": (CaseOffer, "call"),
    "assignment": (Assignment, "round__proposal"),
    "party": (Party, "agreement"),
    "acting": (AgreementPerson, "agreement"),
    "basis": (PartyBasis, "agreement"),
    "change": (AnnexChange, "agreement"),
    "briefing": (Briefing, "asset"),
}
# Two things side by side, neither of which hangs on the other; who may see both is asked in tests of their own
BESIDE = {
    "organisations/<id:organisation>/same/<id:other>/",
    "agreements/<id:agreement>/data/<id:organisation>/",
    "proposals/<id:proposal>/exists/<slug:kind>/<id:thing>/",
}
READERS = ("thornbury", "whitlock", "calder")


def kinds(route):
    return [one["name"] for one in addresses.ARGUMENT.finditer(route) if one["kind"] == "id"]


def with_two_ids():
    return [route for route in addresses.patterns() if len(kinds(route)) > 1]


def test_every_address_with_two_ids_is_walked():
    here = [route for route in with_two_ids() if not route.startswith(ELSEWHERE) and route not in BESIDE]
    assert len(with_two_ids()) > 100 and len(here) > 30
    assert {kinds(route)[1] for route in here} <= set(CHILDREN), "say on what the new thing hangs"
    assert all(len(kinds(route)) == 2 for route in here)


def mismatched(route):
    """Give the address of a child under up to three parents that are not its own, with that of a child of nothing."""
    parent, child = kinds(route)
    model, field = CHILDREN[child]
    one = model.objects.select_related(field).order_by("pk").first()
    own = reduce(getattr, field.split("__"), one) if one else None
    others = list(type(own).objects.exclude(pk=own.pk).order_by("pk")[:3]) if own else []
    found = []
    for other in [to_text(each.public_id) for each in others] or [addresses.MISSING]:
        held = {parent: [other], child: [to_text(one.public_id) if one else addresses.MISSING]}
        nothing = {parent: [other], child: [addresses.MISSING]}
        found += [(addresses.filled(route, [each])[-1].path) for each in (held, nothing)]
    return one is not None, list(zip(found[::2], found[1::2], strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("key", READERS)
def test_no_child_is_reached_through_a_parent_that_is_not_its_own(example, client_of, figure, key):
    browser = client_of(Account.objects.get(email=PEOPLE[key].email).person)
    tried, lacking, faults = 0, [], []
    here = [route for route in with_two_ids() if not route.startswith(ELSEWHERE) and route not in BESIDE]
    for route in here:
        there, pairs = mismatched(route)
        lacking += [] if there else [route]
        for path, nothing in pairs:
            for method in ("get", "post"):
                answers = []
                for each in (path, nothing):
                    with transaction.atomic():
                        answers.append(getattr(browser, method)(each).status_code)
                        transaction.set_rollback(True)
                tried += 1
                if answers[0] == 200 or answers[0] != answers[1]:
                    faults.append(f"{method} {path} ({route}): {answers[0]}, and of nothing {answers[1]}")
    figure(f"addresses with two ids beside those of collaborations and items, tried by {key}", len(here))
    figure(f"mismatched pairs of parent and child tried by {key}", tried)
    figure(f"of them answered otherwise than nothing, to {key}", len(faults), bar="0")
    assert not faults, "\n".join(faults)
    assert len(lacking) < len(here) / 4, f"the worked example has none of {lacking}"

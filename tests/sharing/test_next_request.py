"""How long does something stay open after what closes it? Not for one more request, whatever closes it.

A partner reads an item on its page, in the list and by a program; one thing is done or runs out; they ask again. Each
round begins with the town as it was.

*Source:* design/sharing.md 2, 6 ("asked once per request"); bars A3 and E5 of reference/security.md.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commonground.people.models import Accreditation, Clearance, Membership, Organisation, Person
from commonground.sharing.actions import groups, items, releases, renditions
from commonground.sharing.actions.items import ReleaseDraft
from commonground.sharing.models import Party, Release, TimeInForce
from commonground.sharing.queries import asking
from tests.figures import counts
from tests.sharing.town import AMBER, GREEN, PARTNERS, RED, second_agreement, town_of

READER, MISSING = "whitlock", "0" * 22
CENTRE = PARTNERS[0]
WORD = "qzlanternfish"


class Round:
    """One item that a partner may read, and whoever may do something about it."""

    def __init__(self, town, accredited, group, way):
        self.town, self.group = town, group
        hat, body = town.cast.membership[READER], town.cast.organisation[CENTRE]
        self.hat, self.body, self.author = hat, body, town.actor("thornbury")
        self.agreement = accredited if way is accreditation_runs_out else town.agreement
        bases = {"purpose": "To act", "basis_of_giver": "a", "basis_of_getter": "b"}
        draft = ReleaseDraft(organisation_id=body.pk, agreement_id=self.agreement.pk, **bases)
        more = {"tlp": AMBER, "personal": True}
        if way is personal_after_all or way is leaves_the_group:
            more = {"tlp": GREEN, "personal": False, "not_personal_because": "Nobody is named"}
            draft = ReleaseDraft(organisation_id=body.pk, **bases)
        if way is leaves_the_group:
            draft = ReleaseDraft(to="group", group_id=group.pk, **bases)
        if way is named_person_leaves:
            draft = ReleaseDraft(to="person", membership_id=hat.pk, agreement_id=self.agreement.pk, **bases)
        self.item = town.alert(WORD, [draft], **more)
        self.version = self.item.renditions.get()

    def release(self):
        return Release.objects.get(rendition=self.version)

    def change(self, **values):
        renditions.change(actor=self.author, rendition=self.version, version=1, **values)


def revoked(this):
    releases.revoke(actor=this.author, release=this.release(), reason="In error")


def release_ends(this):
    releases.extend(actor=this.author, release=this.release(), closes=timezone.now())


def item_expires(this):
    items.extend(actor=this.author, item=this.item, closes=timezone.now())


def withdrawn(this):
    items.withdraw(actor=this.author, item=this.item, reason="It was another")


def needs_a_higher_level(this):
    this.change(clearance=3)


def becomes_red(this):
    this.change(tlp=RED)


def personal_after_all(this):
    renditions.mark_personal(actor=this.author, rendition=this.version)


def agreement_is_suspended(this):
    TimeInForce.objects.filter(version__agreement=this.agreement).update(closes=timezone.now())


def party_leaves(this):
    Party.objects.filter(agreement=this.agreement, organisation=this.body).update(closes=timezone.now())


def giver_leaves(this):
    Party.objects.filter(agreement=this.agreement, organisation_id=this.item.originator_id).update(
        closes=timezone.now()
    )


def accreditation_runs_out(this):
    Accreditation.objects.filter(organisation=this.body).update(until=timezone.localdate())


def leaves_the_group(this):
    groups.end(actor=this.town.actor("tranter"), entry=this.group.entries.get())


def level_falls(this):
    today = timezone.localdate()
    Clearance.objects.create(membership=this.hat, level=0, starts=today, vetted_by="x")


def level_runs_out(this):
    Clearance.objects.filter(membership=this.hat).update(until=timezone.localdate())


def member_is_suspended(this):
    Membership.objects.filter(pk=this.hat.pk).update(suspended_at=timezone.now())


def member_leaves(this):
    Membership.objects.filter(pk=this.hat.pk).update(until=timezone.localdate())


def named_person_leaves(this):
    member_leaves(this)
    Membership.objects.create(
        person=this.hat.person, organisation=this.town.cast.organisation[PARTNERS[1]], starts=timezone.localdate()
    )


def account_is_closed(this):
    Person.objects.filter(pk=this.hat.person_id).update(is_active=False)


def organisation_closes(this):
    Organisation.objects.filter(pk=this.body.pk).update(is_active=False)


def originator_closes(this):
    Organisation.objects.filter(pk=this.item.originator_id).update(is_active=False)


WAYS = (
    revoked, release_ends, item_expires, withdrawn, needs_a_higher_level, becomes_red, personal_after_all,
    agreement_is_suspended, party_leaves, giver_leaves, accreditation_runs_out, leaves_the_group, level_falls,
    level_runs_out, member_is_suspended, member_leaves, named_person_leaves, account_is_closed, organisation_closes,
    originator_closes,
)  # fmt: skip
GONE = (member_is_suspended, member_leaves, named_person_leaves, account_is_closed, organisation_closes)


@pytest.fixture
def town(cast):
    made = town_of(cast)
    today = timezone.localdate()
    Accreditation.objects.create(
        organisation=cast.organisation[CENTRE], standard="bcrp", starts=today - timedelta(9), verified_at=timezone.now()
    )
    return made


def shown(browser, ref):
    """Give how the page, the list and a program answer, and whether the word of the item is in it."""
    found = []
    for path in (reverse("sharing:items"), f"/shared/{ref}/", f"/api/1/items/{ref}"):
        answer = browser.get(path)
        found.append((answer.status_code, WORD.encode() in answer.content, answer.content.replace(ref.encode(), b"")))
    return found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_closes_it_holds_at_the_very_next_request(town, client_of, figure, way):
    accredited = second_agreement(town)
    group = groups.begin(actor=town.actor("tranter"), name="Radio link")
    groups.add(actor=town.actor("tranter"), group=group, organisation=town.cast.organisation[CENTRE])
    browser = client_of(town.cast.person[READER])
    rounds, late = counts(1, 1000 // len(WAYS)), 0
    for _ in range(rounds):
        with transaction.atomic():
            asking.again()
            this = Round(town, accredited, group, way)
            before = shown(browser, this.item.ref)
            assert [(status, there) for status, there, _ in before] == [(200, True)] * 3
            way(this)
            after = shown(browser, this.item.ref)
            late += any(there for _status, there, _ in after) or after[1][0] == 200 or after[2][0] == 200
            if way not in GONE:
                nothing = browser.get(f"/shared/{MISSING}/").content.replace(MISSING.encode(), b"")
                late += (after[1][0], after[1][2]) != (404, nothing)
            transaction.set_rollback(True)
    figure(
        "closings by an act or a date, each asked about in the next request", rounds, bar=f"1,000 in {len(WAYS)} ways"
    )
    figure("that were still open then, or told of something", late, bar="0")
    assert late == 0

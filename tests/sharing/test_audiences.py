"""Is nothing released to whom it cannot be, whatever a form says?

*Source:* design/sharing.md 1, 2.1; R15, R213; D2.
"""

import pytest
from django.utils import timezone

from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership
from commonground.sharing.actions import groups, releases
from commonground.sharing.actions.items import ReleaseDraft
from tests.sharing.town import GREEN, town_of


@pytest.fixture
def town(cast):
    return town_of(cast)


def test_nothing_is_released_to_a_group_that_another_organisation_keeps(town):
    theirs = groups.begin(actor=town.actor("penhallow"), name="Guards at night")
    to_group = ReleaseDraft(to="group", group_id=theirs.pk, purpose="To warn")
    with pytest.raises(Invalid) as refusal:
        town.alert("Alert", [to_group], tlp=GREEN, personal=False)
    assert refusal.value.field == "to"
    item = town.alert("Alert", [town.to("Tannery Stores", agreed=False)], tlp=GREEN, personal=False)
    with pytest.raises(Invalid):
        releases.release(actor=town.actor("thornbury"), rendition=item.renditions.get(), draft=to_group)
    town.alert("Theirs", [to_group], by="penhallow", tlp=GREEN, personal=False)


def test_nobody_who_has_been_suspended_is_named_in_a_release(town):
    hat = town.cast.membership["whitlock"]
    to_them = ReleaseDraft(to="person", membership_id=hat.pk, purpose="To warn")
    town.alert("Before", [to_them], tlp=GREEN, personal=False)
    Membership.objects.filter(pk=hat.pk).update(suspended_at=timezone.now())
    with pytest.raises(Invalid):
        town.alert("After", [to_them], tlp=GREEN, personal=False)

"""Can somebody new get in, find whom to call, and be sure that the post is still there when its holder has moved?

On a whole site whose web processes connect as the application's role, in a real browser. Single sign-on against a real
provider is in `test_signing_in`.

*Source:* issue "People who can be found, trusted and replaced", acceptance ("Journeys in a real browser"); R45, R89,
R115, R232, R247; D3.
"""

import pytest

from tests.journeys import people_handing, people_joining

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEEN_BY_WHO_JOINS = {
    "people:join", "people:apply", "people:applied", "people:own_application", "people:applications",
    "people:application", "people:call_back", "people:ask_sponsors", "people:vouch", "people:admit", "people:enrol",
    "people:add_telephone", "people:paper_codes", "people:add_passkey", "people:contacts", "people:contact",
}  # fmt: skip
SEEN_BY_WHO_MOVES = {
    "people:handovers", "people:handover_begin", "people:handover", "people:handover_prepare", "people:handover_matter",
    "people:handover_ask", "people:contacts",
}  # fmt: skip


def test_a_guards_manager_is_checked_gets_in_and_finds_whom_to_call(site, chromium):
    story = people_joining.told(chromium, site)
    assert not story.looked.faults, story.looked.faults
    assert {name.split()[0] for name in story.looked.pages} >= SEEN_BY_WHO_JOINS


def test_an_officer_moves_and_the_post_has_somebody_the_next_day(site, chromium):
    story = people_handing.told(chromium, site)
    assert not story.looked.faults, story.looked.faults
    assert {name.split()[0] for name in story.looked.pages} >= SEEN_BY_WHO_MOVES

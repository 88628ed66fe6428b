"""Are the items of the example what the story says, for each of those for whom they are meant?

*Source:* R15, R213; settled questions, "Running it" (the worked example).
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.people.context import set_context
from commonground.places.models import Area
from commonground.sharing.models import Approval
from commonground.sharing.queries import visible
from commonground.website.example import agreements, sharing_items
from commonground.website.example.clock import story_clock
from commonground.website.example.stage import Stage

AREAS = ("Aldermouth", "Minster Gate", "Minster Gate North", "Castle Parade", "Quayside")


@pytest.fixture
def stage(cast) -> Stage:
    """The stage of the example as far as these deeds need it, before anything is agreed."""
    set_up = Stage(cast.actor(keeper(cast)), cast.programme)
    for number, name in enumerate(AREAS):
        made = cast.area if name == "Aldermouth" else Area.objects.create(
            code=f"X0300000{number}", name=name, kind="drawn", boundary=cast.area.boundary
        )  # fmt: skip
        set_up.areas[name] = made
    set_up.organisations, set_up.persons, set_up.memberships = cast.organisation, cast.person, cast.membership
    return set_up


def keeper(cast) -> str:
    return next(key for key, person in cast.person.items() if person.is_administrator)


def test_the_items_of_the_story_reach_those_for_whom_they_are_meant(stage, as_application):
    today = timezone.localdate()
    told = [*agreements.deeds(stage, today), *sharing_items.deeds(stage, today)]
    deeds = sorted(told, key=lambda deed: (deed.day, deed.rank))
    with as_application(stage.keeper), story_clock(today - timedelta(days=400)) as clock:
        for deed in deeds:
            clock.go_to(deed.day)
            set_context(stage.actor(deed.by) if deed.by else stage.keeper)
            deed.do()
    read = {key: titles(stage, key) for key in ("whitlock", "haddow", "hartnoll", "lindqvist", "yarrow")}
    everybody = "Bicycle marking at the front desk"
    group = {"Two women with a foil-lined bag", sharing_items.RAILS, everybody}
    assert read["whitlock"] == {sharing_items.COATS, sharing_items.VAN, "Late shift, this weekend", *group} - {
        sharing_items.RAILS
    }
    assert read["haddow"] == {"Coats at Minster Gate: what to look for", *group} - {sharing_items.RAILS}
    assert read["hartnoll"] == read["lindqvist"] == group
    assert read["yarrow"] == {everybody}
    assert [one.known_title for one in visible.existing_for(stage.actor("lindqvist"))] == ["A briefing for late shifts"]
    assert visible.notices_for(stage.actor("whitlock")).count() == 1
    assert Approval.objects.filter(outcome="").count() == 1


def titles(stage, key) -> set[str]:
    return {one.title for one in visible.latest(stage.actor(key)).rows}

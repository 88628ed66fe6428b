"""Does each meeting of a workgroup end with who does what by when, and does nothing of it get lost when people leave?

*Source:* R2, R235.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.people.actions import workgroups_steps as steps
from commonground.people.actions.matters import MATTERS
from commonground.people.actions.workgroups_steps import Step
from commonground.people.models import NextStep, Workgroup
from commonground.people.queries import workgroups as queries
from tests.cast import Cast
from tests.people.test_workgroups import group

pytestmark = pytest.mark.django_db
SignsIn = Callable[[Any], Client]
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=14)
__all__ = ["group"]


def met(cast: Cast, group: Workgroup, what: str = "Write the example", who: str = "whitlock") -> NextStep:
    """Note a meeting from which one step follows, and give the step."""
    follows = [Step(what, cast.membership[who], SOON)]
    steps.note_meeting(actor=cast.actor("whitlock"), workgroup=group, on=TODAY, note="Met.", steps=follows)
    return NextStep.objects.get(what=what)


def day(name: str, on: date) -> dict[str, str]:
    """Give a day as a form has it."""
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def titles(cast: Cast, who: str) -> list[str]:
    """Give what the day of somebody shows of workgroups."""
    return [each.title for each in MATTERS.due_for(cast.actor(who), TODAY) if each.kind == "step"]


def test_a_meeting_ends_with_a_next_step_or_with_the_reason_why_nothing_follows(cast: Cast, group: Workgroup) -> None:
    noted = {"actor": cast.actor("whitlock"), "workgroup": group, "on": TODAY, "note": "Met."}
    with pytest.raises(Invalid, match="what is done next"):
        steps.note_meeting(**noted)
    with pytest.raises(Invalid):
        follows = [Step("Write it", cast.membership["whitlock"], SOON)]
        steps.note_meeting(**noted, steps=follows, nothing_because="Nothing to do")
    assert not group.meetings.exists()
    steps.note_meeting(**noted, nothing_because="All of it is done")
    assert group.meetings.get().nothing_because == "All of it is done"


def test_a_next_step_belongs_to_somebody_who_sits_there_and_has_a_day_to_come(cast: Cast, group: Workgroup) -> None:
    member = cast.actor("whitlock")
    for who, due in (("penhallow", SOON), ("whitlock", TODAY - timedelta(days=1))):
        with pytest.raises(Invalid):
            steps.add_step(actor=member, workgroup=group, step=Step("Write it", cast.membership[who], due))
    with pytest.raises(NotAllowed):
        step = Step("Write it", cast.membership["whitlock"], SOON)
        steps.add_step(actor=cast.actor("penhallow"), workgroup=group, step=step)


def test_a_step_stands_on_the_day_of_whoever_does_it_until_they_say_what_came_of_it(
    cast: Cast, group: Workgroup
) -> None:
    step = met(cast, group)
    assert (titles(cast, "whitlock"), titles(cast, "thornbury")) == (["Write the example"], [])
    with pytest.raises(NotAllowed):
        steps.end_step(actor=cast.actor("penhallow"), held=step, version=1, ending="done", outcome="Written")
    steps.end_step(actor=cast.actor("whitlock"), held=step, version=1, ending="done", outcome="Written")
    assert titles(cast, "whitlock") == []
    with pytest.raises(Stale):
        steps.end_step(actor=cast.actor("thornbury"), held=step, version=1, ending="dropped", outcome="Late")
    step.refresh_from_db()
    assert (step.ending, step.outcome, step.ended_on) == ("done", "Written", TODAY)


def test_what_somebody_leaves_undone_goes_to_whoever_follows_in_the_seat_or_to_the_lead(
    cast: Cast, group: Workgroup
) -> None:
    leaver, lead = cast.membership["whitlock"], cast.actor("thornbury")
    first, second = met(cast, group), met(cast, group, "Send it to review")
    follower = cast.membership["ellerby"]
    assert leaver.pk in MATTERS.holders()
    kinds = {each.kind: each.key for each in MATTERS.open_matters_of(leaver.pk) if each.kind in ("seat", "step")}
    assert set(kinds) == {"seat", "step"}
    passed = {"actor": lead, "from_membership": leaver.pk, "ends": TODAY}
    MATTERS.hand_over(key=f"step:{first.pk}", to_membership=None, **passed)
    assert titles(cast, "thornbury") == ["Say who does “Write the example”"]
    if follower.organisation_id == leaver.organisation_id:
        MATTERS.hand_over(key=kinds["seat"], to_membership=follower.pk, **passed)
        MATTERS.hand_over(key=f"step:{second.pk}", to_membership=follower.pk, **passed)
        second.refresh_from_db()
        assert second.membership == follower
        assert queries.standing_of(group).holds(follower.pk)
        assert leaver.pk not in MATTERS.holders() - {leaver.pk}


def test_on_the_pages_a_meeting_is_noted_with_what_follows_and_each_step_changed_and_ended(
    cast: Cast, group: Workgroup, client_of: SignsIn
) -> None:
    client, ids = client_of(cast.person["whitlock"]), [group.public_id]
    page = reverse("people:workgroup", args=ids)
    typed = {**day("on", TODAY), "note": "Met.", "what": "Write the example"}
    answer = client.post(reverse("people:note_meeting", args=ids), typed).content.decode()
    assert "Say who does it" in answer and "Say by when" in answer and "Write the example" in answer
    typed |= {"membership": cast.membership["whitlock"].ref, **day("due", SOON)}
    after = client.post(reverse("people:note_meeting", args=ids), typed, follow=True)
    assert "What follows already" in after.content.decode()
    more = {"what": "Send it to review", "membership": cast.membership["thornbury"].ref, **day("due", SOON)}
    assert "Send it to review" in client.post(after.request["PATH_INFO"], more, follow=True).content.decode()
    first, second = (NextStep.objects.get(what=one["what"]) for one in (typed, more))
    changed = {**typed, "what": "Write two examples", "version": first.version}
    client.post(reverse("people:change_step", args=[*ids, first.public_id]), changed)
    assert "Write two examples" in client.get(page).content.decode()
    ended = {"ending": "done", "outcome": "Both are written", "version": first.version + 1}
    client.post(reverse("people:end_step", args=[*ids, first.public_id]), ended)
    assert "Both are written" in client.get(page).content.decode()
    assert client.get(reverse("people:end_step", args=[*ids, second.public_id])).status_code == 403
    assert client.get(reverse("people:end_step", args=[*ids, first.public_id])).status_code == 404
    stranger = client_of(cast.person["penhallow"])
    assert "Write two examples" not in stranger.get(page).content.decode()
    assert stranger.get(reverse("people:change_step", args=[*ids, second.public_id])).status_code == 404

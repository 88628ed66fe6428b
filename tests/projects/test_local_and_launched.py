"""Does what is added to the guide, and what is launched, reach collaborations and those who asked to hear of it?

*Source:* R51, R58.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from commonground.groundwork.refusals import NotAllowed, Refused, Stale
from commonground.projects.actions import guide_around, guide_following, local
from commonground.projects.models import GuideFollower, GuideVersion
from commonground.projects.queries import everything
from commonground.projects.queries import local as reading
from commonground.projects.rules.following import CONFIRM_WITHIN
from tests.projects.guiding import keepers
from tests.projects.pages import page, text

ASKED = "Who holds the keys of the passage?"


def coordinator(cast, of=None):
    return next(
        key
        for key, held in cast.membership.items()
        if "coordinator" in held.roles and (of is None or held.organisation == cast.membership[of].organisation)
    )


def asked(cast, by=None, programme=None):
    actor = cast.actor(by or coordinator(cast))
    return guide_around.add(actor=actor, step=2, kind="question", title=ASKED, programme=programme)


def test_a_question_of_the_programme_is_answered_in_a_collaboration_and_every_wording_stays(cast, client_of):
    here, one = cast.alive(), asked(cast, programme=cast.programme)
    reader = client_of(cast.person["tranter"])
    assert ASKED in text(reader.get(page("step", here, 2)))
    address = page("local_answer", here, 2, one.public_id)
    shown = text(reader.post(address, {"words": "The night manager.", "version": "0"}, follow=True))
    assert "The night manager." in shown
    reader.post(address, {"words": "The day manager.", "version": "1"})
    (found,) = reading.questions_in(here, 2)
    assert [each.words for each in found.wordings] == ["The night manager.", "The day manager."]
    tables = {table.name: table for table in everything.everything(cast.actor("whitlock"), here)}
    assert tables["local"].rows[0][3] == "The day manager."


def test_of_two_who_answer_a_local_question_the_second_is_shown_both_texts(cast, client_of):
    here, one = cast.alive(), asked(cast, programme=cast.programme)
    local.answer(actor=cast.actor("thornbury"), collaboration=here, addition=one, words="The port", version=0)
    with pytest.raises(Stale) as lost:
        local.answer(actor=cast.actor("whitlock"), collaboration=here, addition=one, words="Nobody", version=0)
    assert (lost.value.theirs["words"], lost.value.version) == ("The port", 1)
    shown = text(
        client_of(cast.person["whitlock"]).post(
            page("local_answer", here, 2, one.public_id), {"words": "Nobody", "version": "0"}
        )
    )
    assert "The port" in shown and "Nobody" in shown


def test_an_organisations_own_question_is_asked_where_it_takes_part_and_nowhere_else(cast):
    here = cast.alive()
    inside, outside = coordinator(cast, of="whitlock"), coordinator(cast, of="hartnoll")
    asked(cast, by=inside)
    there = asked(cast, by=outside)
    assert [one.addition.organisation for one in reading.questions_in(here, 2)] == [
        cast.membership["whitlock"].organisation
    ]
    with pytest.raises(Refused):
        local.answer(actor=cast.actor("thornbury"), collaboration=here, addition=there, words="x", version=0)


def test_a_question_that_has_ended_is_asked_no_more_and_its_answer_stays(cast, client_of):
    here, one = cast.alive(), asked(cast, programme=cast.programme)
    local.answer(actor=cast.actor("thornbury"), collaboration=here, addition=one, words="The port", version=0)
    guide_around.end_addition(actor=cast.actor(coordinator(cast)), addition=one)
    reader = client_of(cast.person["thornbury"])
    shown = text(reader.get(page("step", here, 2)))
    assert "The port" in shown and "no longer asked" in shown
    assert reader.get(page("local_answer", here, 2, one.public_id)).status_code == 404


def test_an_invited_stakeholder_reads_no_local_answer_and_answers_none(cast, client_of):
    here, one = cast.alive(), asked(cast, programme=cast.programme)
    local.answer(actor=cast.actor("thornbury"), collaboration=here, addition=one, words="The port", version=0)
    reader = client_of(cast.person["yarrow"])
    assert "The port" not in text(reader.get(page("step", here, 2)))
    assert reader.get(page("local_answer", here, 2, one.public_id)).status_code == 404
    with pytest.raises(NotAllowed):
        local.answer(actor=cast.actor("yarrow"), collaboration=here, addition=one, words="x", version=1)


def test_a_step_of_a_collaboration_links_to_where_deeper_standards_treat_it(cast, client_of):
    here = cast.alive()
    shown = client_of(cast.person["thornbury"]).get(page("step", here, 2)).content.decode()
    assert "https://www.iso.org/standard/72798.html" in shown and "Data sharing code" in shown


def test_a_collaboration_reads_the_words_of_the_version_in_force(cast, client_of):
    here = cast.alive()
    keepers(cast).launched({"3.what": "Find what you have first.", "3a.asks": "What do you have already?"})
    reader = client_of(cast.person["thornbury"])
    shown = text(reader.get(page("step", here, 3)))
    assert "Find what you have first." in shown and "What do you have already?" in shown
    assert "What do you have already?" in text(reader.get(page("answer_add", here, "resources")))


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def test_whoever_asked_for_it_hears_of_a_launch_once_and_can_end_it_with_one_click(cast, client):
    client.post("/guide/follow/", {"email": "reader@example.org"})
    confirming = link_in(mail.outbox[-1])
    assert client.get(confirming).status_code == 200
    assert not GuideFollower.objects.get().confirmed_on, "opening the link changes nothing"
    client.post(confirming)
    mail.outbox.clear()
    keepers(cast).launched()
    told = guide_following.tell_launches(today=timezone.localdate())
    assert told == len(mail.outbox) == len({message.to[0] for message in mail.outbox})
    assert guide_following.tell_launches(today=timezone.localdate()) == 0, "a second run of the day sends nothing again"
    (mine,) = [message for message in mail.outbox if message.to == ["reader@example.org"]]
    assert "Version 2 of the guide" in mine.body and "Version 2 says when to set the measures." in mine.body
    away = mine.extra_headers["List-Unsubscribe"].strip("<>")
    assert mine.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    client.post("/" + away.split("/", 3)[3])
    assert not GuideFollower.objects.exists()


def test_coordinators_hear_of_a_launch_and_other_members_do_not(cast):
    mail.outbox.clear()
    keepers(cast).launched()
    guide_following.tell_launches(today=timezone.localdate())
    held = {key for key, one in cast.membership.items() if "coordinator" in one.roles}
    accounts = {getattr(cast.person[key], "account", None) for key in held}
    assert {message.to[0] for message in mail.outbox} == {account.email for account in accounts if account}


def test_what_was_launched_long_ago_is_no_news(cast):
    keepers(cast).launched()
    GuideVersion.objects.update(launched_at=timezone.now() - timedelta(days=40))
    assert guide_following.tell_launches(today=timezone.localdate()) == 0


def test_an_address_that_nobody_confirms_is_forgotten_and_nobody_learns_who_follows(client, db):
    first = text(client.post("/guide/follow/", {"email": "reader@example.org"}))
    assert text(client.post("/guide/follow/", {"email": "Reader@example.org"})) == first
    assert GuideFollower.objects.count() == 1
    later = timezone.localdate() + CONFIRM_WITHIN + timedelta(days=1)
    assert guide_following.forget_unconfirmed(today=later) == 1

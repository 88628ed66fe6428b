"""Is the community asked without anybody being known, and is it told what came of it?

*Source:* R25.
"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import finishing, polls
from commonground.projects.adapters import links
from commonground.projects.models import PollAnswer, PollGroup
from commonground.projects.queries import polls as queries
from commonground.projects.queries import recorded
from commonground.projects.rules import polling
from commonground.projects.rules.guide import PARTS, Kind
from commonground.projects.rules.steps import missing
from tests.projects.pages import page, text
from tests.projects.planned import recorded_part


def outcome(cast, collaboration, measure="Thefts on weekend evenings"):
    """Set an outcome."""
    typed = {Kind.DATE: "2027-06-01", Kind.NUMBER: "41", Kind.YES_NO: "yes"}
    raw = {
        field.name: typed.get(field.kind) or next(iter(field.choices), "Police records")
        for field in PARTS["outcomes"].fields
        if field.required
    }
    return recorded_part(cast, collaboration, "outcomes", **raw | {"measure": measure})


@pytest.fixture
def collaboration(cast):
    made = cast.alive()
    outcome(cast, made)
    outcome(cast, made, "People who avoid the street")
    return made


def prepared(cast, collaboration, *, to_all=False, days=28):
    """Prepare a poll that opens today."""
    today = timezone.localdate()
    return polls.prepare(
        actor=cast.actor("tranter"), collaboration=collaboration, about="We want to know whether you want the same.",
        opens_on=today, closes_on=today + timedelta(days=days), is_open_to_all=to_all,
    )  # fmt: skip


def group(cast, poll, name="Shelter trustees", email="trustees@example.org"):
    return polls.add_group(actor=cast.actor("tranter"), poll=poll, name=name, kind="community", email=email)


def opened(cast, collaboration, **more):
    poll = prepared(cast, collaboration, **more)
    one = group(cast, poll)
    return polls.open_poll(actor=cast.actor("whitlock"), poll=poll), one


def answers(poll, group, times, share="share", why=""):
    """Answer some times, every objective alike."""
    for _ in range(times):
        given = {one["ref"]: (share, why) for one in poll.objectives}
        polls.answer(actor=ANONYMOUS, poll=poll, group=group, given=given)


def closed(cast, poll):
    return polls.close(actor=cast.actor("whitlock"), poll=poll)


def start(poll, one):
    return reverse("projects:poll_start", args=[polls.link_of(poll, one)])


def test_a_group_answers_one_objective_a_page_without_signing_in(cast, collaboration, client):
    poll, one = opened(cast, collaboration)
    path = re.search(r"/polls/[^/\s]+/", mail.outbox[-1].body)[0]
    assert "Do you want the same?" in text(client.get(path))
    first = client.get(f"{path}1/")
    assert "question 1 of 2" in text(first) and "Thefts on weekend evenings" in text(first)
    assert "Answer the question: Do you share this objective?" in text(client.post(f"{path}1/", {}))
    assert client.post(f"{path}1/", {"share": "share"}).url == f"{path}2/"
    assert client.post(f"{path}2/", {"share": "partly", "why": "It helps the shops most."}).url == f"{path}check/"
    assert "It helps the shops most." in text(client.get(f"{path}check/"))
    assert "Your answers are counted" in text(client.post(f"{path}check/", follow=True))
    assert set(PollAnswer.objects.values_list("share", "group__name")) == {
        ("share", "Shelter trustees"), ("partly", "Shelter trustees"),
    }  # fmt: skip
    assert one.poll_id == poll.pk


def test_answers_are_sent_only_whole_and_what_was_given_stays(cast, collaboration, client):
    poll, one = opened(cast, collaboration)
    path = start(poll, one)
    client.post(f"{path}1/", {"share": "not"})
    shown = text(client.post(f"{path}check/"))
    assert "Answer every question" in shown and "We do not share it" in shown
    assert not PollAnswer.objects.exists()


def test_nothing_says_who_answered_neither_a_row_nor_the_record(cast, collaboration, client):
    poll, one = opened(cast, collaboration)
    before = Entry.objects.count()
    path = start(poll, one)
    for place in (1, 2):
        client.post(f"{path}{place}/", {"share": "share"})
    client.post(f"{path}check/", REMOTE_ADDR="203.0.113.9")
    assert Entry.objects.count() == before
    names = {field.name for field in PollAnswer._meta.get_fields()}
    assert names == {"id", "poll", "group", "sitting", "objective", "share", "why"}


def test_what_is_said_is_shown_only_when_the_poll_is_over(cast, collaboration, client_of):
    poll, one = opened(cast, collaboration)
    answers(poll, one, 6, why="The canary sings")
    shown = text(client_of(cast.person["whitlock"]).get(page("poll", collaboration, poll.public_id)))
    assert "Sets of answers: 6." in shown and "canary" not in shown and "share it" not in shown
    closed(cast, poll)
    shown = text(client_of(cast.person["whitlock"]).get(page("poll", collaboration, poll.public_id)))
    assert "6 of 6 who answered share it" in shown and "The canary sings" in shown


def test_groups_of_fewer_than_five_are_not_shown_by_themselves_nor_found_by_subtraction(cast, collaboration):
    poll, one = opened(cast, collaboration)
    other, small = (group(cast, poll, name, "") for name in ("Market traders", "Night bus drivers"))
    answers(poll, one, 6)
    answers(poll, other, 7, "not")
    answers(poll, small, 2, "not")
    poll = closed(cast, poll)
    for rows in queries.groups_of_result(poll).values():
        assert {(row.name, row.base) for row in rows} == {("Market traders", 7), ("", 8)}


def test_fewer_than_five_answers_show_nothing_at_all(cast, collaboration, client_of):
    poll, one = opened(cast, collaboration)
    answers(poll, one, 4, why="The canary sings")
    closed(cast, poll)
    shown = text(client_of(cast.person["whitlock"]).get(page("poll", collaboration, poll.public_id)))
    assert "Too few answered" in shown and "canary" not in shown and "4 of 4" not in shown


def test_a_poll_that_is_over_takes_no_answers_by_its_date_or_by_hand(cast, collaboration, client):
    poll, one = opened(cast, collaboration)
    path = start(poll, one)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        assert client.get(path).status_code == 404
    closed(cast, poll)
    assert client.post(f"{path}check/").status_code == 404
    with pytest.raises(Refused, match="closed"):
        answers(poll, one, 1)


def test_the_open_link_says_that_it_counts_answers_not_people_and_is_limited(cast, collaboration, client):
    poll, _one = opened(cast, collaboration, to_all=True)
    path = start(poll, None)
    assert "It counts answers, not people." in text(client.get(path))
    for time in range(polling.SENT_AN_HOUR + 1):
        for place in (1, 2):
            client.post(f"{path}{place}/", {"share": "share"})
        response = client.post(f"{path}check/")
        assert response.status_code == (302 if time < polling.SENT_AN_HOUR else 429)


def test_a_poll_without_the_open_link_has_none_and_a_made_up_link_opens_nothing(cast, collaboration, client):
    poll, _one = opened(cast, collaboration)
    assert client.get(start(poll, None)).status_code == 404
    for path in ("nonsense", links.token(links.PLAN, poll.ref, "all", 1)):
        assert client.get(reverse("projects:poll_start", args=[path])).status_code == 404


def test_groups_are_written_to_on_the_first_day_reminded_once_and_leave_with_one_click(cast, collaboration, client):
    today = timezone.localdate()
    poll = polls.prepare(
        actor=cast.actor("tranter"), collaboration=collaboration, about="Why", opens_on=today + timedelta(days=3),
        closes_on=today + timedelta(days=30), is_open_to_all=False,
    )  # fmt: skip
    one = group(cast, poll)
    mail.outbox.clear()
    polls.open_poll(actor=cast.actor("whitlock"), poll=poll)
    assert not mail.outbox and polls.invite_due(today=today) == 0
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert polls.invite_due(today=timezone.localdate()) == 1
        assert polls.invite_due(today=timezone.localdate()) == 0
    message = mail.outbox[-1]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with time_machine.travel(timezone.now() + timedelta(days=24)):
        assert polls.invite_due(today=timezone.localdate()) == 1
        assert polls.invite_due(today=timezone.localdate()) == 0
    away = message.extra_headers["List-Unsubscribe"].strip("<>").partition("/polls/")[2]
    client.get(f"/polls/{away}")
    assert PollGroup.objects.get(pk=one.pk).left_at is None
    client.post(f"/polls/{away}", {"List-Unsubscribe": "One-Click"})
    assert PollGroup.objects.get(pk=one.pk).left_at


def test_who_may_open_a_poll_and_what_it_needs(cast, collaboration):
    poll = prepared(cast, collaboration)
    with pytest.raises(Refused, match="whom you ask"):
        polls.open_poll(actor=cast.actor("whitlock"), poll=poll)
    group(cast, poll)
    for key in ("tranter", "yarrow"):
        with pytest.raises(NotAllowed):
            polls.open_poll(actor=cast.actor(key), poll=poll)
    bare = cast.alive("Nothing set yet")
    empty = prepared(cast, bare, to_all=True)
    with pytest.raises(Refused, match="no objective"):
        polls.open_poll(actor=cast.actor("whitlock"), poll=empty)


def test_an_open_poll_keeps_its_words_and_its_objectives(cast, collaboration):
    poll, _one = opened(cast, collaboration)
    row = collaboration.answers.filter(part="outcomes").first()
    row.values = row.values | {"measure": "Something else"}
    row.save()
    poll.refresh_from_db()
    assert poll.objectives[0]["words"] == "Thefts on weekend evenings: from 41 to 41 by 1 June 2027"
    given = {"opens_on": poll.opens_on, "closes_on": poll.closes_on, "is_open_to_all": False}
    with pytest.raises(Refused, match="Only its last day"):
        polls.change(actor=cast.actor("tranter"), poll=poll, about="Other words", version=poll.version, **given)
    with pytest.raises(Stale):
        polls.change(actor=cast.actor("tranter"), poll=poll, about=poll.about, version=9, **given)
    given["closes_on"] += timedelta(days=7)
    moved = polls.change(actor=cast.actor("tranter"), poll=poll, about=poll.about, version=poll.version, **given)
    assert moved.closes_on == given["closes_on"]


@pytest.mark.parametrize(
    ("opens", "closes", "field"), [(0, -1, "closes_on"), (-9, -2, "closes_on"), (0, 200, "closes_on")]
)
def test_the_days_of_a_poll_follow_each_other(cast, collaboration, opens, closes, field):
    today = timezone.localdate()
    with pytest.raises(Invalid) as refused:
        polls.prepare(
            actor=cast.actor("tranter"), collaboration=collaboration, about="Why", is_open_to_all=False,
            opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes),
        )  # fmt: skip
    assert refused.value.field == field


def test_you_said_we_did_reaches_everybody_once_both_sides_approve_it(cast, collaboration, client, client_of):
    poll, one = opened(cast, collaboration)
    answers(poll, one, 6)
    with pytest.raises(Refused, match="still open"):
        polls.respond(
            actor=cast.actor("tranter"), poll=poll, objective=poll.objectives[0]["ref"], said="x", did="y", version=0
        )
    poll, reader = closed(cast, poll), client_of(cast.person["whitlock"])
    for objective in poll.objectives:
        polls.respond(
            actor=cast.actor("tranter"), poll=poll, objective=objective["ref"], said="Light the passage.",
            did="We asked the council for two lamps.", version=0,
        )  # fmt: skip
    shown = text(reader.post(page("poll_publish", collaboration, poll.public_id), follow=True))
    assert "We asked the council for two lamps." in shown
    publication = collaboration.publications.get(kind="poll")
    address = reverse("projects:poll_result", args=[publication.public_id])
    assert client.get(address).status_code == 404
    finishing.approve(actor=cast.actor("whitlock"), publication=publication)
    assert client.get(address).status_code == 404
    finishing.approve(actor=cast.actor("thornbury"), publication=publication)
    shown = text(client.get(address))
    assert "Of 6 who answered, 6 share it" in shown and "Light the passage." in shown


def test_a_poll_that_was_answered_is_asking_as_step_5_wants_it(cast, collaboration):
    def lacking():
        return "Nobody has been asked whether they share the objectives." in missing(
            recorded.record_of(collaboration), 5, timezone.localdate()
        )

    poll, one = opened(cast, collaboration)
    answers(poll, one, 5)
    assert lacking(), "an open poll has not asked yet"
    closed(cast, poll)
    assert not lacking()


def test_a_group_that_answered_stays(cast, collaboration):
    poll, one = opened(cast, collaboration)
    other = group(cast, poll, "Market traders", "")
    answers(poll, one, 1)
    polls.remove_group(actor=cast.actor("tranter"), group=other)
    with pytest.raises(Refused, match="stays"):
        polls.remove_group(actor=cast.actor("tranter"), group=one)

"""Does somebody's work pass on without anything being left with nobody, and without anybody seeing more than they may?

*Source:* R45, R115, R247; D3; the look, section 7 ("Handover").
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from commonground.audit.models import Entry
from commonground.groundwork import matters
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.outcomes.queries import studies
from commonground.people import tasks
from commonground.people.actions import handovers
from commonground.people.actions.handovers_passing import pass_at_once, the_day_comes
from commonground.people.models import Account, Handover, Holding, Membership
from commonground.people.queries import acting
from commonground.people.queries import handovers as queries
from commonground.people.rules.handovers import looks_like_a_password
from commonground.projects.actions import problem
from commonground.projects.models import Answer, LeadershipPost, SideStatement
from commonground.projects.queries import reading, visible
from commonground.projects.rules.comparing import ASKED
from commonground.website.matters import PACKAGES
from tests.conftest import through_the_application
from tests.people.handing import action, actor, days_later, everything, join, offered, post, study, today
from tests.projects.doing import sent


def gone(membership):
    """End a membership past every action, as a database that was tampered with would."""
    Membership.objects.filter(pk=membership.pk).update(starts=today() - timedelta(9), until=today())


def with_nobody():
    """Give the memberships that hold something open and do not hold themselves."""
    present = Membership.objects.filter(acting.current()).values_list("pk", flat=True)
    return matters.holders() - frozenset(present)


def test_the_task_list_names_what_every_package_keeps_for_the_leaver(cast):
    everything(cast)
    found = matters.open_matters_of(cast.membership["tranter"].pk)
    # Of what is shared nothing passes: an item is its organisation's, whoever wrote it.
    assert {matter.package for matter in found} == {package.package for package in PACKAGES} - {"sharing"}
    assert {matter.kind for matter in found} == {"holding", "team", "lead", "deputy", "answer", "study"}


def test_what_was_accepted_passes_on_the_day_and_both_hold_it_until_the_leavers_last(cast):
    here = everything(cast)
    made = offered(cast, "tranter", "marchbank")
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    assert not visible.collaborations_for(cast.actor("marchbank")).exists(), "nothing opens before the day"
    with days_later(7) as day:
        assert the_day_comes(day) == 1
        for key in ("tranter", "marchbank"):
            assert visible.collaboration_for(cast.actor(key), here.public_id) == here
            assert Holding.objects.filter(membership=cast.membership[key], part="holder").exists()
        assert Answer.objects.get(part="actions").member.membership == cast.membership["marchbank"]
        assert studies.studies_for(cast.actor("marchbank")).count() == 1
        assert [answer.part for answer in reading.due_for(cast.actor("marchbank"))] == ["actions"]
    with days_later(15):
        assert not visible.collaborations_for(cast.actor("tranter")).exists()
        left = Holding.objects.get(membership=cast.membership["tranter"])
        assert left.until == today()
    assert Handover.objects.get().state == "done"


def test_the_voice_of_a_side_stays_when_its_lead_hands_over(cast):
    here = cast.alive()
    made = offered(cast, "thornbury", "tranter", starts_in=0)
    handovers.accept(actor=cast.actor("tranter"), handover=made)
    assert visible.speaker(here, Side.POLICE) == cast.membership["tranter"].pk
    assert LeadershipPost.objects.filter(holder=cast.membership["thornbury"], until__isnull=False).exists()


def test_history_stays_under_the_name_of_who_did_it(cast):
    here = everything(cast)
    sent(cast, here, "thornbury", "whitlock")
    made = offered(cast, "thornbury", "tranter", starts_in=0)
    handovers.accept(actor=cast.actor("tranter"), handover=made)
    assert SideStatement.objects.get(side="police").written_by == cast.person["thornbury"]
    wording = Answer.objects.get(part="actions").versions.order_by("version").first()
    assert wording.by == cast.person["thornbury"]


def test_a_successor_reads_blind_words_of_the_own_side_only_and_those_only_once_it_has_passed(cast):
    here = cast.alive()
    for key in ("thornbury", "whitlock"):
        words = dict.fromkeys(ASKED, f"blind words of {key}")
        problem.write(actor=cast.actor(key), collaboration=here, words=words, version=0)
    made = offered(cast, "thornbury", "marchbank", starts_in=0)
    with through_the_application(cast.actor("marchbank")):
        assert not SideStatement.objects.exists()
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    with through_the_application(cast.actor("marchbank")):
        assert [text.side for text in SideStatement.objects.all()] == ["police"]


def test_nobody_follows_who_stands_on_the_other_side_or_elsewhere(cast):
    here = everything(cast)
    made = handovers.begin(
        actor=cast.actor("tranter"), membership=cast.membership["tranter"], reason="leaves", leaves_on=today()
    )
    with pytest.raises(Invalid, match="present member of Aldermouth Police"):
        handovers.prepare(
            actor=cast.actor("tranter"), handover=made, version=made.version, successor=cast.membership["whitlock"]
        )
    for package in PACKAGES:
        for matter in package.open_matters_of(cast.membership["tranter"].pk):
            with pytest.raises(Refused):
                package.hand_over(
                    actor=cast.actor("tranter"),
                    key=matter.key,
                    from_membership=cast.membership["tranter"].pk,
                    to_membership=cast.membership["lindqvist"].pk,
                    ends=today(),
                )
    assert visible.team_of(here).filter(membership=cast.membership["tranter"]).exists()


def test_an_invited_stakeholder_is_followed_by_somebody_of_the_same_organisation_who_sees_no_more(cast):
    here = cast.alive()
    join(cast, "Nell Ward", "Minster Gate Residents and Traders")
    made = offered(cast, "yarrow", "Nell Ward", starts_in=0)
    handovers.accept(actor=cast.actor("Nell Ward"), handover=made)
    assert visible.taking(cast.actor("Nell Ward"), here).part == "stakeholder"
    with pytest.raises(Http404):
        visible.team_collaboration_for(cast.actor("Nell Ward"), here.public_id)


def test_what_nobody_accepted_in_time_goes_to_the_deputy_and_then_to_the_coordinator(cast):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    with days_later(15) as day:
        the_day_comes(day)
    made.refresh_from_db()
    assert (made.state, made.answered_because) == ("done", "Nobody had accepted it by the last day.")
    held = Holding.objects.get(part="holder", until__isnull=True)
    assert held.membership == cast.membership["thornbury"], "she was the deputy"
    assert LeadershipPost.objects.get(role="delivery", until__isnull=True).holder == cast.membership["thornbury"]
    assert Answer.objects.get(part="actions").member.membership == cast.membership["thornbury"]
    assert studies.studies_for(cast.actor("thornbury")).count() == 1, "as the coordinator"
    assert not studies.studies_for(cast.actor("marchbank")).exists()


@pytest.mark.parametrize("how", ["ended", "suspended", "lapsed", "person", "organisation"])
def test_nothing_open_is_left_with_somebody_who_is_gone_however_they_went(cast, how):
    everything(cast)
    tranter = cast.membership["tranter"]
    assert tranter.pk in matters.holders()
    if how == "ended":
        gone(tranter)
    elif how == "suspended":
        Membership.objects.filter(pk=tranter.pk).update(suspended_at=f"{today()}T08:00Z")
    elif how == "lapsed":
        Membership.objects.filter(pk=tranter.pk).update(lapses_on=today())
    elif how == "person":
        type(cast.person["tranter"]).objects.filter(pk=tranter.person_id).update(is_active=False)
    else:
        type(tranter.organisation).objects.filter(pk=tranter.organisation_id).update(is_active=False)
    assert tranter.pk in with_nobody()
    tasks.daily()
    assert with_nobody() == frozenset()
    before = Handover.objects.count()
    tasks.daily()
    assert Handover.objects.count() == before, "a second round of the same day finds nothing left to do"


def test_where_nobody_is_left_it_is_vacant_which_is_noted_and_the_installation_is_told(cast):
    made = post(cast, "Harbour View Hotel", "lindqvist")
    gone(cast.membership["lindqvist"])
    tasks.daily()
    made.refresh_from_db()
    assert made.vacant_since == today()
    assert Entry.objects.filter(tag="people:matter:vacant").count() == 1
    assert any("cannot" in m.body or "nobody there can take over" in m.body for m in mail.outbox)


def test_the_role_of_the_only_coordinator_passes_with_the_handover_and_no_other_role_does(cast):
    join(cast, "Vera Lunt", "Harbour View Hotel", "coordinator", "verifier")
    made = offered(cast, "Vera Lunt", "lindqvist", starts_in=0)
    handovers.accept(actor=cast.actor("lindqvist"), handover=made)
    assert Membership.objects.get(pk=cast.membership["lindqvist"].pk).roles == ["coordinator"]


def test_one_post_can_be_handed_over_alone(cast):
    here = everything(cast)
    desk = Holding.objects.get(membership=cast.membership["tranter"]).post
    made = offered(cast, "tranter", "marchbank", starts_in=0, post=desk)
    assert [row.key.partition(":")[0] for row in made.matters.all()] == ["holding"]
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    assert Holding.objects.get(post=desk, part="holder", until__isnull=True).membership == cast.membership["marchbank"]
    assert not visible.collaborations_for(cast.actor("marchbank")).exists()
    assert visible.collaboration_for(cast.actor("tranter"), here.public_id)


def test_partners_are_told_once_on_the_day_and_the_successor_is_asked_by_mail(cast):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    assert [m.to for m in mail.outbox] == [["leila.marchbank@police.example.org"]]
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    mail.outbox.clear()
    with days_later(7) as day:
        the_day_comes(day)
        the_day_comes(day)
    told = sorted(address for m in mail.outbox for address in m.to)
    assert told == ["dana.whitlock@marlgate.example.org", "ruth.penhallow@abcp.example.org"]
    assert all("Leila Marchbank" in m.body and "follows" in m.body for m in mail.outbox)
    assert all("Minster Gate evenings" not in m.body for m in mail.outbox)


@pytest.mark.parametrize("after", [0, 3], ids=["the day after the last one", "three days late"])
def test_partners_are_told_also_where_the_leaver_has_gone_when_it_passes(cast, after):
    everything(cast)
    made = offered(cast, "tranter", "marchbank", in_days=14, starts_in=15)
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    mail.outbox.clear()
    with days_later(15 + after) as day:
        the_day_comes(day)
    told = sorted(address for m in mail.outbox for address in m.to)
    assert told == ["dana.whitlock@marlgate.example.org", "ruth.penhallow@abcp.example.org"]


def test_each_matter_can_go_to_somebody_else_or_be_closed_but_not_to_nobody(cast):
    everything(cast)
    made = handovers.begin(
        actor=cast.actor("tranter"), membership=cast.membership["tranter"], reason="leaves", leaves_on=today()
    )
    rows = {row.key.partition(":")[0]: row for row in made.matters.all()}
    who = {"actor": cast.actor("tranter"), "handover": made}
    with pytest.raises(Invalid, match="cannot be left without anybody"):
        handovers.choose(**who, matter=rows["holding"], choice="closed")
    with pytest.raises(Invalid, match="Choose who takes it"):
        handovers.choose(**who, matter=rows["study"], choice="other")
    handovers.choose(**who, matter=rows["study"], choice="other", to=cast.membership["calloway"])
    handovers.choose(**who, matter=rows["deputy"], choice="closed")
    made.refresh_from_db()
    handovers.prepare(**who, version=made.version, successor=cast.membership["marchbank"], starts_on=today())
    handovers.offer(**who)
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    assert studies.studies_for(cast.actor("calloway")).count() == 1
    assert not LeadershipPost.objects.filter(deputy__isnull=False, until__isnull=True).exists()


@pytest.mark.parametrize(
    "note",
    [
        "The password is Minster44",
        "PIN: 4471",
        "door code 8812#",
        "Log in with Gr33nh0use!Gate",
        "passcode = otter",
        "The password of the mailbox is otter",
        "The PIN for the gate behind the arcade: four four seven one",
    ],
)
def test_a_password_never_passes_in_a_note(cast, note):
    with pytest.raises(Invalid, match="never handed over here") as refusal:
        handovers.begin(
            actor=cast.actor("tranter"),
            membership=cast.membership["tranter"],
            reason="leaves",
            leaves_on=today(),
            note=note,
        )
    assert refusal.value.field == "note"


@pytest.mark.parametrize(
    "note",
    [
        "Owen answers quickest by phone before six. The bus station team change every month.",
        "Passwords are never handed over. Ask the help desk on 01632 960101.",
        "See https://www.example.org/Reports/2026?Page=4 and write to dana.whitlock@marlgate.example.org",
        "Leave a pin on the map for each shop",
        "Nobody passes on the password of the mailbox. The desk is the place to ask.",
    ],
)
def test_a_note_without_a_password_is_not_taken_for_one(note):
    assert looks_like_a_password(note) == ""


def test_the_successor_asks_the_leaver_answers_and_nobody_else_reads_it(cast):
    made = offered(cast, "ellerby", "whitlock")
    handovers.ask(actor=cast.actor("whitlock"), handover=made, text="Who opens at six?")
    handovers.ask(actor=cast.actor("ellerby"), handover=made, text="The cleaners.")
    assert [m.text for m in queries.messages_for(cast.actor("ellerby"), made)] == ["Who opens at six?", "The cleaners."]
    assert queries.messages_for(cast.actor("penhallow"), made) == []
    with pytest.raises(NotAllowed):
        handovers.ask(actor=cast.actor("penhallow"), handover=made, text="What is this?")


def test_somebody_else_it_should_be_goes_back_to_the_leaver_with_the_reason(cast):
    made = offered(cast, "ellerby", "whitlock")
    with pytest.raises(Invalid, match="Enter why"):
        handovers.decline(actor=cast.actor("whitlock"), handover=made, reason=" ")
    made = handovers.decline(actor=cast.actor("whitlock"), handover=made, reason="I am on days")
    assert made.state == "declined"
    assert "I am on days" in mail.outbox[-1].body
    assert [m.heading for m in matters.due_for(cast.actor("ellerby"), today())] == ["due"]


def test_an_acceptance_can_be_taken_back_until_the_day_and_not_after(cast):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    made = handovers.reopen(actor=cast.actor("marchbank"), handover=made)
    assert made.state == "draft"
    made = handovers.offer(actor=cast.actor("tranter"), handover=made)
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    with days_later(7) as day:
        the_day_comes(day)
        with pytest.raises(Refused, match="handed over"):
            handovers.reopen(actor=cast.actor("marchbank"), handover=made)


def test_a_cancelled_handover_leaves_everything_where_it_is(cast):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    handovers.cancel(actor=cast.actor("tranter"), handover=made)
    with days_later(40) as day:
        assert the_day_comes(day) == 0
    assert cast.membership["tranter"].pk in matters.holders()


def test_a_coordinator_sees_how_a_handover_stands_without_what_a_collaboration_is_about(cast):
    join(cast, "Vera Lunt", "Aldermouth Police", "coordinator")
    everything(cast)
    made = offered(cast, "tranter", "marchbank", note="Owen answers before six.")
    shown = {line.matter.package: line for line in queries.lines_for(cast.actor("Vera Lunt"), made)}
    assert shown["projects"].title in {"Place on a team", "Post that leads a side", "Something to answer for",
                                       "Deputy of somebody who leads"}  # fmt: skip
    assert "Shop theft desk" in shown["people"].title
    assert all(not line.url for line in shown.values() if line.matter.package != "people")
    with pytest.raises(NotAllowed, match="Only the leaver writes the note"):
        handovers.prepare(
            actor=cast.actor("Vera Lunt"), handover=handovers.reopen(actor=cast.actor("Vera Lunt"), handover=made),
            version=Handover.objects.get().version, note="Other words",
        )  # fmt: skip


@pytest.mark.parametrize("key", ["whitlock", "lindqvist", "calder", "marchbank"])
def test_a_handover_that_is_not_offered_to_them_does_not_exist_for_others(cast, key):
    everything(cast)
    made = handovers.begin(
        actor=cast.actor("tranter"), membership=cast.membership["tranter"], reason="leaves", leaves_on=today()
    )
    with pytest.raises(Http404):
        queries.handover_for(cast.actor(key), made.public_id)


def test_who_saves_second_is_shown_what_was_saved_first(cast):
    made = handovers.begin(
        actor=cast.actor("ellerby"), membership=cast.membership["ellerby"], reason="leaves", leaves_on=today()
    )
    handovers.prepare(actor=cast.actor("ellerby"), handover=made, version=made.version, note="First")
    with pytest.raises(Stale) as lost:
        handovers.prepare(actor=cast.actor("ellerby"), handover=made, version=made.version, note="Second")
    assert lost.value.theirs["note"] == "First"


def test_a_successor_who_left_before_the_day_is_passed_over(cast):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    gone(cast.membership["marchbank"])
    with days_later(15) as day:
        the_day_comes(day)
        gone(cast.membership["tranter"])
        the_day_comes(day)
        assert with_nobody() == frozenset()


def test_what_came_up_after_the_offer_passes_too(cast):
    here = everything(cast)
    made = offered(cast, "tranter", "marchbank", starts_in=0)
    action(cast, here, "tranter")
    handovers.accept(actor=cast.actor("marchbank"), handover=made)
    assert {a.member.membership_id for a in Answer.objects.filter(part="actions")} == {cast.membership["marchbank"].pk}


def test_everybody_who_is_given_something_unasked_is_told(cast):
    everything(cast)
    pass_at_once(actor=actor(cast, "thornbury"), membership=cast.membership["tranter"], reason="He has died")
    told = {m.to[0]: m.body for m in mail.outbox}
    assert "things open" in told["maya.thornbury@police.example.org"]
    assert "died" not in str(told)
    assert Account.objects.filter(email="owen.tranter@police.example.org").exists()


def test_a_study_is_kept_by_who_follows_and_still_says_who_made_it(cast):
    made = study(cast, "calloway")
    pass_at_once(actor=actor(cast, "thornbury"), membership=cast.membership["calloway"], reason="Gone")
    made.refresh_from_db()
    assert (made.made_by, made.kept_by) == (cast.membership["calloway"], cast.membership["thornbury"])

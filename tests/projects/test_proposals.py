"""Does a proposal go its way: written, sorted, reviewed by both sides, decided with reasons, revised, supported?

*Source:* R93, R103-R104, R108-R109; D12.
"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.models import Interest
from commonground.projects.actions import assessing, needs, proposals, supporting
from commonground.projects.actions import proposals_sorting as sorting
from commonground.projects.models import Assessment, Proposal, Reuse
from commonground.projects.queries import assessing as reviews
from commonground.projects.queries import proposals as queries
from commonground.projects.queries import reusing
from commonground.projects.queries.proposals import proposals_for, reading_for, readings
from commonground.projects.queries.supporting import standing_of
from commonground.projects.rules.proposals import State
from commonground.projects.rules.proposals_showing import Reader, Seen
from commonground.projects.rules.supporting import Standing
from tests.projects.proposals import (
    OF_POLICE,
    OF_SECURITY,
    OFFICE,
    PROPOSER,
    answer_all,
    draft,
    in_review,
    need,
    now,
    reviewed,
    said,
    submitted,
    supported,
)


def test_a_proposal_is_sorted_reviewed_by_both_sides_and_supported(cast):
    made = reviewed(cast, in_review(cast))
    assert made.state == State.DECIDING
    assert made.rounds.get().spread["mean"] == 3.0
    made = supported(cast, made)
    assert (made.state, standing_of(made)) == (State.SUPPORTED, Standing.HOLDS)
    assert made.rounds.get().decisions.get().reasons == "Both sides gain"


def test_something_that_exists_and_is_not_answered_keeps_a_proposal_from_being_submitted(cast):
    supported(cast, reviewed(cast, in_review(cast, title="Lamps and patrols on the late path")))
    made = draft(cast, by="penhallow", title="Patrols and lamps for the late path")
    found = reusing.unanswered(cast.actor("penhallow"), made)
    assert [match.kind for match in found] == ["support"]
    with pytest.raises(Refused, match="why it cannot deliver"):
        proposals.submit(actor=cast.actor("penhallow"), proposal=made, version=made.version)
    with pytest.raises(Invalid):
        proposals.answer_match(actor=cast.actor("penhallow"), proposal=made, match=found[0], way="cannot", why=" ")
    answer_all(cast, made, "penhallow")
    assert proposals.submit(actor=cast.actor("penhallow"), proposal=made, version=made.version).state == "submitted"


def test_of_another_open_proposal_only_the_name_is_told(cast):
    submitted(cast, title="Lamps and patrols on the late path")
    mine = draft(cast, by="penhallow", title="Patrols and lamps for the late path")
    found = reusing.unanswered(cast.actor("penhallow"), mine)
    assert [(match.kind, match.url) for match in found] == [("proposal", "")]
    with pytest.raises(Http404):
        reading_for(cast.actor("penhallow"), Proposal.objects.get(title="Lamps and patrols on the late path").public_id)


def test_what_the_proposer_knows_of_besides_is_kept_with_it(cast):
    made = draft(cast)
    match = reusing.Match("own", "", "The taxi marshals")
    proposals.answer_match(actor=cast.actor(PROPOSER), proposal=made, match=match, way="extends", why="They end at ten")
    assert reusing.unanswered(cast.actor(PROPOSER), made) == []
    assert Reuse.objects.get().kind == "own"


@pytest.mark.parametrize("name", ["what", "benefit_police", "success_security", "resources", "cell"])
def test_nothing_may_be_missing_when_it_is_submitted(cast, name):
    made = draft(cast, **{name: ""})
    with pytest.raises(Refused):
        proposals.submit(actor=cast.actor(PROPOSER), proposal=made, version=made.version)


def test_a_proposal_without_a_need_is_not_submitted(cast):
    made = draft(cast, need=None)
    with pytest.raises(Refused, match="need"):
        proposals.submit(actor=cast.actor(PROPOSER), proposal=made, version=made.version)


def test_whoever_is_not_to_be_shown_may_not_stand_in_the_words(cast):
    made = draft(cast, hides=True, what="Gwen Hartnoll walks the path")
    with pytest.raises(Refused, match="Gwen Hartnoll"):
        proposals.submit(actor=cast.actor(PROPOSER), proposal=made, version=made.version)


def test_two_who_save_at_once_lose_nothing(cast):
    made = draft(cast)
    values = proposals.values_of(made)
    change = {"area": cast.area, "need": made.need, "hides_proposer": False}
    proposals.change(
        actor=cast.actor(PROPOSER), proposal=made, version=made.version, values=values | {"what": "First"}, **change
    )
    with pytest.raises(Stale) as lost:
        proposals.change(
            actor=cast.actor(PROPOSER),
            proposal=made,
            version=made.version,
            values=values | {"what": "Second"},
            **change,
        )
    assert lost.value.theirs["what"] == "First"


# Who may review


def able(made):
    return set(reviews.able_to_review(made).values_list("person__name", flat=True))


def test_whoever_stands_close_by_their_organisation_or_its_name_in_the_words_is_not_asked(cast):
    made = submitted(cast, what="The Marlgate Centre would light its covered way")
    assert "Gwen Hartnoll" not in able(made)
    assert "Dana Whitlock" not in able(made), "her organisation is named in it"
    assert "Idris Calloway" in able(made)
    sorting.take_up(actor=cast.actor(OFFICE), proposal=made)
    with pytest.raises(Refused, match="Dana Whitlock cannot review"):
        sorting.ask(actor=cast.actor(OFFICE), proposal=made, memberships=[cast.membership["whitlock"]])


def test_whoever_sorts_proposals_reviews_none(cast):
    cast.membership["calloway"].roles = ["verifier"]
    cast.membership["calloway"].save()
    assert "Idris Calloway" not in able(submitted(cast))


def test_a_review_needs_both_sides(cast):
    made = submitted(cast)
    office = cast.actor(OFFICE)
    sorting.take_up(actor=office, proposal=made)
    sorting.ask(actor=office, proposal=made, memberships=[cast.membership[OF_POLICE]])
    with pytest.raises(Refused, match="security"):
        sorting.send_to_review(actor=office, proposal=made)


def test_nothing_is_read_before_it_is_declared_that_one_does_not_stand_close(cast):
    made = in_review(cast)
    reading = reading_for(cast.actor(OF_POLICE), made.public_id)
    assert (reading.reader, reading.sees) == (Reader.ASKED, {Seen.TITLE, Seen.PROPOSER})
    with pytest.raises(NotAllowed):
        assessing.send(actor=cast.actor(OF_POLICE), proposal=made, version=0, said=said())
    assessing.declare_none(actor=cast.actor(OF_POLICE), proposal=made)
    assert Seen.TEXT in reading_for(cast.actor(OF_POLICE), made.public_id).sees


def test_a_declared_interest_closes_the_proposal_for_good(cast):
    made = in_review(cast, reviewers=(OF_POLICE, OF_SECURITY, "ellerby"))
    assessing.declare_none(actor=cast.actor("ellerby"), proposal=made)
    assessing.declare_interest(actor=cast.actor("ellerby"), proposal=made, words="My brother would fit the lamps")
    assert Interest.objects.get().text == "My brother would fit the lamps"
    with pytest.raises(Http404):
        reading_for(cast.actor("ellerby"), made.public_id)
    with pytest.raises(NotAllowed):
        assessing.send(actor=cast.actor("ellerby"), proposal=made, version=0, said=said())
    assert "Tomas Ellerby" not in able(made)


def test_a_computed_conflict_that_comes_later_blocks_reading_too(cast):
    made = in_review(cast)
    assessing.declare_none(actor=cast.actor(OF_SECURITY), proposal=made)
    Proposal.objects.filter(pk=made.pk).update(close_to=[cast.membership[OF_SECURITY].organisation_id])
    with pytest.raises(Http404):
        reading_for(cast.actor(OF_SECURITY), made.public_id)


def test_whoever_stands_close_or_reviews_does_not_decide(cast):
    made = reviewed(cast, in_review(cast))
    for key in (OF_POLICE, PROPOSER):
        cast.membership[key].roles = ["verifier"]
        cast.membership[key].save()
        with pytest.raises(NotAllowed):
            sorting.decide(actor=cast.actor(key), proposal=made, outcome="decline", reasons="No")
    assert now(made).state == State.DECIDING


def test_nobody_decides_without_reasons(cast):
    made = reviewed(cast, in_review(cast))
    with pytest.raises(Invalid):
        sorting.decide(actor=cast.actor(OFFICE), proposal=made, outcome="decline", reasons="  ")


def test_reviews_are_opened_early_only_with_one_of_each_side_and_a_reason(cast):
    made = in_review(cast, reviewers=(OF_POLICE, OF_SECURITY, "ellerby"))
    reviewed(cast, made, OF_POLICE)
    with pytest.raises(Refused, match="security"):
        sorting.open_reviews(actor=cast.actor(OFFICE), proposal=made, because="Time")
    reviewed(cast, made, OF_SECURITY)
    with pytest.raises(Invalid):
        sorting.open_reviews(actor=cast.actor(OFFICE), proposal=made, because="")
    sorting.open_reviews(actor=cast.actor(OFFICE), proposal=made, because="Both sides have answered")
    assert now(made).state == State.DECIDING
    with pytest.raises(NotAllowed):
        assessing.declare_none(actor=cast.actor("ellerby"), proposal=made)


def test_a_review_that_is_sent_never_changes(cast):
    made = in_review(cast, reviewers=(OF_POLICE, OF_SECURITY))
    reviewed(cast, made, OF_POLICE)
    with pytest.raises(Refused):
        assessing.save(actor=cast.actor(OF_POLICE), proposal=made, version=1, said=said(score=0))
    assert Assessment.objects.get().scores["need"] == 3


def test_a_review_is_sent_only_with_every_score_and_reason(cast):
    made = in_review(cast)
    assessing.declare_none(actor=cast.actor(OF_POLICE), proposal=made)
    half = said() | {"scores": {"need": 3}}
    with pytest.raises(Refused) as lacks:
        assessing.send(actor=cast.actor(OF_POLICE), proposal=made, version=0, said=half)
    assert len(lacks.value.faults) == 6
    assert assessing.save(actor=cast.actor(OF_POLICE), proposal=made, version=0, said=half).version == 1


# Revise, submit again


def revised(cast, made):
    sorting.decide(actor=cast.actor(OFFICE), proposal=made, outcome="revise", reasons="Say who pays")
    held = now(made)
    values = proposals.values_of(held) | {"resources": "what stands under resources, paid by the sponsor"}
    held = proposals.change(
        actor=cast.actor(PROPOSER), proposal=held, version=held.version, values=values, area=cast.area,
        need=held.need, hides_proposer=held.hides_proposer,
    )  # fmt: skip
    return proposals.submit(actor=cast.actor(PROPOSER), proposal=held, version=held.version)


def test_a_revised_proposal_keeps_every_version_and_shows_what_is_different(cast, client_of):
    made = revised(cast, reviewed(cast, in_review(cast)))
    first, second = made.rounds.all()
    assert first.values["resources"] != second.values["resources"]
    page = client_of(cast.person[PROPOSER]).get(f"/proposals/{made.ref}/versions/2/").content.decode()
    assert "paid by the sponsor" in page
    assert "<ins>" in page


def test_the_same_words_are_not_submitted_again(cast):
    made = reviewed(cast, in_review(cast))
    sorting.decide(actor=cast.actor(OFFICE), proposal=made, outcome="revise", reasons="Say who pays")
    held = now(made)
    with pytest.raises(Refused, match="Nothing is different"):
        proposals.submit(actor=cast.actor(PROPOSER), proposal=held, version=held.version)


def test_reviewers_of_a_new_version_do_not_read_what_others_thought_of_the_last(cast):
    made = revised(cast, reviewed(cast, in_review(cast)))
    office = cast.actor(OFFICE)
    sorting.take_up(actor=office, proposal=made)
    sorting.ask(actor=office, proposal=made, memberships=[cast.membership[k] for k in ("tranter", "ellerby")])
    sorting.send_to_review(actor=office, proposal=made)
    assessing.declare_none(actor=cast.actor("tranter"), proposal=made)
    reading = reading_for(cast.actor("tranter"), made.public_id)
    assert reviews.reviews_for(cast.actor("tranter"), reading, made.rounds.first()) == []
    with pytest.raises(Http404):
        reading_for(cast.actor(OF_POLICE), made.public_id)
    own = reading_for(cast.actor(PROPOSER), made.public_id)
    assert len(reviews.reviews_for(cast.actor(PROPOSER), own, made.rounds.first())) == 2


# Support


def test_support_is_renewed_only_after_it_is_told_what_came_of_it_for_both_sides(cast):
    made = supported(cast, reviewed(cast, in_review(cast)))
    today = timezone.localdate()
    more = {
        "sponsor": cast.organisation["Marlgate Centre"],
        "starts": today,
        "until": today + timedelta(700),
        "conditions": "",
    }
    with pytest.raises(Refused, match="what came of it"):
        supporting.renew(actor=cast.actor(OFFICE), proposal=made, **more)
    supporting.tell_what_came(
        actor=cast.actor(PROPOSER), proposal=made, version=1, police="Fewer calls", security="Safer shifts"
    )
    supporting.renew(actor=cast.actor(OFFICE), proposal=made, **more)
    assert made.supports.count() == 2


def test_support_that_is_taken_away_says_why_to_everybody(cast, client):
    made = supported(cast, reviewed(cast, in_review(cast)))
    supporting.take_away(actor=cast.actor(OFFICE), proposal=made, because="The lamps were never lit")
    page = client.get(f"/supported/{made.ref}/").content.decode()
    assert "The lamps were never lit" in page
    assert "No longer in force" in client.get(f"/supported/{made.ref}/badge.svg").content.decode()


def test_support_lasts_two_years_at_most_and_expires_by_itself(cast):
    made, today = reviewed(cast, in_review(cast)), timezone.localdate()
    with pytest.raises(Invalid):
        supported(cast, made, until=today + timedelta(days=800))
    made = supported(cast, made, starts=today - timedelta(days=30), until=today)
    assert standing_of(made) is Standing.EXPIRED
    with pytest.raises(Refused, match="does not hold"):
        supporting.begin(
            actor=cast.actor(PROPOSER), proposal=made, name="A", about="B", other_lead=cast.membership["thornbury"]
        )


def test_a_collaboration_begins_from_what_is_supported_once(cast):
    made = supported(cast, reviewed(cast, in_review(cast)))
    begun = supporting.begin(
        actor=cast.actor(PROPOSER), proposal=made, name="Lamps", about="Light", other_lead=cast.membership["thornbury"]
    )
    assert now(made).collaboration == begun
    with pytest.raises(NotAllowed):
        supporting.begin(
            actor=cast.actor(PROPOSER), proposal=made, name="A", about="B", other_lead=cast.membership["thornbury"]
        )


# Needs


def test_a_need_is_stated_and_confirmed_by_those_who_have_it(cast):
    held = need(cast)
    with pytest.raises(NotAllowed):
        needs.confirm(actor=cast.actor(PROPOSER), need=held, version=1)
    with pytest.raises(NotAllowed):
        needs.confirm(actor=cast.actor("tranter"), need=held, version=1)
    needs.confirm(actor=cast.actor("whitlock"), need=held, version=1, words="Every winter")
    changed = needs.change(
        actor=cast.actor(PROPOSER), need=held, version=1, area=cast.area,
        values=dict.fromkeys(("title", "who", "what", "where", "how_known", "must_do"), "other words"),
    )  # fmt: skip
    assert changed.confirmations.filter(of_version=changed.version).count() == 0


def test_a_need_is_stated_for_ones_own_kind_only(cast):
    with pytest.raises(Invalid):
        needs.state(
            actor=cast.actor("tranter"), programme=cast.programme, area=cast.area, had_by="manager",
            values=dict.fromkeys(("title", "who", "what", "where", "how_known", "must_do"), "x"),
        )  # fmt: skip


# What the lists show is what the table says


@pytest.mark.parametrize("end", ["submitted", "in_review", "deciding", "revise", "declined", "supported", "withdrawn"])
def test_a_list_shows_exactly_what_the_table_of_phases_opens(cast, end):
    made = {"submitted": submitted}.get(end, in_review)(cast, hides=True)
    if end not in {"submitted", "in_review", "withdrawn"}:
        reviewed(cast, made)
    if end in {"revise", "declined"}:
        outcome = {"revise": "revise", "declined": "decline"}[end]
        sorting.decide(actor=cast.actor(OFFICE), proposal=made, outcome=outcome, reasons="Because")
    if end == "supported":
        supported(cast, now(made))
    if end == "withdrawn":
        proposals.withdraw(actor=cast.actor(PROPOSER), proposal=now(made))
    held = now(made)
    assert held.state == end
    for key in cast.person:
        actor = cast.actor(key)
        opens = Seen.TITLE in readings(actor, [held])[held.pk].sees
        assert proposals_for(actor).filter(pk=held.pk).exists() is opens, key


def test_who_is_told_by_mail_is_told_nothing_of_what_it_is(cast):
    supported(cast, reviewed(cast, in_review(cast, title="Quetzalcoatl lamps")))
    assert len(mail.outbox) >= 4
    assert not any("Quetzalcoatl" in f"{one.subject} {one.body}" for one in mail.outbox)
    assert not any("Calloway" in one.body and one.to != ["idris.calloway@police.example.org"] for one in mail.outbox)


def test_readings_take_the_same_number_of_queries_however_many(cast):
    held = [draft(cast, title=f"Proposal {n}") for n in range(4)]
    office = cast.actor(OFFICE)
    taken = []
    for some in (held[:1], held):
        with CaptureQueriesContext(connection) as queried:
            queries.readings(office, some)
        taken.append(len(queried))
    assert taken[0] == taken[1] <= 4

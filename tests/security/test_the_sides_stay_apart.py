"""Can somebody get at what is not theirs by going round the front door? Roles that are taken, sides that are changed,
and words that are not yet open.

*Source:* R8, R21, R56; settled questions, "Who".
"""

import pytest
from django.db import connection
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Refused
from commonground.groundwork.sides import Side
from commonground.outcomes.queries import studies
from commonground.people.actions import organisations
from commonground.people.models import Membership
from commonground.projects.actions import answers, finishing, life, posts, problem
from commonground.projects.models import SideStatement
from commonground.projects.queries import visible
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import PARTS
from tests.projects.special import at, case_study, study_of
from tests.security.filling import fitting

CANARY = "quetzalcoatl"


def card(organisation, **changed):
    return {**organisations.card_of(organisation), **changed}


def post_of(collaboration, side=Side.POLICE, role="governance"):
    return visible.posts_now(collaboration).get(side=side.value, role=role)


def test_an_organisation_does_not_change_sides_to_read_the_other_sides_words(cast, as_application):
    here = cast.alive()
    words = dict.fromkeys(ASKED, CANARY)
    problem.write(actor=cast.actor("whitlock"), collaboration=here, words=words, version=0)
    police = cast.organisation["Aldermouth Police"]
    with pytest.raises(Refused):
        organisations.change_card(actor=cast.actor("thornbury"), organisation=police, **card(police, kind="provider"))
    for key in ("thornbury", "calder"):
        with as_application(cast.actor(key)):
            assert not SideStatement.objects.filter(side="security").exists()


def test_within_its_side_an_organisation_may_be_another_kind(cast):
    guards = cast.organisation["Northgate Guarding"]
    changed = organisations.change_card(actor=cast.actor("haddow"), organisation=guards, **card(guards, kind="manager"))
    assert changed.side is Side.SECURITY


def test_nobody_makes_themselves_the_voice_of_a_side_that_has_one(cast):
    here = cast.alive()
    post = post_of(here)
    posts.name_deputy(actor=cast.actor("thornbury"), collaboration=here, post=post, deputy=cast.membership["marchbank"])
    posts.end_post(actor=cast.actor("thornbury"), collaboration=here, post=post)
    ask = {"collaboration": here, "side": Side.POLICE, "role": "governance", "holder": cast.membership["tranter"]}
    with pytest.raises(Refused):
        posts.ask_to_lead(actor=cast.actor("tranter"), **ask)
    assert visible.speaker(here, Side.POLICE) == cast.membership["marchbank"].pk
    posts.ask_to_lead(actor=cast.actor("marchbank"), **ask)
    posts.answer(actor=cast.actor("tranter"), collaboration=here, post=post_of(here), accept=True)
    assert visible.speaker(here, Side.POLICE) == cast.membership["tranter"].pk


def test_a_deputy_who_was_taken_off_the_team_leaves_the_side_a_voice(cast):
    here = cast.alive()
    post = post_of(here)
    lead = cast.actor("thornbury")
    posts.name_deputy(actor=lead, collaboration=here, post=post, deputy=cast.membership["marchbank"])
    member = here.team.get(membership=cast.membership["marchbank"])
    with pytest.raises(Refused):
        posts.end_member(actor=lead, collaboration=here, member=member)


def test_each_side_ends_the_part_of_its_own_people(cast):
    here = cast.alive()
    member = here.team.get(membership=cast.membership["penhallow"])
    with pytest.raises(Refused):
        posts.end_member(actor=cast.actor("thornbury"), collaboration=here, member=member)
    posts.end_member(actor=cast.actor("whitlock"), collaboration=here, member=member)


def test_one_person_does_not_sit_on_both_sides_of_the_table(cast, as_application):
    here = cast.alive()
    both = Membership.objects.create(
        person=cast.person["penhallow"],
        organisation=cast.organisation["Aldermouth Police"],
        starts=cast.membership["penhallow"].starts,
    )
    with pytest.raises(Refused):
        posts.add_member(actor=cast.actor("thornbury"), collaboration=here, membership=both, part="team")
    with pytest.raises(Refused):
        posts.ask_to_lead(
            actor=cast.actor("thornbury"), collaboration=here, side=Side.POLICE, role="delivery", holder=both
        )
    with pytest.raises(Refused):
        posts.name_deputy(actor=cast.actor("thornbury"), collaboration=here, post=post_of(here), deputy=both)


def test_those_who_propose_never_accept_even_when_they_read_it_as_a_draft(cast):
    before = cast.draft()
    life.propose(actor=cast.actor("thornbury"), collaboration=before)
    assert before.state == "draft", "this is what somebody holds who opened the page before it was proposed"
    with pytest.raises(Refused):
        life.accept(actor=cast.actor("thornbury"), collaboration=before)
    with pytest.raises(Refused):
        life.decline(actor=cast.actor("thornbury"), collaboration=before, reason="Ours")


def test_nothing_is_added_to_what_was_withdrawn_meanwhile(cast):
    before = cast.draft()
    raw = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"}
    kept = answers.record(actor=cast.actor("thornbury"), collaboration=before, part=PARTS["victims"], raw=raw)
    kept.collaboration = before
    life.withdraw(actor=cast.actor("thornbury"), collaboration=before)
    lead = cast.actor("thornbury")
    with pytest.raises(Refused):
        answers.record(actor=lead, collaboration=before, part=PARTS["victims"], raw=raw)
    with pytest.raises(Refused):
        answers.change(actor=lead, answer=kept, raw=raw | {"group": "Others"}, version=1)
    with pytest.raises(Refused):
        answers.remove(actor=lead, answer=kept)
    with pytest.raises(Refused):
        problem.write(actor=lead, collaboration=before, words={}, version=0)


def test_a_lead_sends_the_words_that_they_have_read_and_no_others(cast, client_of):
    here = cast.alive()
    problem.write(actor=cast.actor("thornbury"), collaboration=here, words=dict.fromkeys(ASKED, "as read"), version=0)
    browser, address = client_of(cast.person["thornbury"]), at("statement_send", here)
    form = browser.get(address).context["form"]
    seen = {name: form[name].value() for name in form.fields}
    problem.write(actor=cast.actor("tranter"), collaboration=here, words=dict.fromkeys(ASKED, "as changed"), version=1)
    answer = browser.post(address, seen)
    assert answer.status_code == 200
    assert "as changed" in answer.content.decode()
    assert here.rounds.get().police_sent_at is None
    form = answer.context["form"]
    assert browser.post(address, {name: form[name].value() for name in form.fields}).status_code == 302
    assert here.rounds.get().police_sent_at


def test_what_is_withdrawn_takes_its_evaluation_along(cast, client):
    here, study = cast.alive(), study_of(cast)
    finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=here, study=study)
    published = case_study(cast, here, "thornbury", "whitlock", study=study)
    assert client.get(reverse("outcomes:published", args=[study.public_id])).status_code == 200
    finishing.withdraw_publication(actor=cast.actor("whitlock"), publication=published, reason="A name stands in it")
    assert client.get(reverse("outcomes:published", args=[study.public_id])).status_code == 404
    assert not studies.published_studies().exists()


def test_approving_twice_is_one_deed(cast):
    made = case_study(cast, cast.alive(), "thornbury", "thornbury")
    assert Entry.objects.filter(tag="projects:publication:approved").count() == 1
    assert made.approvals.count() == 1


def test_the_database_counts_days_as_the_site_does(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT qual, with_check FROM pg_policies WHERE tablename = 'projects_sidestatement'")
        policies = " ".join(text or "" for row in cursor.fetchall() for text in row)
    assert "Europe/London" in policies
    assert "CURRENT_DATE" not in policies, "the session's day is another one for an hour of every summer night"


def test_what_is_in_use_is_not_put_back_and_what_is_out_is_not_taken_out(cast):
    here, lead = cast.alive(), cast.actor("thornbury")
    raw = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"}
    kept = answers.record(actor=lead, collaboration=here, part=PARTS["victims"], raw=raw)
    with pytest.raises(Refused):
        answers.put_back(actor=lead, answer=kept)
    answers.remove(actor=lead, answer=kept)
    with pytest.raises(Refused):
        answers.remove(actor=lead, answer=kept)
    assert kept.versions.count() == 2


def test_an_answer_does_not_come_back_to_what_is_gone(cast):
    here, lead = cast.alive(), cast.actor("thornbury")
    outcome = answers.record(actor=lead, collaboration=here, part=PARTS["outcomes"], raw=fitting("outcomes"))
    raw = fitting("measures", here=here)
    measure = answers.record(actor=lead, collaboration=here, part=PARTS["measures"], raw=raw)
    answers.remove(actor=lead, answer=measure)
    answers.remove(actor=lead, answer=outcome)
    with pytest.raises(Refused):
        answers.put_back(actor=lead, answer=measure)
    answers.put_back(actor=lead, answer=outcome)
    answers.put_back(actor=lead, answer=measure)


def test_one_side_does_not_change_the_name_under_what_the_other_has_approved(cast):
    here = cast.alive()
    made = case_study(cast, here, "whitlock")
    here.refresh_from_db()
    basics = {"about": here.about, "area": here.area, "version": here.version}
    renamed = {"actor": cast.actor("thornbury"), "collaboration": here, "name": "What security did wrong", **basics}
    with pytest.raises(Refused):
        life.change_basics(**renamed)
    life.change_basics(**renamed | {"name": here.name, "about": "The same, in better words"})
    finishing.withdraw_publication(actor=cast.actor("whitlock"), publication=made, reason="A name stands in it")
    life.change_basics(**renamed | {"version": here.version + 1})

"""Is the example in the database what the story tells: in its states, on its days, open to whom it says?

Everything is entered as the application's role, through the actions, so row level security and every permission have
held for each deed.

*Source:* issue "The house and the first story", item 7; settled questions, "Who" and "Running it"; D1, D2.
"""

import time
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.hashers import identify_hasher
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.hosting.state import CannotRun
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.models import Study
from commonground.people.models import Account, Membership, Organisation, Person, Programme
from commonground.people.queries import programmes
from commonground.places.models import Area
from commonground.projects.models import AnswerVersion, Collaboration, Confirmation, LeadershipPost, SideStatement
from commonground.projects.queries import cases, reading, recorded, visible
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.standing import complete
from commonground.sharing.models import Item, Rendition
from commonground.website.example import loader, measuring
from commonground.website.example.organisations import ORGANISATIONS
from commonground.website.example.people import PEOPLE, SIGN_IN
from commonground.website.example.places import PLACES
from commonground.website.example.profiles import BODIES
from commonground.website.example.story import story

pytestmark = pytest.mark.django_db
NAMES = ("Minster Gate evenings", "Castle Parade mornings", "Counterfeit notes")

# What the worker does by itself, and what people outside do through a link that was sent to them
BY_NO_MEMBER = {
    *(f"projects:pulse:{deed}" for deed in ("opened", "counted")),
    *(f"projects:{deed}" for deed in ("plan:read", "notice:sent", "backing:answered")),
}


def told(example, name):
    return next(one for one in story(example.today).collaborations if one.name == name)


def named(name):
    return Collaboration.objects.get(name=name)


def sees(example, key):
    return {one.name for one in visible.collaborations_for(example.actor(key))}


def day_of(moment):
    return timezone.localdate(moment)


def test_three_collaborations_stand_at_three_stages(example):
    found = [named(name) for name in NAMES]
    assert [one.state for one in found] == ["stopped", "alive", "proposed"]
    standings = [recorded.standings_for(example.actor("thornbury"), one, example.today) for one in found]
    assert [complete(one) for one in standings] == [10, 5, 0]
    assert [s.number for s in standings[1] if s.is_complete] == [1, 2, 4, 5, 6]


def test_each_stage_was_reached_on_its_day(example):
    for name in NAMES:
        one, there = told(example, name), named(name)
        assert day_of(there.created_at) == one.made
        for moment, day in (
            (there.proposed_at, one.proposed),
            (there.alive_at, one.accepted),
            (there.stopped_at, one.stopped),
        ):
            assert (moment and day_of(moment)) == day


def test_every_step_was_confirmed_on_its_two_days(example):
    """Of a step confirmed again after its content changed, the first time is told here."""
    for name in NAMES:
        rows = Confirmation.objects.filter(collaboration=named(name)).order_by("-pk")
        found = {(row.step, row.side): day_of(row.at) for row in rows}
        wanted = told(example, name).confirmed.items()
        assert found == {
            (step, side): day for step, days in wanted for side, day in zip(("police", "security"), days, strict=True)
        }


def test_the_record_follows_the_story_and_nothing_in_it_is_of_the_day_of_loading(example):
    moments = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert len(moments) > 400
    assert moments == sorted(moments)
    assert day_of(moments[0]) == example.today - timedelta(days=900)
    assert day_of(moments[-1]) < example.today
    assert day_of(max(AnswerVersion.objects.values_list("at", flat=True))) < example.today


def test_what_is_shared_was_written_on_the_day_of_its_deed(example):
    written = dict(Entry.objects.filter(tag="sharing:item:written").values_list("subject_id", "at"))
    assert len(written) > 12
    assert {one.ref: one.written_at for one in Item.objects.all()} == written
    assert day_of(max(Rendition.objects.values_list("written_at", flat=True))) < example.today


def test_no_field_goes_by_another_clock_than_its_process():
    ours = [model for model in apps.get_models() if model.__module__.startswith("commonground.")]
    fields = [field for model in ours for field in model._meta.local_fields]
    assert [str(field) for field in fields if getattr(field, "default", None) is timezone.now] == []


def test_each_deed_stands_in_the_record_under_the_name_of_who_did_it(example):
    stopped = Entry.objects.get(tag="projects:collaboration:stopped")
    assert (stopped.actor_name, stopped.side) == ("Dana Whitlock", "security")
    assert day_of(stopped.at) == told(example, NAMES[0]).stopped
    proposed = Entry.objects.get(tag="projects:collaboration:proposed", subject_name=NAMES[2])
    assert proposed.actor_name == "Gwen Hartnoll"
    by_nobody = Entry.objects.filter(tag__startswith="projects:", actor_id__isnull=True)
    assert set(by_nobody.values_list("tag", flat=True)) <= BY_NO_MEMBER


def test_the_clock_of_the_story_ends_with_the_loading(example):
    assert abs(timezone.now().timestamp() - time.time()) < 60


def test_the_evaluations_say_what_the_story_says(example):
    found = {one.collaboration.name: one.study for name in NAMES for one in reading.studies_of(named(name))}
    assert {name: study.result["verdict"]["code"] for name, study in found.items()} == {
        NAMES[0]: "fewer",
        NAMES[1]: "cannot_tell",
    }
    assert found[NAMES[0]].specification == measuring.question("minster_gate", example.today)
    assert all(day_of(study.computed_at) == told(example, name).study_on for name, study in found.items())
    assert [study.made_by.person.name for study in found.values()] == ["Idris Calloway"] * 2


def test_the_crimes_are_held_by_the_installation(example, monkeypatch):
    monkeypatch.setenv("COMMONGROUND_HOME", str(example.home))
    held = list(Store.of_this_installation().months())
    assert len(held) == 30
    assert {month.force for month in held} == {"aldermouth"}


def test_the_case_study_and_its_evaluation_are_public_and_the_other_evaluation_is_not(example):
    (case,) = cases.published("case")
    assert case.collaboration.name == NAMES[0]
    assert day_of(case.published_at) == told(example, NAMES[0]).published
    assert case.study.published_at == case.published_at
    assert [study.title for study in Study.objects.filter(published_at__isnull=True)] == [
        "Shop theft on Castle Parade, the first quarter"
    ]
    assert {page.collaboration.name for page in cases.published("page")} == {
        *NAMES[:2],
        "Quayside guarding",
        "Friary evenings",
    }


def test_nobody_reads_what_security_wrote_about_counterfeit_notes_before_the_police_have_sent(example, as_application):
    (statement,) = SideStatement.objects.filter(round__collaboration=named(NAMES[2]))
    assert set(statement.words) == set(ASKED)
    for key, may_read in {"thornbury": 0, "hartnoll": 1, "penhallow": 1, "lindqvist": 0}.items():
        with as_application(example.actor(key)):
            assert SideStatement.objects.filter(pk=statement.pk).count() == may_read, key


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("thornbury", {*NAMES}),
        ("hartnoll", set(NAMES)),
        ("whitlock", {NAMES[0], NAMES[1]}),
        ("haddow", {NAMES[0], NAMES[1]}),
        ("yarrow", {NAMES[0]}),
        ("prewett", {NAMES[0], NAMES[1]}),
        ("lindqvist", set()),
        ("calder", set()),
        ("reyes", set()),
        ("abernethy", set()),
    ],
)
def test_everybody_sees_what_they_take_part_in_and_nothing_else(example, key, wanted):
    assert sees(example, key) == wanted


def test_a_stakeholder_is_one_and_is_not_on_the_team(example):
    assert visible.taking(example.actor("yarrow"), named(NAMES[0])).part == "stakeholder"
    assert {row.membership.person.name for row in visible.stakeholders_of(named(NAMES[0]))} == {
        "Bill Yarrow", "Farida Osei", "Joan Prewett", "Sam Oduya",
    }  # fmt: skip


def test_the_administrator_keeps_the_installation_without_a_membership(example):
    keeper = example.actor("calder")
    assert keeper.is_administrator
    assert not keeper.is_member
    assert list(Person.objects.filter(is_administrator=True).values_list("name", flat=True)) == ["Ines Calder"]


def test_those_who_left_hold_nothing_and_have_successors(example):
    for key, days in (("reyes", 126), ("abernethy", 95)):
        left = example.today - timedelta(days=days)
        membership = Membership.objects.get(person__name=PEOPLE[key].name)
        assert membership.until == left
        assert [post.until for post in membership.leads.all()] == [left]
    held = LeadershipPost.objects.filter(collaboration=named(NAMES[0]), until__isnull=True, accepted_at__isnull=False)
    assert {post.holder.person.name for post in held} == {
        "Maya Thornbury", "Owen Tranter", "Dana Whitlock", "Samir Haddow",
    }  # fmt: skip


def test_an_answer_was_first_written_without_what_came_later(example):
    rounds = named(NAMES[0]).answers.get(part="actions", values__what="Move guards' rounds to five until nine")
    worded = list(rounds.versions.order_by("version"))
    assert [row.values["done"] for row in worded] == [None, rounds.values["done"], rounds.values["done"]]
    people_named = [row.values["accountable"] for row in worded]
    assert people_named[0] == people_named[1] != people_named[2], "the post fell vacant and was filled again"
    days = [day_of(row.at) for row in worded]
    assert days[1] == date.fromisoformat(rounds.values["done"])
    assert days[2] == example.today - timedelta(days=84)


def test_the_town_its_bodies_and_both_programmes_are_there(example):
    assert Area.objects.filter(kind="lsoa", within__name="Aldermouth").count() == len(PLACES)
    assert set(Organisation.objects.values_list("name", flat=True)) == {body.name for body in (*ORGANISATIONS, *BODIES)}
    assert programmes.programme().name == "Aldermouth collaboration programme"
    assert programmes.programme().area.name == "Aldermouth"
    initiative = Programme.objects.get(short_name="PaS")
    assert len(initiative.timeline) == 4
    assert {"key", "label", "value", "unit", "published_as", "source"} <= set(initiative.figures[0])
    assert {one.programme for one in Collaboration.objects.all()} == {programmes.programme()}


def test_there_are_random_passwords_of_which_only_the_hash_is_kept(example):
    assert {one.member.key for one in example.sign_ins} == set(SIGN_IN)
    passwords = [one.password for one in example.sign_ins]
    assert len(set(passwords)) == len(passwords)
    assert all(len(password) == 19 for password in passwords)
    for one in example.sign_ins:
        account = Account.objects.get(email=one.member.email)
        assert identify_hasher(account.password).algorithm == "argon2"
        assert one.password not in account.password
    assert Account.objects.count() == len(SIGN_IN)


@pytest.mark.parametrize("key", ["thornbury", "yarrow", "lindqvist", "calder"])
def test_a_printed_password_leads_to_the_second_step_and_another_does_not(example, client, settings, key):
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    settings.STORAGES = {**settings.STORAGES, **plain}
    one = example.sign_in(key)
    wrong = client.post(reverse("account_login"), {"login": one.member.email, "password": "no such words"})
    assert (wrong.status_code, "_auth_user_id" in client.session) == (200, False)
    right = client.post(reverse("account_login"), {"login": one.member.email, "password": one.password})
    assert (right["Location"], "_auth_user_id" in client.session) == (reverse("mfa_authenticate"), False)


def test_loading_twice_is_refused_and_changes_nothing(example):
    before = Entry.objects.count()
    with pytest.raises(CannotRun, match="already"):
        loader.load(example.today, example.said.append)
    assert Entry.objects.count() == before


def test_a_day_that_has_not_come_is_refused():
    with pytest.raises(CannotRun, match="not come yet"):
        loader.load(timezone.localdate() + timedelta(days=1), str)

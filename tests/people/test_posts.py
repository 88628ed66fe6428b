"""Does a post stay when people change, and is it never left without a way to reach somebody?

*Source:* R45, R115, R189, R247, R263; issue on people who can be found, item 4.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS, SYSTEM
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import endorsements, posts, posts_confirming, topics
from commonground.people.models import Endorsement, Holding, Organisation, Post
from commonground.people.queries import endorsements as lead_queries
from commonground.people.queries import posts as queries
from commonground.people.queries.acting import actor_through
from commonground.people.queries.posts_cards import card_of
from commonground.people.queries.posts_due import due_for
from commonground.people.rules.posts import may_see
from tests.people.posting import MARLGATE, NORTHGATE, POLICE, opened


def today():
    return timezone.localdate()


def test_a_post_that_others_rely_on_needs_a_holder_and_a_deputy(cast):
    for holder, deputy in (("tranter", None), (None, "marchbank"), (None, None)):
        for shown in ({"visibility": "members"}, {"visibility": "public"}):
            with pytest.raises(Invalid, match="holder and a deputy"):
                opened(cast, holder=holder, deputy=deputy, **shown)
        with pytest.raises(Invalid, match="holder and a deputy"):
            opened(cast, holder=holder, deputy=deputy, visibility="named", named=[cast.organisation[MARLGATE]])
    kept = opened(cast, deputy=None, visibility="named")
    with pytest.raises(Invalid, match="holder and a deputy"):
        posts.change_post(actor=cast.actor("thornbury"), post=kept, version=1, visibility="members")
    posts.appoint(actor=cast.actor("thornbury"), post=kept, part="deputy", membership=cast.membership["marchbank"])
    kept.refresh_from_db()
    changed = posts.change_post(actor=cast.actor("thornbury"), post=kept, version=kept.version, visibility="members")
    assert changed.visibility == "members"


def test_nobody_stands_in_for_themselves_or_holds_a_post_of_another_organisation(cast):
    with pytest.raises(Invalid, match="nobody stands in"):
        opened(cast, holder="tranter", deputy="tranter")
    with pytest.raises(Invalid, match="member of the post"):
        opened(cast, holder="whitlock")
    with pytest.raises(Invalid, match="member of the post"):
        opened(cast, holder="abernethy")
    post = opened(cast)
    with pytest.raises(Invalid, match="cannot stand in"):
        posts.appoint(actor=cast.actor("thornbury"), post=post, part="deputy", membership=cast.membership["tranter"])
    posts.appoint(actor=cast.actor("thornbury"), post=post, part="holder", membership=cast.membership["marchbank"])
    card = card_of(post, cast.actor("tranter"))
    assert card.holder.membership == cast.membership["marchbank"]
    assert card.deputy is None


def test_only_who_keeps_a_post_changes_it(cast):
    post = opened(cast)
    for key in ("whitlock", "calloway", "yarrow"):
        with pytest.raises(NotAllowed):
            posts.change_post(actor=cast.actor(key), post=post, version=1, about="Mine")
    for key in ("whitlock", "tranter", "marchbank"):
        with pytest.raises(NotAllowed):
            posts.appoint(actor=cast.actor(key), post=post, part="holder", membership=cast.membership["calloway"])
        with pytest.raises(NotAllowed):
            posts.close_post(actor=cast.actor(key), post=post, because="no")
    for key in ("tranter", "marchbank", "thornbury"):
        version = Post.objects.get().version
        posts.change_post(actor=cast.actor(key), post=post, version=version, about=f"By {key}")
    with pytest.raises(NotAllowed):
        opened(cast, by="whitlock")


def test_a_lost_race_shows_what_was_saved_first(cast):
    post = opened(cast)
    posts.change_post(actor=cast.actor("tranter"), post=post, version=1, about="First")
    with pytest.raises(Stale) as lost:
        posts.change_post(actor=cast.actor("marchbank"), post=post, version=1, about="Second")
    assert lost.value.theirs["about"] == "First"
    assert Post.objects.get().about == "First"


def test_a_number_needs_to_be_published_somewhere(cast):
    with pytest.raises(Invalid, match="published"):
        opened(cast, telephone_source="")


def test_a_successor_begins_on_their_day_and_the_chain_of_holders_stays(cast):
    post = opened(cast)
    day = today() + timedelta(days=8)
    posts.appoint(
        actor=cast.actor("thornbury"), post=post, part="holder", membership=cast.membership["calloway"], starts=day
    )
    card = card_of(post, cast.actor("whitlock"))
    assert card.holder.membership.person.name == "Owen Tranter"
    assert card.holder.until == day
    assert card.successor.membership.person.name == "Idris Calloway"
    assert card.is_handed_over
    assert queries.held_now(post, "holder", day).membership.person.name == "Idris Calloway"
    assert Holding.objects.filter(post=post, part="holder").count() == 2


def test_in_an_overlap_both_hold_the_post(cast):
    post = opened(cast)
    posts.appoint(
        actor=cast.actor("thornbury"),
        post=post,
        part="holder",
        membership=cast.membership["calloway"],
        overlap_until=today() + timedelta(days=5),
    )
    assert queries.keeping(post).holders == {cast.membership["tranter"].pk, cast.membership["calloway"].pk}
    for later, holders in ((4, 2), (5, 1)):
        day = today() + timedelta(days=later)
        assert queries.holdings_from(day).filter(post=post, part="holder", starts__lte=day).count() == holders


def test_a_post_is_never_dark_when_its_holder_leaves(cast, mailoutbox, django_capture_on_commit_callbacks):
    post = opened(cast, visibility="public")
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    card = card_of(post, ANONYMOUS)
    assert card.is_vacant
    assert card.deputy.membership.person.name == "Leila Marchbank"
    assert [number for number, _general in card.telephones] == ["01632 960 141"]
    told = {address for message in mailoutbox for address in message.to}
    assert told == {"leila.marchbank@police.example.org", "maya.thornbury@police.example.org"}
    assert Post.objects.get().vacant_since == Post.objects.get().vacancy_told_on == today()
    posts.vacate(actor=SYSTEM, membership=cast.membership["marchbank"])
    card = card_of(Post.objects.get(), cast.actor("whitlock"))
    assert card.deputy is None
    assert card.coordinators == ("Maya Thornbury",)
    assert card_of(Post.objects.get(), ANONYMOUS).coordinators == ()
    assert card.has_a_way


def test_a_vacant_post_without_a_number_of_its_own_shows_the_organisations(cast):
    post = opened(cast, telephone="", mailbox="")
    organisation = cast.organisation[POLICE]
    organisation.telephone = "01632 960199"
    organisation.save()
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    assert card_of(post, cast.actor("whitlock")).telephones == [("01632 960199", True)]


def test_the_counterparts_of_a_collaboration_hear_of_a_vacancy_that_they_may_see(cast, mailoutbox):
    cast.alive()
    opened(cast)
    opened(cast, title="Kept to ourselves", holder="tranter", deputy=None, visibility="named")
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    theirs = [message for message in mailoutbox if "dana.whitlock@marlgate.example.org" in message.to]
    assert len(theirs) == 1
    assert "Neighbourhood sergeant" in theirs[0].body
    assert not [message for message in mailoutbox if "bill.yarrow" in message.to[0] and "ourselves" in message.body]


def test_naming_a_holder_ends_the_vacancy_and_asks_for_a_confirmation(cast):
    post = opened(cast)
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    posts.appoint(actor=cast.actor("thornbury"), post=post, part="holder", membership=cast.membership["calloway"])
    now = Post.objects.get()
    assert (now.vacant_since, now.vacancy_told_on, now.confirm_by) == (None, None, today())


def test_a_member_who_is_suspended_or_gone_is_on_no_card(cast):
    post = opened(cast)
    membership = cast.membership["tranter"]
    membership.suspended_at = timezone.now()
    membership.save()
    assert card_of(post, cast.actor("whitlock")).is_vacant
    assert queries.keeping(post).holders == frozenset()


def test_handing_on_to_nobody_leaves_the_post_to_the_deputy(cast, mailoutbox):
    post = opened(cast)
    held = Holding.objects.get(part="holder")
    posts.hand_on(actor=SYSTEM, holding=held, to=None, ends=today())
    assert Post.objects.get().vacant_since == today()
    posts.hand_on(
        actor=SYSTEM, holding=Holding.objects.get(part="deputy"), to=cast.membership["calloway"], ends=today()
    )
    assert card_of(post, cast.actor("whitlock")).deputy.membership == cast.membership["calloway"]


def test_a_closed_post_is_found_by_nobody_and_stays_as_history(cast):
    post = opened(cast, visibility="public")
    with pytest.raises(Invalid):
        posts.close_post(actor=cast.actor("thornbury"), post=post, because=" ")
    posts.close_post(actor=cast.actor("thornbury"), post=post, because="Now at the control room.")
    assert not queries.open_to(cast.actor("tranter")).exists()
    assert queries.visible_to(cast.actor("tranter")).exists()
    assert not queries.visible_to(cast.actor("whitlock")).exists()
    assert not queries.visible_to(ANONYMOUS).exists()
    with pytest.raises(Refused):
        posts.appoint(actor=cast.actor("thornbury"), post=post, part="holder", membership=cast.membership["calloway"])


def test_who_sees_which_post_is_what_the_plain_rule_says_of_every_pair(cast, figure):
    """The one query that every page asks, against a rule without a database, for everybody and every post."""
    owners = {POLICE: ("thornbury", "tranter", "marchbank"), MARLGATE: ("whitlock", "whitlock", "ellerby")}
    for of, (by, holder, deputy) in owners.items():
        others = [cast.organisation[name] for name in (NORTHGATE, "Tannery Stores")]
        for shown, named in (("public", []), ("members", []), ("named", others[:1]), ("named", others), ("named", [])):
            post = opened(cast, by, of, holder, deputy, title=f"{shown} {len(named)}", visibility=shown, named=named)
            closing = opened(cast, by, of, holder, deputy, title=f"closed {shown}", visibility=shown, named=named)
            posts.close_post(actor=cast.actor(by), post=closing, because="done")
            assert post.pk
    gone = Organisation.objects.create(name="Gone Guards", kind="provider", is_active=False)
    Post.objects.create(organisation=gone, title="Desk", visibility="public", created_on=today())
    actors = [ANONYMOUS, *(cast.actor(key) for key in cast.person)]
    actors += [actor_through(cast.person["whitlock"], None)]
    every = {post.pk: queries.seen_as(post) for post in Post.objects.all()}
    compared = 0
    for actor in actors:
        seen = set(queries.visible_to(actor).values_list("pk", flat=True))
        assert seen == {pk for pk, post in every.items() if may_see(actor, post)}, actor
        assert queries.visible_to(actor).count() == len(seen)
        compared += len(every)
    assert compared > 300
    figure("pairs of reader and post on which query and rule agree", compared)


def test_confirming_holds_for_ninety_days_and_only_who_keeps_the_post_confirms(cast):
    post = opened(cast)
    for key in ("whitlock", "calloway"):
        with pytest.raises(NotAllowed):
            posts_confirming.confirm_post(actor=cast.actor(key), post=post)
    posts_confirming.confirm_post(actor=cast.actor("tranter"), post=post)
    now = Post.objects.get()
    assert (now.confirmed_on, now.confirm_by) == (today(), today() + timedelta(days=90))
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    with pytest.raises(Refused, match="Nobody holds"):
        posts_confirming.confirm_post(actor=cast.actor("marchbank"), post=post)


def test_a_mistake_on_a_card_is_told_to_who_keeps_it_and_answered(cast, mailoutbox):
    post = opened(cast)
    with pytest.raises(NotAllowed):
        posts_confirming.report_post(actor=ANONYMOUS, post=post, text="Wrong")
    report = posts_confirming.report_post(actor=cast.actor("whitlock"), post=post, text="It rings for ever")
    assert {message.to[0].split("@")[0] for message in mailoutbox} == {
        "owen.tranter",
        "leila.marchbank",
        "maya.thornbury",
    }
    assert all("rings" not in message.body for message in mailoutbox)
    with pytest.raises(NotAllowed):
        posts_confirming.answer_report(actor=cast.actor("whitlock"), report=report, answer="No")
    mailoutbox.clear()
    posts_confirming.answer_report(actor=cast.actor("tranter"), report=report, answer="The number is mended.")
    assert mailoutbox[0].to == ["dana.whitlock@marlgate.example.org"]
    assert "mended" in mailoutbox[0].body
    with pytest.raises(Refused):
        posts_confirming.answer_report(actor=cast.actor("tranter"), report=report, answer="Again")


def test_an_endorsement_belongs_to_the_post_and_stays_when_its_holder_goes(cast):
    keeper = cast.actor("calder")
    post = posts.open_post(
        actor=keeper, organisation=cast.organisation[POLICE], title="National lead", special="national_lead",
        visibility="public",
    )  # fmt: skip
    said = {"post": post, "programme": cast.programme, "holder_name": "An Officer", "statement": "I stand behind it."}
    with pytest.raises(NotAllowed):
        endorsements.endorse(actor=cast.actor("thornbury"), starts=today(), **said)
    made = endorsements.endorse(actor=keeper, starts=today() - timedelta(days=20), **said)
    with pytest.raises(Invalid):
        endorsements.end_endorsement(actor=keeper, endorsement=made, until=today() - timedelta(days=21))
    endorsements.end_endorsement(actor=keeper, endorsement=made, until=today())
    with pytest.raises(Refused):
        endorsements.end_endorsement(actor=keeper, endorsement=made, until=today())
    assert Endorsement.objects.get().holder_name == "An Officer"
    lead = lead_queries.leads_of(ANONYMOUS, "national_lead")[0]
    assert lead.card.is_of_a_document
    assert lead.said[0].until == today()


def test_every_force_is_listed_with_or_without_its_lead_on_business_crime(cast):
    opened(cast, title="Lead on business crime", special="business_crime_lead", visibility="public")
    found = {force.organisation.name: len(force.leads) for force in lead_queries.forces(ANONYMOUS)}
    assert found[POLICE] == 1
    assert found["Sussex Police"] == 0
    assert MARLGATE not in found


def test_topics_are_kept_by_administrators_and_named_once(cast):
    with pytest.raises(NotAllowed):
        topics.add_topic(actor=cast.actor("thornbury"), name="Theft from shops")
    made = topics.add_topic(actor=cast.actor("calder"), name="Theft from shops", also=["shoplifting"])
    with pytest.raises(Invalid):
        topics.add_topic(actor=cast.actor("calder"), name="theft from SHOPS")
    topics.change_topic(actor=cast.actor("calder"), topic=made, name="Shop theft", is_active=False)
    assert Entry.objects.filter(tag__startswith="people:topic:").count() == 2


def test_ones_day_asks_to_confirm_to_name_and_to_answer(cast):
    post = opened(cast)

    def asked(key):
        return [matter.title.partition(",")[0] for matter in due_for(cast.actor(key), today())]

    assert asked("tranter") == asked("thornbury") == []
    Post.objects.update(confirm_by=today())
    assert asked("tranter") == ["Confirm the card of your post"]
    assert asked("marchbank") == []
    posts_confirming.report_post(actor=cast.actor("whitlock"), post=post, text="Wrong")
    assert asked("marchbank") == ["Answer what was said about Neighbourhood sergeant"]
    posts.vacate(actor=SYSTEM, membership=cast.membership["marchbank"])
    assert asked("thornbury") == ["Name a deputy for Neighbourhood sergeant"]
    posts.vacate(actor=SYSTEM, membership=cast.membership["tranter"])
    assert asked("thornbury") == ["Say who holds Neighbourhood sergeant"]
    assert asked("whitlock") == []

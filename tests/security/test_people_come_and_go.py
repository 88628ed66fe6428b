"""Is there any order in which people come, move and go that leaves a post dark, a door open or a matter with nobody?

People join, are suspended, come back, move, leave, are erased; organisations become one and two again; work is handed
over, accepted, declined, cancelled; days pass. After each try: nothing open is with a membership that does not hold,
an open post is held, or its vacancy is noted and told, nobody acts through a membership that does not hold, and history
has only gained ends.

*Source:* R45, R115, R247; D2, D3; issue "People who can be found, trusted and replaced", acceptance.
"""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commonground.groundwork import matters
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.groundwork.sides import TWO_SIDES
from commonground.outcomes.models import Study
from commonground.people import tasks
from commonground.people.actions import handovers, members, memberships, merging, offers, own_data
from commonground.people.actions import posts as desks
from commonground.people.models import Account, Handover, Holding, Membership, Merge, Organisation, Person, Post
from commonground.people.queries import acting
from commonground.people.rules.handovers import UNDER_WAY
from commonground.projects.actions import life, posts
from commonground.projects.models import LeadershipPost, TeamMember
from commonground.projects.queries import visible
from commonground.projects.rules.answers import Unanswered
from commonground.website.example.clock import StoryClock
from tests.figures import counts
from tests.people.handing import action

BODIES = ("Aldermouth Police", "Marlgate Centre", "Northgate Guarding")
PICK = st.integers(0, 60)
DAYS = st.integers(0, 9)
PARTS = counts(2, 10)  # so that all processors share them
FIXED = {
    Membership: ("person_id", "starts"),
    Holding: ("post_id", "membership_id", "part", "starts"),
    TeamMember: ("collaboration_id", "membership_id", "starts"),
    LeadershipPost: ("collaboration_id", "side", "role", "holder_id", "asked_on"),
    Handover: ("leaver_id", "post_id", "begun_at"),
}


class Comings(RuleBasedStateMachine):
    """Three organisations with posts and a collaboration, and everybody in them."""

    cast, here = None, None
    tried, done = 0, 0

    @initialize()
    def begin(self):
        self.around = ExitStack()
        scratch = transaction.atomic()
        self.around.enter_context(scratch)
        self.around.callback(transaction.set_rollback, True)
        real = timezone.now
        self.clock = StoryClock(timezone.localdate())
        self.around.callback(setattr, timezone, "now", real)
        setattr(timezone, "now", self.clock.now)  # noqa: B010 - as the worked example does
        mail.outbox.clear()
        self.keeper = self.cast.actor("calder")
        self.bodies = [self.cast.organisation[name] for name in BODIES]
        self.serial = 0
        self.seen = {}
        self.has_changed = True

    def teardown(self):
        if hasattr(self, "around"):
            self.around.close()

    def member(self, pick):
        rows = list(
            Membership.objects.filter(organisation__in=self.bodies)
            .select_related("person", "organisation")
            .order_by("pk")
        )
        return rows[pick % len(rows)]

    def one(self, found, pick):
        rows = list(found.order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    def somebody(self, pick):
        """Give who acts: often the keeper of the installation, else somebody, through a membership that holds."""
        if pick % 3 == 0:
            return self.keeper
        return self.as_they_are(self.member(pick))

    def as_they_are(self, membership):
        account = Account.objects.filter(person_id=membership.person_id).select_related("person").first()
        return acting.actor_of(account, membership.pk) if account else Actor()

    def attempt(self, deed, *args, **values):
        type(self).tried += 1
        try:
            with transaction.atomic():
                deed(*args, **values)
        except (Refused, Unanswered):
            return
        type(self).done += 1
        self.has_changed = True

    @rule(by=PICK, where=PICK, is_coordinator=st.booleans())
    def join(self, by, where, is_coordinator):
        self.serial += 1
        body = self.bodies[where % len(self.bodies)]
        who = {"name": f"Newcomer {self.serial}", "email": f"new{self.serial}@example.org"}
        roles = ["coordinator"] if is_coordinator else []
        self.attempt(members.invite_person, actor=self.somebody(by), organisation=body, roles=roles, **who)

    @rule(by=PICK, pick=PICK)
    def suspend(self, by, pick):
        self.attempt(memberships.suspend, actor=self.somebody(by), membership=self.member(pick), reason="A reason")

    @rule(by=PICK, pick=PICK)
    def lift(self, by, pick):
        found = Membership.objects.filter(suspended_at__isnull=False)
        if membership := self.one(found, pick):
            self.attempt(memberships.lift, actor=self.somebody(by), membership=membership)

    @rule(by=PICK, pick=PICK, days=DAYS, at_once=st.booleans())
    def leave(self, by, pick, days, at_once):
        last = timezone.localdate() + timedelta(days)
        membership = self.member(pick)
        actor = self.somebody(by) if by % 2 else self.as_they_are(membership)
        self.attempt(
            memberships.end, actor=actor, membership=membership, leaves_on=last, reason="Left", at_once=at_once
        )

    @rule(by=PICK, pick=PICK, where=PICK)
    def move(self, by, pick, where):
        """Leave one organisation at once and join another, with the same account."""
        membership = self.member(pick)
        account = Account.objects.filter(person_id=membership.person_id).first()
        if account is None:
            return
        today, body = timezone.localdate(), self.bodies[where % len(self.bodies)]

        def moves():
            memberships.end(actor=self.keeper, membership=membership, leaves_on=today, reason="Moves", at_once=True)
            members.invite_person(
                actor=self.keeper, organisation=body, name=membership.person.name, email=account.email
            )
            offers.accept(actor=self.as_they_are(membership), offer=membership.person.offers.first())

        self.attempt(moves)

    @rule(by=PICK, pick=PICK, post=PICK, part=st.sampled_from(["holder", "deputy"]), overlap=DAYS)
    def appoint(self, by, pick, post, part, overlap):
        if found := self.one(Post.objects.all(), post):
            until = timezone.localdate() + timedelta(overlap)
            self.attempt(
                desks.appoint, actor=self.somebody(by), post=found, part=part, membership=self.member(pick),
                overlap_until=until,
            )  # fmt: skip

    @rule(by=PICK, post=PICK)
    def close_a_post(self, by, post):
        if by % 4 == 0 and (found := self.one(Post.objects.all(), post)):
            self.attempt(desks.close_post, actor=self.somebody(by), post=found, because="No longer needed")

    @rule(kept=PICK, gone=PICK)
    def merge(self, kept, gone):
        two = [self.bodies[n % len(self.bodies)] for n in (kept, gone)]
        kept, gone = (Organisation.objects.get(pk=each.pk) for each in two)
        self.attempt(merging.merge, actor=self.keeper, kept=kept, gone=gone, reason="One and the same")

    @rule(pick=PICK)
    def undo_a_merge(self, pick):
        if done := self.one(Merge.objects.filter(undone_at__isnull=True), pick):
            self.attempt(merging.undo, actor=self.keeper, done=done)

    @rule(by=PICK, pick=PICK, follows=PICK, days=DAYS, whole=st.booleans(), offered=st.booleans())
    def hand_over(self, by, pick, follows, days, whole, offered):
        membership = self.member(pick)
        actor = self.as_they_are(membership) if by % 2 else self.somebody(by)
        post = None if whole else self.one(Post.objects.filter(holdings__membership=membership).distinct(), pick)
        last = timezone.localdate() + timedelta(days)

        def hands_over():
            made = handovers.begin(actor=actor, membership=membership, reason="leaves", leaves_on=last, post=post)
            if offered:
                who = self.member(follows)
                made = handovers.prepare(actor=actor, handover=made, version=made.version, successor=who)
                handovers.offer(actor=actor, handover=made)

        self.attempt(hands_over)

    @rule(pick=PICK, verb=st.sampled_from(["accept", "accept", "accept", "decline", "reopen", "cancel", "offer"]))
    def answer(self, pick, verb):
        found = Handover.objects.filter(state__in=[s.value for s in UNDER_WAY]).select_related("leaver", "successor")
        if held := self.one(found, pick):
            who = held.successor if verb in ("accept", "decline") else held.leaver
            more = {"reason": "Another should"} if verb == "decline" else {}
            if who is not None:
                self.attempt(getattr(handovers, verb), actor=self.as_they_are(who), handover=held, **more)

    @rule(by=PICK, pick=PICK, part=st.sampled_from(["team", "team", "stakeholder"]))
    def take_part(self, by, pick, part):
        who = self.member(pick)
        self.attempt(
            posts.add_member,
            actor=self.as_they_are(self.member(by)),
            collaboration=self.here,
            membership=who,
            part=part,
        )

    @rule(
        by=PICK,
        pick=PICK,
        deputy=PICK,
        side=st.sampled_from(TWO_SIDES),
        role=st.sampled_from(["governance", "delivery"]),
    )
    def ask_to_lead(self, by, pick, deputy, side, role):
        who, other = self.member(pick), self.member(deputy)
        self.attempt(
            posts.ask_to_lead, actor=self.as_they_are(self.member(by)), collaboration=self.here, side=side, role=role,
            holder=who, deputy=other,
        )  # fmt: skip

    @rule(pick=PICK, other=PICK)
    def start(self, pick, other):
        more = {"area": self.cast.area, "programme": self.cast.programme, "about": "Less theft"}
        self.serial += 1
        self.attempt(
            life.start, actor=self.as_they_are(self.member(pick)), name=f"Another {self.serial}",
            other_lead=self.member(other), **more,
        )  # fmt: skip

    @rule(pick=PICK)
    def be_erased(self, pick):
        membership = self.member(pick)
        actor = self.as_they_are(membership)

        def is_erased():
            made = own_data.ask(actor=actor, kind="erasure")
            own_data.erase(actor=self.keeper, request=made, version=made.version, text="Done")

        if pick % 5 == 4:
            self.attempt(is_erased)

    @rule(days=st.integers(1, 6))
    def days_pass(self, days):
        for _ in range(days):
            self.clock.go_to(timezone.localdate() + timedelta(1))
            tasks.daily()
        self.has_changed = True

    @invariant()
    def all_is_well(self):
        """Look only where something was done: what was refused was undone, to the last row."""
        if hasattr(self, "around") and self.has_changed:
            self.nothing_is_owned_by_nobody()
            self.no_post_is_dark()
            self.nobody_acts_through_what_does_not_hold()
            self.history_only_gains_ends()
            self.has_changed = False

    def nothing_is_owned_by_nobody(self):
        present = frozenset(Membership.objects.filter(acting.current()).values_list("pk", flat=True))
        left = matters.holders() - present
        assert not left, [(m.title, m.key) for key in left for m in matters.open_matters_of(key)]

    def no_post_is_dark(self):
        today = timezone.localdate()
        present = Membership.objects.filter(acting.current())
        for post in Post.objects.filter(closed_on__isnull=True, organisation__is_active=True):
            held = post.holdings.filter(part="holder", starts__lte=today, membership__in=present)
            if not held.exclude(until__lte=today).exists():
                assert post.vacant_since is not None, post
                assert post.vacancy_told_on is not None, post

    def nobody_acts_through_what_does_not_hold(self):
        present = frozenset(Membership.objects.filter(acting.current()).values_list("pk", flat=True))
        for membership in Membership.objects.exclude(pk__in=present).filter(organisation__in=self.bodies):
            actor = self.as_they_are(membership)
            assert actor.membership_id != membership.pk
            assert actor.membership_id is None or actor.membership_id in present
            assert actor.is_member or not visible.collaborations_for(actor).exists()

    def history_only_gains_ends(self):
        today = timezone.localdate()
        for model, names in FIXED.items():
            now = {row["pk"]: row for row in model.objects.values("pk", *names, *self.ends(model))}
            for key, before in self.seen.get(model, {}).items():
                assert key in now, f"{model.__name__} {key} is gone"
                assert [now[key][n] for n in names] == [before[n] for n in names]
                if before.get("until") and before["until"] <= today:
                    assert now[key]["until"] == before["until"], f"{model.__name__} {key} ended twice"
            self.seen[model] = now

    def ends(self, model):
        return ("until",) if hasattr(model, "until") else ()


def settled(cast):
    """Let the three have posts, a collaboration that is under way, an action in it, and a study that nobody may see."""
    here = cast.alive()
    action(cast, here, "tranter")
    Study.objects.create(title="Thefts", made_by=cast.membership["ellerby"], specification={}, state="done")
    for body, holder, deputy in (
        ("Aldermouth Police", "thornbury", "marchbank"),
        ("Marlgate Centre", "ellerby", "whitlock"),
    ):
        desks.open_post(
            actor=cast.actor("calder"), organisation=cast.organisation[body], title="Desk",
            holder=cast.membership[holder], deputy=cast.membership[deputy],
        )  # fmt: skip
    return here


@pytest.mark.parametrize("part", range(PARTS))
def test_no_order_of_coming_and_going_leaves_anything_with_nobody(cast, figure, part):
    Comings.cast, Comings.here, Comings.tried, Comings.done = cast, settled(cast), 0, 0
    examples = counts(80, 10_000) // PARTS
    run_state_machine_as_test(
        seed(part)(Comings),
        settings=settings(
            max_examples=examples,
            stateful_step_count=counts(8, 10),
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a sequence is short enough to be read as it is
            suppress_health_check=list(HealthCheck),
        ),
    )
    figure(f"sequences of coming and going, part {part + 1} of {PARTS}", examples, bar="10,000 without a fault in all")
    figure("deeds that were done in them, of those tried", f"{Comings.done} of {Comings.tried}")
    assert Comings.done > Comings.tried / 5
    assert Person.objects.count() == len(cast.person), "every sequence was undone"

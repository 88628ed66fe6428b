"""Whatever is done in whatever order: is what can be read exactly what the policy says of what is recorded?

Deeds go through the actions, as pages do them. After each, every member of the cast is asked, through the membership
that they act through, and the answer is the policy's about the world that the records are.

*Source:* design/sharing.md 2, 2.1; bar A3 of reference/security.md.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from commonground.groundwork.refusals import Refused
from commonground.people.models import Clearance, Membership, Organisation
from commonground.sharing.actions import groups, items, releases, renditions
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.adapters import world_of
from commonground.sharing.models import Group, GroupEntry, Item, Release, Rendition, TimeInForce
from commonground.sharing.queries import asking
from commonground.sharing.queries.openings import rows_of
from commonground.sharing.rules.policy import Policy
from tests.figures import counts
from tests.sharing.town import PARTNERS, town_of

AUTHORS = ("thornbury", "tranter", "penhallow")
READERS = ("thornbury", "tranter", "marchbank", "whitlock", "haddow", "hartnoll", "penhallow", "lindqvist")
ALL = "SELECT rendition FROM sharing_opened_to(%s, %s)"
ASKED = {"deeds": 0, "questions": 0}


class Sharing(RuleBasedStateMachine):
    """Anybody of a town doing anything; each run begins with the town as it is, and leaves it so."""

    town = None

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.group = groups.begin(actor=self.town.actor("tranter"), name="Radio link")

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    def one_of(self, model, n):
        found = list(model.objects.order_by("pk"))
        return found[n % len(found)] if found else None

    def does(self, act):
        """Do a deed; one that is refused has changed nothing, which is looked at like any other."""
        ASKED["deeds"] += 1
        try:
            with transaction.atomic():
                act()
        except Refused:
            pass

    def draft(self, n, tlp):
        body = self.town.cast.organisation[PARTNERS[n % 3]]
        hat = self.town.cast.membership["whitlock"]
        bases = {"purpose": "To act", "basis_of_giver": "a", "basis_of_getter": "b"}
        return (
            ReleaseDraft(organisation_id=body.pk, agreement_id=self.town.agreement.pk, **bases),
            ReleaseDraft(to="group", group_id=self.group.pk, **bases),
            ReleaseDraft(to="person", membership_id=hat.pk, agreement_id=self.town.agreement.pk, **bases),
            ReleaseDraft(to="public", **bases),
            ReleaseDraft(organisation_id=body.pk, **bases),
        )[n % 5 if tlp < 4 else 2]

    @rule(who=st.sampled_from(AUTHORS), tlp=st.integers(0, 4), n=st.integers(0, 14), personal=st.booleans(),
          level=st.integers(0, 2), urgent=st.booleans())  # fmt: skip
    def write(self, who, tlp, n, personal, level, urgent):
        draft = RenditionDraft(title="x", tlp=tlp, personal=personal, clearance=level, releases=(self.draft(n, tlp),))
        self.does(lambda: self.town.write(who, "alert", [draft], emergency=urgent))

    @rule(n=st.integers(0, 20), m=st.integers(0, 14), who=st.sampled_from(AUTHORS))
    def release(self, n, m, who):
        if one := self.one_of(Rendition, n):
            draft = self.draft(m, one.tlp)
            self.does(lambda: releases.release(actor=self.town.actor(who), rendition=one, draft=draft))

    @rule(n=st.integers(0, 20), who=st.sampled_from(AUTHORS))
    def revoke(self, n, who):
        if one := self.one_of(Release, n):
            self.does(lambda: releases.revoke(actor=self.town.actor(who), release=one, reason="x"))

    @rule(n=st.integers(0, 20), who=st.sampled_from(AUTHORS), hours=st.integers(-1, 2))
    def end(self, n, who, hours):
        if one := self.one_of(Release, n):
            closes = timezone.now() + timedelta(hours=hours)
            self.does(lambda: releases.extend(actor=self.town.actor(who), release=one, closes=closes))

    @rule(n=st.integers(0, 20), who=st.sampled_from(AUTHORS))
    def withdraw(self, n, who):
        if one := self.one_of(Item, n):
            self.does(lambda: items.withdraw(actor=self.town.actor(who), item=one, reason="x"))

    @rule(n=st.integers(0, 20), who=st.sampled_from(AUTHORS), tlp=st.integers(0, 4), level=st.integers(0, 2))
    def mark_anew(self, n, who, tlp, level):
        if one := self.one_of(Rendition, n):
            new = {"tlp": tlp, "clearance": level}
            self.does(
                lambda: renditions.change(
                    actor=self.town.actor(who), rendition=one, version=one.version, confirmed=1, **new
                )
            )

    @rule(n=st.integers(0, 20), who=st.sampled_from(AUTHORS))
    def mark_personal(self, n, who):
        if one := self.one_of(Rendition, n):
            self.does(lambda: renditions.mark_personal(actor=self.town.actor(who), rendition=one))

    @rule(key=st.sampled_from(READERS))
    def join(self, key):
        hat = self.town.cast.membership[key]
        asked = {"actor": self.town.actor("tranter"), "group": Group.objects.get(), "organisation": hat.organisation}
        self.does(lambda: groups.add(**asked, confirmed=groups.would_open(**asked)))

    @rule(n=st.integers(0, 5))
    def leave(self, n):
        if one := self.one_of(GroupEntry, n):
            self.does(lambda: groups.end(actor=self.town.actor("tranter"), entry=one))

    @rule(key=st.sampled_from(READERS), level=st.integers(0, 3))
    def vet(self, key, level):
        hat = self.town.cast.membership[key]
        today = timezone.localdate()
        self.does(lambda: Clearance.objects.create(membership=hat, level=level, starts=today, vetted_by="x"))

    @rule(key=st.sampled_from(READERS[3:]))
    def suspend_or_restore(self, key):
        hat = Membership.objects.get(pk=self.town.cast.membership[key].pk)
        hat.suspended_at = None if hat.suspended_at else timezone.now()
        self.does(lambda: hat.save(update_fields=["suspended_at"]))

    @rule()
    def suspend_or_resume_the_agreement(self):
        held = TimeInForce.objects.get()
        held.closes = None if held.closes else timezone.now() - timedelta(days=1)
        self.does(lambda: held.save(update_fields=["closes"]))

    @rule(name=st.sampled_from(PARTNERS))
    def close_or_open_a_partner(self, name):
        body = Organisation.objects.get(name=name)
        body.is_active = not body.is_active
        self.does(lambda: body.save(update_fields=["is_active"]))

    @invariant()
    def everybody_reads_what_the_policy_says(self):
        asking.again()
        at = asking.moment()
        policy = Policy(world_of.world(at, list(Item.objects.order_by("pk"))), at)
        for key in READERS:
            hat = self.town.cast.membership[key]
            given = {str(row) for (row,) in rows_of(ALL, [hat.person_id, hat.pk])}
            assert given == self.wanted(policy, hat), key

    def wanted(self, policy, hat):
        person = policy.world.people.get(str(hat.person_id))
        through = [m for m in person.memberships if m.organisation == str(hat.organisation_id)] if person else []
        ASKED["questions"] += sum(1 for _ in policy.world.renditions())
        return {
            one.id for item, one in policy.world.renditions() if policy.may_read_through(through, person, item, one)
        }


@pytest.mark.filterwarnings("ignore")
def test_after_any_sequence_of_deeds_everybody_reads_exactly_what_the_policy_says(cast, figure):
    ASKED.update(deeds=0, questions=0)
    chosen = settings(
        max_examples=counts(6, 5000),
        stateful_step_count=counts(12, 50),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Sharing.town = town_of(cast)
    run_state_machine_as_test(Sharing, settings=chosen)
    figure("deeds of sharing in random sequences", f"{ASKED['deeds']:,}")
    figure("questions after them in which database and policy agreed", f"{ASKED['questions']:,}")
    assert ASKED["questions"]

"""Whatever is done in whatever order: is what can be read exactly what the design says of what was done?

What is shared is changed through the actions, as the site's role, as pages do it; what people keep (memberships,
levels, organisations, accreditations) is written as it stands when an act on it is done. After each deed everybody is
asked, through each of their memberships, now and an hour and a half from now. The answer is that of a model that was
only told of the deeds; at the end of each run also that of the product's own policy about what is recorded.

*Source:* design/sharing.md 2, 2.1; bar A3 of reference/security.md.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commonground.groundwork.refusals import Refused
from commonground.people.models import Accreditation, Clearance, Membership, Organisation, Person
from commonground.people.queries import acting
from commonground.sharing.actions import groups, items, releases, renditions, transfers
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.adapters import world_of
from commonground.sharing.models import Agreement, Approval, GroupEntry, Item, Party, Release, Rendition, TimeInForce
from commonground.sharing.queries import asking
from commonground.sharing.rules.policy import Policy
from tests.conftest import through_the_application
from tests.figures import counts
from tests.sharing.town import ASK, EVERYTHING, PARTNERS, model_of, second_agreement, town_of
from tests.sharing.town_model import LONG_AGO, NAMES, written

PARTS = counts(1, 20)  # so that all processors share them
AUTHORS = ("thornbury", "tranter", "penhallow")
READERS = ("thornbury", "tranter", "marchbank", "whitlock", "haddow", "hartnoll", "penhallow", "lindqvist")
LATER = timedelta(minutes=90)
ASKED = {"deeds": 0, "refused": 0, "questions": 0, "yes": 0}
BASES = {"purpose": "To act", "basis_of_giver": "a", "basis_of_getter": "b"}
WITH = {
    Rendition: ["item__originator"],
    Release: ["rendition__item__originator"],
    Approval: ["rendition__item__originator", "asked_by"],
    GroupEntry: ["group", "organisation"],
}  # as pages have them by the time that an act begins
some = st.integers(0, 20)
authors = st.sampled_from(AUTHORS)
levels, markings = st.integers(0, 2), st.integers(0, 4)


class Sharing(RuleBasedStateMachine):
    """Anybody of a town doing anything; each run begins with the town as it is, and leaves it so."""

    town = agreements = group = begun = None

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.model = self.begun.copy()

    def teardown(self):
        try:
            self.ask_the_policy()
        finally:
            transaction.savepoint_rollback(self.before)

    # ---- doing

    def one_of(self, model, n):
        found = list(model.objects.order_by("pk").values_list("pk", flat=True))
        rows = model.objects.select_related(*WITH.get(model, ()))
        return rows.get(pk=found[n % len(found)]) if found else None

    def does(self, who, act, item=None):
        """Do a deed as somebody who can act; one that is refused has changed nothing, which is looked at like any
        other. Only who keeps an item does anything to it."""
        hat = self.town.cast.membership[who]
        if not self.model.acts(hat.pk, timezone.now()):
            return None
        ASKED["deeds"] += 1
        asking.again()
        actor = acting.actor_through(self.town.cast.person[who], hat)
        try:
            with transaction.atomic(), through_the_application(actor):
                done = act(actor)
        except (Refused, ObjectDoesNotExist):  # what somebody may not see is not there
            ASKED["refused"] += 1
            return None
        assert item is None or self.model.may_keep(hat.pk, item), f"{who} keeps nothing of this"
        return done

    def audience(self, n, tlp):
        """Choose for whom and under what: as the actions take it, and as the model does."""
        body, hat = self.town.cast.organisation[PARTNERS[n % 3]], self.town.cast.membership["whitlock"]
        first, second = self.agreements
        to_body, to_hat = {"organisation": str(body.pk)}, {"person": str(hat.person_id)}
        to_hat["organisation"] = str(hat.organisation_id)
        under, other = {"agreement": str(first.pk)}, {"agreement": str(second.pk)}
        ways = (
            (ReleaseDraft(organisation_id=body.pk, agreement_id=first.pk, **BASES), to_body, under),
            (ReleaseDraft(to="group", group_id=self.group.pk, **BASES), {"group": str(self.group.pk)}, None),
            (ReleaseDraft(to="person", membership_id=hat.pk, agreement_id=first.pk, **BASES), to_hat, under),
            (ReleaseDraft(to="public", **BASES), {"public": True}, None),
            (ReleaseDraft(organisation_id=body.pk, **BASES), to_body, None),
            (ReleaseDraft(organisation_id=body.pk, agreement_id=second.pk, **BASES), to_body, other),
        )
        return ways[n % 6 if tlp < 4 else 2]

    def note(self, rendition, version, to, under, urgent, before):
        """Tell the model of a release: it waits for a second person or is open, as the design says which."""
        if self.model.takes_two(version, to) and not urgent:
            waits = Approval.objects.filter(pk__gt=before, rendition_id=rendition).get()
            self.model.waiting[waits.pk] = {"rendition": rendition, "to": to, "under": under}
        else:
            made = Release.objects.filter(rendition_id=rendition).latest("pk")
            assert str(made.pk) not in {one["id"] for one in version["releases"]}, "it is open at once"
            version["releases"].append(self.model.opened(made.pk, to, under))

    def last(self):
        return Approval.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    # ---- what is shared

    @initialize(who=authors, n=some, personal=st.booleans())
    def begin(self, who, n, personal):
        self.write(who, 1 if n % 6 == 1 else 2, n, personal, 0, False)

    @rule(who=authors, tlp=markings, n=some, personal=st.booleans(), level=levels, urgent=st.booleans())
    def write(self, who, tlp, n, personal, level, urgent):
        draft, to, under = self.audience(n, tlp)
        second, to_2, under_2 = self.audience(n // 6, tlp)
        kinds = {"title": "x", "tlp": tlp, "personal": personal, "not_personal_because": "Nobody is named"}
        drafts = [RenditionDraft(**kinds, clearance=level, releases=(draft,))]
        chosen = [(level, to, under)]
        if n > 12:
            drafts.append(RenditionDraft(**kinds, clearance=0, releases=(second,)))
            chosen.append((0, to_2, under_2))
        before = self.last()
        made = self.does(who, lambda actor: self.town.write(who, "alert", drafts, emergency=urgent))
        if made is not None:
            keys = Rendition.objects.filter(item=made).order_by("place").values_list("pk", flat=True)
            versions = [self.model.version(key, tlp, one[0], personal) for key, one in zip(keys, chosen, strict=True)]
            self.model.writes(made.pk, self.town.cast.membership[who].pk, "alert", versions)
            for version, (_level, to_whom, by_what) in zip(versions, chosen, strict=True):
                self.note(int(version["id"]), version, to_whom, by_what, urgent, before)

    @rule(n=some, m=some, who=authors, urgent=st.booleans())
    def release(self, n, m, who, urgent):
        if one := self.one_of(Rendition, n):
            item, version = self.model.rendition(one.pk)
            draft, to, under = self.audience(m, one.tlp)
            given, before = {"rendition": one, "draft": draft, "emergency": urgent}, self.last()
            if self.does(who, lambda actor: releases.release(actor=actor, **given), item):
                self.note(one.pk, version, to, under, urgent, before)

    @rule(n=some, who=authors)
    def approve(self, n, who):
        if one := self.one_of(Approval, n):
            waits = self.model.waiting.get(one.pk)
            item, version = self.model.rendition(one.rendition_id)
            done = self.does(who, lambda actor: releases.approve(actor=actor, approval=one), item)
            if done is not None:
                assert waits, "it is decided once"
                assert one.asked_by.person_id != self.town.cast.person[who].pk, "a second person approves"
                del self.model.waiting[one.pk]
                if "to" in waits:
                    version["releases"].append(self.model.opened(done.pk, waits["to"], waits["under"]))
                else:
                    version["personal"] = False

    @rule(n=some, who=authors)
    def revoke(self, n, who):
        if one := self.one_of(Release, n):
            item, known = self.model.release(one.pk)
            if self.does(who, lambda actor: releases.revoke(actor=actor, release=one, reason="x"), item):
                known["revoked"] = LONG_AGO

    @rule(n=some, who=authors, hours=st.sampled_from([-1, 0, 1, 2, None]))
    def let_a_release_end(self, n, who, hours):
        if one := self.one_of(Release, n):
            item, known = self.model.release(one.pk)
            closes = None if hours is None else timezone.now() + timedelta(hours=hours)
            if self.does(who, lambda actor: releases.extend(actor=actor, release=one, closes=closes), item):
                known["until"] = closes and written(closes)

    @rule(n=some, who=authors, hours=st.sampled_from([0, 1, 2, None]))
    def let_an_item_expire(self, n, who, hours):
        if one := self.one_of(Item, n):
            known = self.model.one("items", one.pk)
            closes = None if hours is None else timezone.now() + timedelta(hours=hours)
            if self.does(who, lambda actor: items.extend(actor=actor, item=one, closes=closes), known):
                known["expires"] = closes and written(closes)

    @rule(n=some, who=authors)
    def withdraw(self, n, who):
        if one := self.one_of(Item, n):
            known = self.model.one("items", one.pk)
            if self.does(who, lambda actor: items.withdraw(actor=actor, item=one, reason="x"), known) is not None:
                known["withdrawn"] = LONG_AGO

    @rule(n=some, who=authors)
    def transfer(self, n, who):
        """One custodian offers an item, another accepts it for their organisation, or it goes on waiting for them."""
        if one := self.one_of(Item, n):
            taker = "penhallow" if who == "tranter" else "tranter"
            known, to = self.model.one("items", one.pk), self.town.cast.membership[taker].organisation
            given = {"taker": to, "items": [one], "reason": "x"}
            offered = self.does(who, lambda actor: transfers.offer(actor=actor, **given), known)

            def accept(actor):
                return transfers.accept(actor=actor, transfer=offered, confirmed=transfers.opens(offered))

            if offered and self.does(taker, accept):
                known["originator"] = str(to.pk)

    @rule(n=some, who=authors, tlp=markings, level=levels)
    def mark_anew(self, n, who, tlp, level):
        if one := self.one_of(Rendition, n):
            item, known = self.model.rendition(one.pk)
            new = {"tlp": tlp, "clearance": level, "version": one.version, "confirmed": 1}
            if self.does(who, lambda actor: renditions.change(actor=actor, rendition=one, **new), item):
                known.update(tlp=NAMES[tlp], clearance=level)

    @rule(n=some, who=authors)
    def mark_personal(self, n, who):
        if one := self.one_of(Rendition, n):
            item, known = self.model.rendition(one.pk)
            if self.does(who, lambda actor: renditions.mark_personal(actor=actor, rendition=one), item):
                known["personal"] = True

    @rule(n=some, who=authors)
    def ask_to_clear(self, n, who):
        if one := self.one_of(Rendition, n):
            item, _known = self.model.rendition(one.pk)
            asks = {"rendition": one, "reason": "It names nobody"}
            if made := self.does(who, lambda actor: renditions.ask_to_clear_personal(actor=actor, **asks), item):
                self.model.waiting[made.pk] = {"rendition": one.pk}

    @rule(key=st.sampled_from(READERS), named=st.booleans())
    def join_the_group(self, key, named):
        hat = self.town.cast.membership[key]
        asked = {"group": self.group, "organisation": hat.organisation, "membership": hat if named else None}

        def join(actor):
            return groups.add(actor=actor, **asked, confirmed=groups.would_open(actor=actor, **asked))

        if made := self.does("tranter", join):
            who = {"person": str(hat.person_id)} if named else {}
            entry = {"id": str(made.pk), **who, "organisation": str(hat.organisation_id), "from": None, "until": None}
            self.model.one("groups", self.group.pk)["members"].append(entry)

    @rule(n=some)
    def leave_the_group(self, n):
        if (one := self.one_of(GroupEntry, n)) and self.does("tranter", lambda a: groups.end(actor=a, entry=one)):
            members = self.model.one("groups", self.group.pk)["members"]
            next(entry for entry in members if entry["id"] == str(one.pk))["until"] = LONG_AGO

    # ---- what people keep, and what the sides have agreed

    @rule(n=some, level=st.integers(0, 3))
    def vet(self, n, level):
        hat = list(self.model.hats())[n % len(list(self.model.hats()))][1]
        Clearance.objects.create(membership_id=int(hat["hat"]), level=level, starts=timezone.localdate(), vetted_by="x")
        hat["clearance"] = level

    @rule(n=some)
    def suspend_or_restore(self, n):
        hat = list(self.model.hats())[n % len(list(self.model.hats()))][1]
        hat["suspended"] = not hat["suspended"]
        at = timezone.now() if hat["suspended"] else None
        Membership.objects.filter(pk=int(hat["hat"])).update(suspended_at=at)

    @rule(n=some, to=st.sampled_from(PARTNERS))
    def leave_and_go_elsewhere(self, n, to):
        person, hat = list(self.model.hats())[n % len(list(self.model.hats()))]
        Membership.objects.filter(pk=int(hat["hat"])).update(until=timezone.localdate())
        hat["until"] = LONG_AGO
        if len(person["memberships"]) < 3:
            body = self.town.cast.organisation[to]
            made = Membership.objects.create(
                person_id=int(person["id"]), organisation=body, starts=timezone.localdate()
            )
            person["memberships"].append(self.model.membership(made.pk, body.pk))

    @rule(key=st.sampled_from(READERS[3:]))
    def close_or_open_an_account(self, key):
        person = self.model.one("people", self.town.cast.person[key].pk)
        person["active"] = not person["active"]
        Person.objects.filter(pk=int(person["id"])).update(is_active=person["active"])

    @rule(second=st.booleans())
    def suspend_or_resume_an_agreement(self, second):
        agreement = self.agreements[second]
        known = self.model.one("agreements", agreement.pk)
        resumes = known["status"] == "suspended"
        known["status"] = "in_force" if resumes else "suspended"
        closes = None if resumes else timezone.now()
        TimeInForce.objects.filter(version__agreement=agreement).update(closes=closes)

    @rule(second=st.booleans(), name=st.sampled_from([*PARTNERS, "Aldermouth Police"]))
    def leave_or_join_an_agreement(self, second, name):
        agreement, body = self.agreements[second], self.town.cast.organisation[name]
        parties = self.model.one("agreements", agreement.pk)["parties"]
        held = [party for party in parties if party["organisation"] == str(body.pk)][-1]
        if held["until"] is None:
            held["until"] = LONG_AGO
            Party.objects.filter(agreement=agreement, organisation=body).update(closes=timezone.now())
        else:
            again = {"gives": held["gives"], "gets": held["gets"]}
            parties.append({"organisation": str(body.pk), **again, "from": None, "until": None})
            Party.objects.create(agreement=agreement, organisation=body, opens=timezone.now(), **again)

    @rule(name=st.sampled_from(PARTNERS))
    def accredit_or_let_it_run_out(self, name):
        body, today = self.town.cast.organisation[name], timezone.localdate()
        held = self.model.one("organisations", body.pk)["accreditations"]
        if held and held[-1]["until"] is None:
            held[-1]["until"] = LONG_AGO
            Accreditation.objects.filter(organisation=body).update(until=today)
        else:
            held.append({"standard": "bcrp", "from": None, "until": None})
            Accreditation.objects.create(
                organisation=body, standard="bcrp", starts=today - timedelta(1), verified_at=timezone.now()
            )

    @rule(name=st.sampled_from([*PARTNERS, "Aldermouth Police"]))
    def close_or_open_an_organisation(self, name):
        known = self.model.one("organisations", self.town.cast.organisation[name].pk)
        known["active"] = not known["active"]
        Organisation.objects.filter(pk=int(known["id"])).update(is_active=known["active"])

    # ---- asking

    @invariant()
    def everybody_reads_what_the_model_says(self):
        hats = [(int(person["id"]), int(hat["hat"])) for person, hat in self.model.hats()]
        now = timezone.now()
        for at in (now, now + LATER):
            given = {str(hat): set() for _, hat in hats}
            with connection.cursor() as cursor:
                cursor.execute(ASK, [[who for who, _ in hats], [hat for _, hat in hats], at])
                cursor.nextset()
                for hat, rendition in cursor.fetchall():
                    given[str(hat)].add(str(rendition))
            wanted = self.model.may_read(at)
            ASKED["questions"] += len(hats) * sum(len(i["renditions"]) for i in self.model.world["items"])
            ASKED["yes"] += sum(map(len, wanted.values()))
            assert given == wanted, at

    def ask_the_policy(self):
        """Ask the product's own policy of what is recorded, too, once for each run."""
        at = timezone.now()
        asking.again()
        policy = Policy(world_of.world(at, list(Item.objects.order_by("pk"))), at)
        wanted = self.model.may_read(at)
        for known, hat in self.model.hats():
            person = policy.world.people.get(known["id"])
            own = [one["hat"] for one in known["memberships"] if one["organisation"] == hat["organisation"]]
            held = [m for m in person.memberships if m.organisation == hat["organisation"]] if person else []
            if person and len(own) == len(held):
                through = [held[sorted(own, key=int).index(hat["hat"])]]
                reads = {
                    one.id
                    for item, one in policy.world.renditions()
                    if policy.may_read_through(through, person, item, one)
                }
                assert reads == wanted[hat["hat"]], hat["hat"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(PARTS))
def test_after_any_sequence_of_deeds_everybody_reads_exactly_what_the_design_says(cast, figure, part):
    ASKED.update(deeds=0, refused=0, questions=0, yes=0)
    chosen = settings(
        max_examples=counts(6, 5000 // PARTS), stateful_step_count=counts(12, 50), deadline=None,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    Sharing.town = town_of(cast)
    Sharing.agreements = (Sharing.town.agreement, second_agreement(Sharing.town))
    Sharing.group = groups.begin(actor=Sharing.town.actor("tranter"), name="Radio link")
    Sharing.begun = model_of(Sharing.town, Sharing.agreements, Sharing.group, READERS)
    with connection.cursor() as cursor:
        cursor.execute(EVERYTHING)
    machine = seed(20261122 + part)(Sharing)
    run_state_machine_as_test(machine, settings=chosen)
    figure(
        "runs of deeds of sharing in any order", counts(6, 5000 // PARTS), bar=f"5,000 in {PARTS} parts, of 50 steps"
    )
    figure("deeds tried in them, and refused", f"{ASKED['deeds']:,}, {ASKED['refused']:,}")
    figure("questions after them in which database and model agreed", f"{ASKED['questions']:,}")
    figure("of them answered yes", f"{ASKED['yes']:,}")
    assert ASKED["yes"] and Agreement.objects.count() == 2

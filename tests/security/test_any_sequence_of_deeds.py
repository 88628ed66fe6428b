"""Is there any order of deeds that leads where nobody may be? Several people do anything at all, again and again.

After each try: what was refused left no trace, what was done left one row of the record for each deed, the standing of
the steps follows from what is recorded, and the database shows nobody what is not open to them.

*Source:* R8, R59-R68; settled questions, "Who"; D1.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commonground.audit.models import Entry
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.actions import answers, consensus, finishing, life, posts, problem, reviews
from commonground.projects.models import Collaboration, Publication, SideStatement
from commonground.projects.queries import agreeing, recorded, visible
from commonground.projects.rules import guide
from commonground.projects.rules.answers import Unanswered
from commonground.projects.rules.comparing import ASKED, Mark
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.guide.shapes import REFERRED_PARTS
from commonground.projects.rules.standing import standings
from commonground.projects.rules.steps import LEADING
from tests.conftest import through_the_application
from tests.figures import counts
from tests.projects.doing import sent
from tests.projects.special import decide_to_stop
from tests.security.filling import fitting

POLICE, SECURITY = ("thornbury", "tranter", "marchbank"), ("whitlock", "penhallow", "haddow")
ANYBODY = st.sampled_from((*POLICE, *SECURITY, "yarrow", "lindqvist", "calder"))
# Two of each, so that each is often enough the right one.
LIKELY = st.sampled_from(("thornbury", "whitlock") * 3 + (*POLICE, *SECURITY, "yarrow"))
REWORKED = ("change", "remove", "put_back")
REFERRED = {key: [f.name for f in part.fields if f.kind in REFERRED_PARTS] for key, part in PARTS.items()}


class Deeds(RuleBasedStateMachine):
    """People of both sides and beside them, and one collaboration."""

    cast = None

    @initialize(is_alive=st.sampled_from([True, True, False]), words_are_sent=st.booleans())
    def begin(self, is_alive, words_are_sent):
        self.scratch = transaction.atomic()
        self.scratch.__enter__()
        self.here = self.cast.alive() if is_alive else self.cast.draft()
        if is_alive and words_are_sent:
            sent(self.cast, self.here, "thornbury", "whitlock")

    def teardown(self):
        if hasattr(self, "scratch"):
            transaction.set_rollback(True)
            self.scratch.__exit__(None, None, None)

    def now(self):
        return Collaboration.objects.get(pk=self.here.pk)

    def standing(self):
        return standings(recorded.record_of(self.now()), None, timezone.localdate())

    def attempt(self, key, deed, rows=(1,)):
        """Let somebody try, with what they read long ago; tell whether it was done."""
        before, stood = Entry.objects.count(), self.standing()
        try:
            deed(self.cast.actor(key), self.here)
        except (Refused, Unanswered):
            assert Entry.objects.count() == before
            assert self.standing() == stood
            return False
        assert Entry.objects.count() - before in rows, "every deed has its own row in the record"
        return True

    @rule(key=LIKELY, verb=st.sampled_from(["propose", "accept", "accept", "take_back", "withdraw", "stop"]))
    def move(self, key, verb):
        before, speaks = self.now(), self.speakers()
        done = self.attempt(key, lambda actor, here: getattr(life, verb)(actor=actor, collaboration=here))
        if done and verb == "accept":
            assert self.cast.actor(key).side != before.started_by_side
        elif done:
            assert self.cast.membership[key].pk in speaks.values()

    @rule(key=LIKELY, verb=st.sampled_from(["decline", "reopen"]))
    def move_with_a_reason(self, key, verb):
        self.attempt(key, lambda actor, here: getattr(life, verb)(actor=actor, collaboration=here, reason="Because"))

    @rule(key=LIKELY, part=st.sampled_from(sorted(PARTS)))
    def answer(self, key, part):
        raw = fitting(part, f"words of {key}", self.here) if visible.team_of(self.here).exists() else {}
        self.attempt(key, lambda a, here: answers.record(actor=a, collaboration=here, part=PARTS[part], raw=raw))

    @rule(
        key=LIKELY, pick=st.integers(0, 50), verb=st.sampled_from(["change", "remove", "put_back"]), again=st.booleans()
    )
    def rework(self, key, pick, verb, again):
        rows = list(self.here.answers.all())
        if not rows:
            return
        answer = rows[pick % len(rows)]
        raw = {**answer.values, **({} if again else fitting(answer.part, "other words", self.here))}
        more = {"raw": raw, "version": answer.version} if verb == "change" else {}
        self.attempt(key, lambda a, here: getattr(answers, verb)(actor=a, answer=answer, **more), rows=(0, 1))

    @rule(key=LIKELY, step=st.integers(1, 10))
    def confirm(self, key, step):
        content, speaks = self.standing()[step - 1].content, self.speakers()
        if self.attempt(key, lambda a, here: answers.confirm(actor=a, collaboration=here, step=step, content=content)):
            assert speaks[self.cast.actor(key).side] == self.cast.membership[key].pk

    @rule(key=LIKELY)
    def write(self, key):
        mine = SideStatement.objects.filter(round=self.here.rounds.last(), side=self.cast.actor(key).side or "").first()
        words, version = dict.fromkeys(ASKED, f"by {key}"), mine.version if mine else 0
        self.attempt(key, lambda a, here: problem.write(actor=a, collaboration=here, words=words, version=version))

    @rule(key=LIKELY)
    def send(self, key):
        self.attempt(key, lambda a, here: problem.send(actor=a, collaboration=here))

    @rule(key=LIKELY, asked=st.sampled_from(sorted(ASKED)))
    def mark(self, key, asked):
        self.attempt(key, lambda a, here: problem.mark(actor=a, collaboration=here, asked=asked, mark=Mark.CLOSE))

    @rule(key=LIKELY, holder=ANYBODY, deputy=ANYBODY, side=st.sampled_from(TWO_SIDES), role=st.sampled_from(LEADING))
    def ask(self, key, holder, deputy, side, role):
        who = {"holder": self.cast.membership.get(holder), "deputy": self.cast.membership.get(deputy)}
        if who["holder"] is None:
            return
        speaks = self.speakers()
        done = self.attempt(
            key, lambda a, here: posts.ask_to_lead(actor=a, collaboration=here, side=side, role=role, **who)
        )
        if done and speaks[side] is not None:
            assert self.speakers()[side] == speaks[side], "to ask somebody takes nobody's voice away"

    @rule(key=ANYBODY, pick=st.integers(0, 9), accept=st.booleans())
    def answer_for_a_post(self, key, pick, accept):
        if post := self.post(pick):
            self.attempt(
                key,
                lambda a, here: posts.answer(actor=a, collaboration=here, post=post, accept=accept, reason="Busy"),
            )

    @rule(key=LIKELY, pick=st.integers(0, 9))
    def end_a_post(self, key, pick):
        if post := self.post(pick):
            side = Side(post.side)
            had = self.speakers()[side]
            if self.attempt(key, lambda a, here: posts.end_post(actor=a, collaboration=here, post=post)):
                assert self.cast.actor(key).side is side
                assert had is None or self.speakers()[side] is not None, "a side that had a voice keeps one"

    @rule(key=LIKELY, pick=st.integers(0, 9), deputy=ANYBODY)
    def name_a_deputy(self, key, pick, deputy):
        post, who = self.post(pick), self.cast.membership.get(deputy)
        if post and who:
            self.attempt(key, lambda a, here: posts.name_deputy(actor=a, collaboration=here, post=post, deputy=who))

    @rule(key=LIKELY, who=ANYBODY, part=st.sampled_from(["team", "team", "stakeholder"]))
    def add(self, key, who, part):
        if membership := self.cast.membership.get(who):
            self.attempt(
                key, lambda a, here: posts.add_member(actor=a, collaboration=here, membership=membership, part=part)
            )

    @rule(key=LIKELY, pick=st.integers(0, 9))
    def end_a_part(self, key, pick):
        members = list(self.here.team.filter(visible.on_it()))
        member = members[pick % len(members)]
        had = self.speakers()
        if self.attempt(key, lambda a, here: posts.end_member(actor=a, collaboration=here, member=member)):
            stays = self.speakers()
            assert all(stays[side] == had[side] for side in TWO_SIDES)

    @rule(key=LIKELY, pick=st.integers(0, 9), relevant=st.booleans())
    def review(self, key, pick, relevant):
        today, held = timezone.localdate(), list(self.here.reviews.all())
        if held and pick:
            given = {"relevant": relevant, "on_course": True, "why": "So"}
            one = held[pick % len(held)]
            self.attempt(key, lambda a, here: reviews.answer(actor=a, review=one, answers=given))
            return
        days = {"held_on": today, "next_on": today + timedelta(30), "present": "Both"}
        # A review may open a round of the pulse, which is a deed of its own.
        self.attempt(key, lambda a, here: reviews.hold(actor=a, collaboration=here, **days), rows=(1, 2))

    @rule(key=LIKELY, position=st.sampled_from(["stop", "stop", "cannot"]))
    def say_where_one_stands(self, key, position):
        said = {"position": position, "reason": "Done"}
        self.attempt(key, lambda a, here: consensus.take_position(actor=a, collaboration=here, **said))

    @rule(key=LIKELY, verb=st.sampled_from(["set", "agree", "agree", "open", "open", "meet", "decide"]))
    def agree(self, key, verb):
        """Come nearer to an agreement, or try what may not be tried now."""
        latest = agreeing.latest_round(self.here)
        if verb == "set":
            given = {"rule": "objection", "silence": "content", "days": 14}
            self.attempt(key, lambda a, here: consensus.set_rule(actor=a, collaboration=here, **given))
        elif verb == "agree" and (newest := agreeing.newest_rule(self.here)):
            self.attempt(key, lambda a, here: consensus.agree_to_rule(actor=a, rule=newest), rows=(0, 1))
        elif verb == "open":
            given = {"motion": "stop", "words": "It ends"}
            self.attempt(key, lambda a, here: consensus.open_round(actor=a, collaboration=here, **given))
        elif verb == "meet" and (unmet := agreeing.unmet_objections(self.here)):
            self.attempt(key, lambda a, here: consensus.meet_objection(actor=a, position=unmet[0], changed="Less"))
        elif verb == "decide" and latest and visible.team_of(self.here).exists():
            before = agreeing.outcome_of(latest)
            steps = [fitting("next_steps", "words", self.here)]
            given = {"reason": "So", "not_decided": "Nothing", "next_steps": steps}
            done = self.attempt(key, lambda a, here: consensus.decide(actor=a, round_=latest, **given), rows=(3,))
            assert not done or before.is_agreed

    @rule(key=LIKELY, kind=st.sampled_from(["page", "case"]), verb=st.sampled_from(["draft", "approve", "withdraw"]))
    def publish(self, key, kind, verb):
        newest = self.here.publications.filter(kind=kind).first()
        if verb == "draft" or newest is None:
            self.attempt(
                key,
                lambda a, here: finishing.draft_publication(actor=a, collaboration=here, kind=kind, values={}),
            )
        elif verb == "approve":
            self.attempt(key, lambda a, here: finishing.approve(actor=a, publication=newest), rows=(0, 1, 2))
        else:
            self.attempt(
                key,
                lambda a, here: finishing.withdraw_publication(
                    actor=a, publication=newest, reason="A name stands in it"
                ),
            )

    @rule()
    def decide_to_stop(self):
        """Do all that step 9 asks for, where that is possible at all, so that closing can be tried too."""
        try:
            with transaction.atomic():
                decide_to_stop(self.cast, self.here)
        except (Refused, Unanswered, AttributeError):
            return

    def post(self, pick):
        found = list(self.here.posts.all())
        return found[pick % len(found)] if found else None

    def speakers(self):
        return {side: visible.speaker(self.now(), side) for side in TWO_SIDES}

    @invariant()
    def what_is_recorded_fits_together(self):
        if not hasattr(self, "here"):
            return
        now, rows = self.now(), list(self.here.answers.filter(removed_at__isnull=True))
        assert (now.alive_at is not None) == (now.state in {"alive", "stopped"})
        in_use = {row.ref for row in rows}
        assert all(row.values[name] in in_use for row in rows for name in REFERRED[row.part] if row.values.get(name))
        assert all(PARTS[r.part].many or [x.part for x in rows].count(r.part) == 1 for r in rows)
        sides = [(m.membership.person_id, m.membership.organisation.side) for m in visible.team_of(now)]
        assert len({person for person, side in sides}) == len(set(sides))
        for made in Publication.objects.filter(published_at__isnull=False):
            assert made.approvals.count() == 2
        for one in self.standing():
            assert not one.is_complete or not one.missing
        assert len(self.standing()) == len(guide.STEPS)

    @invariant()
    def nobody_reads_what_is_not_open(self):
        if not hasattr(self, "here"):
            return
        for key in (*POLICE, *SECURITY, "yarrow", "lindqvist", "calder"):
            actor = self.cast.actor(key)
            with through_the_application(actor):
                read = list(SideStatement.objects.select_related("round"))
            parts = {m.part for m in self.here.team.filter(visible.on_it(), membership_id=actor.membership_id)}
            assert not read or "team" in parts
            assert all(text.side == actor.side or text.round.opened_at for text in read)


@pytest.mark.django_db
def test_no_order_of_deeds_leads_where_nobody_may_be(cast):
    assert issubclass(NotAllowed, Refused)
    Deeds.cast = cast
    run_state_machine_as_test(
        Deeds,
        settings=settings(
            max_examples=counts(4, 40),
            stateful_step_count=counts(20, 40),
            deadline=None,
            database=None,
            derandomize=counts(1, 0) == 1,
            suppress_health_check=list(HealthCheck),
        ),
    )

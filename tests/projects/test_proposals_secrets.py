"""Does anything tell who proposes, who reviews, or what a review says, before it is opened? Canaries, everywhere.

People of both sides and the office do anything at all in any order, and look at any page, list and file in between.

*Source:* R93; D12; issue "The ten steps in depth", acceptance (canaries).
"""

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from commonground.groundwork.refusals import Refused
from commonground.people.models import Account
from commonground.projects.actions import assessing, proposals
from commonground.projects.actions import proposals_sorting as sorting
from commonground.projects.models import Assessment, Assignment
from commonground.projects.rules.proposals import State
from tests.conftest import through_the_application
from tests.figures import counts
from tests.projects.proposals import OFFICE, PROPOSER, now, said, submitted, supported

REVIEWERS = ("calloway", "tranter", "haddow", "ellerby")
BESIDE = ("penhallow", "lindqvist", "yarrow", "osei")
ANYBODY = (PROPOSER, OFFICE, *REVIEWERS, *BESIDE)
WHO = ("Gwen Hartnoll", "Tannery Stores")
PAGES = (
    "proposal", "proposal_change", "proposal_submit", "proposal_reviewers", "proposal_declare", "proposal_review",
    "proposal_decide", "proposal_support", "proposal_told", "proposal_withdraw", "proposal_open_reviews",
)  # fmt: skip
PARTS = counts(1, 4)  # so that all processors share them
LISTS = ("/proposals/", "/proposals.csv", "/proposals/reviews/", "/", "/supported/", "/needs/", "/record/log/",
         "/proposals/?q=words-of", "/search/?q=words-of")  # fmt: skip


def canary(key):
    """What only one reviewer has written."""
    return f"words-of-{key}"


class Secrets(RuleBasedStateMachine):
    """One proposal whose proposer is not shown, its reviewers, the office, and people beside them."""

    cast, client_of = None, None

    @initialize()
    def begin(self):
        self.scratch = transaction.atomic()
        self.scratch.__enter__()
        mail.outbox.clear()
        self.here = submitted(self.cast, hides=True)
        self.browsers = {}

    def teardown(self):
        if hasattr(self, "scratch"):
            transaction.set_rollback(True)
            self.scratch.__exit__(None, None, None)

    def attempt(self, deed):
        try:
            with transaction.atomic():
                deed()
        except Refused:
            return

    def by(self, key):
        return {"actor": self.cast.actor(key), "proposal": self.here}

    @rule()
    def take_up(self):
        self.attempt(lambda: sorting.take_up(**self.by(OFFICE)))

    @rule(keys=st.sets(st.sampled_from(REVIEWERS), min_size=2))
    def ask(self, keys):
        members = [self.cast.membership[key] for key in sorted(keys)]
        self.attempt(lambda: sorting.ask(**self.by(OFFICE), memberships=members))
        self.attempt(lambda: sorting.send_to_review(**self.by(OFFICE)))

    @rule(key=st.sampled_from(REVIEWERS))
    def declare_none(self, key):
        self.attempt(lambda: assessing.declare_none(**self.by(key)))

    @rule(key=st.sampled_from(REVIEWERS))
    def declare_interest(self, key):
        self.attempt(lambda: assessing.declare_interest(**self.by(key), words="near"))

    @rule(key=st.sampled_from(REVIEWERS), verb=st.sampled_from(["save", "send", "send"]), signs=st.booleans())
    def review(self, key, verb, signs):
        own = Assessment.objects.filter(assignment__reviewer=self.cast.membership[key]).order_by("pk").last()
        version = own.version if own and own.assignment.round.number == now(self.here).submitted_times else 0
        words = said(words=canary(key), signs=signs)
        self.attempt(lambda: getattr(assessing, verb)(**self.by(key), version=version, said=words))

    @rule()
    def open_early(self):
        self.attempt(lambda: sorting.open_reviews(**self.by(OFFICE), because="Time"))

    @rule(outcome=st.sampled_from(["revise", "decline", "refer", "support"]))
    def decide(self, outcome):
        if outcome == "support":
            self.attempt(lambda: supported(self.cast, self.here))
            return
        self.attempt(lambda: sorting.decide(**self.by(OFFICE), outcome=outcome, reasons="Because"))

    @rule(words=st.sampled_from(["more", "less", "other"]))
    def submit_again(self, words):
        held, actor = now(self.here), self.cast.actor(PROPOSER)
        values = proposals.values_of(held) | {"what": f"{held.what} {words}"}

        def deed():
            changed = proposals.change(
                actor=actor, proposal=held, version=held.version, values=values, area=held.area, need=held.need,
                hides_proposer=True,
            )  # fmt: skip
            proposals.submit(actor=actor, proposal=changed, version=changed.version)

        self.attempt(deed)

    @rule(key=st.sampled_from(ANYBODY), page=st.sampled_from((*PAGES, *LISTS)))
    def look(self, key, page):
        path = page if page.startswith("/") else reverse(f"projects:{page}", args=[self.here.public_id])
        browser = self.browsers.setdefault(key, self.client_of(self.cast.person[key]))
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.hides(key, path, body.decode())

    def hides(self, key, path, text):
        """Assert that a text that somebody got tells nothing that is not theirs to know."""
        held = now(self.here)
        is_supported = held.state in (State.SUPPORTED, State.ENDED)
        if key not in (PROPOSER, OFFICE) and not is_supported and not path.startswith(("/needs", "/record")):
            assert not [name for name in WHO if name in text], (key, path, held.state)
        if key == PROPOSER:
            unsigned = Assignment.objects.exclude(assessment__signs=True, assessment__sent_at__isnull=False)
            hidden = {row.reviewer.person.name for row in unsigned.select_related("reviewer__person")}
            signed = {r.reviewer.person.name for r in Assignment.objects.filter(assessment__signs=True)}
            assert not [name for name in hidden - signed if name in text], (path, held.state)
        opened = Assessment.objects.filter(assignment__round__opened_at__isnull=False, sent_at__isnull=False)
        may_show = {row.assignment.reviewer_id for row in opened.select_related("assignment")}
        for other in REVIEWERS:
            if other != key and self.cast.membership[other].pk not in may_show:
                assert canary(other) not in text, (key, path, other)

    @invariant()
    def the_database_itself_shows_nobody_a_review_that_is_not_open(self):
        if not hasattr(self, "here"):
            return
        for key in (PROPOSER, OFFICE, "calloway", "penhallow"):
            actor = self.cast.actor(key)
            with through_the_application(actor):
                seen = list(Assessment.objects.select_related("assignment__round", "assignment__reviewer"))
            others = [row for row in seen if row.assignment.reviewer.person_id != actor.person_id]
            assert all(row.assignment.round.opened_at for row in others), key

    @invariant()
    def no_mail_tells_anything(self):
        """Nobody is named in a mail but whoever it is for, in its greeting: so a greeting tells nobody else a name."""
        everybody = {self.cast.person[key].name for key in ANYBODY}
        for one in mail.outbox:
            (address,) = one.recipients()
            reader = Account.objects.select_related("person").get(email=address).person
            greeting, _, told = one.body.partition("\n")
            assert greeting == f"Hello {reader.name},"
            text = f"{one.subject}\n{one.extra_headers}\n{told}"
            assert "Lamps" not in text
            assert "words-of" not in text
            assert not [name for name in everybody | set(WHO) if name in text], address


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.django_db(transaction=True)  # each run ends its own, so that none meets the rows that thousands left
def test_nothing_tells_what_is_not_opened_whoever_does_what_in_any_order(cast, client_of, part, figure):
    Secrets.cast, Secrets.client_of = cast, staticmethod(client_of)
    run_state_machine_as_test(
        Secrets,
        settings=settings(
            max_examples=counts(12, 5000) // PARTS,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    figure(
        "orders of deeds about a proposal in which nothing told what is not opened",
        counts(12, 5000) // PARTS,
        bar="5,000 in all",
    )

"""What can two people have open of a need or a proposal at the same time? Each edit, as in `edited.py`.

*Source:* D11; settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

from commonground.projects.actions import assessing, needs, proposals, supporting
from commonground.projects.models import Assignment, Reuse
from commonground.projects.rules.reusing import Match
from tests.projects import proposals as proposing
from tests.projects.edited import Edit, again, mine

MATCH = Match("collaboration", "c" * 22, "Gate evenings", "", "Speaks of: gate")


def _reviewer_of(cast):
    made = proposing.in_review(cast)
    assessing.declare_none(actor=cast.actor(proposing.OF_POLICE), proposal=made)
    return made


def _review(proposal):
    found = Assignment.objects.filter(round__proposal=proposal, assessment__isnull=False).first()
    return found.assessment if found else None


def _came(cast):
    made = proposing.supported(cast, proposing.reviewed(cast, proposing.in_review(cast)))
    return made


def _existing(proposal):
    return Reuse.objects.filter(proposal=proposal, of=MATCH.of).first()


OF_PROPOSALS = {
    "a need": Edit(
        needs.change,
        (proposing.PROPOSER, proposing.PROPOSER),
        proposing.need,
        lambda need: (again(need).version, again(need).what),
        lambda actor, need, words, version: needs.change(
            actor=actor,
            need=need,
            version=version,
            area=need.area,
            values={name: getattr(need, name) for name in needs.SAYS} | {"what": words},
        ),
    ),
    "a proposal": Edit(
        proposals.change,
        (proposing.PROPOSER, proposing.PROPOSER),
        proposing.draft,
        lambda made: (again(made).version, again(made).what),
        lambda actor, made, words, version: proposals.change(
            actor=actor,
            proposal=made,
            version=version,
            values={"title": made.title, "what": words},
            area=made.area,
            need=made.need,
            hides_proposer=False,
        ),
    ),
    "what exists already": Edit(
        proposals.answer_match,
        (proposing.PROPOSER, proposing.PROPOSER),
        proposing.draft,
        lambda made: mine(_existing(made), "why"),
        lambda actor, made, words, version: proposals.answer_match(
            actor=actor, proposal=made, match=MATCH, way="cannot", why=words, version=version
        ),
    ),
    "a review of a proposal": Edit(
        assessing.save,
        (proposing.OF_POLICE, proposing.OF_POLICE),
        _reviewer_of,
        lambda made: mine(_review(made), "overall"),
        lambda actor, made, words, version: assessing.save(
            actor=actor, proposal=made, version=version, said=proposing.said(words=words)
        ),
    ),
    "what came of a proposal": Edit(
        supporting.tell_what_came,
        (proposing.PROPOSER, proposing.PROPOSER),
        _came,
        lambda made: mine(made.supports.latest("pk"), "shown_police"),
        lambda actor, made, words, version: supporting.tell_what_came(
            actor=actor, proposal=made, version=version, police=words, security=words
        ),
    ),
}

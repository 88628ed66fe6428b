"""What do several tests of proposals do first? A need, a proposal that says everything, its reviewers, its reviews.

*Source:* settled questions, "In Django" (tests).
"""

from commonground.projects.actions import assessing, needs, proposals, supporting
from commonground.projects.actions import proposals_sorting as sorting
from commonground.projects.models import Proposal
from commonground.projects.queries import reusing
from commonground.projects.rules.assessing import KEYS
from commonground.projects.rules.needs import SAYS
from commonground.projects.rules.proposals import WRITTEN

OFFICE = "calder"
PROPOSER = "hartnoll"
OF_POLICE, OF_SECURITY = "calloway", "haddow"


def need(cast, by=PROPOSER, **words):
    """State a need in the name of somebody of the security side."""
    kind = cast.membership[by].organisation.kind
    values = {name: f"the {name} of it" for name in SAYS} | words
    return needs.state(actor=cast.actor(by), programme=cast.programme, area=cast.area, had_by=kind, values=values)


def draft(cast, by=PROPOSER, title="Lamps on the late path", hides=False, **words):
    """Write a proposal in which nothing is missing but what exists already."""
    made = proposals.write(actor=cast.actor(by), programme=cast.programme, area=cast.area, title=title)
    said = {name: f"what stands under {name}" for name in WRITTEN} | {
        "title": title,
        "cell": "criminal/project/active",
    }
    return proposals.change(
        actor=cast.actor(by),
        proposal=made,
        version=made.version,
        values=said | words,
        area=cast.area,
        need=words["need"] if "need" in words else need(cast, "whitlock" if hides else by),
        hides_proposer=hides,
    )


def answer_all(cast, proposal, by=PROPOSER):
    """Say of everything that exists why it cannot deliver."""
    for match in reusing.unanswered(cast.actor(by), proposal):
        proposals.answer_match(actor=cast.actor(by), proposal=proposal, match=match, way="cannot", why="Too small")


def now(proposal):
    """Read a proposal again."""
    return Proposal.objects.get(pk=proposal.pk)


def submitted(cast, by=PROPOSER, **more):
    """Submit a proposal."""
    made = draft(cast, by, **more)
    answer_all(cast, made, by)
    return proposals.submit(actor=cast.actor(by), proposal=made, version=now(made).version)


def in_review(cast, by=PROPOSER, reviewers=(OF_POLICE, OF_SECURITY), **more):
    """Take a proposal up, ask reviewers and send it to review."""
    made = submitted(cast, by, **more)
    office = cast.actor(OFFICE)
    sorting.take_up(actor=office, proposal=made)
    sorting.ask(actor=office, proposal=made, memberships=[cast.membership[key] for key in reviewers])
    return sorting.send_to_review(actor=office, proposal=made)


def said(score=3, words="as far as can be told", recommends="support", signs=False):
    """What a whole review says."""
    return {
        "scores": dict.fromkeys(KEYS, score),
        "comments": dict.fromkeys(KEYS, words),
        "overall": words,
        "recommends": recommends,
        "signs": signs,
    }


def reviewed(cast, proposal, *keys, **more):
    """Let reviewers declare that they do not stand close, and send their reviews."""
    for key in keys or (OF_POLICE, OF_SECURITY):
        assessing.declare_none(actor=cast.actor(key), proposal=proposal)
        assessing.send(actor=cast.actor(key), proposal=proposal, version=0, said=said(**more))
    return now(proposal)


def supported(cast, proposal, **days):
    """Support a proposal for a year."""
    from datetime import timedelta

    from django.utils import timezone

    today = timezone.localdate()
    supporting.support(
        actor=cast.actor(OFFICE),
        proposal=proposal,
        reasons="Both sides gain",
        sponsor=cast.organisation["Marlgate Centre"],
        starts=days.get("starts", today),
        until=days.get("until", today + timedelta(days=365)),
        conditions="Tell what came of it within a year",
    )
    return now(proposal)

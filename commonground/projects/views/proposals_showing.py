"""What stands on the page of one proposal? As much of it as its reader may see in its phase, and what they can do.

*Source:* R93, R109; the look, section 7 ("Waiting for").
"""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import ROUTES, asks_to_tell_first, read_cell
from commonground.projects.models import Proposal, ProposalRound, Reuse
from commonground.projects.queries import assessing, reusing
from commonground.projects.queries.proposals import Reading
from commonground.projects.rules.assessing import CRITERIA, SCALE, read_spread
from commonground.projects.rules.proposals import OUTCOMES, SAYS, State, hoped_by
from commonground.projects.rules.proposals_difference import changed
from commonground.projects.rules.proposals_showing import Reader, Seen
from commonground.projects.rules.reusing import WAYS

# What is shown of the way, to those who wait
WAITS = {
    State.SUBMITTED: gettext_lazy("somebody who sorts proposals"),
    State.TRIAGE: gettext_lazy("those who sort proposals"),
    State.IN_REVIEW: gettext_lazy("the reviewers of both sides"),
    State.DECIDING: gettext_lazy("a decision"),
    State.REFERRED: gettext_lazy("the board"),
}
LABELS = {**SAYS, "need": "The need", "area": "Where", "reuse": "What exists already"}


def around(actor: Actor, reading: Reading, **more: Any) -> dict[str, Any]:
    """Give what every page of one proposal needs: the way back, what is seen, what the reader may do."""
    held = reading.proposal
    actions = (
        "change_proposal", "withdraw_proposal", "take_up_proposal", "ask_reviewers", "send_to_review", "open_reviews",
        "answer_request_to_review", "review_proposal", "decide_proposal", "keep_support", "tell_what_came",
        "begin_supported",
    )  # fmt: skip
    return {
        "proposal": held,
        "reading": reading,
        "sees": {one.value for one in reading.sees},
        "may": {action for action in actions if reading.may(actor, action)},
        "breadcrumbs": [
            {"label": _("Proposals"), "url": reverse("projects:proposals")},
            {"label": held.title, "url": reverse("projects:proposal", args=[held.public_id])},
        ],
        **more,
    }


def shown(actor: Actor, reading: Reading) -> dict[str, Any]:
    """Give what the page of one proposal shows, and nothing that its reader may not see."""
    held, rounds = reading.proposal, []
    if Seen.TEXT in reading.sees:
        rounds = list(held.rounds.prefetch_related("decisions__by").order_by("-number"))
    found = {
        "by": _who(reading),
        "hoped_by": hoped_by(State(held.state), held.since),
        "waits_for": WAITS.get(State(held.state), ""),
        "timeline": _timeline(reading, rounds),
        "rounds": [_round(actor, reading, one) for one in rounds],
        "breadcrumbs": [{"label": _("Proposals"), "url": reverse("projects:proposals")}],
    }
    if Seen.TEXT in reading.sees:
        cell = read_cell(held.cell) if held.cell else None
        found |= {
            "cell": cell,
            "police_first": ROUTES[cell.risk] if asks_to_tell_first(cell) and cell else (),
            "reuses": _reuses(actor, held),
            "asked": assessing.asked_for(reading),
            "own_review": assessing.own_assessment(actor, reading),
            "support": _support(reading),
            "differences": [(one.number, one.number - 1) for one in rounds if one.number > 1],
        }
    return found


def _reuses(actor: Actor, held: Proposal) -> list[tuple[str, Reuse, str]]:
    """Give what was said of all that exists, under the name by which the reader may know it."""
    rows = reusing.named_for(actor, held.reuses.exclude(way=""))
    return [(name, row, _(WAYS[row.way])) for row, name in rows]


def _who(reading: Reading) -> str:
    """Name who proposes it as far as the reader may know: members read the organisation, the others the person too."""
    if Seen.PROPOSER not in reading.sees:
        return ""
    by = reading.proposal.proposer
    if reading.reader in {Reader.MEMBER, Reader.CLOSE}:
        return by.organisation.name
    return f"{by.person.name}, {by.organisation.name}"


def _support(reading: Reading) -> Any:
    supports = list(reading.proposal.supports.select_related("sponsor"))
    return supports[-1] if supports else None


def _timeline(reading: Reading, rounds: list[ProposalRound]) -> list[dict[str, Any]]:
    """Tell the way of a proposal, the latest first: when it was submitted and what was decided; never who reviewed."""
    items: list[dict[str, Any]] = []
    for one in rounds:
        if Seen.REASONS in reading.sees:
            items += [
                {"what": _(OUTCOMES[d.outcome]), "by": d.by.name, "at": d.at} for d in reversed(one.decisions.all())
            ]
        if one.opened_at:
            items.append({"what": _("Reviews opened"), "at": one.opened_at})
        said = _("Submitted") if one.number == 1 else _("Submitted again")
        items.append({"what": said, "by": _who(reading), "at": one.submitted_at})
    return items


def _round(actor: Actor, reading: Reading, one: ProposalRound) -> dict[str, Any]:
    """Give one submission with its reviews and decisions, as far as the reader may see them."""
    reviews = assessing.reviews_for(actor, reading, one)
    return {
        "round": one,
        "reviews": [_review(shown) for shown in reviews],
        "spread": _spread(one) if reviews else None,
        "decisions": list(one.decisions.all()) if Seen.REASONS in reading.sees else [],
    }


def _review(shown: assessing.Shown) -> dict[str, Any]:
    row = shown.assessment
    return {
        "side": shown.side,
        "name": shown.name,
        "recommends": row.get_recommends_display(),
        "overall": row.overall,
        "rows": [
            {
                "name": _(one.name),
                "score": row.scores.get(one.key),
                "word": _(SCALE.get(row.scores.get(one.key, -1), "")),
                "comment": row.comments.get(one.key, ""),
            }
            for one in CRITERIA
        ],
    }


def _spread(one: ProposalRound) -> dict[str, Any] | None:
    spread = read_spread(one.spread)
    if spread is None:
        return None
    rows = [(_(c.name), *spread.each[c.key], c.key in spread.apart) for c in CRITERIA if c.key in spread.each]
    return {"mean": spread.mean, "reviews": spread.reviews, "rows": rows}


def difference_of(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what is different in two versions, field by field, as the page shows it."""
    return [{"label": _(LABELS.get(name, name)), "runs": runs} for name, runs in changed(before, now).items()]

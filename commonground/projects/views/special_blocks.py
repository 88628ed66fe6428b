"""What does a step show beside its questions? The context of `projects/special/step….html`, one function a step.

The page of a step includes these partials and knows nothing else of them.

*Source:* R8, R32-R37, R41-R47.
"""

from collections.abc import Callable
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.models import Collaboration
from commonground.projects.queries import case_calls, cases, criteria, keeping, lasting, measuring, reading
from commonground.projects.rules.comparing import SHORT, Comparison, in_words
from commonground.projects.rules.evaluating import hints
from commonground.projects.rules.guide.stopping import DISPLACEMENT, WAYS
from commonground.projects.rules.reviewing import ReviewAnswer, follows
from commonground.projects.rules.standing import Standing
from commonground.projects.views import doing_blocks, setting_up
from commonground.projects.views.agreeing import agreeing_block
from commonground.projects.views.telling import achieving_block

Block = dict[str, Any]

STOPPING = 9

READING_STATES = {"no_sign": "agreed", "closer": "care", "moved": "care", "cannot": "progress"}


def blocks_for(actor: Actor, collaboration: Collaboration, standing: Standing) -> Block:
    """Give what the partial of one step wants; empty for a step without one."""
    make = BLOCKS.get(standing.number)
    found = make(actor, collaboration) if make else {}
    if standing.number == STOPPING:
        found["can_close"] = standing.is_complete and found["decision"] in {"stop", "hand_over"}
    return found


def challenge(actor: Actor, collaboration: Collaboration) -> Block:
    """Who has sent their own words, and how near the two sides are."""
    round_ = reading.present_round(collaboration)
    compared = reading.comparisons_of(round_) if round_ and round_.opened_at else ()
    return {
        "round": round_,
        "sides_sent": [
            {"side": side.value, "at": round_.sent_at(side) if round_ else None, "mine": side == actor.side}
            for side in TWO_SIDES
        ],
        "own_statement": reading.statements_for(actor, round_).get(actor.side),
        "compared": strip(compared),
        "compared_words": in_words(compared) if compared else "",
    }


def strip(compared: tuple[Comparison, ...]) -> list[Block]:
    """All five questions at a glance, as `pages/parts/compare_strip.html` wants them."""
    return [{"id": one.asked, "nearness": one.mark or "", "title": SHORT[one.asked]} for one in compared]


def review(actor: Actor, collaboration: Collaboration) -> Block:
    """The reviews so far, and what the latest one waits for."""
    found = [review_row(review, actor) for review in reading.reviews_of(collaboration)]
    latest = found[0] if found else None
    return {
        "reviews": found,
        "latest_review": latest,
        "review_waits": bool(latest and latest["waiting"]),
    }


def review_row(review: Any, actor: Actor) -> Block:
    """One review with its answers by side, where it leads, and whom it waits for."""
    given, answered = reading.review_answers_for(actor, review), review.answered
    judged = {side: ReviewAnswer(one.relevant, one.on_course, one.change) for side, one in given.items()}
    return {
        "review": review,
        "answers": [
            {"side": side.value, "answer": given.get(side), "is_blind": side in answered and side not in given}
            for side in TWO_SIDES
        ],
        "follows": follows(judged),
        "waiting": [side.value for side in TWO_SIDES if side not in answered],
        "mine_is_missing": actor.side in TWO_SIDES and actor.side not in answered,
    }


def achievements(actor: Actor, collaboration: Collaboration) -> Block:
    """The outcomes with their figures and grades, what the newest evaluation says, and both sides' own views."""
    outcomes = measuring.outcomes_of(collaboration)
    return achieving_block(actor, collaboration, outcomes) | {
        "outcomes": outcomes,
        "evaluation": measuring.latest_evaluation(collaboration),
    }


def stopping(actor: Actor, collaboration: Collaboration) -> Block:
    """The outcomes, the evaluation, the six ways crime can move, who stands where, and what is decided."""
    evaluation = measuring.latest_evaluation(collaboration)
    outcomes = measuring.outcomes_of(collaboration)
    decided = measuring.rows_of(collaboration, "decision")
    return {
        "outcomes": outcomes,
        "evaluation": evaluation,
        "ways": ways_of(collaboration, hints(evaluation.says if evaluation else None)),
        "criteria": criteria.criteria_of(collaboration, outcomes),
        "positions": reading.positions_for(collaboration),
        "decision": decided[-1].values["decision"] if decided else "",
        **agreeing_block(actor, collaboration),
    }


def ways_of(collaboration: Collaboration, hint_of: dict[str, str]) -> list[Block]:
    """Each of the six ways crime can move, with its answer or with what there is to say."""
    given = {row.values["way"]: row for row in measuring.rows_of(collaboration, "displacement")}
    names = DISPLACEMENT.field_named("reading").choices
    return [
        {
            "way": way,
            "label": label,
            "answer": given.get(way),
            "because": given[way].values["because"] if way in given else "",
            "said": names[given[way].values["reading"]] if way in given else "",
            "state": READING_STATES[given[way].values["reading"]] if way in given else "none",
            "hint": hint_of[way],
        }
        for way, label in WAYS.items()
    ]


def legacy(actor: Actor, collaboration: Collaboration) -> Block:
    """The case study on its way to the public, which contacts are to be asked again, and what stays after the end."""
    versions = cases.versions_of(collaboration, "case")
    return {
        "case_study": versions[0] if versions else None,
        "is_written": _is_written(collaboration),
        "contacts_due": keeping.due_in(collaboration),
        "lasting": lasting.lasting_in(collaboration),
        "case_offers": case_calls.offers_in(collaboration),
    }


def _is_written(collaboration: Collaboration) -> bool:
    return bool(measuring.rows_of(collaboration, "case_study"))


BLOCKS: dict[int, Callable[[Actor, Collaboration], Block]] = {
    1: challenge,
    2: setting_up.partnership,
    3: setting_up.plan,
    4: doing_blocks.leadership,
    5: doing_blocks.community,
    6: doing_blocks.implementation,
    7: review,
    8: achievements,
    9: stopping,
    10: legacy,
}

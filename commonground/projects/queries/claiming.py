"""What can be claimed, and how firm is it? The outcomes with their grades, the evaluation, and each side's own view.

*Source:* R37, R39.
"""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration, EffectRound, EffectView
from commonground.projects.queries import measuring, recorded, visible
from commonground.projects.rules.announcing import Facts
from commonground.projects.rules.answers import shown
from commonground.projects.rules.claims import EFFECTS, Claim, firmness_of, in_words
from commonground.projects.rules.guide.legacy import SUSTAIN


def claims_of(outcomes: list[measuring.Outcome]) -> list[Claim]:
    """Make a claim of each outcome that was measured, with its grade; what was not measured is no claim."""
    found = []
    for one in outcomes:
        firmness = firmness_of(one.baseline, one.measured)
        if firmness is not None:
            found.append(Claim(one.measure, str(_(one.achieved.label)), _figures(one), firmness))
    return found


def _figures(one: measuring.Outcome) -> str:
    said = {
        "before": _plain(one.baseline),
        "target": _plain(one.target),
        "after": _plain(one.measured),
        "unit": one.unit,
    }
    return _("Before: %(before)s. Target: %(target)s. Measured: %(after)s (%(unit)s).") % said


def _plain(figure: Any) -> str:
    if figure is None:
        return str(_("not known"))
    return f"{figure:,.0f}" if figure == figure.to_integral() else f"{figure.normalize():,}"


def latest_round(collaboration: Collaboration) -> EffectRound | None:
    """Give the latest time that the sides were asked what difference it made, or None."""
    return collaboration.effect_rounds.order_by("-number").first()


def views_for(actor: Actor, round_: EffectRound | None) -> dict[Side, EffectView]:
    """Give the views that the actor may read, by side: their own, and both once both have given theirs."""
    if round_ is None:
        return {}
    found = {Side(view.side): view for view in round_.views.select_related("by__person", "by__organisation")}
    return found if round_.is_open else {side: view for side, view in found.items() if side is actor.side}


def facts_of(actor: Actor, collaboration: Collaboration) -> Facts:
    """Gather what the record holds for a text about the result; a view that the other side may not read is left out."""
    outcomes, evaluation = measuring.outcomes_of(collaboration), measuring.latest_evaluation(collaboration)
    says = evaluation.says if evaluation else None
    case = next(iter(recorded.answers_of(collaboration, "case_study")), None)
    words = case.values if case else {}
    round_ = latest_round(collaboration)
    bodies = {m.membership.organisation.name: m.membership.organisation.side for m in visible.named_on(collaboration)}
    return Facts(
        name=collaboration.name,
        area=collaboration.area.name,
        about=collaboration.about,
        police=tuple(sorted(name for name, side in bodies.items() if side is Side.POLICE)),
        security=tuple(sorted(name for name, side in bodies.items() if side is Side.SECURITY)),
        claims=[asdict(claim) | {"grade": claim.grade} for claim in claims_of(outcomes)],
        verdict=says.sentence if says else "",
        verdict_grade=in_words(says.firmness) if says else "",
        weaknesses=list(says.weaknesses) if says else [],
        views=_open_views(actor, round_),
        not_worked=words.get("not_worked") or "",
        cost=words.get("cost") or "",
        contact=words.get("contact") or "",
        next_steps=next_steps_of(collaboration),
    )


def _open_views(actor: Actor, round_: EffectRound | None) -> list[dict[str, str]]:
    if round_ is None or not round_.is_open:
        return []
    given = views_for(actor, round_)
    return [
        {"side": str(_(side.label)), "effect": str(_(EFFECTS[given[side].effect])), "words": given[side].words}
        for side in TWO_SIDES
        if side in given
    ]


def next_steps_of(collaboration: Collaboration) -> list[dict[str, str]]:
    """List what goes on after the result is told: each lasting measure with its owner, a post, and its next check."""
    check = SUSTAIN.field_named("next_check")
    return [
        {
            "what": row.values.get("what") or "",
            "who": row.values.get("owner") or "",
            "by": shown(check, row.values.get("next_check")),
        }
        for row in recorded.answers_of(collaboration, "sustain")
    ]

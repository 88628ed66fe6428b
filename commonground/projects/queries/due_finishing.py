"""What do the ends of collaborations ask of somebody? Where they stand, a rule, a decision, a view, a reading, a check.

*Source:* R37, R43, R46-R47, R69; the look, section 7 ("Waiting for").
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.models import Collaboration, ConsensusRound, ConsensusRule, EffectRound
from commonground.projects.permissions import Taking
from commonground.projects.queries import agreeing, case_calls, lasting, peer_reading, visible
from commonground.projects.rules.consensus import Result
from commonground.projects.rules.lifecycle import WORKING

DUE, HOPING, WAITING = "due", "hoping", "waiting"


def due_for(actor: Actor, today: date, held: Sequence[Collaboration] | None = None) -> Iterator[Matter]:
    """Give what ends ask of somebody; one who is only invited is asked where they stand, and a reader from outside for
    a reading. `held` are all collaborations of the acting person, where they are known."""
    mine = list(visible.collaborations_for(actor)) if held is None else held
    for reading in peer_reading.waiting_for(actor):
        url = reverse("projects:case_reading", args=[reading.public_id])
        title = _("Read the case study of %(name)s before everybody does") % _named(reading.publication.collaboration)
        yield _matter(HOPING, title, url)
    for offer in case_calls.to_permit(actor):
        assert offer.collaboration is not None, "only offers of a collaboration wait for its leads"
        url = reverse("projects:case_offer", args=[offer.collaboration.public_id, offer.public_id])
        yield _matter(HOPING, _("Permit, for your side, a case study of %(name)s") % _named(offer.collaboration), url)
    for offer in case_calls.to_answer(actor):
        url = reverse("projects:case_offer_answer", args=[offer.call.public_id, offer.public_id])
        yield _matter(HOPING, _("Answer the offer of a case study: %(name)s") % {"name": offer.title}, url)
    for one in lasting.due_for(actor, today, mine):
        assert one.due is not None, "only what is due is listed"
        ended = one.answer.collaboration
        url = reverse("projects:lasting_check", args=[ended.public_id, one.answer.public_id])
        said = {"what": one.answer.values.get("what") or "", **_named(ended)}
        yield _matter(DUE, _("Does it still hold? %(what)s, %(name)s") % said, url, due=one.due.due)
    yield from _in_collaborations(actor, today, {one.pk: one for one in mine if one.state in WORKING})


def _in_collaborations(actor: Actor, today: date, held: Mapping[int, Collaboration]) -> Iterator[Matter]:
    """Give what rounds, rules and views ask, reading only the collaborations that have one open."""
    if not held:
        return
    rounds = ConsensusRound.objects.filter(collaboration__in=held, decided_at__isnull=True)
    asking = set(rounds.values_list("collaboration_id", flat=True))
    newest = {
        rule.collaboration_id: rule for rule in ConsensusRule.objects.filter(collaboration__in=held).order_by("number")
    }
    rules = {key: rule for key, rule in newest.items() if not rule.is_agreed}
    views = EffectRound.objects.filter(collaboration__in=held)
    views = views.exclude(police_given_at__isnull=False, security_given_at__isnull=False)
    keys = sorted({*asking, *rules, *(view.collaboration_id for view in views)})
    takings = visible.takings(actor, [held[key] for key in keys])
    for key in keys:
        if key in asking:
            yield from _asked(actor, held[key], takings[key], today)
        if takings[key].speaks_for_side and actor.side in TWO_SIDES:
            theirs = [view for view in views if view.collaboration_id == key]
            yield from _of_a_side(actor, held[key], rules.get(key), theirs)


def _asked(actor: Actor, held: Collaboration, taking: Taking, today: date) -> Iterator[Matter]:
    round_ = agreeing.latest_round(held)
    if round_ is None or round_.decided_at:
        return
    came = agreeing.outcome_of(round_, today)
    asked = agreeing.asked_as(actor, held, round_)
    silent = asked and any(stand.asked == asked and stand.said is None for stand in agreeing.stands_of(round_))
    if came.result is Result.OPEN and silent:
        url = reverse("projects:position", args=[held.public_id])
        yield _matter(DUE, _("Say where you stand in %(name)s") % _named(held), url, due=round_.closes_on)
    elif taking.speaks_for_side and came.is_agreed:
        url = reverse("projects:decide", args=[held.public_id, round_.public_id])
        yield _matter(DUE, _("Record what was agreed in %(name)s") % _named(held), url)
    elif taking.speaks_for_side and came.result is not Result.OPEN:
        url = reverse("projects:round", args=[held.public_id, round_.public_id])
        yield _matter(DUE, _("Nobody agreed yet in %(name)s: ask again") % _named(held), url, _(came.result.label))


def _of_a_side(
    actor: Actor, held: Collaboration, rule: ConsensusRule | None, views: list[EffectRound]
) -> Iterator[Matter]:
    """Give what waits for one side: the newest rule, while it is not agreed, and the views that are not given."""
    assert actor.side is not None, "callers have made sure that it is one of the two"
    step = reverse("projects:step", args=[held.public_id, 9])
    if rule:
        if actor.side in rule.agreed:
            title = _("The %(side)s side to agree to the rule for agreeing in %(name)s")
            yield _matter(WAITING, title % {"side": actor.side.other.label.lower(), **_named(held)}, f"{step}#agreeing")
        else:
            title = _("Agree to the rule for agreeing in %(name)s, or put another forward")
            yield _matter(HOPING, title % _named(held), f"{step}#agreeing")
    for view in views:
        if actor.side not in view.given:
            url = reverse("projects:effect", args=[held.public_id])
            yield _matter(HOPING, _("Say what difference %(name)s made, for your side") % _named(held), url)


def _named(collaboration: Collaboration) -> dict[str, str]:
    return {"name": collaboration.name}


def _matter(heading: str, title: str, url: str, note: str = "", due: date | None = None) -> Matter:
    return Matter("projects", url, heading, title, url, note, due, heading=heading)

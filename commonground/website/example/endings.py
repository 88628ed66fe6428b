"""How do the collaborations of the example come to an end? Agreeing, views of the effect, and what follows, as deeds.

*Source:* R37, R43, R46-R47, R235; house, "Rooms" (actions).
"""

from collections.abc import Iterator
from datetime import date

from commonground.projects.actions import consensus
from commonground.projects.models import ConsensusRound
from commonground.projects.queries import agreeing
from commonground.website.example import shapes
from commonground.website.example.deeds import Deed, Retold


def ended(it: Retold) -> Iterator[Deed]:
    """Give the deeds that lead one collaboration to its end, in no particular order."""
    if it.told.agreeing:
        yield from _rule(it, it.told.agreeing)
        for one in it.told.agreeing.rounds:
            yield from _round(it, one)
        if it.told.agreeing.decided_by:
            yield from _decision(it, it.told.agreeing)


def _rule(it: Retold, told: shapes.Agreeing) -> Iterator[Deed]:
    given = {"rule": told.rule, "silence": told.silence, "days": told.days}
    actor = it.stage.actor
    yield Deed(told.on, 32, told.by, lambda: consensus.set_rule(actor=actor(told.by), collaboration=it.here, **given))
    if told.agreed_on:
        by = told.agreed_by
        yield Deed(
            told.agreed_on,
            33,
            by,
            lambda: consensus.agree_to_rule(actor=actor(by), rule=it.here.consensus_rules.latest("number")),
        )


def _round(it: Retold, one: shapes.Round) -> Iterator[Deed]:
    actor = it.stage.actor
    yield Deed(
        one.opened,
        38,
        one.by,
        lambda: consensus.open_round(actor=actor(one.by), collaboration=it.here, motion=one.motion, words=one.words),
    )
    for said in one.positions:
        yield Deed(said.on, 40, said.person, lambda said=said: _stand(it, said))
    for met in one.met:
        yield Deed(met.on, 36, met.by, lambda met=met: _meet(it, met))


def _stand(it: Retold, said: shapes.Position) -> None:
    actor = it.stage.actor(said.person)
    consensus.take_position(actor=actor, collaboration=it.here, position=said.position, reason=said.reason)


def _latest(it: Retold) -> ConsensusRound:
    found = agreeing.latest_round(it.here)
    assert found is not None, "a round is opened before anybody says where they stand"
    return found


def _meet(it: Retold, met: shapes.Met) -> None:
    objector = it.stage.memberships[met.objector]
    objection = next(one for one in agreeing.latest_in(_latest(it)) if one.by_id == objector.pk)
    consensus.meet_objection(actor=it.stage.actor(met.by), position=objection, changed=met.changed)


def _decision(it: Retold, told: shapes.Agreeing) -> Iterator[Deed]:
    decision = it.told.answers["9c"]["decision"][0]
    day: date = decision["on"]

    def decide() -> None:
        members = {
            row["owner"]: it.here.team.get(membership=it.stage.memberships[row["owner"]]) for row in told.next_steps
        }
        consensus.decide(
            actor=it.stage.actor(told.decided_by),
            round_=_latest(it),
            reason=decision["reason"],
            not_decided=decision["open"],
            next_steps=[row | {"owner": members[row["owner"]].ref} for row in told.next_steps],
        )

    yield Deed(day, 45, told.decided_by, decide)

"""How do the collaborations of the example come to an end? Agreeing, views of the effect, and what follows, as deeds.

*Source:* R37, R43, R46-R47, R235; house, "Rooms" (actions).
"""

from collections.abc import Iterator
from datetime import date

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.actions import consensus, finishing, peer_reading, telling
from commonground.projects.models import ConsensusRound, Publication
from commonground.projects.queries import agreeing, claiming
from commonground.projects.rules import announcing
from commonground.website.example import shapes
from commonground.website.example.deeds import DAY, Deed, Retold


def ended(it: Retold) -> Iterator[Deed]:
    """Give the deeds that lead one collaboration to its end, in no particular order."""
    if it.told.agreeing:
        yield from _rule(it, it.told.agreeing)
        for one in it.told.agreeing.rounds:
            yield from _round(it, one)
        if it.told.agreeing.decided_by:
            yield from _decision(it, it.told.agreeing)
    for view in it.told.views:
        yield Deed(view.on, 42, view.person, lambda view=view: _say(it, view))
    if it.told.published and it.told.reading:
        yield from _reading(it, it.told.published, it.told.reading)
    if it.told.text and it.told.text_on:
        yield from _text(it, it.told.text, it.told.text_on)


def _say(it: Retold, view: shapes.View) -> None:
    actor = it.stage.actor(view.person)
    telling.give_view(actor=actor, collaboration=it.here, effect=view.effect, words=view.words)


def _reading(it: Retold, published: date, told: shapes.Reading) -> Iterator[Deed]:
    """Somebody from outside reads the case study between its draft and both sides' approval; the team answers."""
    day, starter, actor = published - DAY, it.told.started_by, it.stage.actor

    def ask() -> None:
        reader = it.stage.memberships[told.reader]
        peer_reading.ask(actor=actor(starter), publication=_draft(it), reader=reader)

    def give() -> None:
        peer_reading.give(
            actor=actor(told.reader), reading=_draft(it).readings.get(), verdict=told.verdict, words=told.words
        )

    def answer() -> None:
        peer_reading.answer(actor=actor(starter), reading=_draft(it).readings.get(), answered=told.answered)

    yield Deed(day, 52, starter, ask)
    yield Deed(day, 53, told.reader, give)
    yield Deed(day, 54, starter, answer)


def _draft(it: Retold) -> Publication:
    return it.here.publications.filter(kind="case").latest("number")


def _text(it: Retold, kind: str, day: date) -> Iterator[Deed]:
    """A text that begins with the record, as the page would begin it, put up and approved by both sides."""
    starter, actor = it.told.started_by, it.stage.actor

    def write() -> None:
        title, body = announcing.begin(kind, claiming.facts_of(actor(starter), it.here))
        telling.put_text_up(actor=actor(starter), collaboration=it.here, kind=kind, title=title, body=body)

    yield Deed(day, 55, starter, write)
    for side in TWO_SIDES:
        by = it.lead_of(side)
        yield Deed(day, 56, by, lambda by=by: _approve(it, kind, by))


def _approve(it: Retold, kind: str, by: str) -> None:
    newest = it.here.publications.filter(kind=kind).latest("number")
    finishing.approve(actor=it.stage.actor(by), publication=newest)


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

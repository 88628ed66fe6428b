"""What does a collaboration ask of somebody on its team? What is due, who hopes to hear, for whom they wait.

*Source:* R45, R54, R57; the look, section 7 ("Waiting for"); settled questions, "In Django" (a person's matters).
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.pages import words
from commonground.projects.models import Answer, Collaboration, EthicsAdvice, LeadershipPost, PulseRound
from commonground.projects.permissions import TABLE, Taking
from commonground.projects.queries import due_finishing, ethics, pulse, reading, recorded, visible
from commonground.projects.queries.due_together import due_together
from commonground.projects.rules import books
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Record
from commonground.projects.rules.standing import Standing, standings

DUE, HOPING, WAITING = "due", "hoping", "waiting"
OPEN = frozenset({State.DRAFT, State.PROPOSED, State.ALIVE})


def due_for(actor: Actor, today: date) -> list[Matter]:
    """List the actions that somebody answers for, and what each of their open collaborations asks of them."""
    held = list(visible.collaborations_for(actor).defer("area__boundary", "area__display"))
    posts = list(LeadershipPost.objects.filter(collaboration__in=held).select_related("holder__person"))
    takings = visible.takings(actor, held, posts=posts)
    still_open = [one for one in held if one.state in OPEN]
    records = recorded.records_of(still_open, posts=posts)
    matters = [_answer_due(answer) for answer in reading.due_for(actor)]
    matters += [_pulse(round_) for round_ in pulse.asked_of(actor, today)]
    matters += [_advice(advice) for advice in ethics.waiting_for(actor)]
    matters += due_finishing.due_for(actor, today, held)
    matters += due_together(actor, today, [one for one in held if takings[one.pk].speaks_for_side])
    for collaboration in still_open:
        matters += _matters(actor, collaboration, takings[collaboration.pk], records[collaboration.pk], today)
    return matters


def _matter(heading: str, title: str, url: str, note: str = "", due: date | None = None) -> Matter:
    return Matter("projects", url, heading, title, url, note, due, heading=heading)


def _answer_due(answer: Answer) -> Matter:
    page = "projects:contact_still" if answer.part == "contacts" else "projects:answer"
    url = reverse(page, args=[answer.collaboration.public_id, answer.public_id])
    noun = books.PARTS[answer.part].noun
    note = _("%(what)s of %(name)s") % {"what": noun[0].upper() + noun[1:], "name": answer.collaboration.name}
    return _matter(DUE, str(answer), url, note, answer.due)


def _pulse(round_: PulseRound) -> Matter:
    url = reverse("projects:pulse_answer", args=[round_.collaboration.public_id])
    title = _("Say how far you trust the other side in %(name)s") % _named(round_.collaboration)
    note = _("Six statements, about one minute. Nobody can see what you answer.")
    return _matter(DUE, title, url, note, round_.closes_on)


def _advice(advice: EthicsAdvice) -> Matter:
    url = reverse("projects:advice", args=[advice.public_id])
    title = _("Say whether it is right: %(name)s") % _named(advice.collaboration)
    note = _("%(who)s asks for your advice, as somebody who belongs to neither side.")
    return _matter(HOPING, title, url, note % {"who": advice.asked_by.person.name})


def _matters(
    actor: Actor, collaboration: Collaboration, taking: Taking, record: Record, today: date
) -> Iterator[Matter]:
    """Give what one collaboration asks of somebody on its team; a stakeholder is asked for nothing here."""
    if taking.part == "stakeholder" or actor.side not in TWO_SIDES:
        return
    overview = reverse("projects:collaboration", args=[collaboration.public_id])
    if taking.is_asked_to_lead and not (collaboration.state == State.PROPOSED and taking.is_asked_to_speak):
        yield _matter(HOPING, _("Say whether you will lead in %(name)s") % _named(collaboration), overview)
    if collaboration.state == State.PROPOSED:
        yield from _proposal(actor.side, collaboration, taking, overview)
    yield from _statements(actor, collaboration, taking, record)
    if collaboration.state == State.ALIVE:
        yield from _steps(actor, collaboration, taking, standings(record, actor.side, today))


def _named(collaboration: Collaboration) -> dict[str, str]:
    return {"name": collaboration.name}


def _proposal(side: Side, collaboration: Collaboration, taking: Taking, url: str) -> Iterator[Matter]:
    if collaboration.started_by_side == side.value:
        title = _("The %(side)s side to answer the proposal of %(name)s")
        yield _matter(WAITING, title % {"side": side.other.label.lower(), **_named(collaboration)}, url)
    elif TABLE["accept"].allows(Actor(), taking):
        yield _matter(HOPING, _("Accept or decline the proposal of %(name)s") % _named(collaboration), url)


def _statements(actor: Actor, collaboration: Collaboration, taking: Taking, record: Record) -> Iterator[Matter]:
    """Give what is still to be written about the problem, without a word of what the other side wrote."""
    sent = record.statements_sent
    if len(sent) == 2 or not TABLE["send_statement"].allows(actor, taking):
        return
    url = reverse("projects:statement", args=[collaboration.public_id])
    assert actor.side is not None, "callers have made sure that it is one of the two"
    if actor.side in sent:
        title = _("The %(side)s side to send its words about the problem in %(name)s")
        yield _matter(WAITING, title % {"side": actor.side.other.label.lower(), **_named(collaboration)}, url)
        return
    note = _("The other side has sent theirs. Both are opened together.") if sent else ""
    title = _("Write your side’s words about the problem in %(name)s")
    yield _matter(HOPING if sent else DUE, title % _named(collaboration), url, note)


def _steps(actor: Actor, collaboration: Collaboration, taking: Taking, found: tuple[Standing, ...]) -> Iterator[Matter]:
    """Give the review that is due, and the steps that wait for one side's confirmation, a row for each kind of wait."""
    for standing in found:
        if standing.number == 7 and standing.kind == "due" and standing.due:
            title = _("Review %(name)s together") % _named(collaboration)
            yield _matter(DUE, title, _step(collaboration, 7), _("Three questions, about 10 minutes."), standing.due)
    speaks = TABLE["confirm"].allows(actor, taking)
    assert actor.side is not None, "callers have made sure that it is one of the two"
    ready = [s for s in found if s.kind in {"due", "progress"} and not s.missing and not s.confirmed_by(actor.side)]
    theirs = [s for s in ready if s.confirmed_by(actor.side.other)]
    if speaks and theirs:
        note = _("The %(side)s side has confirmed.") % {"side": actor.side.other.label.lower()}
        yield _confirm(HOPING, collaboration, theirs, note)
    if speaks and (own := [s for s in ready if s not in theirs]):
        yield _confirm(DUE, collaboration, own, _("Nothing is missing, and no side has confirmed yet."))
    if waiting := [s for s in found if s.kind == "waiting"]:
        said = {"side": actor.side.other.label.lower(), "steps": _numbers(waiting), **_named(collaboration)}
        title = _("The %(side)s side to confirm %(steps)s of %(name)s") % said
        yield _matter(WAITING, title, _step(collaboration, waiting[0].number))


def _confirm(heading: str, collaboration: Collaboration, found: list[Standing], note: str) -> Matter:
    said = {"steps": _numbers(found), **_named(collaboration)}
    return _matter(heading, _("Confirm %(steps)s of %(name)s") % said, _step(collaboration, found[0].number), note)


def _numbers(found: list[Standing]) -> str:
    numbers: list[Any] = [standing.number for standing in found]
    return ngettext("step %(which)s", "steps %(which)s", len(numbers)) % {"which": words.listed(numbers)}


def _step(collaboration: Collaboration, number: int) -> str:
    return reverse("projects:step", args=[collaboration.public_id, number])

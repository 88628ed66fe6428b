"""What was reported in the example, to whom did it go, and what came of it? Half a year of small things at two centres.

Guards of Marlgate Centre and the manager of the partnership report; the police answer most of it, some late, and
one thing was seen by both. One report is corrected, and one has been begun and not sent.

*Source:* R78, R184, R213, R248.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.sharing.actions import feedback, incidents
from commonground.sharing.models import IncidentDraft, Rendition
from commonground.sharing.queries import asking
from commonground.sharing.queries import incidents as queries
from commonground.sharing.rules.feedback import Said
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

RANK = 80


@dataclass(frozen=True, slots=True)
class Told:
    """One report of the story: how many days ago, by whom, where, what; and what the police said of it, days later."""

    ago: int
    by: str
    place: str
    kind: str
    happened: str
    at: time = time(17, 30)
    more: dict[str, Any] = field(default_factory=dict)
    answers: tuple[tuple[int, str, Said, dict[str, str]], ...] = ()


READ = (1, "tranter", Said.ACKNOWLEDGED, {})
TOLD = (
    Told(150, "ellerby", "Minster Gate North, north doors", "shoplifting",
         "Two men took coats off the rail by the north doors and walked out. A guard asked them to stop; they ran.",
         answers=(READ, (9, "tranter", Said.OUTCOME, {"result": "pattern",
                  "words": "It fits two others in the same week. We look at the three together."}))),
    Told(121, "ellerby", "Minster Gate North, bus station side", "antisocial",
         "A group of about ten threw bottles at the shutters for half an hour.", time(21, 40),
         {"outcome": "ejected", "threat": "verbal"}, (READ,)),
    Told(96, "penhallow", "Castle Parade, the corner shop", "shoplifting",
         "A woman filled a bag with meat and left past the tills.",
         more={"loss": "under_200"}, answers=((2, "marchbank", Said.ACKNOWLEDGED, {}),
                                              (20, "marchbank", Said.USED, {"words": "We have her on our list."}))),
    Told(64, "ellerby", "Minster Gate North, north doors", "violence",
         "A guard was pushed into a shop window. The glass held.", time(22, 15),
         {"threat": "physical", "injuries": "A bruised shoulder", "support": True},
         (READ, (6, "tranter", Said.OUTCOME, {"result": "dealt", "words": "Somebody was named and spoken to.",
                 "police_reference": "47/2210"}))),
    Told(41, "ellerby", "Minster Gate North, north doors", "shoplifting",
         "A man took a coat from the same rail and ran towards the bus station.",
         answers=(READ, (11, "tranter", Said.OUTCOME, {"result": "patrol",
                  "words": "An officer stands at the north doors on Fridays now."}))),
    Told(33, "penhallow", "Castle Parade, the corner shop", "public_order",
         "A customer shouted at the till and would not leave.", time(19, 5),
         {"outcome": "ejected", "threat": "verbal", "opinion": "He did not seem to know where he was."},
         ((3, "marchbank", Said.ACKNOWLEDGED, {}), (4, "marchbank", Said.USEFUL, {"useful": "partly"}))),
    Told(12, "ellerby", "Minster Gate North, car park", "suspicious",
         "Somebody photographed the delivery doors from a parked van, for about ten minutes.", time(6, 50),
         {"outcome": "attempted", "vehicle": "White van, no sign on it, left towards the ring road",
          "opinion": "It may be a surveyor."}, (READ,)),
    Told(3, "ellerby", "Minster Gate North, north doors", "shoplifting",
         "Two people took perfume off the front shelf and left by the north doors.",
         more={"loss": "under_1000"}),
)  # fmt: skip


def reported(stage: Stage, today: date) -> Iterator[Deed]:
    """Give every deed with which reports are made, answered and corrected in the example."""
    for number, told in enumerate(TOLD):
        yield Deed(today - timedelta(told.ago), RANK, told.by, partial(_report, stage, told))
        for after, by, said, typed in told.answers:
            day = today - timedelta(max(told.ago - after, 1))
            yield Deed(day, RANK + 1, by, partial(_answer, stage, told, by, said, typed))
        if number == len(TOLD) - 1:
            yield Deed(today - timedelta(2), RANK, told.by, partial(_correct, stage, told))
    yield Deed(today - timedelta(1), RANK, "ellerby", partial(_begin, stage))


def _moment(told: Told) -> str:
    day = timezone.localdate()
    return datetime.combine(day, told.at, timezone.get_default_timezone()).isoformat(timespec="minutes")


def _answers(told: Told) -> dict[str, Any]:
    usual = {"emergency": "no", "outcome": "completed", "threat": "none", "loss": "none", "how_known": "saw it"}
    said = {"kind": told.kind, "place": told.place, "happened": told.happened}
    # The deed is done at nine in the morning: what is told of happened the evening before
    at = datetime.fromisoformat(_moment(told)) - timedelta(days=1)
    return {**usual, **told.more, **said, "occurred": at.isoformat(timespec="minutes")}


def _report(stage: Stage, told: Told) -> None:
    actor = stage.actor(told.by)
    draft = incidents.save(actor=actor, values=_answers(told))
    (place, *_others), spot = queries.places_meant(actor, told.place)
    incidents.send(actor=actor, draft=draft, place=place, spot=spot, version=draft.version)


def _sent(stage: Stage, told: Told) -> IncidentDraft:
    """Find a report of the story again by who sent it, and in which order."""
    theirs = [one for one in TOLD if one.by == told.by]
    found = queries.drafts_of(stage.actor(told.by)).exclude(sent_at=None).order_by("sent_at")
    return found[theirs.index(told)]


def _given(actor: Actor, rendition_id: int | None) -> Rendition | None:
    """Give the version that somebody was sent, as far as they may read it."""
    asking.enter(actor)
    return Rendition.objects.filter(pk=rendition_id or 0).first()


def _answer(stage: Stage, told: Told, by: str, said: Said, typed: dict[str, str]) -> None:
    from_ = stage.actor(told.by)
    with asking.as_reader(from_):
        key = _sent(stage, told).rendition_id
    actor = stage.actor(by)
    rendition = _given(actor, key)
    if rendition is not None:
        feedback.give(actor=actor, rendition=rendition, said=said, typed=typed)


def _correct(stage: Stage, told: Told) -> None:
    actor = stage.actor(told.by)
    rendition = _given(actor, _sent(stage, told).rendition_id)
    incident = queries.incident_of(rendition) if rendition else None
    if incident is not None:
        words = "Three people took perfume off the front shelf and left by the north doors."
        incidents.correct(
            actor=actor, incident=incident, happened=words, opinion="", why="There were three of them.",
            version=incident.rendition.version,
        )  # fmt: skip


def _begin(stage: Stage) -> None:
    values = {"kind": "damage", "place": "Minster Gate North, car park", "happened": "The barrier is bent."}
    incidents.save(actor=stage.actor("ellerby"), values=values)

"""How did the plans of the example change, and what was asked of others? Deeds beside the answers of steps 1 to 3.

At Minster Gate the second review found that the plan must change; at Castle Parade two radios are asked of every
member, and a hotel offers one.

*Source:* R16-R17, R35, R61.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from commonground.projects.actions import answers, plans, sourcing
from commonground.projects.models import Answer, Collaboration, Review
from commonground.projects.queries import plans as reading
from commonground.projects.queries import recorded
from commonground.website.example import castle_parade, dates, minster_gate
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage
from commonground.website.example.story import Story

DAY = timedelta(days=1)
MINSTER, CASTLE = "Minster Gate evenings", "Castle Parade mornings"
LEADS = ("thornbury", "whitlock")
WHY = (
    "Threats stopped falling: 38 in four months, for 29 planned. Calls before seven waited longest, and most"
    " threats now come in the hour after eight. So the second operator is on from six, and the guards’ rounds go on"
    " until half past nine."
)
# What was changed after the second review: part, the answer's title, field, and its words from then on
CHANGED = (
    ("tactics", "Call early", "police_part", "Answer the radio by name and say how many minutes away. The second"
     " operator is on from six, not seven.", "tranter"),
    ("tactics", "Be there first", "security_part", "Guards time their rounds for the gaps between the officers, and go"
     " on until half past nine.", "ellerby"),
)  # fmt: skip


def deeds(stage: Stage, told: Story) -> Iterator[Deed]:
    """Give what was done with plans as a whole and with what was missing, each on its day."""
    t = dates.Timeline(told.today)
    yield from _minster(stage, t)
    yield from _castle(stage, t)


def _held(name: str) -> Collaboration:
    return Collaboration.objects.get(name=name)


def _minster(stage: Stage, t: dates.Timeline) -> Iterator[Deed]:
    first = max(minster_gate.confirmed(t)[3]) + DAY
    yield Deed(first, 80, "tranter", lambda: _put(stage, MINSTER, "tranter", ""))
    for number, lead in enumerate(LEADS, 1):
        yield Deed(first + number * DAY, 81, lead, lambda lead=lead: _agree(stage, MINSTER, lead))
    second = dates.after(t.minster_began, 118)
    for part, title, field, words, by in CHANGED:
        yield Deed(second, 22, by, lambda p=part, t=title, f=field, w=words, by=by: _change(stage, p, t, f, w, by))
    yield Deed(second + DAY, 80, "tranter", lambda: _put(stage, MINSTER, "tranter", WHY, review=2))
    for number, lead in enumerate(LEADS, 2):
        day = second + number * DAY
        yield Deed(day, 63, lead, lambda lead=lead: _confirm(stage, MINSTER, 3, lead))
        yield Deed(day, 81, lead, lambda lead=lead: _agree(stage, MINSTER, lead))


def _castle(stage: Stage, t: dates.Timeline) -> Iterator[Deed]:
    day = dates.after(castle_parade.start(t), 26)
    yield Deed(day, 80, "marchbank", lambda: _put(stage, CASTLE, "marchbank", ""))
    yield Deed(day + DAY, 81, "thornbury", lambda: _agree(stage, CASTLE, "thornbury"))
    yield Deed(t.ago(12), 82, "penhallow", lambda: _ask(stage, t.ahead(21)))
    yield Deed(t.ago(5), 83, "lindqvist", lambda: _offer(stage))


def _put(stage: Stage, name: str, by: str, reason: str, review: int = 0) -> None:
    here = _held(name)
    found = Review.objects.get(collaboration=here, number=review) if review else None
    plans.put_forward(actor=stage.actor(by), collaboration=here, reason=reason, review=found)


def _agree(stage: Stage, name: str, by: str) -> None:
    plan = reading.latest(_held(name))
    assert plan is not None, "a plan is put forward before anybody agrees to it"
    plans.agree(actor=stage.actor(by), plan=plan)


def _change(stage: Stage, part: str, title: str, field: str, words: str, by: str) -> None:
    held = next(one for one in recorded.answers_of(_held(MINSTER), part) if str(one) == title)
    answers.change(actor=stage.actor(by), answer=held, raw={**held.values, field: words}, version=held.version)


def _confirm(stage: Stage, name: str, step: int, by: str) -> None:
    actor, here = stage.actor(by), _held(name)
    content = recorded.standings_for(actor, here)[step - 1].content
    answers.confirm(actor=actor, collaboration=here, step=step, content=content)


def _radios() -> Answer:
    return next(one for one in recorded.answers_of(_held(CASTLE), "resources") if one.values["kind"] == "radios")


def _ask(stage: Stage, until: date) -> None:
    sourcing.ask(
        actor=stage.actor("penhallow"),
        collaboration=_held(CASTLE),
        row=_radios(),
        what="Two radios on the city link, for shops where one person opens alone",
        amount=Decimal(2),
        until=until,
    )


def _offer(stage: Stage) -> None:
    wanted = _radios().wanted.get()
    sourcing.offer(
        actor=stage.actor("lindqvist"),
        wanted=wanted,
        amount=Decimal(1),
        words="One of our three is spare until Easter. Fetch it from the night desk; we need it back by then.",
    )

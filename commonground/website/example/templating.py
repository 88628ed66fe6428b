"""What has the example from templates, and beside the ten steps? Minster Gate's benefits, ethics and core components;
barriers on Castle Parade; and two collaborations that began from what others did.

*Source:* R101, R116, R120, R124-R125, R150, R258; our own.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from commonground.projects.actions import answers, ethics, finishing, kits, life
from commonground.projects.models import Collaboration, EthicsAdvice, Publication
from commonground.projects.queries import recorded, replicas, visible
from commonground.projects.rules.books import PARTS
from commonground.projects.rules.kits import Kit
from commonground.projects.rules.templates import TEMPLATES
from commonground.website.example import templating_words as words
from commonground.website.example.dates import Timeline, after, first_day
from commonground.website.example.deeds import Deed
from commonground.website.example.minster_gate_end import before_and_after
from commonground.website.example.places import MINSTER_GATE
from commonground.website.example.shapes import Row
from commonground.website.example.stage import Stage

GATE, PARADE = "Minster Gate evenings", "Castle Parade mornings"
QUAY, FRIARY = "Quayside guarding", "Friary evenings"
POLICE, SECURITY = "thornbury", "whitlock"


def begun_from_others(stage: Stage, today: date) -> Iterator[Deed]:
    """Give every deed of this part, in no particular order."""
    it = Telling(stage, Timeline(today))
    for some in (it.gate, it.gate_ethics, it.parade, it.quayside, it.friary):
        yield from some()


class Telling:
    """The deeds of this part on one timeline."""

    def __init__(self, stage: Stage, timeline: Timeline) -> None:
        self.stage, self.t = stage, timeline

    def record(self, day: date, by: str, name: str, part: str, row: Row, rank: int = 60) -> Deed:
        """Record one row in a collaboration; days that are counted back or ahead become days, people members."""

        def do() -> None:
            here = Collaboration.objects.get(name=name)
            raw = self._real(row, here)
            answers.record(actor=self.stage.actor(by), collaboration=here, part=PARTS[part], raw=raw)

        return Deed(day, rank, by, do)

    def _real(self, row: Row, here: Collaboration) -> Row:
        real: Row = {}
        for name, value in row.items():
            if name.endswith("_ago"):
                real[name.removesuffix("_ago")] = self.t.ago(value).isoformat()
            elif name.endswith("_in"):
                real[{"due_in": "due", "look_in": "look_again"}[name]] = self.t.ahead(value).isoformat()
            elif name == "owner":
                member = visible.team_of(here).get(membership=self.stage.memberships[value])
                real[name] = member.ref
            else:
                real[name] = value
        return real

    def _deed(self, day: date, by: str, do: Callable[..., Any], rank: int = 60) -> Deed:
        return Deed(day, rank, by, lambda: do(self.stage.actor(by)))

    def gate(self) -> Iterator[Deed]:
        """Minster Gate: what is core, who gained what, the hours of each month, what was tried."""
        day = self.t.ago(9)
        counts = before_and_after(self.t, MINSTER_GATE)
        for row in words.COMPONENTS:
            yield self.record(day, SECURITY, GATE, "components", row, 20)
        for row in words.benefits(*counts):
            yield self.record(day, "tranter", GATE, "benefits", row, 20)
        for row in words.SAID:
            yield self.record(day, SECURITY, GATE, "testimonials", row, 20)
        for row in words.TRIALS:
            yield self.record(day, "tranter", GATE, "trials", row, 20)
        for number, hours in enumerate(words.POLICE_HOURS):
            ends = first_day(self.t.last - 4 + number) - timedelta(days=1)
            entry = {"month": ends.isoformat(), "activity": words.PATROLS}
            officers = {"what": "Officers on foot", "organisation": "Aldermouth Police", "side": "police"}
            guards = {"what": "Guards and the second operator", "organisation": "Marlgate Centre", "side": "security"}
            officers |= {"hours": str(hours), "pounds": "0"}
            guards |= {"hours": str(words.GUARD_HOURS), "pounds": words.OPERATOR}
            yield self.record(after(ends, 6), "tranter", GATE, "effort", entry | officers)
            yield self.record(after(ends, 6), SECURITY, GATE, "effort", entry | guards)

    def gate_ethics(self) -> Iterator[Deed]:
        """Minster Gate: eight questions answered by both, one adviser with an interest, one without, a public note."""
        day = after(self.t.minster_began, 20)
        for key, said in words.ETHICS.items():
            for by, answer, why in ((POLICE, *said[:2]), (SECURITY, *said[2:])):
                yield self._answer(day, by, GATE, key, answer, why)
        yield self._ask(self.t.ago(16), SECURITY, GATE, "lindqvist", words.ASKED)
        yield self._deed(self.t.ago(15), "lindqvist", lambda actor: self._declare(actor, words.INTEREST))
        yield self._ask(self.t.ago(15), SECURITY, GATE, "osei", words.ASKED)
        yield self._deed(self.t.ago(13), "osei", self._declare)
        yield self._deed(self.t.ago(13), "osei", self._advise, 61)
        yield self._deed(self.t.ago(6), SECURITY, lambda actor: self._note(actor, GATE))
        for by in (POLICE, SECURITY):
            yield self._deed(self.t.ago(5), by, lambda actor: self._approve(actor, GATE, "ethics"))

    def _answer(self, day: date, by: str, name: str, key: str, answer: str, why: str) -> Deed:
        def do(actor: Any) -> None:
            here = Collaboration.objects.get(name=name)
            ethics.answer(actor=actor, collaboration=here, question=key, answer=answer, words=why, version=0)

        return self._deed(day, by, do)

    def _ask(self, day: date, by: str, name: str, adviser: str, asks: str) -> Deed:
        def do(actor: Any) -> None:
            here = Collaboration.objects.get(name=name)
            ethics.ask(actor=actor, collaboration=here, adviser=self.stage.memberships[adviser], asks=asks)

        return self._deed(day, by, do)

    def _declare(self, actor: Any, interest: str = "") -> None:
        waiting = EthicsAdvice.objects.get(adviser_id=actor.through, collaboration__name=GATE)
        ethics.declare(actor=actor, advice=waiting, has_interest=bool(interest), interest=interest)

    def _advise(self, actor: Any) -> None:
        waiting = EthicsAdvice.objects.get(adviser_id=actor.through, collaboration__name=GATE)
        ethics.advise(actor=actor, advice=waiting, verdict="conditions", words=words.ADVICE)

    def _note(self, actor: Any, name: str) -> None:
        ethics.draft_note(actor=actor, collaboration=Collaboration.objects.get(name=name), note=words.NOTE)

    def _approve(self, actor: Any, name: str, kind: str) -> None:
        newest = Publication.objects.filter(collaboration__name=name, kind=kind).order_by("-number")[0]
        finishing.approve(actor=actor, publication=newest)

    def parade(self) -> Iterator[Deed]:
        """Castle Parade: barriers with owners and days, a checklist half answered, advice that is awaited."""
        for row in words.BARRIERS:
            yield self.record(self.t.ago(20), "penhallow", PARADE, "barriers", row)
        for key, by, answer, why in words.PARADE_ETHICS:
            yield self._answer(self.t.ago(19), by, PARADE, key, answer, why)
        yield self._ask(self.t.ago(8), "penhallow", PARADE, "osei", words.PARADE_ASKED)

    def _begin(self, day: date, by: str, other: str, name: str, about: str, area: str, kit: Callable[[], Any]) -> Deed:
        def do(actor: Any) -> None:
            found: Kit
            found, publication = kit()
            kits.start_from(
                actor=actor, kit=found, name=name, about=about, area=self.stage.areas[area],
                programme=self.stage.programme, other_lead=self.stage.memberships[other], publication=publication,
            )  # fmt: skip

        return self._deed(day, by, do, 70)

    def _accepted(self, day: date, by: str, other: str, name: str) -> Iterator[Deed]:
        here = Collaboration.objects.filter(name=name)
        yield self._deed(day, by, lambda actor: life.propose(actor=actor, collaboration=here.get()), 71)
        yield self._deed(day, other, lambda actor: life.accept(actor=actor, collaboration=here.get()), 72)

    def quayside(self) -> Iterator[Deed]:
        """A high street that began from Community Guarding, with its logs and its checks."""
        about = "One team of guards for Quayside, in two tiers, where the police agree"
        kit = TEMPLATES["community-guarding"]
        start = self.t.ago(38)
        yield self._begin(start, "ellerby", "tranter", QUAY, about, "Quayside", lambda: (kit, None))
        yield from self._accepted(after(start, 1), "ellerby", "tranter", QUAY)
        power = {"who": "Guards of the Quayside patrol", "status": "applied", "powers": "None yet", "number": "0"}
        rows = [("patrols", row) for row in words.PATROL_ROWS] + [("accreditations", power)]
        rows += [("businesses", row) for row in words.BUSINESS_ROWS]
        rows += [("taskings", row | {"owner": "ellerby"}) for row in words.TASK_ROWS]
        rows += [("evidence_log", row) for row in words.EVIDENCE_ROWS]
        for part, row in rows:
            yield self.record(self.t.ago(2), "ellerby", QUAY, part, row)
        for component, standing, why, ago in words.CHECKS:
            yield self._check(self.t.ago(ago), component, standing, why)
        yield self._deed(self.t.ago(30), "ellerby", self._adapted)
        yield from self._public(self.t.ago(20), "ellerby", "tranter", QUAY, about)

    def _check(self, day: date, component: str, standing: str, why: str) -> Deed:
        def do(actor: Any) -> None:
            origin = Collaboration.objects.get(name=QUAY).origin
            seen = origin.checks.filter(component=component).count()
            kits.check(actor=actor, origin=origin, component=component, standing=standing, words=why, version=seen)

        return self._deed(day, "ellerby", do)

    def _adapted(self, actor: Any) -> None:
        """Change the first tactic, and say that the first two actions are done."""
        here = Collaboration.objects.get(name=QUAY)
        tactic = recorded.answers_of(here, "tactics")[0]
        raw = tactic.values | {"why_here": "Thefts move from shop to shop along the quay within the hour."}
        answers.change(actor=actor, answer=tactic, raw=raw, version=1)
        for action in recorded.answers_of(here, "actions"):
            raw = action.values | {"organisation": "Marlgate Centre", "done": self.t.ago(30).isoformat()}
            answers.change(actor=actor, answer=action, raw=raw, version=1)

    def _public(self, day: date, by: str, other: str, name: str, purpose: str) -> Iterator[Deed]:
        page = {
            "purpose": f"{purpose}.",
            "doing": "We began from what others had done, and say in public how far we keep to it.",
            "reach": "The partnership’s help desk, 01632 960100",
        }

        def draft(actor: Any) -> None:
            here = Collaboration.objects.get(name=name)
            finishing.draft_publication(actor=actor, collaboration=here, kind="page", values=page)

        yield self._deed(day, by, draft, 80)
        for key in (by, other):
            yield self._deed(day, key, lambda actor: self._approve(actor, name, "page"), 81)

    def friary(self) -> Iterator[Deed]:
        """A street that began from the case study of Minster Gate as soon as it was public."""
        about = "What worked at Minster Gate, tried on Friary evenings"

        def kit() -> tuple[Kit | None, Publication]:
            publication = Publication.objects.filter(collaboration__name=GATE, kind="case").order_by("-number")[0]
            return replicas.kit_of_case(publication), publication

        yield self._begin(self.t.ago(3), "ellerby", "marchbank", FRIARY, about, "Friary", kit)
        yield from self._accepted(self.t.ago(2), "ellerby", "marchbank", FRIARY)
        yield from self._public(self.t.ago(1), "ellerby", "marchbank", FRIARY, about)

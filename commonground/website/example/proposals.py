"""What has been proposed in Aldermouth? Needs, and proposals that are supported, in review, revised, new, declined.

All invented. Reviewers are of both sides; whoever stands close was not asked. One proposer is not shown to reviewers.

*Source:* R93, R103-R104, R108-R109; our own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from commonground.projects.actions import assessing, needs, proposals, supporting
from commonground.projects.actions import proposals_sorting as sorting
from commonground.projects.models import Need, Proposal
from commonground.projects.queries import reusing
from commonground.projects.rules.assessing import KEYS
from commonground.website.example.deeds import Deed
from commonground.website.example.people import PARTNERSHIP
from commonground.website.example.stage import Stage

RANK = 95
Words = Mapping[str, str]

NEEDS: dict[str, tuple[str, str, Words]] = {
    "closing": ("hartnoll", "whitlock", {
        "title": "Whoever closes up alone has nobody who notices",
        "who": "Shop staff of both sexes who lock up alone between 9pm and midnight, in about thirty shops",
        "what": "Somebody who notices within minutes that they have not come out.",
        "where": "The covered way and Castle Parade, every evening",
        "how_known": "Asked in March of 41 people who close up; 26 had been followed or shouted at within a year.",
        "must_do": "Work without a telephone in the hand, for staff of every shop, and reach somebody who can come.",
    }),
    "footage": ("hartnoll", "whitlock", {
        "title": "Footage reaches the police too late to be of use",
        "who": "Security teams that are asked for footage after an offence, and the officers who wait for it",
        "what": "Footage of an evening to be looked at before the next one.",
        "where": "Minster Gate and the bus station, Thursday to Saturday",
        "how_known": "Of 58 requests in the last half-year, 22 were met after the footage was overwritten.",
        "must_do": "Say who may ask for what, by when, and be fit to be shown in court.",
    }),
    "handing_on": ("haddow", "", {
        "title": "What guards saw by day is not known to the evening patrol",
        "who": "Licensed guards of the city centre contracts, and the patrol that begins at six",
        "what": "The few things that matter, in one minute, at the change of the shift.",
        "where": "City centre, every day at six",
        "how_known": "Counted for four weeks: 31 of 52 things noted by day were noted again in the evening as new.",
        "must_do": "Name nobody who has not been told that they are named, and take no longer than a minute.",
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One proposal of the story: by whom, on which day before the present one, what it says."""

    key: str
    by: str
    ago: int
    area: str
    need: str
    words: Words
    cell: str
    hides: bool = False
    exists: str = ""


CHECK_CALLS = Told(
    "check_calls",
    "hartnoll",
    210,
    "Castle Parade",
    "closing",
    {
        "title": "Check calls for people who close up alone",
        "what": "A check call at closing time. Whoever locks up tells the radio room when they begin and when they are"
        " out; after ten minutes of silence it calls them, and then the nearest patrol. Six months, thirty shops.",
        "benefit_police": "Officers are sent where somebody is in danger, not where somebody forgot to call.",
        "benefit_security": "Staff who stay. Three shops have closed earlier because nobody wanted the last shift.",
        "success_police": "At most one call in twenty that reaches a patrol turns out to be nothing.",
        "success_security": "Of those who close up alone, four in five say after six months that they feel safe.",
        "resources": "Two hours of the radio room each evening, thirty radios that are there, one page of rules.",
    },
    "criminal/project/active",
    exists="The panic buttons of the letting agent",
)
FOOTAGE = Told(
    "footage",
    "ellerby",
    24,
    "Minster Gate North",
    "footage",
    {
        "title": "One way to ask for footage, by noon the next day",
        "what": "One form and one mailbox for every request for footage. Security teams keep what is asked for at once"
        " and hand it over by noon, with the log that a court wants. Three months at first.",
        "benefit_police": "Footage before the next shift, with its log.",
        "benefit_security": "One request instead of four telephone calls, and it is said who may ask.",
        "success_police": "Nine in ten requests are met before anything is overwritten.",
        "success_security": "No more than twenty minutes of work for a request.",
        "resources": "A mailbox, a form, half a day of training for nine people.",
    },
    "criminal/ongoing/sharing",
    hides=True,
)
HANDING_ON = Told(
    "handing_on",
    "haddow",
    58,
    "Northgate",
    "handing_on",
    {
        "title": "One minute at six: what the day hands on to the evening",
        "what": "At six, whoever leads the guards of the day tells the evening patrol what matters, by radio, in"
        " one minute, in the same five points every day.",
        "benefit_police": "The patrol begins where the day ended.",
        "benefit_security": "What guards see is used, and they hear what became of it.",
        "success_police": "Half as many things are noted twice.",
        "success_security": "In four weeks of six, guards are told what came of something that they had handed on.",
        "resources": "One minute of two people a day.",
    },
    "low/ongoing/sharing",
)
RANKS = Told(
    "ranks",
    "whitlock",
    4,
    "Minster Gate North",
    "closing",
    {
        "title": "Marshals at the taxi rank on match evenings",
        "what": "Two marshals at the rank from ten until one on the nine evenings of home matches.",
        "benefit_police": "One officer fewer is bound at the rank.",
        "benefit_security": "People leave the covered way sooner.",
        "success_police": "No more than two calls from the rank in an evening.",
        "success_security": "The covered way is empty by half past eleven.",
        "resources": "Two licensed marshals for nine evenings, paid by the traders and the club.",
    },
    "low/project/active",
)
DRONES = Told(
    "drones",
    "hartnoll",
    90,
    "Castle Parade",
    "closing",
    {
        "title": "Drones over the market on Saturdays",
        "what": "A drone over the market from ten to four on Saturdays, watched from the radio room.",
        "benefit_police": "A view of the whole market.",
        "benefit_security": "Fewer guards at the edges.",
        "success_police": "Two thefts fewer on a Saturday.",
        "success_security": "One guard fewer at each end.",
        "resources": "A drone, a pilot with a licence, consent of the council.",
    },
    "low/project/awareness",
)
WHY_NOT = "It does other things, at other hours, and its owner cannot widen it this year."


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give what was done with needs and proposals, each on its day."""
    yield from _needs(stage, today)
    yield from _check_calls(stage, today)
    yield from _footage(stage, today)
    yield from _handing_on(stage, today)
    yield from _submit(stage, RANKS, today)
    yield from _drones(stage, today)
    yield _begin(stage, "marchbank", "A list of whom to ring about graffiti", today - timedelta(days=2))


def _needs(stage: Stage, today: date) -> Iterator[Deed]:
    for ago, (by, other, words) in zip((230, 40, 70), NEEDS.values(), strict=True):
        kind = stage.memberships[by].organisation.kind

        def state(by: str = by, kind: str = kind, words: Words = words) -> object:
            return needs.state(
                actor=stage.actor(by), programme=stage.programme, area=stage.areas["Aldermouth"], had_by=kind,
                values=words,
            )  # fmt: skip

        yield Deed(today - timedelta(days=ago), RANK, by, state)
        if other:

            def confirm(other: str = other, title: str = words["title"]) -> object:
                need = Need.objects.get(title=title)
                return needs.confirm(actor=stage.actor(other), need=need, version=1, words="With us it is the same.")

            yield Deed(today - timedelta(days=ago - 4), RANK, other, confirm)


def _here(told: Told) -> Proposal:
    return Proposal.objects.get(title=told.words["title"])


def _begin(stage: Stage, by: str, title: str, day: date, area: str = "Aldermouth") -> Deed:
    def do() -> object:
        return proposals.write(actor=stage.actor(by), programme=stage.programme, area=stage.areas[area], title=title)

    return Deed(day, RANK, by, do)


def _submit(stage: Stage, told: Told, today: date) -> Iterator[Deed]:
    """Begin, write, answer what exists and submit, on one day."""
    day = today - timedelta(days=told.ago)
    yield _begin(stage, told.by, told.words["title"], day, told.area)
    yield Deed(day, RANK + 1, told.by, lambda: _write(stage, told, {}))
    yield Deed(day, RANK + 2, told.by, lambda: _answer_and_submit(stage, told))


def _write(stage: Stage, told: Told, more: Words) -> None:
    held = _here(told)
    need = Need.objects.get(title=NEEDS[told.need][2]["title"])
    proposals.change(
        actor=stage.actor(told.by), proposal=held, version=held.version,
        values={**told.words, **more, "cell": told.cell}, area=stage.areas[told.area], need=need,
        hides_proposer=told.hides,
    )  # fmt: skip


def _answer_and_submit(stage: Stage, told: Told) -> None:
    held, actor = _here(told), stage.actor(told.by)
    for match in reusing.unanswered(actor, held):
        proposals.answer_match(actor=actor, proposal=held, match=match, way="cannot", why=WHY_NOT)
    if told.exists and not held.reuses.filter(kind="own").exists():
        own = reusing.Match("own", "", told.exists)
        proposals.answer_match(
            actor=actor, proposal=held, match=own, way="cannot", why="They ring at the landlord, who is away at night."
        )
    proposals.submit(actor=actor, proposal=held, version=held.version)


def _review(stage: Stage, told: Told, day: date, reviewers: tuple[str, ...]) -> Iterator[Deed]:
    """Take it up, ask reviewers and send it to them."""

    def ask() -> object:
        members = [stage.memberships[key] for key in reviewers]
        return sorting.ask(actor=stage.keeper, proposal=_here(told), memberships=members)

    yield Deed(day, RANK, "", lambda: sorting.take_up(actor=stage.keeper, proposal=_here(told)))
    yield Deed(day, RANK + 1, "", ask)
    yield Deed(day, RANK + 2, "", lambda: sorting.send_to_review(actor=stage.keeper, proposal=_here(told)))


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review of the story: by whom, how far on the whole, what is said, and which criterion is other."""

    by: str
    score: int
    overall: str
    recommends: str
    other: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    signs: bool = False

    @property
    def said(self) -> dict[str, Any]:
        """The review as the action takes it."""
        comment = "As the proposal says, and nothing speaks against it."
        return {
            "scores": {key: self.other.get(key, (self.score, ""))[0] for key in KEYS},
            "comments": {key: self.other.get(key, (0, comment))[1] for key in KEYS},
            "overall": self.overall,
            "recommends": self.recommends,
            "signs": self.signs,
        }


def _reviewed(stage: Stage, told: Told, day: date, one: Reviewed) -> Iterator[Deed]:
    actor = stage.actor

    def send() -> object:
        return assessing.send(actor=actor(one.by), proposal=_here(told), version=0, said=one.said)

    yield Deed(day, RANK, one.by, lambda: assessing.declare_none(actor=actor(one.by), proposal=_here(told)))
    yield Deed(day, RANK + 1, one.by, send)


def _check_calls(stage: Stage, today: date) -> Iterator[Deed]:
    told, day = CHECK_CALLS, today - timedelta(days=CHECK_CALLS.ago)
    yield from _submit(stage, told, today)
    yield from _review(stage, told, day + timedelta(days=3), ("calloway", "ellerby"))
    police = Reviewed("calloway", 3, "Small, cheap, and it can be checked. The wrong calls are the risk.", "support",
                      {"effort": (2, "Two hours each evening are more than they look."),
                       "need": (4, "Asked of those who have it, with figures.")})  # fmt: skip
    security = Reviewed("ellerby", 4, "We would join on the first day.", "support",
                        {"known": (2, "Nobody outside the Parade has heard of it yet."),
                         "effort": (4, "The radios lie in drawers.")}, signs=True)  # fmt: skip
    yield from _reviewed(stage, told, day + timedelta(days=9), police)
    yield from _reviewed(stage, told, day + timedelta(days=12), security)
    given = day + timedelta(days=16)

    def support() -> object:
        return supporting.support(
            actor=stage.keeper, proposal=_here(told), reasons="Both sides gain, it builds on the radios that are"
            " there, and each side has named by what it will know.", sponsor=stage.organisations[PARTNERSHIP],
            starts=given, until=given + timedelta(days=240),
            conditions="The wrong calls are counted from the first week.\nStaff are asked before and after.",
        )  # fmt: skip

    def tell() -> object:
        return supporting.tell_what_came(
            actor=stage.actor(told.by), proposal=_here(told), version=1,
            police="After five months one call in seventeen that reached a patrol was nothing: not yet one in twenty.",
            security="Asked in month five: 31 of 38 who close up alone say that they feel safe.",
        )  # fmt: skip

    yield Deed(given, RANK, "", support)
    yield Deed(today - timedelta(days=12), RANK, told.by, tell)


def _footage(stage: Stage, today: date) -> Iterator[Deed]:
    told, day = FOOTAGE, today - timedelta(days=FOOTAGE.ago)
    yield from _submit(stage, told, today)
    yield from _review(stage, told, day + timedelta(days=5), ("tranter", "thornbury", "haddow"))
    police = Reviewed(
        "tranter",
        3,
        "It would have saved us the March case.",
        "support",
        {"known": (1, "The neighbouring town has begun the same, and neither knows of the other.")},
    )
    yield from _reviewed(stage, told, day + timedelta(days=14), police)

    def close() -> object:
        words = "I wrote the requests that are complained about"
        return assessing.declare_interest(actor=stage.actor("thornbury"), proposal=_here(told), words=words)

    yield Deed(day + timedelta(days=7), RANK, "thornbury", close)


def _handing_on(stage: Stage, today: date) -> Iterator[Deed]:
    told, day = HANDING_ON, today - timedelta(days=HANDING_ON.ago)
    yield from _submit(stage, told, today)
    yield from _review(stage, told, day + timedelta(days=4), ("marchbank", "whitlock"))
    police = Reviewed("marchbank", 3, "Good, if it stays one minute.", "revise",
                      {"public": (1, "Nothing is said of names over an open channel.")})  # fmt: skip
    security = Reviewed("whitlock", 2, "Say what may be said by radio, and who hears it.", "revise",
                        {"need": (4, "We see the same at six.")})  # fmt: skip
    yield from _reviewed(stage, told, day + timedelta(days=11), police)
    yield from _reviewed(stage, told, day + timedelta(days=15), security)

    def revise() -> object:
        reasons = "Say what may be said over an open channel, and that nobody is named there."
        return sorting.decide(actor=stage.keeper, proposal=_here(told), outcome="revise", reasons=reasons)

    again = {
        "what": "At six, whoever leads the guards of the day tells the evening patrol what matters, by telephone, in"
        " one minute, in the same five points every day. Nobody is named; a name is left with the desk sergeant.",
    }
    yield Deed(day + timedelta(days=20), RANK, "", revise)
    yield Deed(day + timedelta(days=50), RANK, told.by, lambda: _write(stage, told, again))
    yield Deed(day + timedelta(days=50), RANK + 1, told.by, lambda: _answer_and_submit(stage, told))
    up = day + timedelta(days=53)
    yield Deed(up, RANK, "", lambda: sorting.take_up(actor=stage.keeper, proposal=_here(told)))


def _drones(stage: Stage, today: date) -> Iterator[Deed]:
    told, day = DRONES, today - timedelta(days=DRONES.ago)
    yield from _submit(stage, told, today)

    def decline() -> object:
        reasons = "It answers another need than the one named, and says nothing of how people are told that they are"
        reasons += " watched. Begin with the need, and ask those who have it."
        return sorting.decide(actor=stage.keeper, proposal=_here(told), outcome="decline", reasons=reasons)

    up = day + timedelta(days=2)
    yield Deed(up, RANK, "", lambda: sorting.take_up(actor=stage.keeper, proposal=_here(told)))
    yield Deed(day + timedelta(days=6), RANK, "", decline)

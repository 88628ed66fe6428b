"""What is asked of the desk in the example, what was decided, who has pledged to share, and what the police lend?

Enough questions with an answer that figures can be shown; one that waits, one that was refused and looked at again, one
that waits for a second person, and an emergency that nobody has reviewed yet. All of it is invented.

*Source:* R184, R211, R222, R223; our own invention.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from commonground.people.models import Post
from commonground.sharing.actions import decisions, desk, requests, requests_briefings
from commonground.sharing.models import Asset, AssetRequest, Briefing, DeskQuestion, Grant, SharingRecord
from commonground.website.example.deeds import Deed
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE, TANNERY
from commonground.website.example.stage import Stage

TO_US = {
    "purpose": "solve", "flow": "from_police", "person": "yes", "content": "other", "less": "no", "cover": "once",
}  # fmt: skip
MINSTER, LEAD = "Neighbourhood sergeant, Minster Gate", "Lead on business crime"


@dataclass(frozen=True, slots=True)
class Told:
    """One question: who asks which post what and when, and who answers how many days later, with which outcome."""

    about: str
    by: str
    post: str
    ago: int
    after: int | None = None
    answered_by: str = ""
    outcome: str = "all"
    reasons: str = ""
    what: str = "Times and places over the last month, without names."
    purpose: str = "To decide where guards stand in the evening."


QUESTIONS = (
    Told("Times of thefts at the bus station", "whitlock", MINSTER, 170, 1, "tranter",
         reasons="Times and places show nobody, and the guards stand there anyway."),
    Told("Hours of trouble behind the market hall", "ellerby", MINSTER, 150, 0, "tranter",
         reasons="It helps to plan the patrol, and names nobody."),
    Told("Description of a group that steals coffee", "hartnoll", MINSTER, 131, 3, "tranter", "part",
         "What they take and how, not who they are: that is enough for the shops."),
    Told("Number plates seen at ram raids", "whitlock", LEAD, 118, 5, "ashdown", "refuse",
         "A plate leads to a person who may have sold the car. Report a sighting instead; we look it up."),
    Told("Dates of the next licensing checks", "ellerby", MINSTER, 97, 1, "tranter", "refuse",
         "They only work when nobody knows. You hear the results the day after."),
    Told("Release dates of three known thieves", "hartnoll", LEAD, 88, 4, "ashdown", "refuse",
         "Less would do: we tell you if a condition keeps somebody away from your shops.",
         what="Names and release dates of three men.", purpose="So that staff at four shops are ready."),
    Told("Where stolen razors are sold on", "whitlock", MINSTER, 76, 2, "tranter",
         reasons="It shows no person, and the traders can look out for it."),
    Told("Home area of the coffee group", "haddow", MINSTER, 64, 1, "tranter", "refuse",
         "It is not needed to guard a door, and it could point at families."),
    Told("How counterfeit notes are passed", "lindqvist", LEAD, 52, 2, "ashdown",
         reasons="The method shows nobody. Every till should know it."),
    Told("Still images of four suspects", "ellerby", MINSTER, 41, 1, "tranter", "refuse",
         "No agreement covers pictures for the centre yet. The partnership can ask for one."),
    Told("Which doors were tried at night", "whitlock", MINSTER, 30, 0, "tranter",
         reasons="They are your own doors, and nobody is named."),
    Told("Pattern of thefts from vans", "hartnoll", MINSTER, 19, 2, "tranter",
         reasons="Days, hours and streets are enough, and show nobody."),
    Told("Who was banned from the late bus", "haddow", MINSTER, 3,
         what="Names and pictures of those who are banned.", purpose="Our guards share the stop with the drivers."),
)  # fmt: skip
PLEDGES = (
    ("penhallow", PARTNERSHIP, 120, "We pass questions on within a day."),
    ("thornbury", POLICE, 118, ""),
    ("whitlock", MARLGATE, 90, "Ask us. We would rather say yes."),
)


def asked_and_lent(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds of the desk, the pledges, and what the police lend."""
    for told in QUESTIONS:
        day = today - timedelta(told.ago)
        yield Deed(day, 7, told.by, partial(_ask, stage, told))
        if told.after is not None:
            yield Deed(day + timedelta(told.after), 8, told.answered_by, partial(_answer, stage, told))
    yield from _again(stage, today)
    yield from _weighty(stage, today)
    for by, name, ago, words in PLEDGES:
        until = today + timedelta(365)
        yield Deed(today - timedelta(ago), 7, by, partial(_pledge, stage, by, name, until, words))
    yield from _lent(stage, today)


def _ask(stage: Stage, told: Told) -> None:
    desk.keep(
        actor=stage.actor(told.by), answers=TO_US, about=told.about, what=told.what, purpose=told.purpose,
        post=Post.objects.get(title=told.post, organisation__name=POLICE),
    )  # fmt: skip


def _question(about: str) -> DeskQuestion:
    return DeskQuestion.objects.select_related("organisation", "asked_by__person").get(about=about)


def _answer(stage: Stage, told: Told) -> None:
    question = _question(told.about)
    asker = question.asked_by
    decisions.decide(
        actor=stage.actor(told.answered_by),
        question=question,
        values=_values(
            asking_organisation=question.organisation.name,
            asking_person=f"{asker.person.name}, {asker.post_title}",
            description=told.what,
            purpose=told.purpose,
            outcome=told.outcome,
            reasons=told.reasons,
            recipients=question.organisation.name,
        ),
    )


def _values(**changed: Any) -> dict[str, Any]:
    """Give the values of a record as the officers of Aldermouth write them, but for what is changed."""
    return {
        "direction": "received",
        "identity": "Signed in here, as a member of their organisation.",
        "received_on": timezone.localdate(),
        "deadline": "When it can be done: nothing happens today.",
        "cell": "criminal/project/sharing",
        "subjects": ["none"],
        "children": "no",
        "facts": "fact",
        "marking": "GREEN",
        "manifest": "Days\nHours\nStreets",
        "controllers": "separate",
        "agreement": "no",
        "basis": "none",
        "necessary": "They guard the place and cannot see the pattern from one shop.",
        "less": "It shows nobody already.",
        "confidence": "Nobody told us in confidence.",
        "dpia": "not_needed",
        "dpo": "Not asked: it holds no personal data.",
        "retention": "Three months, then deleted.",
        "security": "On its page here, for members of their organisation.",
        "rights": "No personal data.",
        "dates": "Once.",
        "public": "no",
        **changed,
    }


def _again(stage: Stage, today: date) -> Iterator[Deed]:
    """A refusal is looked at again by somebody who did not decide it."""
    about = "Release dates of three known thieves"

    def ask() -> None:
        words = "We do not need the dates. That they may not come near is enough."
        desk.ask_for_review(actor=stage.actor("hartnoll"), question=_question(about), because=words)

    def look() -> None:
        record = SharingRecord.objects.get(question__about=about)
        words = "The refusal of the dates stays. The conditions of two of them can be told, and were, by telephone."
        decisions.answer_review(actor=stage.actor("thornbury"), record=record, words=words)

    yield Deed(today - timedelta(83), 7, "hartnoll", ask)
    yield Deed(today - timedelta(81), 7, "thornbury", look)


def _weighty(stage: Stage, today: date) -> Iterator[Deed]:
    """One record that waits for a second person, and an emergency that waits for its review."""

    def own() -> None:
        decisions.decide(
            actor=stage.actor("penhallow"),
            values=_values(
                direction="own", asking_organisation=TANNERY, asking_person="Gwen Hartnoll, Stores director",
                description="A still of two people who steal razors", purpose="So that four shops are ready",
                subjects=["suspect"], marking="AMBER", special="Preventing or detecting unlawful acts.",
                basis="recognised-crime", outcome="part", reasons="One picture for four duty managers, for a month.",
                recipients=TANNERY, manifest="One still image\nDay and hour", dpia="covered",
            ),
            second=stage.memberships["achterberg"],
        )  # fmt: skip

    def at_once() -> None:
        decisions.decide(
            actor=stage.actor("marchbank"),
            values={
                "direction": "emergency", "asking_organisation": MARLGATE, "marking": "AMBER", "children": "yes",
                "asking_person": "Tomas Ellerby, Late-shift security lead", "outcome": "all", "public": "no",
                "description": "Description of a girl who is missing", "recipients": f"{MARLGATE}\n{NORTHGATE}",
                "purpose": "To find her before the last bus", "received_on": timezone.localdate(),
                "reasons": "Every guard between here and the station can look out for her now.",
            },
        )  # fmt: skip

    yield Deed(today - timedelta(9), 7, "penhallow", own)
    yield Deed(today - timedelta(1), 7, "marchbank", at_once)


def _pledge(stage: Stage, by: str, name: str, until: date, words: str) -> None:
    body = stage.organisations[name]
    desk.pledge(actor=stage.actor(by), organisation=body, until=until, words=words)


def _lent(stage: Stage, today: date) -> Iterator[Deed]:
    """The radio network and briefings are lent; a centre comes to briefings, and a firm asks for intelligence."""
    yield Deed(today - timedelta(140), 7, "thornbury", partial(_enter, stage))
    yield Deed(today - timedelta(60), 7, "whitlock", partial(_request, stage, today))
    yield Deed(today - timedelta(57), 7, "thornbury", partial(_grant, stage, today))
    yield Deed(today - timedelta(40), 7, "tranter", partial(_session, stage, today - timedelta(8), "Winter evenings"))
    yield Deed(today - timedelta(35), 7, "whitlock", partial(_seat, stage))
    yield Deed(today - timedelta(7), 7, "tranter", partial(_attendance, stage))
    yield Deed(today - timedelta(6), 7, "whitlock", partial(_use, stage))
    yield Deed(today - timedelta(5), 7, "tranter", partial(_session, stage, today + timedelta(12), "The market days"))
    yield Deed(today - timedelta(4), 7, "haddow", partial(_intelligence, stage, today))


def _enter(stage: Stage) -> None:
    body, actor = stage.organisations[POLICE], stage.actor("thornbury")
    requests.enter_asset(
        actor=actor, organisation=body, kind="radio", title="City centre radio network",
        about="Talk to the neighbourhood teams on one channel, for guards on duty in the city centre.",
        conditions="Trained people only. No names on the air. Lost sets are reported within the hour.",
    )  # fmt: skip
    requests.enter_asset(
        actor=actor, organisation=body, kind="briefing", title="Protective security briefings",
        about="What to look out for in crowded places, once a month, in person.",
        conditions="Those named come in person. No notes or pictures leave the room, and nothing is passed on.",
    )  # fmt: skip


def _briefings() -> Asset:
    return Asset.objects.select_related("organisation").get(kind="briefing")


def _request(stage: Stage, today: date) -> None:
    asset = _briefings()
    requests.ask(
        actor=stage.actor("whitlock"), to=asset.organisation, asset=asset, title="Briefings for the late shift",
        what="Two seats each month, for the security manager and the late-shift lead.",
        purpose="To know what to look out for in the covered way before the winter evenings.",
        needed_by=today - timedelta(50), wanted_until=today + timedelta(200),
        risks="What is said in the room could be talked about in the centre.", likelihood=2, impact=4,
        mitigations="Two named people who know the conditions. Nothing is written down.",
    )  # fmt: skip


def _grant(stage: Stage, today: date) -> None:
    requests.grant(
        actor=stage.actor("thornbury"),
        request=AssetRequest.objects.get(title="Briefings for the late shift"),
        reasons="The centre sees more people on a winter evening than any street of ours.",
        given={
            "authority": "Inspector, city centre neighbourhoods",
            "conditions": "Two named people, in person. We look at it again each quarter.",
            "opens": today - timedelta(50), "closes": today + timedelta(200), "review_on": today + timedelta(40),
            "likelihood": 1, "impact": 4,
        },
    )  # fmt: skip


def _session(stage: Stage, day: date, title: str) -> None:
    starts = datetime.combine(day, time(14, 30), timezone.get_default_timezone())
    requests_briefings.open_briefing(
        actor=stage.actor("tranter"), asset=_briefings(), title=title, starts=starts,
        place="Police station, Friary, room 2", seats=12,
    )  # fmt: skip


def _seat(stage: Stage) -> None:
    held = Briefing.objects.get(title="Winter evenings")
    requests_briefings.take_seat(actor=stage.actor("whitlock"), briefing=held, accepts=True)


def _attendance(stage: Stage) -> None:
    held = Briefing.objects.get(title="Winter evenings")
    present = [seat.ref for seat in held.seats_taken.all()]
    requests_briefings.record_attendance(actor=stage.actor("tranter"), briefing=held, present=present)


def _use(stage: Stage) -> None:
    words = "One seat taken. Posts at the bus station are staffed an hour longer since."
    requests.use(actor=stage.actor("whitlock"), grant=Grant.objects.get(), words=words)


def _intelligence(stage: Stage, today: date) -> None:
    requests.ask(
        actor=stage.actor("haddow"), to=stage.organisations[POLICE], title="Picture of thefts on the Parade",
        what="Which evenings, which goods, how many people, on Castle Parade.",
        purpose="To place four guards where they prevent most.",
        needed_by=today + timedelta(6), wanted_until=today + timedelta(60),
        risks="A guard could guess who is meant and act on it.", likelihood=2, impact=3,
        mitigations="Only the contract manager reads it, and tells guards where to stand.",
    )  # fmt: skip

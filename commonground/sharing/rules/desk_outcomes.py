"""Can I share this? What follows from the answers: yes, yes with conditions, not yet, or no with what to do instead.

The desk never says no without saying what to do instead, and never decides for anybody: where somebody has to weigh
it, it says who.

*Source:* R184, R211; design/sharing.md 5; reference on the domain, 2.4-2.7 and 3 (complaint 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonground.sharing.rules.desk import WEIGHED, next_question


class Kind(StrEnum):
    """How the desk answers."""

    YES = "yes"
    CONDITIONS = "conditions"
    NOT_YET = "not_yet"
    INSTEAD = "instead"


KINDS = {
    Kind.YES: "Yes",
    Kind.CONDITIONS: "Yes, with conditions",
    Kind.NOT_YET: "Not yet. Ask first",
    Kind.INSTEAD: "No. Do this instead",
}


class Whom(StrEnum):
    """Who is to be asked where the desk cannot say."""

    ORIGINATOR = "originator"
    DATA_LEAD = "data_lead"
    POLICE = "police"


WHOM = {
    Whom.ORIGINATOR: "Whoever gave it to you",
    Whom.DATA_LEAD: "Whoever answers for data protection in your organisation",
    Whom.POLICE: "A point of contact of the police",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the desk says: how, in one sentence, why; on which conditions or what instead; by which lines of the table
    `lawful_bases` (none where nobody can be recognised); whom to ask; whether an agreement covers it, and whether a
    second person approves it. `routes` lead to the police, where it is no question of sharing."""

    kind: Kind
    says: str
    because: str
    steps: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    ask: Whom | None = None
    under_agreement: bool = False
    second: bool = False
    routes: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The answer in a few words."""
        return KINDS[self.kind]

    @property
    def is_about_sharing(self) -> bool:
        """Whether it is about sharing at all, rather than about reporting; what is not is never kept."""
        return not self.routes


def outcome(answers: Mapping[str, str]) -> Outcome:
    """Say what follows from a complete set of answers.

    :raises ValueError: while a question is open.
    """
    if (question := next_question(answers)) is not None:
        raise ValueError(f"The question “{question.key}” is open.")
    if answers["purpose"] == "danger":
        return DANGER
    if answers["purpose"] == "report":
        return REPORT
    if answers["person"] == "no":
        return _without_persons(answers)
    if answers["flow"] == "to_public":
        return NOT_TO_EVERYBODY
    if answers["content"] == "theirs":
        return THEIRS
    if answers["less"] == "yes":
        return LESS_WILL_DO
    return _with_persons(answers)


DANGER = Outcome(
    Kind.INSTEAD,
    "Call 999 now.",
    "Common Ground is not an emergency channel: nobody watches it day and night.",
    ("Share what helps to prevent the next one afterwards.",),
    routes=("emergency",),
)
REPORT = Outcome(
    Kind.INSTEAD,
    "Report it to the police. Reporting needs no agreement and no permission.",
    "A report asks the police to look into one crime. It goes to them, with evidence, and gets a crime number.",
    (
        "Keep what shows it: the recording of the whole incident, a still of who did it, the times.",
        "Write down the crime number, so that what you share later can refer to it.",
        "Come back to share what lies behind it: where, when and how it happens again and again.",
    ),
    routes=("emergency", "not_urgent", "hotline"),
)
NOT_TO_EVERYBODY = Outcome(
    Kind.INSTEAD,
    "Do not show it to everybody. Give it to the police, or to the few who need it.",
    "The Information Commissioner’s examples for shops name posters in staff rooms, social media and shop windows as"
    " sharing that is likely not to be fair. Somebody who is named wrongly there cannot undo it.",
    (
        "Give it to the police with a report, or",
        "share it with the few people at a partner who need it: change your answer to the second question, or",
        "tell the public what happens and how, without showing who.",
    ),
)
THEIRS = Outcome(
    Kind.NOT_YET,
    "Ask whoever gave it to you. They decide how far it goes.",
    "It is theirs. They may know of a risk to somebody that you cannot see, and they may be able to give you a version"
    " that can go further.",
    ("Say who should get it, what for, and by when.", "Ask for a version that may be passed on."),
    ask=Whom.ORIGINATOR,
)
LESS_WILL_DO = Outcome(
    Kind.INSTEAD,
    "Share the part that shows nobody.",
    "If it helps without showing who it is about, there is no need to share who it is about. Then most of the law about"
    " personal data does not apply, and you can share it today.",
    (
        "Say when and where it happens, how it is done, and what was taken or tried.",
        "Leave out names, faces, number plates, addresses, and anything that only one person fits.",
        "Keep the rest for a report to the police, if there was a crime.",
    ),
)


def _without_persons(answers: Mapping[str, str]) -> Outcome:
    if answers["source"] == "theirs":
        return THEIRS
    if answers["source"] == "agreed" or answers["flow"] == "from_police":
        return Outcome(
            Kind.CONDITIONS,
            "You may share it, as far as whoever it comes from has agreed.",
            "Nobody can be recognised, so the law about personal data does not stand in the way. What is left is the"
            " trust of whoever it comes from.",
            (
                "Keep the marking that it carries; a copy is never less marked.",
                "Say where it comes from, unless they asked you not to.",
            ),
        )
    if answers["flow"] == "to_public":
        return Outcome(
            Kind.CONDITIONS,
            "You may tell everybody.",
            "It is yours and nobody can be recognised.",
            (
                "Look once more for names, faces, number plates and places of work.",
                "Leave out what would help somebody to do it again.",
                "Mark it TLP:CLEAR, so that everybody knows that they may pass it on.",
            ),
        )
    return Outcome(
        Kind.YES,
        "You may share it.",
        "It is yours, it helps to solve a problem, and nobody can be recognised. Most sharing that helps is of this"
        " kind, and needs no agreement.",
    )


_ALWAYS = (
    "Share only what they need, with the few people who need it.",
    "Mark it, and give it an end date; they delete it then.",
    "Keep a record of the decision: what, with whom, why, until when.",
)
_SECOND = "A second person approves it before it goes."


def _with_persons(answers: Mapping[str, str]) -> Outcome:
    flow, content = answers["flow"], answers["content"]
    if content in WEIGHED:
        return _weigh(content)
    cover = answers["cover"]
    if cover == "agreement":
        return _under_agreement(flow, content)
    if cover in ("often", "unsure"):
        return _agree_first(cover)
    if flow == "to_police":
        return _once_to_police(content)
    if flow == "from_police":
        return _ask_police()
    return _once_between_businesses(content)


def _weigh(content: str) -> Outcome:
    what = "It is about a child." if content == "child" else "It says something very private about somebody."
    return Outcome(
        Kind.NOT_YET,
        "Ask whoever answers for data protection. Two people decide this.",
        f"{what} The law asks for a further reason to share it, and somebody has to weigh it. If a child or"
        " somebody else is in danger now, call 999.",
        (
            "Say what you would share, with whom, what for, and why less will not do.",
            "If they say yes, a second person approves it before it goes.",
        ),
        ask=Whom.DATA_LEAD,
        second=True,
    )


def _bases(flow: str, content: str) -> tuple[str, ...]:
    if flow == "from_police":
        return ("part-3", "common-law")
    further = ("schedule-1-10",) if content == "offence" else ()
    return ("legitimate", "recognised-crime", *further)


def _under_agreement(flow: str, content: str) -> Outcome:
    more = (_SECOND,) if content == "offence" else ()
    picture = ("Show the picture to those who need it at work, and put it up nowhere.",) if content == "image" else ()
    return Outcome(
        Kind.CONDITIONS,
        "You may share it under the agreement.",
        "Both organisations have agreed what may go and why. Less would not do. The agreement says who may see it and"
        " when it is deleted.",
        ("Share it under the agreement, for what the agreement names.", *picture, *more, *_ALWAYS),
        bases=_bases(flow, content),
        under_agreement=True,
        second=content == "offence",
    )


def _agree_first(cover: str) -> Outcome:
    often = (
        "What is shared again and again is agreed first: what may go, why, who sees it, and who deletes it when."
        " Without that, each of you would have to weigh each case anew."
    )
    unsure = "There may be an agreement that covers it. Whoever answers for data protection knows, or finds out."
    return Outcome(
        Kind.NOT_YET,
        "Ask whoever answers for data protection in your organisation.",
        often if cover == "often" else unsure,
        (
            "Say what you would share, with whom, how often, and what for.",
            "Until then, share the part that shows nobody.",
        ),
        ask=Whom.DATA_LEAD,
    )


def _once_to_police(content: str) -> Outcome:
    more = (_SECOND,) if content == "offence" else ()
    return Outcome(
        Kind.CONDITIONS,
        "You may give it to the police.",
        "Helping the police to prevent or detect crime is a reason that the law knows. The Information Commissioner’s"
        " examples for shops name sharing with the police as likely to be fair.",
        ("Give it to a known point of contact, over a channel that they name.", *more, *_ALWAYS),
        bases=_bases("to_police", content),
        second=content == "offence",
    )


def _once_between_businesses(content: str) -> Outcome:
    if content == "other":
        return Outcome(
            Kind.CONDITIONS,
            "You may share it with the few people who need it.",
            "The Information Commissioner’s examples for shops name telling the manager of another shop nearby as"
            " likely to be fair. Less would not do, and it is for this once.",
            _ALWAYS,
            bases=_bases("to_business", content),
        )
    return Outcome(
        Kind.NOT_YET,
        "Ask whoever answers for data protection in your organisation.",
        "A picture, or a suspicion, that goes from business to business without an agreement can follow somebody who"
        " did nothing. It may be right; somebody has to weigh it.",
        (
            "Say what you would share, with whom, what for, and why less will not do.",
            "Meanwhile, give it to the police if there was a crime.",
        ),
        ask=Whom.DATA_LEAD,
    )


def _ask_police() -> Outcome:
    return Outcome(
        Kind.NOT_YET,
        "Ask the police. They decide each request on its own.",
        "Where no agreement covers it, the police weigh each request: what it is for, whether less would do, and what"
        " it could do to somebody. They can do that quickly, and they tell you why.",
        (
            "Say what you need, what for, and by when.",
            "Say what you would do with it, who would see it, and when you would delete it.",
        ),
        bases=("part-3", "common-law"),
        ask=Whom.POLICE,
    )

"""Can I share this? At most six plain questions, one after another.

A pure function of the answers: which question comes next, and which answers still count after one was changed. What
follows from them is in `desk_outcomes`.

*Source:* R184, R211; design/sharing.md 5; reference on the domain, 2.4-2.7.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question on a page of its own: its key, its words, its short name in the list of answers, and why we ask."""

    key: str
    asks: str
    short: str
    choices: tuple[Choice, ...]
    why: str
    hint: str = ""

    def label(self, answer: str) -> str:
        """Give the words of an answer, or nothing for what is none."""
        return next((one.label for one in self.choices if one.key == answer), "")

    @property
    def keys(self) -> frozenset[str]:
        """The answers that can be given."""
        return frozenset(one.key for one in self.choices)


PURPOSE = Question(
    "purpose",
    "Are you reporting a crime, or sharing information to solve a problem?",
    "Purpose",
    (
        Choice("danger", "Somebody is in danger, or a crime is happening now"),
        Choice("report", "I am reporting a crime that is over"),
        Choice("solve", "I am sharing information to solve a problem",
               "For example to prevent thefts, to keep staff safe, or to plan together."),
    ),
    "A report asks the police to act on one crime. Sharing goes three ways, to the police, from the police and between"
    " businesses, and helps to solve what lies behind it. They take different routes.",
)  # fmt: skip
FLOW = Question(
    "flow",
    "Who would give it to whom?",
    "From whom to whom",
    (
        Choice("to_police", "A business or security team would give it to the police"),
        Choice("to_business", "A business or security team would give it to another"),
        Choice("from_police", "The police would give it to a business or security team"),
        Choice("to_public", "Everybody could see it", "A shop window, a poster in a staff room, social media."),
    ),
    "Police and business share under different laws, so the reason that allows it is not the same in each direction.",
)
PERSON = Question(
    "person",
    "Could someone tell who it is about?",
    "About a person",
    (
        Choice("yes", "Yes, one person or more"),
        Choice("no", "No, nobody could be recognised"),
        Choice("unsure", "I am not sure", "We treat it as yes, to be safe."),
    ),
    "If someone can be recognised, data protection law applies. It often allows sharing to prevent crime. It asks for a"
    " reason and a record, and we help you to write the record.",
    "Think of names, faces, number plates, home addresses, or a description so close that only one person fits.",
)
SOURCE = Question(
    "source",
    "Whose information is it?",
    "Whose it is",
    (
        Choice("own", "Ours: we saw it, recorded it or wrote it"),
        Choice("agreed", "Somebody else’s, and they agreed that we pass it on"),
        Choice(
            "theirs", "Somebody else’s, and they have not agreed", "A marking on it counts: it says how far it may go."
        ),
    ),
    "Whoever gave it to you decides how far it goes. Trust ends where that is forgotten.",
)
CONTENT = Question(
    "content",
    "Is one of these in it?",
    "What is in it",
    (
        Choice("theirs", "Something that somebody else gave us, and they have not agreed that we pass it on"),
        Choice("child", "Something about a child"),
        Choice("special", "Health, ethnic origin, religion, beliefs, or private life"),
        Choice("offence", "That somebody is suspected, accused or convicted of a crime"),
        Choice("image", "A picture or a recording of a person"),
        Choice("other", "None of these"),
    ),
    "Some information can harm people more than other. The law asks for a further reason before it is shared.",
    "Choose the first that fits.",
)
LESS = Question(
    "less",
    "Would something less do?",
    "Something less",
    (
        Choice("yes", "Yes, it would help without showing who it is about"),
        Choice("no", "No, it would not help then"),
    ),
    "Share what is needed and no more. That is the heart of the law, and it is what protects you when somebody asks.",
    "For example when and where something happens, how it is done, or a description that fits many people.",
)
COVER = Question(
    "cover",
    "Has your organisation agreed on this with theirs?",
    "Agreement",
    (
        Choice("agreement", "Yes, both have signed an agreement that covers it"),
        Choice("once", "No, and it is for this once"),
        Choice("often", "No, and it will be shared again and again"),
        Choice("unsure", "I do not know"),
    ),
    "Where two organisations share often, an agreement says what may go, why, and who deletes it when. For once, a"
    " recorded decision is enough.",
)
# What two people weigh, whether or not an agreement covers it.
WEIGHED = frozenset({"child", "special"})
QUESTIONS: Mapping[str, Question] = {one.key: one for one in (PURPOSE, FLOW, PERSON, SOURCE, CONTENT, LESS, COVER)}


def next_question(answers: Mapping[str, str]) -> Question | None:
    """Give the question to ask after some answers, or None where they are enough for an outcome."""
    if "purpose" not in answers:
        return PURPOSE
    if answers["purpose"] != "solve":
        return None
    for question in _questions_of_sharing(answers):
        if question.key not in answers:
            return question
    return None


def _questions_of_sharing(answers: Mapping[str, str]) -> tuple[Question, ...]:
    """List what is asked about sharing, as far as the answers so far let one know."""
    if answers.get("person", "") not in ("yes", "unsure"):
        return FLOW, PERSON, SOURCE
    if answers["flow"] == "to_public":
        return FLOW, PERSON
    if answers.get("content") == "theirs":
        return FLOW, PERSON, CONTENT
    if answers.get("less") == "yes" or answers.get("content") in WEIGHED:
        return FLOW, PERSON, CONTENT, LESS
    return FLOW, PERSON, CONTENT, LESS, COVER


def on_the_way(given: Mapping[str, str]) -> dict[str, str]:
    """Keep of what was given the answers that are asked for, in their order; what is no answer, and what an earlier
    answer has made idle, is left out."""
    kept: dict[str, str] = {}
    while (question := next_question(kept)) is not None:
        answer = given.get(question.key, "")
        if answer not in question.keys:
            break
        kept[question.key] = answer
    return kept

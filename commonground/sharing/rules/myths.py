"""What do people believe about sharing that is not so? Myths with the fact and its source, and what was asked of us.

Each fact is one that a source says; nothing is added from memory. Where the source is second-hand, it says so.

*Source:* R184, R211, R248; reference on the domain, 0 (3-4), 2.1, 2.5, 2.7, 3; the consultation's results.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from commonground.groundwork.documents import Block, Bullets, Document, Heading, Note, Paragraph


@dataclass(frozen=True, slots=True)
class Myth:
    """What is believed, what is so, and who says it."""

    believed: str
    fact: str
    source: str
    url: str = ""


MYTHS: tuple[Myth, ...] = (
    Myth(
        "Data protection law forbids us to share.",
        "It does not prevent appropriate sharing. It asks for a reason, for no more than is needed, and for a record.",
        "Information Commissioner, Data sharing: a code of practice, law enforcement processing",
        "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-sharing/data-sharing-a-code-of-practice/law-enforcement-processing/",
    ),
    Myth(
        "Without a signed agreement, nothing may go.",
        "An agreement is not mandatory. Where two organisations share often, it shows that they have thought about it."
        " For once, a recorded decision is enough.",
        "Information Commissioner, Data sharing: a code of practice, data sharing agreements",
        "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/data-sharing/data-sharing-a-code-of-practice/data-sharing-agreements/",
    ),
    Myth(
        "A shop may never share a picture of somebody.",
        "Sharing it with the police, or telling the manager of another shop nearby, is likely to be fair. Posters in a"
        " staff room, social media and shop windows are likely not to be. Only the few who need it get it.",
        "Information Commissioner, How data protection law can help retailers tackle shoplifting",
        "https://ico.org.uk/for-organisations/how-data-protection-law-can-help-retailers-tackle-shoplifting/",
    ),
    Myth(
        "Sharing information is the same as reporting a crime.",
        "They differ in five ways: the kind of incident, the purpose, the time, the way the information flows, and what"
        " is done with it. Sharing goes three ways: to the police, from the police, and between businesses.",
        "National Business Crime Centre, Sharing information and data (nbcc.police.uk)",
    ),
    Myth(
        "I must grade what I know before I can pass it on.",
        "Grading is done by the police. Say how you know: you saw it, you were told, or you do not know.",
        "North Yorkshire Safeguarding Children Partnership, Intelligence sharing (safeguardingchildren.co.uk)",
    ),
    Myth(
        "Every sharing to prevent crime must be weighed against the person’s interests.",
        "Since 5 February 2026 there is a basis for preventing crime that asks only whether the sharing is necessary."
        " Information about criminal offences still needs a further condition.",
        "Read second-hand: wapi.org, Data (Use and Access) Act 2025, five key changes. Check it with your data"
        " protection lead before you rely on it.",
    ),
    Myth(
        "The more we ask people to tell us, the less they do.",
        "In Cumbria, the more messages were sent, the more suspicious incidents were reported.",
        "Rural Alert, Cumbria (ruralalert.co.uk)",
    ),
)  # fmt: skip

# Each figure of the consultation with its base, where the results give one.
ASKED: tuple[tuple[str, str, str], ...] = (
    ("22.7%", "asked to remove concerns around sharing information, or to make it easier and more effective. It is the"
     " first of all issues named.", "PaS initial consultation results, 2015 (197 responses)"),
    ("20.9%", "asked for communications and the sharing of intelligence. It is the first of all benefits named.",
     "PaS initial consultation results, 2015 (197 responses)"),
    ("Almost 30%", "called communication and information sharing key to working better together.",
     "Risk UK, “Police and Security Group consultation highlights routes towards more effective collaboration”"),
)  # fmt: skip

GUIDE: tuple[str, ...] = (
    "In danger, or a crime is happening now: call 999. A crime that is over: report it.",
    "Ask first whether it helps without showing who it is about. Then share it today.",
    "If it shows somebody: is it needed, who needs it, until when?",
    "What somebody gave you is theirs. Ask them.",
    "A child, or something very private: ask whoever answers for data protection. Two people decide.",
    "Write down what you decided and why. A no needs a reason as much as a yes.",
    "Tell whoever shared with you what came of it.",
)

PLEDGE: tuple[str, ...] = (
    "We ask the desk before we say no.",
    "We give a reason for every no, and say what to do instead.",
    "We answer those who ask us, and count how long it takes.",
    "We tell those who share with us what came of it.",
)


def card() -> Document:
    """Make the quick guide as a card to print."""
    blocks: list[Block] = [
        Bullets(GUIDE, numbered=True),
        Heading("Four things that are not so"),
        *(Paragraph(f"“{one.believed}” {one.fact}") for one in MYTHS[:4]),
        Note("This is not legal advice. The sources stand on the page “Dare to share”."),
    ]
    return Document(
        title="Dare to share: a quick guide",
        blocks=tuple(blocks),
        summary="For the pocket of a guard, the wall of a control room and the desk of an officer.",
    )


@dataclass(frozen=True, slots=True)
class Story:
    """A published story in which sharing mattered: its title, where, and its address."""

    title: str
    where: str
    url: str


Teller = Callable[[], Iterable[Story]]
_TELLERS: list[Teller] = []


def bind(teller: Teller) -> None:
    """Say who tells of published stories; the website does, since they are of packages above this one."""
    _TELLERS[:] = [teller]


def stories() -> Sequence[Story]:
    """Give the published stories in which sharing mattered; none while nobody tells any."""
    return tuple(_TELLERS[0]()) if _TELLERS else ()

"""What does an agreement look like on paper? Its body clause by clause, the annex of parties, a request form.

The same tree gives PDF, word processor and the other forms. The annex can be taken alone, because it changes while the
body stays signed.

*Source:* R212; reference on the domain, 2.1 (annexes), 7(A); the look, 9.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.groundwork.documents import Blank, Block, Document, Heading, NewPage, Note, Pairs, Paragraph, Table
from commonground.sharing.rules.agreements_clauses import CATEGORIES, CLAUSES, shown
from commonground.sharing.rules.agreements_signing import Wording

ASKED_ONCE = (
    ("Who asks: organisation, name, post", 2),
    ("Who is asked", 1),
    ("What is asked for, and for which time and place", 3),
    ("For which purpose, and why less would not do", 3),
    ("On which lawful basis, on each side", 2),
    ("By when, and how it is sent safely", 2),
    ("Decision and reasons; by whom, in which post, on which day", 4),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature as it is printed."""

    organisation: str
    name: str
    post: str
    on: str
    line: str


@dataclass(frozen=True, slots=True)
class PartyPaper:
    """One party as the annex prints it: people as (part, name and post), bases as (direction, words)."""

    organisation: str
    side: str
    gives: Sequence[str]
    gets: Sequence[str]
    since: str
    people: Sequence[tuple[str, str]]
    bases: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that is printed of an agreement."""

    wording: Wording
    content: str
    state: str
    parties: Sequence[PartyPaper]
    signatures: Sequence[Signed]
    on: date


def whole(paper: Paper) -> Document:
    """Give the agreement with its annexes as one document."""
    blocks = [*_signed(paper), *_body(paper.wording), NewPage(), *_annex(paper), NewPage(), *_request()]
    return _document(paper, paper.wording.title, blocks)


def annex(paper: Paper) -> Document:
    """Give the annex of parties alone."""
    return _document(paper, f"{paper.wording.title}: annex of parties", list(_annex(paper)))


def _document(paper: Paper, title: str, blocks: Sequence[Block]) -> Document:
    wording = paper.wording
    return Document(
        title=title,
        blocks=blocks,
        summary=f"{wording.kind} {wording.reference}, version {wording.number}. {paper.state}.",
        on=paper.on,
        reference=f"{wording.reference}, version {wording.number}",
        marking="For the parties to this agreement",
    )


def _signed(paper: Paper) -> Iterator[Block]:
    yield Heading("Where it stands")
    yield Paragraph(f"{paper.state}. The hash of the words below (SHA-256) is {paper.content}.")
    if paper.signatures:
        rows = [[one.organisation, one.name, one.post, one.on, one.line[:16]] for one in paper.signatures]
        head = ["Party", "Signed by", "Post", "On", "Own line begins"]
        yield Table("Who signed these words", head, rows)
    else:
        yield Note("Nobody has signed these words.")


def _body(wording: Wording) -> Iterator[Block]:
    for number, one in enumerate(CLAUSES, start=1):
        yield Heading(f"{number}. {one.title}")
        if why := wording.not_needed.get(one.key):
            yield Note(f"Not needed, because {why}")
            continue
        values = wording.clauses.get(one.key, {})
        rows = values.get("rows") or [] if one.many else [values]
        for place, row in enumerate(rows, start=1):
            if one.many:
                yield Heading(f"{number}.{place} {row.get('name') or one.noun}", 2)
            if pairs := list(shown(one, row)):
                yield Pairs(pairs)
        if not any(list(shown(one, row)) for row in rows):
            yield Note("Nothing is written yet.")


def _annex(paper: Paper) -> Iterator[Block]:
    yield Heading("Annex A: parties")
    yield Paragraph("The annex changes without the body being signed again. Each party has signed its own line.")
    rows = [[one.organisation, one.side, _named(one.gives), _named(one.gets), one.since] for one in paper.parties]
    yield Table("What each gives and gets", ["Party", "Side", "Gives", "Gets", "Since"], rows)
    for one in paper.parties:
        yield Heading(one.organisation, 2)
        yield Pairs(one.people) if one.people else Note("Nobody is named to act for it.")
    yield Heading("Annex B: lawful bases")
    yield Note(
        "Each party enters its own. What is marked as second-hand is to be checked against the law as it stands."
    )
    for one in paper.parties:
        yield Heading(one.organisation, 2)
        yield Pairs(one.bases) if one.bases else Note("None is entered.")


def _named(keys: Sequence[str]) -> str:
    return ", ".join(CATEGORIES.get(key, key) for key in keys) or "Nothing"


def _request() -> Iterator[Block]:
    yield Heading("Annex C: request and decision")
    yield Paragraph("For a request outside the usual way. Keep it with what was decided, also when the answer is no.")
    for asks, lines in ASKED_ONCE:
        yield Blank(asks, lines)


def basis_words(as_read: Mapping[str, Mapping[str, str]], note: str, since: str) -> str:
    """Write one lawful basis as the annex prints it, with its day and where it was read."""
    parts = [
        str(as_read.get(kind, {}).get("words", "")) for kind in ("basis", "special", "criminal", "power", "exemption")
    ]
    source = as_read.get("basis", {})
    said = "; ".join(part for part in parts if part)
    read = f" Source: {source['source']}." if source.get("source") else ""
    marked = {"second_hand": " Read second-hand.", "not_read": " Not read in a source."}.get(
        source.get("standing", ""), ""
    )
    return f"{said}. From {since}.{read}{marked}{f' {note}' if note else ''}"

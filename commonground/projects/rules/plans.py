"""What is in the plan as a whole, and what differs between two versions of it?

A plan is a copy of steps 1 to 3 and 6 in words that need nothing else to be read, but for people: they are kept by
reference, and named by whoever shows the plan. What only tells of progress is not part of it.

*Source:* R16, R35.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from commonground.projects.rules import guide
from commonground.projects.rules.answers import shown
from commonground.projects.rules.guide import Field, Kind, Part
from commonground.projects.rules.guide.shapes import REFERRED_PARTS
from commonground.projects.rules.record import Record, Row

STEPS_OF_A_PLAN = (1, 2, 3, 6)
# What a plan cannot do without: something to do, or something to do it with
CORE = frozenset({"resources", "tactics", "actions"})
# Two wordings that share less than this of their words are shown one after the other
LEAST_SHARED = 0.25
WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to one field; `person` is the public id of somebody on the team, whose name is not kept."""

    name: str
    label: str
    words: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded answer: its public id, the words that stand for it, and its lines."""

    ref: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All answers to one part of the guide."""

    part: str
    heading: str
    step: int
    entries: tuple[Entry, ...]


Content = tuple[Section, ...]


def content_of(record: Record, names: Mapping[str, str]) -> Content:
    """Take down the plan as it stands; `names` gives the words of what an answer refers to, by public id."""
    sections = []
    for number in STEPS_OF_A_PLAN:
        for question in guide.step(number).questions:
            for part in question.parts:
                if rows := record.part(part.key):
                    entries = tuple(_entry(part, row, names) for row in rows)
                    sections.append(Section(part.key, part.heading, number, entries))
    return tuple(sections)


def _entry(part: Part, row: Row, names: Mapping[str, str]) -> Entry:
    lines = tuple(
        line
        for field in part.fields
        if not field.progress and (line := _line(field, row.values.get(field.name), names))
    )
    title = next((line.words for line in lines if line.name == part.title_field), "") or part.noun
    return Entry(row.ref, title, lines)


def _line(field: Field, value: Any, names: Mapping[str, str]) -> Line | None:
    if value is None or value == "":
        return None
    if field.kind is Kind.MEMBER:
        return Line(field.name, field.label, "", str(value))
    words = names.get(value, "") if field.kind in REFERRED_PARTS else shown(field, value)
    return Line(field.name, field.label, words)


def as_values(content: Content) -> list[dict[str, Any]]:
    """Write a plan as plain values, as it is kept."""
    return [asdict(section) for section in content]


def from_values(values: Sequence[Mapping[str, Any]]) -> Content:
    """Read a plan that was kept."""
    return tuple(
        Section(
            section["part"],
            section["heading"],
            section["step"],
            tuple(
                Entry(entry["ref"], entry["title"], tuple(Line(**line) for line in entry["lines"]))
                for entry in section["entries"]
            ),
        )
        for section in values
    )


def named(content: Content, names: Mapping[str, str], nobody: str = "somebody who has left") -> Content:
    """Put the names of people in, by public id; who has none any more is called by `nobody`."""

    def line(one: Line) -> Line:
        return replace(one, words=names.get(one.person) or nobody) if one.person else one

    return tuple(
        replace(
            section,
            entries=tuple(replace(entry, lines=tuple(map(line, entry.lines))) for entry in section.entries),
        )
        for section in content
    )


def is_a_plan(content: Content) -> bool:
    """Tell whether there is something to put forward: a resource, a tactic or an action."""
    return any(section.part in CORE for section in content)


class What(StrEnum):
    """What became of an answer between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"added": "Added", "removed": "Taken out", "changed": "Changed"}[self.value]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, went or came: `kind` is `same`, `out` or `in`."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One field that says something else: its words before and after, and the two woven into one."""

    name: str
    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One answer that was added, taken out or changed, with every field of it that differs and no other."""

    part: str
    heading: str
    step: int
    ref: str
    title: str
    what: What
    lines: tuple[LineChange, ...]


def difference(before: Content, after: Content) -> tuple[EntryChange, ...]:
    """Give every answer that differs between two plans, in the order of the guide; nothing for two that are alike."""
    return tuple(_changes(before, after))


def _changes(before: Content, after: Content) -> Iterator[EntryChange]:
    old, new = ({section.part: section for section in content} for content in (before, after))
    for key in [part for part in guide.PARTS if part in old or part in new] + _unknown(old, new):
        here = new.get(key) or old[key]
        was = {entry.ref: entry for entry in (old[key].entries if key in old else ())}
        now = {entry.ref: entry for entry in (new[key].entries if key in new else ())}
        for ref in [*was, *(ref for ref in now if ref not in was)]:
            lines = tuple(_line_changes(was.get(ref), now.get(ref)))
            if not lines and ref in was and ref in now:
                continue
            what = What.CHANGED if ref in was and ref in now else What.ADDED if ref in now else What.REMOVED
            title = (now.get(ref) or was[ref]).title
            yield EntryChange(key, here.heading, here.step, ref, title, what, lines)


def _unknown(*sections: Mapping[str, Section]) -> list[str]:
    """Give the parts that the guide no longer asks, which an old version may still hold."""
    return sorted({key for some in sections for key in some} - set(guide.PARTS))


def _line_changes(before: Entry | None, after: Entry | None) -> Iterator[LineChange]:
    was = {line.name: line for line in (before.lines if before else ())}
    now = {line.name: line for line in (after.lines if after else ())}
    for name in [*was, *(name for name in now if name not in was)]:
        old, new = was.get(name), now.get(name)
        if old and new and (old.words, old.person) == (new.words, new.person):
            continue
        label = new.label if new else old.label if old else ""
        words = (old.words if old else "", new.words if new else "")
        yield LineChange(name, label, *words, woven(*words))


def woven(before: str, after: str) -> tuple[Piece, ...]:
    """Weave two wordings into one, word by word: what stayed and what went gives the first, what stayed and what came
    the second."""
    old, new = WORD.findall(before), WORD.findall(after)
    runs = [
        (kind == "equal", "".join(old[a:b]), "".join(new[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ]
    stayed = sum(len(out.split()) for is_same, out, _into in runs if is_same)
    if stayed < LEAST_SHARED * max(len(before.split()), len(after.split())):
        return tuple(_changed(before, after))
    found: list[Piece] = []
    went, came = "", ""
    for number, (is_same, out, into) in enumerate(runs):
        # A space or a comma between two changes says nothing that stayed
        if is_same and (number in (0, len(runs) - 1) or any(letter.isalnum() for letter in out)):
            found += _changed(went, came)
            found.append(Piece("same", out))
            went, came = "", ""
        else:
            went, came = went + out, came + into
    return (*found, *_changed(went, came))


def _changed(went: str, came: str) -> list[Piece]:
    return [Piece(kind, words) for kind, words in (("out", went), ("in", came)) if words]


def in_words(changes: Sequence[EntryChange]) -> str:
    """Say in one sentence how much differs."""
    if not changes:
        return "Nothing differs."
    counts = {what: sum(change.what is what for change in changes) for what in What}
    said = [f"{count} {what.label.lower()}" for what, count in counts.items() if count]
    return f"{', '.join(said[:-1])} and {said[-1]}." if len(said) > 1 else f"{said[0]}."

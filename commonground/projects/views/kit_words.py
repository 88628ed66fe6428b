"""How is a kit told? By the steps that it fills, beside those who took it, and as a paper to take away.

*Source:* R116, R125.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from commonground.groundwork.documents import Block, Bullets, Document, Heading, Note, Pairs, Paragraph, Table
from commonground.pages import tables
from commonground.pages.tables import Column
from commonground.projects.queries.replicas import Replication
from commonground.projects.rules import guide
from commonground.projects.rules.achieving import Achieved
from commonground.projects.rules.books.benefits import GAINS, KNOWN_BY
from commonground.projects.rules.books.trials import TRIALS
from commonground.projects.rules.evaluating import read
from commonground.projects.rules.guide.partnership import SHAPE
from commonground.projects.rules.kits import IN_DAYS, KINDS, MEMBER, Component, Kit


def in_steps(kit: Kit) -> list[dict[str, Any]]:
    """Give what a kit brings along, by step: each part with the titles of its answers."""
    found: dict[int, dict[str, list[str]]] = {}
    for key, values in kit.answers:
        part, step = guide.PARTS[key], guide.QUESTION_OF_PART[key].step
        field = part.field_named(part.title_field)
        title = str(values[field.name])
        found.setdefault(step, {}).setdefault(_(part.heading), []).append(_(field.choices.get(title, title)))
    return [
        {"step": guide.step(number), "parts": [{"heading": name, "titles": titles} for name, titles in parts.items()]}
        for number, parts in sorted(found.items())
    ]


def compared(replications: Iterable[Replication]) -> list[dict[str, Any]]:
    """Give the replications as a list shows them: each with its outcomes and evidence, or with where it stands."""
    return [
        {
            "one": one,
            "says": read(one.case.study.result) if one.case and one.case.study else None,
            "outcomes": [
                row | {"achieved": Achieved(row["achieved"])}
                for row in (one.case.values.get("outcomes", []) if one.case else [])
            ],
            "origin": one.case.values.get("origin") if one.case else None,
        }
        for one in replications
    ]


def beside_the_words(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a case study says beside its words: how the sides were joined, who gained what, powers, trials, and
    what it began from."""
    shapes, results = SHAPE.field_named("shape").choices, TRIALS.field_named("result").choices
    rows = [
        [
            row["benefit"] if row["sign"] == "gain" else f"{row['benefit']} ({_('a loss')})",
            row["beneficiary"],
            _(GAINS[row["gain"]]),
            _(KNOWN_BY[row["known_by"]]),
        ]
        for row in values.get("benefits", ())
    ]
    columns = [Column(_("What")), Column(_("Who")), Column(_("Kind")), Column(_("How it is known"))]
    return {
        "shape": _(shapes.get(values.get("shape", ""), "")) if values.get("shape") else "",
        "benefits": tables.Table(_("Who gained or lost what"), columns, rows, stack=True, hidden_caption=True)
        if rows
        else None,
        "trials": [row | {"said": _(results[row["result"]])} for row in values.get("trials", ())],
        "origin": values.get("origin"),
    }


def kit_paper(kit: Kit) -> Document:
    """Write a kit as a document: what it is, what must be kept, under which conditions, and what to do step by step."""
    blocks: list[Block] = [Paragraph(kit.story), Heading(_("Core: without it, it is something else"))]
    blocks += [block for one in kit.core for block in _component(one)]
    blocks += [Heading(_("May be adapted to the place"))]
    blocks += [block for one in kit.adaptable for block in _component(one)]
    blocks += [Heading(_("What must be there for it to work")), Bullets(kit.conditions)]
    blocks += [Heading(_("Step by step"))]
    blocks += [block for number in range(1, len(guide.STEPS) + 1) for block in _step(kit, number)]
    checks = [[one.name, _("Core") if one.core else _("May be adapted"), one.check, "", ""] for one in kit.components]
    head = [_("Component"), _("Kind"), _("Is it there?"), _("Answer"), _("Date")]
    blocks += [Heading(_("Checklist: how far do you keep to it?")), Table(_("Checklist"), head, checks)]
    blocks += [Note(kit.source)]
    version = _("Version %(number)s") % {"number": kit.number}
    return Document(title=kit.name, blocks=blocks, summary=kit.about, reference=version)


def _component(one: Component) -> list[Block]:
    rows = [(_("What it is"), one.what), (_("Kind"), _(KINDS[one.kind]))]
    sides = [(_("Police side"), one.police_part), (_("Security side"), one.security_part)]
    rows += [(label, words) for label, words in sides if words]
    if one.powers:
        rows.append((_("Powers"), one.powers))
    return [Heading(one.name, 2), Pairs([*rows, (_("Is it there?"), one.check)])]


def _step(kit: Kit, number: int) -> list[Block]:
    """Give what a kit brings to one step, each answer with its fields."""
    rows = [(guide.PARTS[key], values) for key, values in kit.answers if guide.QUESTION_OF_PART[key].step == number]
    if not rows:
        return []
    blocks: list[Block] = [Heading(f"{number}. {_(guide.step(number).title)}", 2)]
    for part, values in rows:
        said = [(_(f.label), _said(f, values.get(f.name))) for f in part.fields if values.get(f.name) is not None]
        blocks += [Heading(_(part.noun).capitalize(), 3), Pairs(said)]
    return blocks


def _said(field: guide.Field, value: Any) -> str:
    """Put a value of the kit into words; who and when are decided where it is started."""
    text = str(value)
    if text == MEMBER:
        return _("Somebody on your team")
    if text.startswith(IN_DAYS):
        return _("%(days)s days after you begin") % {"days": text.removeprefix(IN_DAYS)}
    if field.kind is guide.Kind.YES_NO:
        return _("Yes") if text == "yes" else _("No")
    return _(field.choices.get(text, text))

"""What can be worked out from a book? The context of `projects/books/….html`, one function a book, and its paper.

*Source:* R101, R124-R125, R150-R152, R258.
"""

from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from commonground.groundwork.documents import Block, Document, Heading, Note, Paragraph, Picture, Table
from commonground.pages import tables
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import measuring
from commonground.projects.rules import benefiting
from commonground.projects.rules.answers import shown
from commonground.projects.rules.benefit_drawing import COLUMNS, WIDE, Drawing, drawing_of
from commonground.projects.rules.books import Book
from commonground.projects.rules.books.barriers import BARRIERS, SEEDED
from commonground.projects.rules.books.benefits import GAINS, WHOSE
from commonground.projects.rules.books.trials import TRIALS

Rows = Mapping[str, list[Answer]]
SIDES = {"police": "Police side", "security": "Security side", "public": "Somebody else"}
# How a trial and a barrier are tinted
TRIED = {"open": "progress", "held": "agreed", "partly": "care", "not": "care", "cannot": "none"}
STANDS = {"hinders": "problem", "some": "care", "not": "agreed", "helps": "agreed", "lacking": "care"}
HEADS = {"activity": "What is done", "output": "What that gives", "outcome": "What changes", "benefit": "Who gains"}


def block_of(book: Book, collaboration: Collaboration, rows: Rows) -> dict[str, Any]:
    """Give what can be worked out from a book; empty for one without anything."""
    make = BLOCKS.get(book.key)
    return make(collaboration, rows) if make else {}


def benefits(collaboration: Collaboration, rows: Rows) -> dict[str, Any]:
    """Who gains what, how firmly, worth how much, for how much effort."""
    lines = [row.values for row in rows["benefits"]]
    entries = [row.values for row in rows["effort"]]
    evaluation = measuring.latest_evaluation(collaboration)
    firmness = evaluation.says.firmness if evaluation and evaluation.says else None
    hours, idle = benefiting.unmapped(lines, entries)
    parties = benefiting.given(entries)
    return {
        "drawing": drawing_of(lines) if lines else None,
        "wide": WIDE,
        "heads": [_(HEADS[name]) for name in COLUMNS],
        "table": _map_table(lines, firmness) if lines else None,
        "refused": [
            {"benefit": values["benefit"], "why": _(why)}
            for values in lines
            if (why := benefiting.why_not_counted(values))
        ],
        "worths": [_worth(one) for one in benefiting.worths(lines)],
        "effort": _effort_table(parties) if parties else None,
        "against": _against(parties, lines),
        "unmapped": shown_hours(hours) if hours and lines else "",
        "idle": idle if entries else [],
    }


def shown_hours(hours: Any) -> str:
    """Write hours without needless zeros."""
    return f"{hours.normalize():,f}" if hours else "0"


def _worth(one: benefiting.Worth) -> dict[str, Any]:
    return {
        "whose": _(WHOSE[one.whose]),
        "year": one.year,
        "low": benefiting.in_pounds(one.low),
        "high": benefiting.in_pounds(one.high),
        "lines": one.lines,
        "without": benefiting.in_pounds(one.without_largest) if one.lines > 1 else "",
    }


def _map_table(lines: list[dict[str, Any]], firmness: int | None) -> tables.Table:
    """Every line of the map in words: the same as the drawing, with who gains, how it was before, how it is known."""
    heads = ("What somebody gains or loses", "Who", "Because of", "Before", "Without it", "How it is known")
    cells = [
        [
            values["benefit"] if values["sign"] == "gain" else f"{values['benefit']} ({_('a loss')})",
            f"{values['beneficiary']}, {_(GAINS[values['gain']]).lower()}",
            " → ".join(values[name] for name in COLUMNS[:3]),
            values["baseline"],
            values["without"],
            _(benefiting.grade(values["known_by"], firmness)),
        ]
        for values in lines
    ]
    return tables.Table(_("The benefit map in words"), [tables.Column(_(head)) for head in heads], cells, stack=True)


def _effort_table(parties: list[benefiting.Given]) -> tables.Table:
    columns = [
        tables.Column(_("Who")),
        tables.Column(_("Side")),
        tables.Column(_("Hours"), True),
        tables.Column(_("Money"), True),
    ]
    cells = [
        [one.organisation, _(SIDES[one.side]), shown_hours(one.hours), benefiting.in_pounds(one.pence)]
        for one in parties
    ]
    return tables.Table(_("Effort by party"), columns, cells, stack=True)


def _against(parties: list[benefiting.Given], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What each side puts in beside what it gains, in counts: hours, money, gains, losses, gains that were counted."""
    put_in = {one.side: one for one in benefiting.by_side(parties)}
    found = []
    for side in ("police", "security", "public"):
        own = [values for values in lines if values["whose"] in {side, "both"}]
        if side not in put_in and not own:
            continue
        gains = [values for values in own if values["sign"] == "gain"]
        given = put_in.get(side)
        found.append(
            {
                "side": side,
                "label": _("The public") if side == "public" else "",
                "hours": shown_hours(given.hours) if given else "0",
                "money": benefiting.in_pounds(given.pence if given else 0),
                "gains": len(gains),
                "losses": len(own) - len(gains),
                "counted": sum(values["known_by"] in benefiting.COUNTED for values in gains),
            }
        )
    return found


def barriers(collaboration: Collaboration, rows: Rows) -> dict[str, Any]:
    """Each barrier and enabler of the consultation with its published figure, and how it is here."""
    given = {row.values["barrier"]: row for row in rows["barriers"]}
    here = BARRIERS.field_named("here").choices
    return {
        "groups": [
            (title, [_barrier(key, given.get(key), here) for key, one in SEEDED.items() if one.helps is helps])
            for title, helps in ((_("What stands in the way"), False), (_("What helps"), True))
        ],
        "asked": len(SEEDED),
        "answered": len(given),
        "unowned": sum(row.values["here"] == "hinders" and not row.member_id for row in given.values()),
    }


def _barrier(key: str, row: Answer | None, here: Mapping[str, str]) -> dict[str, Any]:
    values = row.values if row else {}
    numbers = [shown(BARRIERS.field_named(name), values.get(name)) for name in ("before", "after")]
    return {
        "key": key,
        "seeded": SEEDED[key],
        "answer": row,
        "said": _(here[values["here"]]) if row else "",
        "state": STANDS[values["here"]] if row else "none",
        "before": numbers[0],
        "after": numbers[1],
    }


def trials(collaboration: Collaboration, rows: Rows) -> dict[str, Any]:
    """How many trials came out as was thought."""
    names = TRIALS.field_named("result").choices
    results = [row.values["result"] for row in rows["trials"]]
    counts = [(key, results.count(key)) for key in names if key in results]
    return {"counts": [{"state": TRIED[key], "words": _(names[key]), "count": count} for key, count in counts]}


def replication(collaboration: Collaboration, rows: Rows) -> dict[str, Any]:
    """How many components are core, and whether the newest case study says so."""
    core = [row.values["core"] == "core" for row in rows["components"]]
    newest = collaboration.publications.filter(kind="case").order_by("-number").first()
    said = len((newest.values if newest else {}).get("components", ()))
    return {"core": sum(core), "adaptable": len(core) - sum(core), "newest": newest, "is_told": said == len(core) > 0}


BLOCKS: dict[str, Callable[[Collaboration, Rows], dict[str, Any]]] = {
    "benefits": benefits,
    "barriers": barriers,
    "trials": trials,
    "replication": replication,
}


def benefit_paper(collaboration: Collaboration, rows: Rows) -> Document:
    """Write benefits and effort as a document: the map as a picture and in words, the money with its range, the effort
    by party, and what is not added up, with why."""
    made = benefits(collaboration, rows)
    blocks: list[Block] = [Heading(_("Who gains what"))]
    if made["drawing"]:
        told = "; ".join(
            f"{row.values['activity']} → {row.values['output']} → {row.values['outcome']} → {row.values['benefit']}"
            for row in rows["benefits"]
        )
        blocks += [Picture(svg_of(made["drawing"], made["heads"]), told, _("The benefit map")), _table(made["table"])]
    else:
        blocks += [Paragraph(_("Nothing is mapped yet."))]
    blocks += _money(made)
    blocks += [Heading(_("What each party puts in"))]
    blocks += [_table(made["effort"])] if made["effort"] else [Paragraph(_("No effort is noted yet."))]
    note = _(
        "Money is added up only where somebody has counted, and says the least, the most, the year and the source."
    )
    return Document(
        title=_("Benefits and effort: %(name)s") % {"name": collaboration.name},
        blocks=[*blocks, Note(note)],
        summary=collaboration.about,
        marking=_("For the team of %(name)s") % {"name": collaboration.name},
    )


def _money(made: Mapping[str, Any]) -> list[Block]:
    if not made["worths"] and not made["refused"]:
        return []
    blocks: list[Block] = [Heading(_("What it is worth in a year"))]
    if made["worths"]:
        head = [_("To whom"), _("Prices of"), _("At least"), _("At most"), _("At least, without the largest line")]
        cells = [[w["whose"], str(w["year"]), w["low"], w["high"], w["without"] or "–"] for w in made["worths"]]
        blocks += [Table(_("Range by side, losses taken off"), head, cells)]
    blocks += [Paragraph(f"{one['benefit']}: {one['why']}") for one in made["refused"]]
    return blocks


def _table(table: tables.Table) -> Table:
    return Table(table.caption, [column.label for column in table.columns], [list(map(str, row)) for row in table.rows])


def svg_of(drawing: Drawing, heads: list[str]) -> str:
    """Write the drawing as an SVG of its own, for papers; the page draws the same boxes in its template."""
    placed = zip(drawing.columns, heads, strict=True)
    texts = [f'<text x="{x}" y="16" font-weight="bold">{escape(head)}</text>' for x, head in placed]
    lines = [f'<path d="{path}" fill="none" stroke="#5a665f" stroke-width="1.5"/>' for path in drawing.paths]
    boxes = []
    for box in drawing.boxes:
        dashes = ' stroke-dasharray="6 4"' if box.is_loss else ""
        boxes.append(
            f'<rect x="{box.x}" y="{box.y}" width="230" height="{box.height}" rx="3" fill="#ffffff" '
            f'stroke="#14463d" stroke-width="1.5"{dashes}/>'
        )
        boxes += [f'<text x="{box.x + 10}" y="{y}">{escape(line)}</text>' for y, line in box.lines]
    inner = "".join((*texts, *lines, *boxes))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {drawing.height}" width="{WIDE}" '
        f'height="{drawing.height}" font-family="sans-serif" font-size="14">{inner}</svg>'
    )

"""What does the action plan say? Its parts as tables for a page, and as blocks of a document; both from one source.

*Source:* R29-R30.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.documents import Block, Document, Heading, Note, Pairs, Paragraph, Signatures
from commonground.groundwork.documents import Table as Printed
from commonground.pages.tables import Column, Table
from commonground.pages.templatetags.look import day_tag
from commonground.projects.models import Answer, Collaboration
from commonground.projects.queries import answering, recorded, signing
from commonground.projects.rules import guide
from commonground.projects.rules import signing as rules
from commonground.projects.rules.duties import MEANINGS
from commonground.projects.views import cards

# Which fields of each part stand in the plan, in this order
COLUMNS = {
    "actions": ("what", "organisation", "accountable", "due", "done_when"),
    "milestones": ("what", "due", "owner", "evidence", "after"),
    "powers": ("power", "who", "limits", "source"),
    "safety": ("situation", "duty", "owner", "source"),
}
NOT_ADVICE = "Notes on powers say what the parties have written down, and are not legal advice."


def tables(held: Collaboration) -> list[dict[str, Any]]:
    """Give the parts of the plan that hold something as tables, with the key of each: the matrix stands after the
    actions."""
    names = answering.names_in(held)
    found = []
    for key in ("actions", "roles", "powers", "safety", "milestones"):
        table = matrix(held) if key == "roles" else _table(held, key, names)
        if table.rows:
            found.append({"key": key, "table": table, "is_powers": key == "powers"})
    return found


def _table(held: Collaboration, key: str, names: Mapping[str, str]) -> Table:
    part = guide.PARTS[key]
    fields = [part.field_named(name) for name in COLUMNS[key]]
    rows = [
        [cards.in_words(field, answer.values.get(field.name), names) or "–" for field in fields]
        for answer in _ordered(held, key)
    ]
    return Table(_(part.heading), [Column(_(field.label)) for field in fields], rows, stack=True)


def _ordered(held: Collaboration, key: str) -> list[Answer]:
    rows = recorded.answers_of(held, key)
    return list(rows.order_by("due", "pk") if guide.PARTS[key].due else rows)


def matrix(held: Collaboration) -> Table:
    """Give the matrix as a table: one row an activity, one column an organisation, and who answers for it by name."""
    bodies = signing.bodies_of(held)
    columns = [Column(_("Activity")), Column(_("Who answers for it")), *(Column(body.name) for body in bodies)]
    rows = [
        [row.what, row.accountable or _("Nobody now"), *(in_words(row.cell(body.ref)) for body in bodies)]
        for row in signing.matrix_of(held)
    ]
    return Table(_("Who does what"), columns, rows, id="who-does-what", stack=True)


def in_words(letters: str) -> str:
    """Write a cell of the matrix: the letter, and what it means."""
    if not letters:
        return "–"
    meant = (f"{letter}: {_(MEANINGS[letter])}" for letter in letters.split(", "))
    return "; ".join(meant)


def document(held: Collaboration) -> Document:
    """Write the action plan: its three facts, its parts, and room to sign for each organisation."""
    record = recorded.record_of(held)
    content, found = rules.content_of(record), rules.facts(record)
    blocks: list[Block] = [Pairs(_facts(found))]
    for one in tables(held):
        blocks.append(Heading(str(one["table"].caption)))
        blocks.append(printed(one["table"]))
        if one["is_powers"]:
            blocks.append(Note(_(NOT_ADVICE)))
    blocks += _signatures(held, content)
    return Document(
        title=_("Action plan: %(name)s") % {"name": held.name},
        blocks=blocks,
        summary=held.about,
        on=timezone.localdate(),
        reference=_("Plan %(code)s") % {"code": rules.short(content)},
        marking=_("For the team and those with whom it is shared"),
    )


def _signatures(held: Collaboration, content: str) -> list[Block]:
    """Write who has signed the plan as it stands, and room for those who have not."""
    blocks: list[Block] = [Heading(_("Signed"))]
    signed = signing.signatures_of(held, content)
    present = [one for one in signed if one.is_present and one.signature]
    if present:
        rows = [
            [one.organisation.name, one.signature.by.person.name, day_tag(one.signature.at)]
            for one in present
            if one.signature
        ]
        blocks.append(Printed(_("Signed here as it stands"), [_("Organisation"), _("By"), _("On")], rows))
    waiting = [(one.organisation.name, "") for one in signed if not one.is_present]
    if waiting:
        blocks += [Paragraph(_("Room to sign on paper:")), Signatures(waiting)]
    return blocks


def duties_document(held: Collaboration) -> Document:
    """Write the matrix alone, with what its letters mean."""
    table = matrix(held)
    blocks: list[Block] = [printed(table)] if table.rows else [Paragraph(_("No activity is listed yet."))]
    blocks.append(Pairs([(letter, _(words)) for letter, words in MEANINGS.items()]))
    return Document(
        title=_("Who does what: %(name)s") % {"name": held.name}, blocks=blocks, on=timezone.localdate(),
        marking=_("For the team and those with whom it is shared"),
    )  # fmt: skip


def printed(table: Table) -> Printed:
    """Turn a table of a page into a table of a document."""
    return Printed(table.caption, [column.label for column in table.columns], [list(row) for row in table.rows])


def _facts(found: rules.Facts) -> list[tuple[str, str]]:
    unsigned, unwritten = ", ".join(found.unsigned), ", ".join(_(words) for words in found.unwritten)
    return [
        (
            _("Agreed"),
            _("By every organisation on the team") if found.is_agreed else _("Not yet: ") + (unsigned or "–"),
        ),
        (_("Written down"), _("Yes") if found.is_documented else _("Not yet: ") + unwritten),
        (_("Shared"), _("%(count)s have it") % {"count": found.readers} if found.is_shared else _("Not yet")),
    ]

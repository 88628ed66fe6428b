"""How does a document stand as a page of its own? One file with its style inside, that opens without a network.

The markup is also well-formed XML, so that the e-book holds the same.

*Source:* R3, R71; WCAG 2.2.
"""

from collections.abc import Iterator
from html import escape

from commonground.groundwork import documents as tree
from commonground.groundwork.documents import Document, Link, Strong, Text
from commonground.pages.documents import pictures
from commonground.pages.documents.words import HOUSE, cleaned, facts, pieces, signatures, signing

STYLE = """
:root { color: #1b2530; background: #fff; font-family: system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; line-height: 1.55; overflow-wrap: anywhere; }
h1, h2, h3, h4 { font-family: "Palatino Linotype", Palatino, Georgia, serif; color: #14463d; line-height: 1.25; }
h1 { font-size: 2.1rem; margin-bottom: .5rem; } h2 { margin-top: 2.5rem; } a { color: #14566b; }
dt, .asks { font-weight: bold; } dd { margin: 0 0 .8rem; } .facts, .quiet, figcaption, caption { color: #525c66; }
header { border-top: 4px solid #14463d; margin-bottom: 2rem; } .lead { font-size: 1.2rem; }
aside { border-left: 4px solid #1f6b5d; background: #f7f5ef; padding: .6rem 1rem; margin: 1rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { border-bottom: 1px solid #d9d5c9; padding: .4rem .5rem .4rem 0; text-align: left; vertical-align: top; }
svg { max-width: 100%; height: auto; } figure { margin: 1.5rem 0; }
.rule { border-bottom: 1px solid #757a7e; height: 2rem; }
@media print { .page { break-before: page; } h2, h3, h4 { break-after: avoid; } table, figure { break-inside: avoid; } }
""".strip()


def make(document: Document) -> bytes:
    """Make a document one page of HTML in UTF-8 that fetches nothing."""
    page = f"""<!doctype html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>{escape(cleaned(document.title))} – {HOUSE}</title>
<style>{STYLE}</style>
</head>
<body>
{front(document)}
<main>
{"".join(body(document.blocks))}</main>
</body>
</html>
"""
    return page.encode()


def front(document: Document) -> str:
    """Give what stands before the first block: the title, what it is about, and when and by whom it was made."""
    lead = f'<p class="lead">{lines(document.summary)}</p>\n' if document.summary else ""
    told = " · ".join(escape(fact) for fact in facts(document))
    return f'<header>\n<h1>{lines(document.title)}</h1>\n{lead}<p class="facts">{told}</p>\n</header>'


def body(blocks: object, named: str = "part") -> Iterator[str]:
    """Give the blocks as markup, one after the other; headings of level 1 to 3 are `h2` to `h4`, each with an id."""
    page = ""
    for number, block in enumerate(blocks):  # type: ignore[call-overload]
        if isinstance(block, tree.NewPage):
            page = ' class="page"'
            continue
        if isinstance(block, tree.Heading):
            tag = f"h{block.level + 1}"
            yield f'<{tag} id="{named}-{number}"{page}>{lines(block.words)}</{tag}>\n'
        else:
            yield f"<div{page}>{markup(block)}</div>\n" if page else f"{markup(block)}\n"
        page = ""


def lines(words: object) -> str:
    """Give words as markup, their line breaks kept."""
    return escape(cleaned(words)).replace("\n", "<br/>")


def inline(text: Text) -> str:
    """Give a text as markup."""
    return "".join(_piece(piece) for piece in pieces(text))


def _piece(piece: str | Strong | Link) -> str:
    if isinstance(piece, Link):
        return f'<a href="{escape(piece.address)}">{lines(piece.words)}</a>'
    return f"<strong>{lines(piece.words)}</strong>" if isinstance(piece, Strong) else lines(piece)


def markup(block: tree.Block) -> str:
    """Give one block that is no heading as markup."""
    match block:
        case tree.Paragraph():
            return f"<p>{inline(block.words)}</p>"
        case tree.Note():
            return f"<aside><p>{inline(block.words)}</p></aside>"
        case tree.Bullets():
            items = "".join(f"<li>{inline(item)}</li>" for item in block.items)
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{items}</{tag}>" if items else ""
        case tree.Pairs():
            rows = "".join(f"<dt>{lines(asks)}</dt><dd>{inline(answer)}</dd>" for asks, answer in block.rows)
            return f"<dl>{rows}</dl>" if rows else ""
        case tree.Table():
            return _table(block)
        case tree.Picture():
            return _picture(block)
        case tree.Blank():
            rules = '<div class="rule"></div>' * block.lines
            return f'<div><p class="asks">{lines(block.asks)}</p>{rules}</div>'
        case tree.Signatures():
            return "".join(_signature(name, person) for name, person in signatures(block))
    return ""


def _signature(name: str, person: str) -> str:
    who = f'<p class="asks">{lines(name)}</p>' + (f"<p>{lines(person)}</p>" if person else "")
    signature, signed_on = signing()
    return f'<div>{who}<div class="rule"></div><p class="quiet">{escape(signature)} · {escape(signed_on)}</p></div>'


def _table(block: tree.Table) -> str:
    head = "".join(f'<th scope="col">{lines(words)}</th>' for words in block.head)
    rows = "".join(f"<tr>{''.join(_cells(row, block))}</tr>" for row in block.rows)
    table = (
        f"<table><caption>{lines(block.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return f'<div class="wide" role="region" aria-label="{escape(cleaned(block.caption))}" tabindex="0">{table}</div>'


def _cells(row: object, block: tree.Table) -> Iterator[str]:
    for column, words in enumerate((*row, *[""] * len(block.head))[: len(block.head)]):  # type: ignore[misc]
        if column == 0 and block.row_headings:
            yield f'<th scope="row">{lines(words)}</th>'
        else:
            yield f"<td>{lines(words)}</td>"


def _picture(block: tree.Picture) -> str:
    svg = pictures.clean(block.svg)
    told = f'role="img" aria-label="{escape(cleaned(block.alternative))}" width="{round(pictures.share(svg) * 6.4)}"'
    caption = f"<figcaption>{lines(block.caption)}</figcaption>" if block.caption else ""
    return f"<figure>{svg.replace('<svg', f'<svg {told}', 1)}{caption}</figure>"

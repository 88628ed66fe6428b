"""What may stand in a picture? Shapes and words, nothing that runs, fetches or points outside.

*Source:* R71; the security bars on uploaded drawings.
"""

from __future__ import annotations

from functools import lru_cache

import typst
from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_SHAPES = (
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop"
    " pattern clipPath mask marker symbol use"
)
SHAPES = frozenset(_SHAPES.split())
_SAYS = (
    "id x y x1 y1 x2 y2 cx cy r rx ry d points width height viewBox transform fill fill-opacity fill-rule stroke"
    " stroke-width stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity opacity font-size font-weight"
    " font-family font-style text-anchor dominant-baseline dx dy offset stop-color stop-opacity gradientUnits"
    " gradientTransform patternUnits patternTransform clip-path clip-rule mask marker-start marker-mid marker-end"
    " markerWidth markerHeight refX refY orient preserveAspectRatio letter-spacing"
)
SAYS = frozenset(_SAYS.split())


def clean(svg: str) -> str:
    """Give a drawing with only shapes and words left; what isn't an SVG drawing is a ValueError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as wrong:
        raise ValueError("The picture is not a drawing.") from wrong
    if etree.QName(root).localname != "svg":
        raise ValueError("The picture is not a drawing.")
    return etree.tostring(_kept(root), encoding="unicode")


def _kept(element: etree._Element) -> etree._Element:
    name = etree.QName(element).localname
    kept = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG})
    for key, value in element.attrib.items():
        told = etree.QName(key).localname
        inside = "url(" not in value.replace("url(#", "")
        if (told in SAYS and inside) or (told == "href" and value.startswith("#")):
            kept.set(told, value)
    if name == "svg":
        _measure(kept)
    kept.text, kept.tail = element.text, element.tail
    kept.extend(
        _kept(child) for child in element if isinstance(child.tag, str) and etree.QName(child).localname in SHAPES
    )
    return kept


def _measure(root: etree._Element) -> None:
    # A drawing without a size of its own is drawn as wide as its grid.
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {root.get('width') or 400} {root.get('height') or 300}")
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)


def wide(svg: str) -> float:
    """Give how wide a clean drawing's grid is, in its own units."""
    box = etree.fromstring(svg.encode()).get("viewBox", "").replace(",", " ").split()
    try:
        return float(box[2])
    except (IndexError, ValueError):
        return 400.0


def share(svg: str) -> int:
    """Give how much of a page's width a clean drawing takes, in per cent."""
    return round(min(100.0, max(20.0, wide(svg) / 5.6)))


@lru_cache(maxsize=32)
def as_png(svg: str) -> bytes:
    """Make a clean drawing into dots, 200 to the inch at the width that it has on paper, for readers without SVG."""
    sheet = (
        '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg",'
        f" width: {166 * share(svg) / 100}mm)"
    )
    made = typst.compile(sheet.encode(), format="png", ppi=200, ignore_system_fonts=True, sys_inputs={"svg": svg})
    return made[0] if isinstance(made, list) else made

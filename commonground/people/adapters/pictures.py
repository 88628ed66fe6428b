"""How is a picture from outside made into one of ours? It is decoded and drawn anew; nothing else of it stays.

The typesetter's decoders are used, which hold memory safely; what comes out is a PNG with dots and nothing beside them:
no place where it was taken, no words, no second file behind the first.

*Source:* R1, R5; D3 (what is uploaded).
"""

import json

import typst

from commonground.people.rules.pictures import Measured, NotAPicture

SHEET = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(json(bytes(sys.inputs.dots))), format: sys.inputs.format,
  width: int(sys.inputs.wide) * 1pt, height: int(sys.inputs.high) * 1pt, fit: "stretch")"""


def drawn_anew(data: bytes, found: Measured) -> bytes:
    """Decode a measured picture and give it as a PNG of the size at which it is kept.

    :raises NotAPicture: when its dots cannot be read.
    """
    wide, high = found.fitted()
    given = {"dots": json.dumps(list(data)), "format": found.format, "wide": str(wide), "high": str(high)}
    try:
        made = typst.compile(SHEET.encode(), format="png", ppi=72.0, ignore_system_fonts=True, sys_inputs=given)
    except (typst.TypstError, RuntimeError):
        raise NotAPicture("This file cannot be read. Save it again as PNG.") from None
    return made[0] if isinstance(made, list) else made

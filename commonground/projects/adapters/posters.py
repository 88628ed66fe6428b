"""How does a telephone read an address off a wall? As a code, drawn as SVG in black on white.

*Source:* R27.
"""

import io

import qrcode
from qrcode.image.svg import SvgPathImage


def code_of(address: str) -> str:
    """Draw the code of an address as an SVG drawing that scales."""
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=4).save(drawn)
    return drawn.getvalue().decode().partition("?>")[2].strip()

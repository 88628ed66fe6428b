"""Is it a postcode, and how is it written? The form of a British postcode, typed in any way.

Only the form is judged: which postcodes there are is a file that the statistics office publishes and an installation
brings in.

*Source:* R115; the form is that of BS 7666 and Royal Mail's Programmers' Guide.
"""

import re

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
LONGEST_TYPED = 12


def postcode(text: str) -> str:
    """Give a postcode as it is written, such as "SW1A 1AA", from any capitals and spaces; empty if it is none."""
    if len(text) > LONGEST_TYPED:
        return ""
    fits = POSTCODE.fullmatch("".join(text.split()).upper())
    return f"{fits[1]} {fits[2]}" if fits else ""

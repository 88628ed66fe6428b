"""With which bodies may one begin? A ready set for each of the seven shapes, to be changed as one likes.

The sets are ours: a place to start from, and no rule of any scheme.

*Source:* R12.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ready:
    """The bodies of one shape as raw answers, and its links as positions in that list."""

    bodies: tuple[Mapping[str, Any], ...]
    links: tuple[tuple[int, str, int], ...]


def _body(name: str, kind: str, side: str, says: str = "", meets: str = "") -> dict[str, str]:
    """Make a body; `says` has a letter each for money, tactics and publicity: d decides, a advises, n none."""
    rights = {"d": "decides", "a": "advises", "n": "none"}
    given = {matter: rights[letter] for matter, letter in zip(("money", "tactics", "publicity"), says, strict=False)}
    return {"name": name, "kind": kind, "side": side, "meets": meets} | given


READY: Mapping[str, Ready] = {
    "informal": Ready(
        (
            _body("Police contact", "person", "police", "dda"),
            _body("Security contact", "person", "security", "dda"),
        ),
        ((0, "advises", 1), (1, "advises", 0)),
    ),
    "liaison": Ready(
        (
            _body("Police organisations", "organisation", "police", "daa"),
            _body("Liaison group", "meets", "ground", "ndd", "Once a month"),
            _body("Security organisations", "organisation", "security", "daa"),
        ),
        ((1, "advises", 0), (1, "advises", 2)),
    ),
    "steering": Ready(
        (
            _body("Steering group", "decides", "ground", "dad", "Every three months"),
            _body("Delivery group", "does", "ground", "ada", "Every two weeks"),
        ),
        ((0, "decides", 1), (1, "reports", 0)),
    ),
    "lead": Ready(
        (
            _body("Leading organisation", "organisation", "police", "ddd"),
            _body("Supporting organisations", "organisation", "security", "aaa"),
        ),
        ((0, "decides", 1), (1, "reports", 0)),
    ),
    "contract": Ready(
        (
            _body("Client", "organisation", "police", "dad"),
            _body("Contractor", "organisation", "security", "ada"),
            _body("Contract meeting", "meets", "ground", "aaa", "Once a month"),
        ),
        ((0, "decides", 1), (1, "reports", 2), (2, "advises", 0)),
    ),
    "accredited": Ready(
        (
            _body("Chief officer’s scheme", "organisation", "police", "add"),
            _body("Accredited employer", "organisation", "security", "daa"),
            _body("Accredited persons", "does", "security", "nan"),
            _body("Neighbourhood team", "does", "police", "nan"),
        ),
        ((0, "decides", 1), (2, "reports", 1), (3, "advises", 2)),
    ),
    "partnership": Ready(
        (
            _body("Board of the partnership", "decides", "ground", "ddd", "Every three months"),
            _body("Manager of the partnership", "person", "security", "ada"),
            _body("Members’ meeting", "meets", "ground", "aaa", "Once a month"),
            _body("Neighbourhood team", "does", "police", "nan"),
        ),
        ((0, "decides", 1), (1, "reports", 0), (2, "advises", 0), (3, "advises", 1)),
    ),
}

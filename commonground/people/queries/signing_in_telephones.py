"""Which code does a telephone of the worked example show now? The example's people have none in their pockets.

Their seeds lie in a file of the state folder that only the account of the site can read. It exists where the example
was loaded, and nowhere else; no code of anybody else's telephone can be read here.

*Source:* settled questions, "Running it" (the example signs in on one machine); bar B7.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from commonground.hosting import state
from commonground.people.models import Account
from commonground.people.rules import signing_in as rules

FILE = "example-telephones.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """What one telephone shows: whose it is, the code, and for how many seconds it holds."""

    name: str
    email: str
    code: str
    seconds: int


def file() -> Path:
    """Name the file of the example's telephones."""
    return state.home() / FILE


def seeds() -> dict[str, str]:
    """Read the seed of each telephone by the e-mail address of whose it is; none where there is no example."""
    try:
        return dict(json.loads(file().read_text()))
    except FileNotFoundError:
        return {}


def codes(seconds: float) -> list[Shown]:
    """List what every telephone of the example shows at a moment, given in seconds since 1970, by name."""
    held = seeds()
    people = Account.objects.filter(email__in=held).select_related("person").order_by("person__name")
    period, left = rules.period_of(seconds), rules.seconds_left(seconds)
    return [Shown(a.person.name, a.email, rules.code_at(held[a.email], period), left) for a in people]

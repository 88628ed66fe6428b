"""What does the loader enter? Everything of the example for one day, as plain values.

*Source:* issue "The house and the first story", item 7.
"""

from dataclasses import dataclass
from datetime import date

from commonground.website.example import castle_parade, counterfeit_notes, minster_gate
from commonground.website.example.dates import Timeline
from commonground.website.example.organisations import ORGANISATIONS, Body
from commonground.website.example.people import PEOPLE, Member
from commonground.website.example.shapes import Collaboration


@dataclass(frozen=True, slots=True)
class Story:
    """The organisations, the cast and the three collaborations, from the finished to the one just proposed."""

    today: date
    organisations: tuple[Body, ...]
    people: dict[str, Member]
    collaborations: tuple[Collaboration, ...]


def story(today: date) -> Story:
    """Tell the whole example as it stands on a day."""
    t = Timeline(today)
    parts = (minster_gate.collaboration(t), castle_parade.collaboration(t), counterfeit_notes.collaboration(t))
    return Story(today, ORGANISATIONS, PEOPLE, parts)

"""What do the crimes of Aldermouth say? Puts the questions of the story to the engine, as the pages put theirs.

*Source:* design/outcomes.md sections 2-3; R42.
"""

from collections.abc import Callable, Mapping
from datetime import date

from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Refused
from commonground.outcomes.actions import studies as actions
from commonground.outcomes.models import Study
from commonground.outcomes.rules.asking import WITHIN
from commonground.places.models import Area
from commonground.website.example import studies, town

QUESTIONS: Mapping[str, Callable[[date], studies.Study]] = {
    "minster_gate": studies.minster_gate,
    "castle_parade": studies.castle_parade,
}
TITLES = {
    "minster_gate": "Shop theft at Minster Gate, half a year of evenings",
    "castle_parade": "Shop theft on Castle Parade, the first quarter",
}


def question(key: str, today: date) -> studies.Study:
    """Give a study of the story as the pages put it: to the areas kept within the town, not to a file."""
    return QUESTIONS[key](today) | {"areas": f"{WITHIN}{town.TOWN_CODE}", "area_id": "code"}


def answered(*, actor: Actor, key: str, area: Area, today: date) -> Study:
    """Ask for a study of the story and have it answered at once; the crimes must have been imported.

    :raises Refused: when the engine does not answer it, which would be a fault of the example.
    """
    asked = actions.request_study(actor=actor, title=TITLES[key], area=area, specification=question(key, today))
    actions.compute_study(actor=SYSTEM, study=asked.public_id)
    asked.refresh_from_db()
    if asked.failure:
        raise Refused(f"{asked.title}: {asked.failure}")
    return asked

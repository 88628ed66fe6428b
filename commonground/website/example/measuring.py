"""What do the crimes of Aldermouth say? Writes the town's files, imports them, and answers the studies of the story.

It all happens in a process of its own beside the story, because nothing of it needs the database: the crimes lie in the
state folder, and what a study says is given back as a value.

*Source:* design/outcomes.md sections 1-3; settled questions, "Running it" (where state lies).
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.groundwork.refusals import Refused
from commonground.hosting import state
from commonground.outcomes.adapters.evaluating import Answer, answer
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.rules.study import parse
from commonground.website.example import crimes, studies, town
from commonground.website.example.studies import Study

STUDIES: Mapping[str, Callable[[date], Study]] = {
    "minster_gate": studies.minster_gate,
    "castle_parade": studies.castle_parade,
}
TITLES = {
    "minster_gate": "Shop theft at Minster Gate, half a year of evenings",
    "castle_parade": "Shop theft on Castle Parade, the first quarter",
}


def areas_folder() -> Path:
    """Name the folder of this installation in which boundary files lie; a study's `areas` is relative to it."""
    return state.home() / "areas"


def measure(today: date) -> dict[str, Answer]:
    """Import the crimes of the town into this installation and answer every study, by its key.

    :raises Refused: when a file is not accepted, which would be a fault of the example.
    """
    state.make(areas_folder())
    town.write_boundaries(areas_folder() / "aldermouth.geojson")
    with TemporaryDirectory(prefix="aldermouth-") as folder:
        crimes.write(Path(folder), today=today)
        done = import_files([Path(folder)], Store.of_this_installation())
    if done.refused or done.set_aside:
        raise Refused(f"The crimes of Aldermouth were not accepted: {[*done.refused, *done.set_aside][0]}.")
    return {key: answer(parse(asked(today), areas_folder())) for key, asked in STUDIES.items()}

"""How do the crimes of Aldermouth get into the installation? As everybody's do: files are written, then imported.

Knows nothing of the database, so that it can run in a process of its own while the story is told.

*Source:* design/outcomes.md section 1; settled questions, "Running it" (where state lies).
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.groundwork.refusals import Refused
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.store import Store
from commonground.website.example import crimes


def bring_in_crimes(today: date) -> int:
    """Write the street files of the town as they are on a day, import them, and tell how many crimes are held.

    :raises Refused: when a row is not accepted, which would be a fault of the example.
    """
    with TemporaryDirectory(prefix="aldermouth-") as folder:
        crimes.write(Path(folder), today=today)
        done = import_files([Path(folder)], Store.of_this_installation())
    if done.refused or done.set_aside:
        raise Refused(f"The crimes of Aldermouth were not accepted: {[*done.refused, *done.set_aside][0]}.")
    return done.kept

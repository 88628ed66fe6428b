"""Where do tests of the pages of evidence take place? In Testham, a row of squares with crimes of four months.

Its crimes and boundaries are brought in as anybody brings them in, so the pages meet the real store and engine.

*Source:* house, "Tests are sentences of the domain".
"""

from urllib.parse import urlencode

from commonground.groundwork.actors import SYSTEM
from commonground.outcomes.actions import studies as actions
from commonground.outcomes.adapters.importing import import_files
from commonground.outcomes.adapters.store import Store
from commonground.outcomes.rules.asking import specification
from commonground.places.actions import bring_in
from commonground.places.models import Area
from commonground.places.rules import AreaKind
from tests.outcomes.made import row, street_file

CODES = tuple(f"T{number:02}" for number in range(25))
BEFORE, AFTER = ("2018-06", "2018-07"), ("2019-06", "2019-07")
MONTHS = (*BEFORE, *AFTER)
WORKED = ("T10", "T11")
SIZE = 0.01


def square(number):
    west = number * SIZE
    ring = [[west, 51], [west + SIZE, 51], [west + SIZE, 51 + SIZE], [west, 51 + SIZE], [west, 51]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code, name, geometry):
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry}


def settle():
    """Bring in the areas of Testham."""
    whole = square(0) | {"coordinates": [[[0, 51], [0.25, 51], [0.25, 51.01], [0, 51.01], [0, 51]]]}
    parts = [feature(code, f"Square {number:02}", square(number)) for number, code in enumerate(CODES)]
    for features, kind, within in (
        ([feature("TEST", "Testham", whole)], AreaKind.BOROUGH, ""),
        (parts, AreaKind.LSOA, "TEST"),
    ):
        bring_in(actor=SYSTEM, features=features, code="code", name="name", kind=kind, within=within)
    return Area.objects.get(code="TEST")


def crimes(folder, *, fall=0.8, months=MONTHS, extra=0):
    """Import some thirty thefts a month in each square, a few more or fewer after, and many fewer where the work was
    done; `extra` more in one square after."""
    for month in months:
        rows = []
        for number, code in enumerate(CODES):
            share = 1 - fall if code in WORKED and month in AFTER else 1
            usual = 30 + number % 3 + (number % 5 - 2 if month in AFTER else 0)
            for crime in range(round(usual * share) + (extra if code == "T02" and month in AFTER else 0)):
                longitude = f"{number * SIZE + 0.0005 + 0.0007 * (crime % 12):.6f}"
                rows.append(row(month=month, longitude=longitude, latitude="51.005", identity=f"{month}{code}{crime}"))
        rows.append(row(month=month, kind="Burglary"))
        street_file(folder, *rows, month=month)
    done = import_files([folder], Store.of_this_installation())
    assert not done.refused
    return done


def asked(**parts):
    """Specify a study of the two squares in the middle with their neighbours next door; `T00="control"` and so on."""
    return specification(
        within="TEST",
        areas=CODES,
        crime_types=["Shoplifting"],
        treated=WORKED,
        before=BEFORE,
        after=AFTER,
        parts={"T09": "displacement", "T12": "displacement", **parts},
    )


def study(cast, key="thornbury", title="Thefts in the middle of Testham", **changes):
    """Ask for a study in the name of somebody of the cast."""
    area = Area.objects.get(code="TEST")
    return actions.request_study(
        actor=cast.actor(key), title=title, area=area, specification=asked(T02="control") | changes
    )


def computed(cast, key="thornbury", **changes):
    """Ask for a study and compute it as the worker does."""
    made = study(cast, key, **changes)
    actions.compute_study(actor=SYSTEM, study=made.public_id)
    made.refresh_from_db()
    return made


def where(**changes):
    """The address of the second page as it is sent, with everything answered."""
    answers = {
        "title": "Thefts in Testham",
        "town": "TEST",
        "asked": "1",
        "crime_types": ["Shoplifting"],
        "treated": list(WORKED),
        "before_first": BEFORE[0],
        "before_last": BEFORE[1],
        "after_first": AFTER[0],
        "after_last": AFTER[1],
    }
    return urlencode(answers | changes, doseq=True)

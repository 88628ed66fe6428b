"""Above which count of a month would one look again? A limit is suggested from the year before the work ended.

*Source:* R47; rules/lasting.
"""

from commonground.groundwork.refusals import Invalid
from commonground.outcomes.queries import watching
from commonground.projects.models import Collaboration
from commonground.projects.queries.lasting import since
from commonground.projects.rules.lasting import suggested_limit

A_YEAR = 12


def suggested_for(collaboration: Collaboration, crime: str) -> tuple[int, int] | None:
    """Suggest a limit for one kind of recorded crime in the area of a collaboration, with the number of months that it
    is taken from: the last twelve that are held, up to the end of the work. None where the area has no boundary or
    fewer than six months are held."""
    end = since(collaboration)
    months = [month for month in watching.months_held() if end is None or month <= f"{end:%Y-%m}"][-A_YEAR:]
    try:
        counted = watching.counted_in(collaboration.area, crime, months)
    except Invalid:
        return None
    limit = suggested_limit(list(counted.values()))
    return None if limit is None else (limit, len(counted))

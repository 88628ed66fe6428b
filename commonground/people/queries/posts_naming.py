"""Which area, organisation or member does a form's line mean? Exactly one, or a sentence that says what to write.

*Source:* R115.
"""

import re

from commonground.groundwork.refusals import Invalid
from commonground.people.models import Organisation
from commonground.people.queries.finding import called
from commonground.places import queries as places
from commonground.places.models import Area

_WITH_CODE = re.compile(r"^(?P<name>.*?)\s*\((?P<code>[^()]+)\)$")
OFFERED = 4


def area_called(line: str) -> Area:
    """Give the area that a line names, by its name, or by "Name (code)" where several have the name.

    :raises Invalid: with what to write instead.
    """
    found = _WITH_CODE.match(line)
    code = found["code"] if found else line
    if exact := Area.objects.defer("boundary").filter(code__iexact=code).first():
        return exact
    same = list(Area.objects.defer("boundary").filter(name__iexact=line)[: OFFERED + 1])
    if len(same) == 1:
        return same[0]
    if same:
        raise Invalid(f"Several areas are called “{line}”. Write one of them with its code: {_offered(same)}", "areas")
    near = [match.area for match in places.named(line, most=OFFERED)]
    if near:
        raise Invalid(f"No area is called “{line}”. Near it are {_offered(near)}", "areas")
    raise Invalid(f"No area is called “{line}”", "areas")


def _offered(areas: list[Area]) -> str:
    return "; ".join(f"{area.name} ({area.code})" for area in areas[:OFFERED])


def area_line(area: Area) -> str:
    """Write an area as `area_called` reads it back: its name, with its code where another has the same."""
    alone = not Area.objects.filter(name__iexact=area.name).exclude(pk=area.pk).exists()
    return area.name if alone else f"{area.name} ({area.code})"


def organisation_called(line: str) -> Organisation:
    """Give the active organisation that a line names.

    :raises Invalid: with what to write instead.
    """
    if exact := Organisation.objects.filter(name__iexact=line, is_active=True).first():
        return exact
    if near := called(line)[:OFFERED]:
        offered = "; ".join(each.name for each in near)
        raise Invalid(f"No organisation is called “{line}”. Near it are {offered}", "named")
    raise Invalid(f"No organisation is called “{line}”", "named")

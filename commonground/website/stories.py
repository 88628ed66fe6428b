"""Which published stories tell of sharing? The case studies whose words speak of it, for the page "Dare to share".

Case studies are of a package above the one that the page belongs to, so the website says where they are.

*Source:* R211; docs/start-here.md (floors).
"""

from collections.abc import Iterator

from django.urls import reverse

from commonground.projects.queries import cases
from commonground.sharing.rules import myths

WORD = "shar"
FEW = 6


def bind() -> None:
    """Say that this module tells of published stories; the website's own configuration calls this."""
    myths.bind(told)


def told() -> Iterator[myths.Story]:
    """Give the newest few case studies that speak of sharing."""
    for one in cases.case_studies(WORD)[:FEW]:
        url = reverse("projects:case_study", args=[one.public_id])
        yield myths.Story(one.collaboration.name, one.collaboration.area.name, url)

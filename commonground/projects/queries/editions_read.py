"""Whose words are these? What a paper of the guide says about the version that it is made from.

*Source:* R2, R53, R71.
"""

from django.utils import timezone
from django.utils.formats import date_format

from commonground.projects.models import GuideVersion
from commonground.projects.rules.guide_papers import Provenance


def provenance(version: GuideVersion | None) -> Provenance:
    """Say whose words a version is; without one they are the shipped ones, which nobody answers for here yet."""
    if version is None:
        return Provenance()
    on = timezone.localdate(version.launched_at) if version.launched_at else None
    return Provenance(
        version.number,
        version.workgroup.name,
        version.contributors,
        on,
        version.review_on,
        date_format(on, "j F Y") if on else "",
        date_format(version.review_on, "j F Y") if version.review_on else "",
    )

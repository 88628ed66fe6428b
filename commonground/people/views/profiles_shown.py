"""What does the page of an organisation show beyond its card? Each sheet as rows of label and words.

*Source:* R87, R143-R146; reference on the domain, 7(G).
"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.pages import words
from commonground.people.forms.profiles import AboutUsForm, ProfileForm
from commonground.people.models import AboutUs, Accreditation, Organisation, Profile
from commonground.people.queries import glossary
from commonground.people.queries import profiles as queries
from commonground.people.rules.capabilities import ANSWERS

# Said apart, because they are answers and not words.
ASKED = ("controls_capability", "takes_active_part")


def sheets_of(actor: Actor, organisation: Organisation) -> dict[str, Any]:
    """Give what the page shows to this reader: "About us", profile, capabilities, accreditations."""
    about, profile = queries.about_us_for(actor, organisation), queries.profile_for(actor, organisation)
    reading = queries.reading_of(actor, about) if about else None
    return {
        "about_us": about,
        "about_us_rows": about_us_rows(about) if about else [],
        "explained": glossary.named_in(about.jargon) if about else [],
        "reading": reading,
        "is_read": reading is not None and about is not None and reading.version == about.version,
        "profile": profile,
        "profile_rows": profile_rows(profile) if profile else [],
        "capabilities": queries.capabilities_of(actor, organisation),
        "accreditations": [(each, standing_of(each)) for each in queries.accreditations_of(organisation)],
    }


def about_us_rows(about: AboutUs) -> list[tuple[Any, str]]:
    """Give the words that are there with their labels, in the form's order."""
    fields = AboutUsForm.base_fields
    return [(fields[name].label, getattr(about, name)) for name in queries.WORDS if getattr(about, name)]


def profile_rows(profile: Profile) -> list[dict[str, Any]]:
    """Give what is said with its label, in the form's order."""
    rows = []
    for name, field in ProfileForm.base_fields.items():
        value = getattr(profile, name)
        if not value:
            continue
        if name in ASKED:
            value = _(ANSWERS[value])
        elif name in ("goals", "crimes"):
            value = "\n".join(value)
        elif name == "sectors":
            value = words.listed(value)
        elif name == "annual_meeting_on":
            value = words.day(value)
        rows.append({"key": field.label, "value": value})
    return rows


def standing_of(accreditation: Accreditation) -> tuple[str, str]:
    """Say how an accreditation stands today: the kind of its status and its words."""
    today = timezone.localdate()
    if accreditation.until and accreditation.until < today:
        return "none", _("Ended on %(day)s") % {"day": words.day(accreditation.until)}
    if accreditation.starts > today:
        return "waiting", _("From %(day)s") % {"day": words.day(accreditation.starts)}
    if accreditation.verified_at is None:
        return "care", _("Not verified yet")
    if accreditation.until:
        return "agreed", _("Verified, until %(day)s") % {"day": words.day(accreditation.until)}
    return "agreed", _("Verified")

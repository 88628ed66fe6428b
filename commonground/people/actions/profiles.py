"""What can be done with what an organisation says of itself? Change the profile and "About us", and mark it as read.

*Source:* R77, R87, R143; reference on the domain, 7(G); D1.
"""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Refused, Stale
from commonground.people.actions.organisations import held_still
from commonground.people.models import AboutUs, Organisation, Profile, Reading
from commonground.people.permissions import TABLE
from commonground.people.queries.profiles import WORDS

PROFILE = (
    "address",
    "manager",
    "sectors",
    "goals",
    "crimes",
    "legal_status",
    "governance_document",
    "board",
    "annual_meeting_on",
    "accounts",
    "ico_number",
    "insurance",
    "controls_capability",
    "takes_active_part",
)
Sheet = TypeVar("Sheet", Profile, AboutUs)


@transaction.atomic
def change_profile(*, actor: Actor, organisation: Organisation, version: int, **profile: Any) -> Profile:
    """Change what partners check before they rely on an organisation (`PROFILE`), on top of the version that the actor
    saw; 0 while there was none.

    :raises Stale: when somebody else saved first, with what is saved now.
    """
    require(TABLE, "change_profile", actor, organisation)
    held_still(organisation)
    sheet = Profile.objects.filter(organisation=organisation).first() or Profile(organisation=organisation, version=0)
    if changed := _changed(sheet, PROFILE, profile, version):
        tag = "people:profile:changed"
        audit.record(tag, actor=actor, subject=organisation, summary=_("Profile changed"), what=changed)
    return sheet


@transaction.atomic
def change_about_us(*, actor: Actor, organisation: Organisation, version: int, **words: Any) -> AboutUs:
    """Change what an organisation tells the other side (`WORDS`), on top of the version that the actor saw; 0 while
    there was none. Whoever had read it is asked to read it again.

    :raises Stale: when somebody else saved first, with what is saved now.
    """
    require(TABLE, "change_about_us", actor, organisation)
    held_still(organisation)
    sheet = AboutUs.objects.filter(organisation=organisation).first() or AboutUs(organisation=organisation, version=0)
    if changed := _changed(sheet, WORDS, words, version):
        tag = "people:about_us:changed"
        audit.record(tag, actor=actor, subject=organisation, summary=_("“About us” changed"), what=changed)
    return sheet


@transaction.atomic
def mark_as_read(*, actor: Actor, about: AboutUs, version: int) -> Reading:
    """Keep that the acting person has read what another organisation tells the other side, as it stood in a version.

    :raises Refused: when it has changed since the page was shown.
    """
    require(TABLE, "mark_as_read", actor, about.organisation)
    held = AboutUs.objects.select_for_update().get(pk=about.pk)
    if held.version != version:
        raise Refused(_("This text has changed since you opened it. Read it once more as it stands now."))
    reading, is_new = Reading.objects.get_or_create(about=held, person_id=actor.myself, version=version)
    if is_new:
        tag = "people:about_us:read"
        audit.record(tag, actor=actor, subject=about.organisation, summary=_("“About us” read"), version=version)
    return reading


def sheet_of(sheet: Profile | AboutUs | None, names: tuple[str, ...]) -> dict[str, Any]:
    """Give the values of a profile or an "About us" and its version; of none, nothing and 0."""
    return {
        **({name: getattr(sheet, name) for name in names} if sheet else {}),
        "version": sheet.version if sheet else 0,
    }


def _changed(sheet: Sheet, names: tuple[str, ...], typed: dict[str, Any], version: int) -> list[str]:
    """Write what was typed where it differs, and name what changed."""
    if sheet.version != version:
        said = _("Somebody else changed this while you were writing.")
        raise Stale(said, sheet_of(sheet, names), sheet.version)
    changed = [name for name in names if name in typed and getattr(sheet, name) != typed[name]]
    for name in changed:
        setattr(sheet, name, typed[name])
    if changed:
        sheet.version += 1
        sheet.save()
    return changed

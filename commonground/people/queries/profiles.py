"""What does an organisation say of itself, and who has read it? What is listed is public, the rest is for members.

*Source:* R77, R87, R143-R146; reference on the domain, 7(G); settled questions, "Who".
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.groundwork.sides import SIDE_OF_KIND
from commonground.people.models import AboutUs, Accreditation, Capability, Organisation, Profile, Programme, Reading
from commonground.people.permissions import TABLE
from commonground.people.rules.capabilities import GROUPS, Share, shares

# The words of "About us", which is read only when at least one of them is there.
WORDS = ("what_we_do", "what_we_can", "what_we_cannot", "powers", "hours", "jargon", "constraints", "visits")
Figure = dict[str, object]


def profile_for(actor: Actor, organisation: Organisation) -> Profile | None:
    """Give an organisation's profile to members, or None: to others, and where there is none yet."""
    if not may(TABLE, "read_profile", actor, organisation):
        return None
    return Profile.objects.filter(organisation=organisation).first()


def about_us_for(actor: Actor, organisation: Organisation) -> AboutUs | None:
    """Give members what an organisation tells the other side, or None while it tells nothing."""
    if not may(TABLE, "read_profile", actor, organisation):
        return None
    return _told().filter(organisation=organisation).first()


def about_us_held(organisation: Organisation) -> AboutUs | None:
    """Give what is kept to tell the other side, even if it is nothing yet; for those who write it."""
    return AboutUs.objects.filter(organisation=organisation).first()


def _told() -> QuerySet[AboutUs]:
    silent = Q(**dict.fromkeys(WORDS, ""))
    return AboutUs.objects.exclude(silent).select_related("organisation")


def reading_of(actor: Actor, about: AboutUs) -> Reading | None:
    """Give when the acting person last marked an "About us" as read, in whichever version, or None."""
    if actor.person_id is None:
        return None
    return about.readings.filter(person_id=actor.person_id).order_by("-version").first()


def unread_for(actor: Actor, organisation_ids: Iterable[int]) -> list[AboutUs]:
    """List what some organisations tell the other side and the acting person has not read as it stands now: those on
    another side than theirs, by name. Nothing for somebody who acts for no organisation."""
    if not actor.is_member:
        return []
    read = Reading.objects.filter(person_id=actor.myself, version=F("about__version")).values("about_id")
    own = [kind for kind, side in SIDE_OF_KIND.items() if side is actor.side]
    found = _told().filter(organisation_id__in=set(organisation_ids), organisation__is_active=True)
    found = found.exclude(pk__in=read).exclude(organisation__kind__in=own)
    return list(found.order_by("organisation__name"))


def in_force(day: date | None = None) -> Q:
    """The condition under which a capability has not ended."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=day or timezone.localdate())


def capabilities_of(actor: Actor, organisation: Organisation) -> QuerySet[Capability]:
    """List what an organisation can bring: to its own members and the administrators all, to everybody what is
    listed."""
    found = organisation.capabilities.filter(in_force()).select_related("area", "organisation")
    is_own = actor.is_member and actor.organisation_id == organisation.pk
    return found if is_own or actor.is_administrator else found.filter(is_listed=True)


def capability_of(organisation: Organisation, public_id: uuid.UUID) -> Capability:
    """Give one capability of an organisation, also one that has ended, or 404."""
    found = organisation.capabilities.filter(public_id=public_id).select_related("area", "organisation").first()
    if found is None:
        raise Http404
    return found


def ended_capabilities_of(organisation: Organisation) -> QuerySet[Capability]:
    """List what an organisation brought once; nothing is deleted."""
    return organisation.capabilities.exclude(in_force()).select_related("area").order_by("-ended_on")


def accreditations_of(organisation: Organisation) -> QuerySet[Accreditation]:
    """List what an organisation is or was accredited for, the latest first; they are public."""
    return organisation.accreditations.select_related("verified_by").order_by(F("until").desc(nulls_first=True), "pk")


def accreditation_of(organisation: Organisation, public_id: uuid.UUID) -> Accreditation:
    """Give one accreditation of an organisation, or 404."""
    found = organisation.accreditations.filter(public_id=public_id).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def listed(*, search: str = "", kind: str = "", areas: Iterable[int] = (), available: str = "") -> QuerySet[Capability]:
    """List the capabilities that are in the public register, by kind and name, narrowed to words, one kind, areas by
    their keys (what names no area stays), and one answer on availability."""
    found = Capability.objects.filter(in_force(), is_listed=True, organisation__is_active=True)
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(organisation__aliases__icontains=word)
            | Q(coverage__icontains=word)
        )
    if kind:
        found = found.filter(kind=kind)
    if areas := list(areas):
        found = found.filter(Q(area_id__in=areas) | Q(area__isnull=True, organisation__area_id__in=areas))
    if available:
        found = found.filter(available=available)
    return found.select_related("organisation", "area", "organisation__area").order_by("kind", "name", "pk")


def here() -> list[Share]:
    """Count which groups of capability the organisations here have that answered the question of control, listed or
    not, each small group held back."""
    answered = Profile.objects.exclude(controls_capability="").filter(organisation__is_active=True)
    keys = list(answered.values_list("organisation_id", flat=True))
    has: dict[int, list[str]] = defaultdict(list)
    for organisation_id, kind in Capability.objects.filter(in_force(), organisation_id__in=keys).values_list(
        "organisation_id", "kind"
    ):
        has[organisation_id].append(kind)
    return shares(has, len(keys))


def published() -> dict[str, Figure]:
    """Give the consultation's published figure for each group of capability, where a programme here holds it."""
    kept: Sequence[list[Figure]] = list(Programme.objects.values_list("figures", flat=True))
    return {str(figure["key"]): figure for figures in kept for figure in figures if figure.get("key") in GROUPS}

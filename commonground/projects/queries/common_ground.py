"""What does each side name that could be common ground? Goals, crimes and areas, from what the reader may see anyway.

Of an organisation: its profile, its card, its open points of contact. Of a side in a collaboration: the organisations
on its team, and its own words once both sides have opened theirs. Nothing that is blind enters.

*Source:* R86; settled questions, "Who".
"""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation, Term, Topic
from commonground.people.queries import organisations, posts, profiles
from commonground.places.models import Area
from commonground.places.queries import touching
from commonground.projects.models import Collaboration
from commonground.projects.queries import reading, visible
from commonground.projects.rules.common_ground import Ground, Place, Want, compare

AREAS = Prefetch("areas", Area.objects.defer("boundary", "display"))
MOST_FOUND = 10
LONGEST = 300


def topics() -> list[tuple[str, ...]]:
    """Give the groups of words that mean one thing: topics and terms of the glossary, with their other names."""
    named = [(topic.name, *topic.also) for topic in Topic.objects.filter(is_active=True).order_by("name")]
    said = [(term.term, *term.also) for term in Term.objects.filter(retired_at=None) if term.also]
    return [*named, *said]


def organisation_meant(text: str, side: Side) -> tuple[Organisation | None, list[Organisation]]:
    """Find the organisation on one side that a text names; where several are called like it, give those to choose
    from, at most ten."""
    wanted = text.strip()
    if not wanted:
        return None, []
    found = [one for one in organisations.organisations(wanted)[: MOST_FOUND * 3] if one.side is side]
    exact = [one for one in found if one.name.casefold() == wanted.casefold()]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0], []
    return None, found[:MOST_FOUND]


def between(actor: Actor, first: Organisation, second: Organisation) -> Ground:
    """Compare what two organisations name, for a member."""
    return compare(wants_of(actor, [first]), wants_of(actor, [second]), topics())


def within(actor: Actor, collaboration: Collaboration) -> Ground:
    """Compare what the two sides of a collaboration name, for its team."""
    police, security = (_of_a_side(actor, collaboration, side) for side in TWO_SIDES)
    return compare(police, security, topics())


def wants_of(actor: Actor, found: Sequence[Organisation]) -> list[Want]:
    """List what some organisations name, each with the organisation and the page where it stands."""
    wants: list[Want] = []
    areas: list[tuple[Area, str]] = []
    for one in found:
        profile = profiles.profile_for(actor, one)
        if profile:
            wants += [Want("goal", goal[:LONGEST], f"{one.name}, profile") for goal in profile.goals]
            wants += [Want("crime", crime[:LONGEST], f"{one.name}, profile") for crime in profile.crimes]
        if one.area:
            areas.append((one.area, f"{one.name}, card"))
        for post in posts.of_organisation(actor, one).prefetch_related(None).prefetch_related("topics", AREAS):
            wants += [Want("crime", topic.name, f"{one.name}, point of contact") for topic in post.topics.all()]
            areas += [(area, f"{one.name}, point of contact") for area in post.areas.all()]
    return _once([*wants, *_as_wants(areas)])


def _once(wants: Iterable[Want]) -> list[Want]:
    """Keep each thing that is named once, with the first place where it stands."""
    kept: dict[tuple[str, str], Want] = {}
    for want in wants:
        kept.setdefault((want.kind, want.words.casefold()), want)
    return list(kept.values())


def _as_wants(areas: list[tuple[Area, str]]) -> list[Want]:
    beside: dict[int, frozenset[int]] = {}
    for area, _source in areas:
        if area.pk not in beside:
            beside[area.pk] = frozenset(touching(area)) - {area.pk}
    return [
        Want("area", area.name, source, Place(area.pk, frozenset(area.above), beside[area.pk]))
        for area, source in areas
    ]


def _of_a_side(actor: Actor, collaboration: Collaboration, side: Side) -> list[Want]:
    on_it = {member.membership.organisation_id for member in visible.named_on(collaboration)}
    rows = Organisation.objects.filter(pk__in=on_it).select_related("area").defer("area__boundary", "area__display")
    theirs = [one for one in rows.order_by("name") if one.side is side]
    return _once([*_own_words(actor, collaboration, side), *wants_of(actor, theirs)])


def _own_words(actor: Actor, collaboration: Collaboration, side: Side) -> list[Want]:
    """Give what a side wrote about the better state, once both sides' words are open."""
    round_ = reading.present_round(collaboration)
    if round_ is None or round_.opened_at is None:
        return []
    statement = reading.statements_for(actor, round_).get(side)
    words = str(statement.words.get("better") or "") if statement else ""
    lines = [line.strip(" .") for part in words.splitlines() for line in part.split(". ")]
    return [Want("goal", line[:LONGEST], "Step 1, own words") for line in lines if line]

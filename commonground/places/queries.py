"""Which areas are there, which of them touch each other, and which one is meant by a name? Areas are public.

What overlaps: an area touches itself, every area that holds it, and every area that lies in it. A shape that members
drew is the sum of its parts: it touches what its parts touch, but of the areas that it lies in as a whole only those
above it. A retired area touches what those that took its place touch. Two areas that only share a border do not touch.

*Source:* R57, R115, R187.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import CASCADE, Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Length
from django.shortcuts import get_object_or_404

from commonground.places.models import Area, Postcode
from commonground.places.rules import SIZES, AreaKind
from commonground.places.rules.boundaries import Frame
from commonground.places.rules.names import asked, likeness
from commonground.places.rules.postcodes import postcode

HEAVY = ("boundary", "display")
HOW = ("exact", "beginning", "words", "similar")
SIMILAR = 3
LIKENESS = 0.4  # how much of the question's letters, in threes, stand together in a name: one slip spoils three
CONSIDERED = 25  # of how many similar names the letters are looked at one by one
Keys = QuerySet[Area, int]


@dataclass(frozen=True, slots=True)
class Named:
    """An area that a name may mean, how its name matched (one of `HOW`), and the names of the areas on the way to it,
    the nearest first."""

    area: Area
    how: str
    way: tuple[str, ...]


def areas() -> QuerySet[Area]:
    """List all areas that are not retired by name, without their boundaries."""
    return _light().filter(retired_on__isnull=True).order_by("name", "pk")


def _light() -> QuerySet[Area]:
    return Area.objects.select_related("within").defer(*HEAVY, *(f"within__{name}" for name in HEAVY))


def found(search: str = "", kind: str = "") -> QuerySet[Area]:
    """List the areas, narrowed to one kind and to a name or code, however it is typed: those of that name first, then
    names that begin so, then names with these words; nearly the same names only where there is none of these. What
    follows a comma is what the area lies in: "High Street, Camden"."""
    if written := postcode(search):
        return _at(written).filter(**({"kind": kind} if kind else {}))
    narrowed, name = _asked_for(search, kind)
    if not name:
        return narrowed.none() if search.strip() else narrowed
    likely = _likely(narrowed, name)
    return likely if _first(likely, 1) else _similar(narrowed, name)


def named(text: str, most: int = 10, kind: str = "") -> list[Named]:
    """Give at most `most` areas that a name, code or postcode may mean, the likeliest first; an empty text means none.
    A postcode means the area in which it lies, and nothing else."""
    if written := postcode(text):
        return _with_ways(list(_first(_at(written).filter(**({"kind": kind} if kind else {})), 1)))
    narrowed, name = _asked_for(text, kind)
    if not name:
        return []
    rows = _first(_likely(narrowed, name), most)
    if not rows:
        rows = _first(_similar(narrowed, name), max(most, CONSIDERED))
        rows.sort(key=lambda row: -likeness(name, row.sought))
    return _with_ways(rows[:most])


def _at(written: str) -> QuerySet[Area]:
    """Give the area in which a postcode lies, as written; a postcode that was not brought in lies nowhere."""
    holds = Postcode.objects.filter(postcode=written).values("area")
    return areas().filter(pk__in=holds).annotate(rank=Value(0))


def _asked_for(text: str, kind: str) -> tuple[QuerySet[Area], str]:
    """Give the areas among which a name is sought, and the name, folded."""
    narrowed = areas().filter(kind=kind) if kind else areas()
    name, inside = asked(text)
    if name and inside:
        holders = _first(_likely(areas(), inside), 20) or _first(_similar(areas(), inside), 20)
        narrowed = narrowed.filter(above__overlap=[row.pk for row in holders])
    return narrowed, name


def _first(matches: Any, most: int) -> list[Any]:
    """Read key, rank, names and way of the first matches. In their order: asked only whether there is any, the planner
    hopes to meet one soon and reads the whole table where there is none."""
    return list(matches.select_related(None).values_list("pk", "rank", "sought", "above", named=True)[:most])


def _with_ways(rows: Sequence[Any]) -> list[Named]:
    """Read the areas of some matches and those that hold them, all at once."""
    read = _light().in_bulk({key for row in rows for key in (row.pk, *row.above)})
    return [
        Named(read[row.pk], HOW[row.rank], tuple(read[key].name for key in reversed(row.above) if key in read))
        for row in rows
    ]


def ways_to(areas: Sequence[Area]) -> dict[int, list[Area]]:
    """Give the areas that hold each of some areas, the largest first, by its key, in one question."""
    holders = {
        area.pk: area
        for area in Area.objects.filter(pk__in={key for area in areas for key in area.above}).only(
            "name", "kind", "public_id"
        )
    }
    return {area.pk: [holders[key] for key in area.above if key in holders] for area in areas}


def _likely(narrowed: QuerySet[Area], name: str) -> QuerySet[Area]:
    """Narrow a list to names that are a folded name, begin with it or hold its words, the likeliest first."""
    joined = name.replace(" ", "")
    words = Q()
    for word in name.split():
        words &= Q(sought__contains=f" {word}")
    exact = Q(sought__contains=f"| {name} |") | Q(sought__contains=f"| {joined} |")
    beginning = Q(sought__contains=f"| {name}") | Q(sought__contains=f"| {joined}")
    rank = Case(When(exact, then=Value(0)), When(beginning, then=Value(1)), default=Value(2))
    likely = narrowed.filter(words | Q(sought__contains=f" {joined}")).annotate(rank=rank)
    return likely.order_by("rank", _size(), Length("name"), "name", "pk")


def _similar(narrowed: QuerySet[Area], name: str) -> QuerySet[Area]:
    """Narrow a list to names that are nearly a folded name, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])
    near = narrowed.filter(TrigramWordSimilar(F("sought"), Value(name)))
    near = near.annotate(rank=Value(SIMILAR), nearness=TrigramWordSimilarity(name, "sought"))
    return near.order_by("-nearness", _size(), Length("name"), "name", "pk")


def _size() -> Case:
    """Order the larger kinds first."""
    return Case(*(When(kind=kind.value, then=Value(size)) for kind, size in SIZES.items()))


def holding(*areas: Area) -> Keys:
    """Give the keys of some areas and of all areas that hold one of them; to iterate over, or for `…__in` unread."""
    return _keys(Q(pk__in=_and_above(areas)))


def within(*areas: Area) -> Keys:
    """Give the keys of some areas and of all areas that lie in one of them; of a shape that members drew, its parts and
    what lies in them."""
    seeds = [area.pk for area in _with_parts(areas)]
    return _keys(Q(pk__in=seeds) | Q(above__overlap=seeds))


def touching(*areas: Area) -> Keys:
    """Give the keys of all areas that overlap one of some areas, in the sense that the head of this module gives."""
    seeds = _with_parts(areas)
    direct = Q(pk__in=_and_above(seeds)) | Q(above__overlap=[area.pk for area in seeds])
    base = _keys(direct)
    drawn, retired = (
        through.objects.filter(to_area_id__in=base).values_list("from_area_id", flat=True)
        for through in (Area.made_of.through, Area.successors.through)
    )
    more = set(drawn.union(retired))
    return _keys(direct | Q(pk__in=more)) if more else base


def _keys(condition: Q) -> Keys:
    return Area.objects.filter(condition).order_by().values_list("pk", flat=True)


def _and_above(areas: Sequence[Area]) -> set[int]:
    return {key for area in areas for key in (area.pk, *area.above)}


def _with_parts(areas: Sequence[Area]) -> list[Area]:
    """Give some areas with the parts of those that members drew, and with those that took the place of retired ones."""
    seeds = {area.pk: area for area in areas}
    retired = [area.pk for area in areas if area.is_retired]
    if retired:
        seeds |= {area.pk: area for area in _light().filter(predecessors__in=retired)}
    drawn = [area.pk for area in seeds.values() if area.kind == "drawn"]
    if drawn:
        seeds |= {area.pk: area for area in _light().filter(shapes__in=drawn)}
    return list(seeds.values())


def smallest_near(ends: Frame, whole: Area | None = None) -> QuerySet[Area]:
    """List the areas that hold no smaller ones and whose frames meet one given as west, south, east and north, with
    their boundaries; only those inside an area where one is given. Shapes that members drew are left out."""
    west, south, east, north = ends
    smaller = Area.objects.filter(within=OuterRef("pk"), retired_on__isnull=True).exclude(kind="drawn")
    near = Area.objects.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    near = near.filter(retired_on__isnull=True).exclude(kind="drawn").exclude(Exists(smaller))
    return (near.filter(above__contains=[whole.pk]) if whole else near).order_by("name", "pk")


def outlined_near(ends: Frame) -> QuerySet[Area]:
    """List the shapes with an outline of their own whose frames meet one given as west, south, east and north."""
    west, south, east, north = ends
    near = Area.objects.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    return near.filter(is_outlined=True, retired_on__isnull=True).order_by("pk")


def towns(also: Area | None = None) -> QuerySet[Area]:
    """List the areas that a collaboration or an organisation usually names: everything larger than a small area, and
    the one that it names now, whatever that is."""
    usual = Q(pk__in=areas().exclude(kind="lsoa").order_by().values("pk"))
    return Area.objects.filter(usual | Q(pk=also.pk)).order_by("name", "pk") if also else areas().exclude(kind="lsoa")


def area(public_id: uuid.UUID) -> Area:
    """Give one area with its boundary, or 404; a retired one too, for what is old still names it."""
    return get_object_or_404(Area.objects.select_related("within"), public_id=public_id)


def area_with_code(code: str) -> Area | None:
    """Give the area of a code, retired or not, or None."""
    return Area.objects.select_related("within").filter(code=code).first()


def retired(kind: str = "") -> QuerySet[Area]:
    """List the areas that are no more, the last retired first, with those that took their place."""
    gone = _light().filter(retired_on__isnull=False).prefetch_related("successors")
    return (gone.filter(kind=kind) if kind else gone).order_by("-retired_on", "name", "pk")


def kinds_of_parts(whole: Area) -> list[tuple[str, int]]:
    """List the kinds of the areas directly within another, the largest first, with how many there are of each; shapes
    that members drew are no parts."""
    rows = (
        whole.parts.filter(retired_on__isnull=True)
        .exclude(kind="drawn")
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    return sorted(rows, key=lambda row: SIZES[AreaKind(row[0])])


def parts_of(whole: Area, kind: str = "") -> QuerySet[Area]:
    """List the areas directly within another that are not retired, of one kind if that is given; of a shape that
    members drew, the areas that it is made of. Each comes with `outline`, its boundary for display."""
    inside = whole.made_of if whole.kind == "drawn" else whole.parts
    parts = inside.filter(retired_on__isnull=True).defer(*HEAVY).annotate(outline=Coalesce("display", "boundary"))
    return (parts.filter(kind=kind) if kind else parts).order_by("name", "pk")


def shapes_on(place: Area) -> QuerySet[Area]:
    """List the shapes that were drawn in an area or over it, by name."""
    over = Area.made_of.through.objects.filter(to_area_id=place.pk).values("from_area_id")
    return areas().filter(Q(pk__in=over) | Q(within=place), kind="drawn")


def is_used(shape: Area) -> bool:
    """Whether anything names the shape, in this package or above; those who merely follow it do not count."""
    for relation in shape._meta.related_objects:
        own = relation.related_model is Area and relation.field.name in ("made_of", "successors")
        if own or getattr(relation, "on_delete", None) is CASCADE:
            continue
        if relation.related_model._default_manager.filter(**{relation.field.name: shape.pk}).exists():
            return True
    return False

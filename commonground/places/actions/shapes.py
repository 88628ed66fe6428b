"""What can members draw? A shape made of whole areas, or an outline from a file; changed and taken away while unused.

A shape belongs to the organisation whose member drew it. As soon as something else names it, it stays as it is: nobody
may move the ground under what others have agreed on.

*Source:* R57, R187.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.places import queries
from commonground.places.adapters import geometry
from commonground.places.models import Area
from commonground.places.permissions import TABLE
from commonground.places.rules import AreaKind, frame
from commonground.places.rules.boundaries import Frame

Boundary = dict[str, Any]


@transaction.atomic
def draw(*, actor: Actor, name: str, within: Area, parts: Sequence[Area] = (), outline: Boundary | None = None) -> Area:
    """Keep a shape inside an area: the sum of some of its parts, or an outline in degrees.

    :raises Invalid: when neither or a foreign part is given, or when the outline lies elsewhere.
    """
    require(TABLE, "draw", actor, within)
    shape = Area(kind=AreaKind.DRAWN.value, within=within, drawn_by=actor.organisation_id)
    shape.code, shape.drawn_by_name = f"shape-{shape.ref}", actor.organisation_name
    _form(shape, name, parts, outline)
    audit.record("places:shape:drawn", actor=actor, subject=shape, summary=_("Drawn"))
    return shape


@transaction.atomic
def redraw(
    *,
    actor: Actor,
    shape: Area,
    version: int,
    name: str,
    parts: Sequence[Area] = (),
    outline: Boundary | None = None,
) -> Area:
    """Change a shape that nothing names yet, on top of the version that the actor saw. Without parts and outline an
    outlined shape keeps its boundary.

    :raises Stale: when somebody else saved first.
    :raises Refused: when something names the shape.
    """
    held = _held_for_change(actor, shape, version)
    if not parts and outline is None and held.is_outlined:
        outline = held.boundary
    _form(held, name, parts, outline)
    audit.record("places:shape:redrawn", actor=actor, subject=held, summary=_("Changed"))
    return held


@transaction.atomic
def erase(*, actor: Actor, shape: Area, version: int) -> None:
    """Take away a shape that nothing names yet.

    :raises Stale: when somebody else saved first.
    :raises Refused: when something names the shape.
    """
    held = _held_for_change(actor, shape, version)
    audit.record("places:shape:erased", actor=actor, subject=held)
    held.delete()


@transaction.atomic
def pass_shapes_on(*, actor: Actor, of: int, to: int, to_name: str) -> list[int]:
    """Give the shapes of one organisation to another, by the organisations' keys, and tell the keys of the shapes: for
    organisations that are found to be one, whose merging has been permitted where it is done."""
    passed = list(Area.objects.filter(drawn_by=of).order_by("pk"))
    Area.objects.filter(drawn_by=of).update(drawn_by=to, drawn_by_name=to_name)
    for shape in passed:
        audit.record("places:shape:passed_on", actor=actor, subject=shape, of=of, to=to)
    return [shape.pk for shape in passed]


def shape_of(shape: Area) -> dict[str, Any]:
    """Give what a form shows of a shape, with its version."""
    parts = [] if shape.is_outlined else [part.ref for part in shape.made_of.all()]
    return {"name": shape.name, "parts": parts, "outline": "", "version": shape.version}


def _held_for_change(actor: Actor, shape: Area, version: int) -> Area:
    held = Area.objects.select_for_update(of=("self",)).get(pk=shape.pk)
    require(TABLE, "redraw", actor, held)
    if held.version != version:
        raise Stale(_("Somebody else changed this shape while you were drawing."), shape_of(held), held.version)
    if queries.is_used(held):
        raise Refused(_("This shape is named elsewhere now, so it stays as it is. Draw another one."))
    return held


def _form(shape: Area, name: str, parts: Sequence[Area], outline: Boundary | None) -> None:
    """Give a shape its name, its boundary and its parts, and keep it."""
    assert shape.within is not None, "a shape is drawn inside an area"
    if outline is not None:
        chosen = _covered(shape.within, outline)
    else:
        chosen = list(parts)
        if not chosen:
            raise Invalid(_("Choose at least one area, or give an outline"), "parts")
        known = set(queries.within(shape.within).filter(pk__in=[part.pk for part in chosen]))
        if any(part.pk not in known or part.kind == AreaKind.DRAWN.value for part in chosen):
            raise Invalid(_("Choose areas that lie in the place you are drawing in"), "parts")
    drawn = [part.boundary for part in chosen if part.boundary]
    summed = geometry.union(drawn) if drawn and len(drawn) == len(chosen) else None
    shape.name, shape.is_outlined = " ".join(name.split()), outline is not None
    shape.boundary = outline or summed
    shape.display = geometry.simplified(shape.boundary) if shape.boundary else None
    shape.version += 1 if shape.pk else 0
    shape.save()
    shape.made_of.set(chosen)


def _covered(whole: Area, outline: Boundary) -> list[Area]:
    """Find the smallest areas inside another that an outline overlaps; none where no boundary is kept.

    :raises Invalid: when the outline cannot be kept, or lies outside.
    """
    if fault := geometry.fault_of(outline):
        raise Invalid(_(fault), "outline")
    if whole.boundary and not geometry.overlapping(outline, [whole.boundary]):
        raise Invalid(_("The outline lies outside %(place)s") % {"place": whole.name}, "outline")
    return parts_under(outline, whole)


def parts_under(outline: Boundary, whole: Area | None) -> list[Area]:
    """Find the smallest areas that an outline overlaps, inside another where one is given."""
    smallest = list(queries.smallest_near(frame(outline), whole))
    return [smallest[place] for place in geometry.overlapping(outline, [each.boundary or {} for each in smallest])]


def refit(ends: Frame) -> None:
    """Find anew which areas lie under the outlines that meet a frame, after areas there came, changed or went."""
    for shape in queries.outlined_near(ends).select_related("within"):
        shape.made_of.set(parts_under(shape.boundary or {}, shape.within))

"""What names an organisation, anywhere? Found over all models of every installed package, those to come included.

A relation is every column that points to an organisation: foreign keys, one-to-ones, and both ends of many-to-many
tables. Merges themselves are history and are left alone; the cards of the two are treated one by one.

*Source:* issue "People who can be found, trusted and replaced", item 1 (merged without losing anything).
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, Q, QuerySet, UniqueConstraint
from django.http import Http404
from django.utils.translation import gettext, gettext_lazy

from commonground.people.models import AboutUs, Membership, Merge, Organisation, Profile
from commonground.people.queries.acting import current
from commonground.people.queries.organisations import everybody
from commonground.people.rules.merging import Change, Move

# What the rows of a table are called where the plain name of the table is no word that people use
CALLED = {
    "people.aboutus": gettext_lazy("what it says about itself"),
    "people.capability": gettext_lazy("what it can bring"),
    "people.post": gettext_lazy("points of contact"),
    "people.post_named": gettext_lazy("points of contact that it may see"),
    "people.profile": gettext_lazy("profile"),
    "people.singlesignon": gettext_lazy("its own sign-in"),
    "people.term": gettext_lazy("words of the glossary"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One column that points to an organisation."""

    model: type[Model]
    field: ForeignKey[Any, Any]

    @property
    def label(self) -> str:
        """The model as Django names it: "people.membership"."""
        return self.model._meta.label_lower

    @property
    def attname(self) -> str:
        """The column's attribute: "organisation_id"."""
        return str(self.field.attname)

    @property
    def what(self) -> str:
        """What its rows are called, in words."""
        return called(self.model)

    @property
    def passes_nothing(self) -> bool:
        """Whether its package says of itself that nothing in it passes by a merge."""
        return bool(getattr(self.model._meta.app_config, "passes_nothing_by_a_merge", False))

    @property
    def is_single(self) -> bool:
        """Whether some rule of the table may forbid that a row moves, so that each row is asked."""
        unique = self.field.unique or any(self.field.name in group for group in self.model._meta.unique_together)
        return unique or bool(self.model._meta.constraints)

    def rows(self, organisation: Organisation) -> QuerySet[Any]:
        """List the rows that name an organisation here."""
        return self.model._base_manager.filter(**{self.field.name: organisation}).order_by("pk")


@dataclass(frozen=True, slots=True)
class Passing:
    """What one relation passes on: the rows that move, and those that stay because the kept one has its own."""

    relation: Relation
    moving: Sequence[Any]
    staying: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do, before it is done."""

    passing: Sequence[Passing]
    both: Sequence[str]
    coordinators: Sequence[str]
    two_profiles: bool
    two_about_us: bool

    @property
    def moves(self) -> list[tuple[Any, str]]:
        """Each row that moves, with what its table is called."""
        return [(row, each.relation.what) for each in self.passing for row in each.moving]

    @property
    def stays(self) -> list[tuple[Any, str]]:
        """Each row that stays, but for the two sheets that are spoken of by name."""
        sheets = (Profile, AboutUs)
        rows = [(row, each.relation) for each in self.passing for row in each.staying]
        return [(row, relation.what) for row, relation in rows if relation.model not in sheets]


@cache
def relations() -> tuple[Relation, ...]:
    """List every column of every installed model that points to an organisation, but for those of merges."""
    return tuple(
        Relation(model, field)
        for model in apps.get_models(include_auto_created=True)
        if model is not Merge and not model._meta.proxy and model._meta.managed
        for field in model._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is Organisation
    )


def passing(kept: Organisation, gone: Organisation) -> list[Passing]:
    """List what each relation would pass from one organisation to another. A package may pass nothing: what an
    organisation shares, and what it is given to read, passes by acts of its own."""
    found = []
    for relation in relations():
        if relation.passes_nothing:
            continue
        rows = [row for row in relation.rows(gone) if not _is_card_of_one(row, kept, gone)]
        staying = [row for row in rows if relation.is_single and not may_move(relation, row, kept)]
        if rows:
            found.append(Passing(relation, [row for row in rows if row not in staying], staying))
    return found


def _is_card_of_one(row: Any, kept: Organisation, gone: Organisation) -> bool:
    return isinstance(row, Organisation) and row.pk in (kept.pk, gone.pk)


def may_move(relation: Relation, row: Any, kept: Organisation) -> bool:
    """Tell whether a row may name the kept organisation: no rule of its table that looks at this column forbids it."""
    before = getattr(row, relation.attname)
    setattr(row, relation.attname, kept.pk)
    try:
        row.validate_unique(exclude={f.name for f in row._meta.concrete_fields if f.unique and f != relation.field})
        for constraint in row._meta.constraints:
            if not isinstance(constraint, UniqueConstraint) or _looks_at(constraint, relation):
                constraint.validate(relation.model, row)
    except ValidationError:
        return False
    finally:
        setattr(row, relation.attname, before)
    return True


def _looks_at(constraint: UniqueConstraint, relation: Relation) -> bool:
    return not constraint.fields or relation.field.name in constraint.fields


def preview(kept: Organisation, gone: Organisation) -> Preview:
    """Tell what a merge would do: what moves, what stays, and what the two have both."""
    here, there = (Membership.objects.filter(current(), organisation=each) for each in (kept, gone))
    both = here.filter(person__in=there.values("person")).values_list("person__name", flat=True)
    leading = Membership.objects.filter(current(), organisation__in=(kept, gone), roles__contains="coordinator")
    has_coordinators = all(leading.filter(organisation=each).exists() for each in (kept, gone))
    names = leading.values_list("person__name", flat=True) if has_coordinators else ()
    return Preview(
        passing(kept, gone),
        sorted(set(both)),
        sorted(set(names)),
        Profile.objects.filter(organisation__in=(kept, gone)).count() == 2,
        AboutUs.objects.filter(organisation__in=(kept, gone)).count() == 2,
    )


def could_be(organisation: Organisation) -> list[Organisation]:
    """List organisations of the same side that share a name, a telephone number or a website with one; a hint where to
    look, nothing more."""
    names = {name.casefold() for name in (organisation.name, *organisation.aliases)}
    found = []
    for other in everybody().exclude(pk=organisation.pk):
        theirs = {name.casefold() for name in (other.name, *other.aliases)}
        same_number = organisation.telephone and other.telephone.replace(" ", "") == organisation.telephone.replace(
            " ", ""
        )
        same_site = organisation.website and other.website.rstrip("/") == organisation.website.rstrip("/")
        if other.side is organisation.side and (names & theirs or same_number or same_site):
            found.append(other)
    return found


def merges() -> QuerySet[Merge]:
    """List every merge, the latest first."""
    return Merge.objects.select_related("kept", "gone", "by", "undone_by")


def merge(public_id: uuid.UUID) -> Merge:
    """Give one merge, or 404."""
    found = merges().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def later_than(done: Merge) -> Merge | None:
    """Give a later merge that stands and touches the organisation which this one kept, or None."""
    touching = Q(kept=done.kept) | Q(gone=done.kept)
    return merges().filter(touching, at__gt=done.at, undone_at=None).order_by("-at").first()


def standing(done: Merge) -> tuple[list[Move], list[Change]]:
    """Part what a merge moved into what still stands as it left it, and what has changed since."""
    stands, changed = [], []
    for move in moves_of(done):
        row = apps.get_model(move.model)._base_manager.filter(pk=move.key).values_list(move.field, flat=True).first()
        exists = row is not None or apps.get_model(move.model)._base_manager.filter(pk=move.key).exists()
        if exists and _plain(row) == move.after:
            stands.append(move)
        else:
            changed.append(Change(move, _plain(row), exists))
    return stands, changed


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, list, dict, type(None))) else str(value)


def moves_of(done: Merge) -> Iterator[Move]:
    """Read what a merge moved."""
    return (Move.read(kept) for kept in done.moved)


def by_kind(moves: Sequence[Move]) -> list[tuple[str, int]]:
    """Count what was moved by what its rows are called, the most first."""
    counted = Counter(_called(move.model) for move in moves)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _called(label: str) -> str:
    model = apps.get_model(label)
    return gettext("values on cards") if model is Organisation else called(model)


def called(model: type[Model]) -> str:
    """Say what the rows of a table are called; of a table between two, what they are and by which name."""
    through = model._meta.auto_created
    if model._meta.label_lower in CALLED:
        return str(CALLED[model._meta.label_lower])
    if not through:
        return str(model._meta.verbose_name_plural)
    source = cast("type[Model]", through)
    name = model._meta.object_name or ""
    return f"{source._meta.verbose_name_plural} ({name.partition('_')[2].replace('_', ' ')})"


def in_words(change: Change) -> str:
    """Name what a merge moved and is no longer as it left it."""
    model = apps.get_model(change.move.model)
    row = model._base_manager.filter(pk=change.move.key).first()
    column = change.move.field.removesuffix("_id").replace("_", " ")
    return f"{row} ({column})" if row is not None else f"{model._meta.verbose_name} ({column})"

"""What can be done with a spreadsheet of organisations? Bring all its rows in, or none.

*Source:* R159; issue "People who can be found, trusted and replaced", item 1; D1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.actions.organisations import CARD, change_card, place_organisation, register_organisation
from commonground.people.models import Organisation
from commonground.people.permissions import TABLE
from commonground.people.queries.organisations import organisation_named
from commonground.people.rules.organisations_import import Fault, Row
from commonground.places.models import Area


@dataclass(frozen=True, slots=True)
class Brought:
    """What a spreadsheet brought, by name, or the faults for which nothing was."""

    added: Sequence[str]
    changed: Sequence[str]
    as_it_was: Sequence[str]
    faults: Sequence[Fault]


class _Undone(Exception):
    """Leaves the inner transaction without keeping anything."""


@transaction.atomic
def bring_in(*, actor: Actor, rows: Sequence[Row], dry_run: bool = False) -> Brought:
    """Add the organisations of a spreadsheet, and change those whose name is there already where a cell says something
    else; an empty cell leaves what there is. With a fault in any row, or `dry_run`, nothing is kept.

    :raises NotAllowed: unless the actor may add organisations.
    """
    require(TABLE, "register_organisation", actor, None)
    done: dict[str, list[str]] = {"added": [], "changed": [], "as_it_was": []}
    faults: list[Fault] = []
    try:
        with transaction.atomic():
            for row in rows:
                _bring(actor, row, done, faults)
            for row in rows:
                _place(actor, row, done, faults)
            if faults or dry_run:
                raise _Undone
    except _Undone:
        pass
    return Brought(done["added"], done["changed"], done["as_it_was"], sorted(faults, key=lambda fault: fault.row))


def _bring(actor: Actor, row: Row, done: dict[str, list[str]], faults: list[Fault]) -> None:
    """Add or change the organisation of one row."""
    held = Organisation.objects.filter(name__iexact=row.values["name"]).first()
    said: dict[str, Any] = {key: row.values[key] for key in CARD if row.values.get(key)}
    if "area" in said:
        said["area"] = _area(row, faults)
    try:
        with transaction.atomic():
            if held is None:
                made = register_organisation(actor=actor, **said)
                done["added"].append(made.name)
                return
            said["name"] = held.name
            version = held.version
            now = change_card(actor=actor, organisation=held, version=version, **said)
            done["changed" if now.version != version else "as_it_was"].append(now.name)
    except Refused as refusal:
        column = refusal.field if isinstance(refusal, Invalid) else "name"
        faults.append(Fault(row.row, column, refusal.reason))


def _area(row: Row, faults: list[Fault]) -> Area | None:
    """Find the area of one row, by code or name; one that is not here, or of which there are several, is a fault."""
    said = row.values["area"]
    found = list(Area.objects.filter(code=said)[:1] or Area.objects.filter(name__iexact=said)[:2])
    if len(found) == 1:
        return found[0]
    why = f"There are several areas called “{said}”. Write the code." if found else f"There is no area “{said}” here."
    faults.append(Fault(row.row, "area", why))
    return None


def _place(actor: Actor, row: Row, done: dict[str, list[str]], faults: list[Fault]) -> None:
    """Say what the organisation of one row is part of; the whole may stand in a later row."""
    said = row.values["part_of"]
    held = Organisation.objects.filter(name__iexact=row.values["name"]).first()
    if not said or held is None:
        return
    whole = organisation_named(said)
    if whole is None:
        faults.append(Fault(row.row, "part_of", f"There is no organisation called “{said}”, here or in this file."))
    elif held.within != whole:
        try:
            with transaction.atomic():
                place_organisation(
                    actor=actor, organisation=held, version=held.version, within=whole, predecessor=held.predecessor
                )
        except Refused as refusal:
            faults.append(Fault(row.row, "part_of", refusal.reason))
            return
        if held.name in done["as_it_was"]:
            done["as_it_was"].remove(held.name)
            done["changed"].append(held.name)

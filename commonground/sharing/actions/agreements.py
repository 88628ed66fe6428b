"""What can be done to build an agreement? Begin one, write its clauses, name its parties and who acts for them.

*Source:* R15, R212; design/sharing.md 5.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.markings import STRICTNESS, Tlp
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership, Organisation, Programme
from commonground.people.queries.acting import current
from commonground.places.models import Area
from commonground.sharing.models import Agreement, AgreementPerson, AgreementVersion, Clause, Party
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries.agreements import Reading, again
from commonground.sharing.rules import agreements_clauses as rules
from commonground.sharing.rules.agreements_state import PARTS

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHANGED = "Somebody else changed this clause while you were writing."


@transaction.atomic
def begin(
    *,
    actor: Actor,
    programme: Programme,
    area: Area,
    title: str,
    kind: str = "isa",
    collaboration: str = "",
    answers: Mapping[str, Mapping[str, Any]] | None = None,
) -> Agreement:
    """Begin an agreement with the actor's organisation as its first party. `collaboration` is the public id of the one
    that asked for it, and `answers` what was said there, by clause; all of it can be changed."""
    require(TABLE, "begin_agreement", actor, None)
    now = timezone.now()
    made = Agreement.objects.create(
        programme=programme, area=area, reference=_new_reference(), title=title, kind=kind,
        collaboration=collaboration, begun_by_id=actor.through, begun_at=now,
    )  # fmt: skip
    version = AgreementVersion.objects.create(
        agreement=made, number=1, ceiling=STRICTNESS[Tlp.AMBER], made_by_id=actor.through, made_at=now
    )
    Party.objects.create(agreement=made, organisation_id=actor.body, opens=now)
    for key, values in (answers or {}).items():
        if rules.clause(key):
            Clause.objects.create(version=version, key=key, values=dict(values), by_id=actor.through, at=now)
    audit.record("sharing:agreement:begun", actor=actor, subject=made, summary=_("Begun"))
    return made


def _new_reference() -> str:
    """Draw a reference that tells nobody how many agreements there are."""
    while True:
        drawn = "ISA-" + "".join(secrets.choice(ALPHABET) for _place in range(5))
        if not Agreement.objects.filter(reference=drawn).exists():
            return drawn


def permitted(action: str, actor: Actor, agreement: Agreement) -> Reading:
    """Hold the agreement and give it as it is now, or refuse with the table's sentence."""
    held = again(actor, agreement)
    require(TABLE, action, actor, held.concerned)
    return held


def drafted(actor: Actor, agreement: Agreement) -> tuple[Reading, AgreementVersion]:
    """Hold an agreement whose version is still being written, and give both, or refuse."""
    held = permitted("write_agreement", actor, agreement)
    if held.draft is None:
        raise Refused(_("The version awaits signature or is signed. Its words do not change any more."))
    return held, held.draft


@transaction.atomic
def write_clause(
    *, actor: Actor, agreement: Agreement, key: str, values: Mapping[str, Any], edit: int, not_needed: str = ""
) -> Clause:
    """Write one clause of the draft; `not_needed` is the reason for leaving it out, with no values.

    :raises Stale: when somebody else wrote it meanwhile.
    :raises Invalid: for a reason where the clause is needed, or a term that ends before it starts.
    """
    _held, version = drafted(actor, agreement)
    one = rules.BY_KEY[key]
    if not_needed and not one.waivable:
        raise Invalid(_("This clause is needed in every agreement."), "not_needed")
    row = _row(version, key)
    if row.edit != edit:
        raise Stale(_(CHANGED), {**row.values, "not_needed": row.not_needed}, row.edit)
    if not one.many:
        row.values = _kept(one, values)
    row.not_needed = not_needed.strip()
    _bind(version, key, row.values)
    return _save(actor, agreement, row)


def _row(version: AgreementVersion, key: str) -> Clause:
    return Clause.objects.filter(version=version, key=key).first() or Clause(version=version, key=key)


def _kept(one: rules.Clause, values: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what the clause asks, as JSON can hold it, and nothing else."""
    found = {each.name: values.get(each.name) for each in one.fields if each.is_asked(values)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _bind(version: AgreementVersion, key: str, values: Mapping[str, Any]) -> None:
    """Let the law of the site follow what the clauses on limits and term say."""
    if key == "limits":
        version.ceiling = STRICTNESS[Tlp(values["ceiling"])]
        version.personal = bool(values["personal"])
        version.accreditation_any_of = rules.accreditations(values)
    elif key == "term":
        starts, ends = (date.fromisoformat(values[name]) for name in ("starts", "ends"))
        if ends <= starts:
            raise Invalid(_("Enter an end that is after the beginning"), "ends")
        version.opens, version.closes = _midnight(starts), _midnight(ends + timedelta(days=1))
    else:
        return
    version.save(update_fields=["ceiling", "personal", "accreditation_any_of", "opens", "closes"])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _save(actor: Actor, agreement: Agreement, row: Clause) -> Clause:
    row.edit, row.by_id, row.at = row.edit + 1, actor.through, timezone.now()
    row.save()
    words = _("Clause written: %(title)s") % {"title": _(rules.BY_KEY[row.key].title)}
    audit.record("sharing:agreement:written", actor=actor, subject=agreement, summary=words, clause=row.key)
    return row


@transaction.atomic
def write_row(
    *, actor: Actor, agreement: Agreement, key: str, values: Mapping[str, Any], edit: int, place: int | None = None
) -> Clause:
    """Add one row to a clause that holds several, or with its place change one.

    :raises Stale: when somebody else changed the clause meanwhile.
    :raises Refused: when there is no such row.
    """
    _held, version = drafted(actor, agreement)
    one, row = rules.BY_KEY[key], _row(version, key)
    rows = list(row.values.get("rows") or [])
    if row.edit != edit:
        theirs = rows[place] if place is not None and place < len(rows) else {}
        raise Stale(_(CHANGED), theirs, row.edit)
    kept = _kept(one, values)
    if place is None:
        rows.append(kept)
    elif place < len(rows):
        rows[place] = kept
    else:
        raise Refused(_("This line is gone."))
    row.values, row.not_needed = {"rows": rows}, ""
    return _save(actor, agreement, row)


@transaction.atomic
def remove_row(*, actor: Actor, agreement: Agreement, key: str, place: int, edit: int) -> Clause:
    """Take one row out of a clause that holds several.

    :raises Refused: when somebody changed the clause meanwhile, so that the row may be another.
    """
    _held, version = drafted(actor, agreement)
    row = _row(version, key)
    rows = list(row.values.get("rows") or [])
    if row.edit != edit or place >= len(rows):
        raise Refused(_("Somebody else changed this clause. Look at its lines again."))
    del rows[place]
    row.values = {"rows": rows}
    return _save(actor, agreement, row)


@transaction.atomic
def name_party(
    *, actor: Actor, agreement: Agreement, organisation: Organisation, gives: list[str], gets: list[str]
) -> Party:
    """Name a party of an agreement that was never in force, or change what it is to give and get.

    :raises Invalid: for a category that there is not, or an organisation that no longer takes part.
    """
    held = permitted("name_parties", actor, agreement)
    known_categories(gives, gets)
    if not organisation.is_active or organisation.merged_into_id:
        raise Invalid(_("Choose an organisation that takes part here"), "organisation")
    party = next((one for one in held.parties if one.organisation_id == organisation.pk), None)
    if party is None:
        party = Party(agreement=agreement, organisation=organisation, opens=timezone.now())
    party.gives, party.gets = gives, gets
    party.save()
    words = _("%(name)s named as a party") % {"name": organisation.name}
    audit.record("sharing:agreement:party_named", actor=actor, subject=agreement, summary=words, party=party.ref)
    return party


def known_categories(*lists: list[str]) -> None:
    """Refuse a category that there is not."""
    if not {each for categories in lists for each in categories} <= set(rules.CATEGORIES):
        raise Invalid(_("Choose categories that are shown"), "gives")


@transaction.atomic
def drop_party(*, actor: Actor, agreement: Agreement, party: Party) -> None:
    """Take a party out of an agreement that was never in force; whoever acts for it there no longer does.

    :raises Refused: for the last party, without which nobody could read it.
    """
    held = permitted("name_parties", actor, agreement)
    if len(held.parties) < 2:
        raise Refused(_("An agreement keeps one party at least."))
    now = timezone.now()
    Party.objects.filter(pk=party.pk).update(closes=now)
    AgreementPerson.objects.filter(
        agreement=agreement, membership__organisation_id=party.organisation_id, closes__isnull=True
    ).update(closes=now)
    words = _("%(name)s is no party") % {"name": party.organisation.name}
    audit.record("sharing:agreement:party_dropped", actor=actor, subject=agreement, summary=words, party=party.ref)


@transaction.atomic
def name_person(*, actor: Actor, agreement: Agreement, membership: Membership, part: str) -> AgreementPerson:
    """Say that a member of the actor's own organisation has a part in the agreement.

    :raises Invalid: for somebody of another organisation, or who has the part already.
    """
    held = permitted("name_people", actor, agreement)
    found = Membership.objects.filter(current(), pk=membership.pk, organisation_id=actor.body).first()
    if found is None:
        raise Invalid(_("Choose a present member of your own organisation"), "membership")
    if any(one.membership_id == found.pk and one.part == part for one in held.people):
        raise Invalid(_("They have this part already"), "membership")
    made = AgreementPerson.objects.create(agreement=agreement, membership=found, part=part, opens=timezone.now())
    words = _("%(part)s named for %(name)s") % {"part": _(PARTS[made.part]), "name": actor.organisation_name}  # type: ignore[index]
    audit.record("sharing:agreement:person_named", actor=actor, subject=agreement, summary=words, person=made.ref)
    return made


@transaction.atomic
def end_part(*, actor: Actor, agreement: Agreement, person: AgreementPerson) -> None:
    """End somebody's part for the actor's own organisation.

    :raises Refused: for somebody of another organisation.
    """
    permitted("name_people", actor, agreement)
    if person.membership.organisation_id != actor.organisation_id:
        raise Refused(_("Another organisation says who acts for it."))
    AgreementPerson.objects.filter(pk=person.pk, closes__isnull=True).update(closes=timezone.now())
    words = _("%(part)s ended for %(name)s") % {"part": person.get_part_display(), "name": actor.organisation_name}
    audit.record("sharing:agreement:part_ended", actor=actor, subject=agreement, summary=words, person=person.ref)

"""What can be done about police intelligence and assets? Lend, ask, grant for a time, use, look again, take away.

*Source:* R94-R97, R222, R223; design/sharing.md 2.1.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matrix import Cell, require_told
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.people.queries.matrix import table_of
from commonground.people.queries.programmes import programme
from commonground.sharing.adapters import desk_mail as mail
from commonground.sharing.models import Asset, AssetRequest, Grant, GrantEntry
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.requests import Lent
from commonground.sharing.queries import desk
from commonground.sharing.queries import requests as queries
from commonground.sharing.rules import requests as rules
from commonground.sharing.rules.requests import Risk, State

ASKED = "sharing/email/request_asked.txt"
ANSWERED = "sharing/email/request_answered.txt"


@transaction.atomic
def enter_asset(*, actor: Actor, organisation: Organisation, **card: Any) -> Asset:
    """Put something that an organisation lends into the catalogue, of a kind that the documents name.

    :raises Invalid: for another kind, or without a name.
    """
    require(TABLE, "keep_asset", actor, Lent(organisation.pk))
    if card.get("kind") not in rules.ASSETS:
        raise Invalid(_("Choose the kind"), "kind")
    if not str(card.get("title") or "").strip():
        raise Invalid(_("Enter its name"), "title")
    made = Asset.objects.create(organisation=organisation, entered_on=timezone.localdate(), **card)
    audit.record("sharing:asset:entered", actor=actor, subject=made)
    return made


@transaction.atomic
def close_asset(*, actor: Actor, asset: Asset) -> Asset:
    """Take something out of the catalogue; what was granted goes on to its end."""
    held = Asset.objects.select_for_update().get(pk=asset.pk)
    require(TABLE, "keep_asset", actor, queries.asset_of(held))
    if held.closed_on is None:
        held.closed_on, held.version = timezone.localdate(), held.version + 1
        held.save(update_fields=["closed_on", "version"])
        audit.record("sharing:asset:closed", actor=actor, subject=held)
    return held


@transaction.atomic
def ask(
    *,
    actor: Actor,
    to: Organisation,
    asset: Asset | None = None,
    likelihood: int,
    impact: int,
    cell: Cell | None = None,
    told: bool = False,
    **said: Any,
) -> AssetRequest:
    """Ask for an asset, or without one for intelligence, with what it is for and what could go wrong. Its cell of the
    requirement matrix, where it has one, sets until when, unless that is said; `told` says that the police know of a
    terrorist threat.

    :raises Refused: for an asset that is closed or that the asker does not qualify for, or about a threat of which the
        police have not been told.
    :raises Invalid: for a day or a risk that does not fit.
    """
    require(TABLE, "ask_for_asset", actor, Lent(to.pk))
    today = timezone.localdate()
    if asset is not None:
        _refuse_unless_eligible(actor, to, asset)
    elif to.kind != "police":
        raise Invalid(_("Choose a police organisation"), "to")
    require_told(cell, told=told)
    said["wanted_until"] = said.get("wanted_until") or _until(cell, said["needed_by"])
    if fault := rules.fault_of_wish(today, said["needed_by"], said["wanted_until"]):
        raise Invalid(_(fault[1]), fault[0])
    _of_five(likelihood, impact)
    made = AssetRequest.objects.create(
        organisation_id=actor.body, asked_by_id=actor.through, to_organisation=to, asset=asset,
        likelihood=likelihood, impact=impact, asked_at=timezone.now(), cell=str(cell or ""), **said,
    )  # fmt: skip
    audit.record("sharing:request:asked", actor=actor, subject=made, to=to.ref, asset=asset.ref if asset else "")
    path = reverse("sharing:asset_request", args=[made.public_id])
    for email in queries.addresses_of(to.pk):
        mail.tell(ASKED, email, {"path": path, "by": made.organisation.name})
    return made


def _until(cell: Cell | None, needed_by: date) -> date:
    """Give the day that a cell sets as the end of what is wanted.

    :raises Invalid: where there is no cell to set one.
    """
    if cell is None:
        raise Invalid(_("Enter until when"), "wanted_until")
    return needed_by + min(table_of(programme())[cell].expires, rules.LONGEST)


def _refuse_unless_eligible(actor: Actor, to: Organisation, asset: Asset) -> None:
    if asset.closed_on is not None or asset.organisation_id != to.pk:
        raise Refused(_("It is not lent any more."))
    if found := rules.lacks(asset.clearance, asset.accreditation, queries.held_by(actor)):
        raise Refused(" ".join(_(sentence) for sentence in found))


def _of_five(likelihood: int, impact: int) -> None:
    for name, value in (("likelihood", likelihood), ("impact", impact)):
        if value not in range(1, rules.SCALE + 1):
            raise Invalid(_("Choose one of 1 to 5"), name)


@transaction.atomic
def take_back(*, actor: Actor, request: AssetRequest) -> AssetRequest:
    """Take a request back that nobody has answered.

    :raises Refused: when it is answered already.
    """
    held = AssetRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require(TABLE, "take_request_back", actor, queries.request_of(held))
    if held.state not in (State.OPEN, State.TAKEN_BACK):
        raise Refused(_("It is answered already. Read the answer below."))
    if held.state == State.OPEN:
        held.state = State.TAKEN_BACK.value
        held.save(update_fields=["state"])
        audit.record("sharing:request:taken_back", actor=actor, subject=held)
    return held


def _open(actor: Actor, request: AssetRequest, reasons: str) -> AssetRequest:
    """Give a request that waits for an answer, locked, to whoever may answer it."""
    held = AssetRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require(TABLE, "answer_request", actor, queries.request_of(held))
    if held.state != State.OPEN:
        raise Refused(_("It is answered or taken back already."))
    if not reasons.strip():
        raise Invalid(_("Say why, in a sentence"), "reasons")
    return held


def _answered(actor: Actor, held: AssetRequest, state: State, reasons: str) -> None:
    held.state, held.reasons = state.value, reasons.strip()
    held.answered_at, held.answered_by_id = timezone.now(), actor.through
    held.save(update_fields=["state", "reasons", "answered_at", "answered_by"])
    audit.record(f"sharing:request:{state.value}", actor=actor, subject=held)
    path = reverse("sharing:asset_request", args=[held.public_id])
    if email := desk.address_of(held.asked_by):
        mail.tell(ANSWERED, email, {"path": path, "by": held.to_organisation.name})


@transaction.atomic
def refuse(*, actor: Actor, request: AssetRequest, reasons: str) -> AssetRequest:
    """Refuse a request with a reason; whoever asked is told.

    :raises Invalid: without a reason.
    """
    held = _open(actor, request, reasons)
    _answered(actor, held, State.REFUSED, reasons)
    return held


@transaction.atomic
def grant(*, actor: Actor, request: AssetRequest, reasons: str, given: Mapping[str, Any]) -> Grant:
    """Grant a request for a time: `given` holds authority, conditions, opens, closes, review_on, and the likelihood and
    impact that are left. Whoever asked is told.

    :raises Invalid: for what is missing, for days that do not fit, or for a risk that grows.
    """
    held = _open(actor, request, reasons)
    for name, sentence in (
        ("authority", _("Say by whose authority")),
        ("conditions", _("Say on which conditions")),
        ("opens", _("Enter the day on which it begins")),
        ("closes", _("Enter the day on which it ends")),
        ("review_on", _("Enter the day on which you look at it again")),
    ):
        if not str(given.get(name) or "").strip():
            raise Invalid(sentence, name)
    likelihood, impact = int(given.get("likelihood") or 0), int(given.get("impact") or 0)
    _of_five(likelihood, impact)
    if fault := rules.fault_of_grant(timezone.localdate(), given["opens"], given["closes"], given["review_on"]):
        raise Invalid(_(fault[1]), fault[0])
    if too_high := rules.fault_of_risk(Risk(held.likelihood, held.impact), Risk(likelihood, impact)):
        raise Invalid(_(too_high), "likelihood")
    named = {name: given[name] for name in ("authority", "conditions", "opens", "closes", "review_on")}
    made = Grant.objects.create(request=held, likelihood=likelihood, impact=impact, **named)
    _answered(actor, held, State.GRANTED, reasons)
    return made


def _entry(actor: Actor, held: Grant, kind: str, words: str, next_on: date | None = None) -> GrantEntry:
    if not words.strip():
        raise Invalid(_("Say what happened"), "words")
    made = GrantEntry.objects.create(
        grant=held, kind=kind, words=words.strip(), next_on=next_on, by_id=actor.through, at=timezone.now()
    )
    audit.record(f"sharing:grant:{kind}", actor=actor, subject=held, entry=made.ref)
    return made


def _locked(grant: Grant) -> Grant:
    """Both sides take turns at the request: the grant itself is written by those alone who gave it."""
    AssetRequest.objects.select_for_update().get(pk=grant.request_id)
    return Grant.objects.select_related("request").get(pk=grant.pk)


@transaction.atomic
def use(*, actor: Actor, grant: Grant, words: str) -> GrantEntry:
    """Write down one use of what was granted, while it holds."""
    held = _locked(grant)
    require(TABLE, "use_grant", actor, queries.grant_of(held))
    return _entry(actor, held, "use", words)


@transaction.atomic
def tell_outcome(*, actor: Actor, grant: Grant, words: str) -> GrantEntry:
    """Write down what came of it, which either side may, also after its end."""
    held = _locked(grant)
    require(TABLE, "see_request", actor, queries.request_of(held.request))
    return _entry(actor, held, "outcome", words)


@transaction.atomic
def look(*, actor: Actor, grant: Grant, words: str, next_on: date | None = None) -> GrantEntry:
    """Look at a grant again, and say when to look next.

    :raises Invalid: for a day that is not within the grant.
    """
    held = _locked(grant)
    require(TABLE, "look_at_grant", actor, queries.grant_of(held))
    if next_on is not None and not timezone.localdate() < next_on <= held.closes:
        raise Invalid(_("Enter a day ahead, within the time that is granted"), "next_on")
    made = _entry(actor, held, "review", words, next_on)
    held.review_on = next_on or held.closes
    held.version += 1
    held.save(update_fields=["review_on", "version"])
    return made


@transaction.atomic
def revoke(*, actor: Actor, grant: Grant, because: str) -> Grant:
    """Take a grant away at once, with a reason that whoever asked is told of.

    :raises Refused: when it has ended already.
    :raises Invalid: without a reason.
    """
    held = _locked(grant)
    require(TABLE, "revoke_grant", actor, queries.grant_of(held))
    if held.revoked_at or timezone.localdate() >= held.closes:
        raise Refused(_("It has ended already."))
    if not because.strip():
        raise Invalid(_("Say why, in a sentence"), "because")
    held.revoked_at, held.revoked_because, held.revoked_by_id = timezone.now(), because.strip(), actor.through
    held.version += 1
    held.save(update_fields=["revoked_at", "revoked_because", "revoked_by", "version"])
    audit.record("sharing:grant:revoked", actor=actor, subject=held)
    path = reverse("sharing:asset_request", args=[held.request.public_id])
    if email := desk.address_of(held.request.asked_by):
        mail.tell(ANSWERED, email, {"path": path, "by": held.request.to_organisation.name})
    return held

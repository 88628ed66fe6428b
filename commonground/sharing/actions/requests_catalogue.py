"""How does an entry of the catalogue change, and what of it is out? It keeps what it said, and tells those it binds.

*Source:* R222, R223.
"""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.sharing.adapters import desk_mail as mail
from commonground.sharing.models import Asset, AssetRequest, AssetVersion, Grant, GrantEntry
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import desk
from commonground.sharing.queries import requests as queries
from commonground.sharing.queries import requests_catalogue as catalogue
from commonground.sharing.rules import requests as rules

CARD = ("title", "about", "clearance", "accreditation", "conditions", "seats", "contact", "no_forward")
BINDS = frozenset({"conditions", "no_forward", "contact"})
CHANGED = "sharing/email/asset_changed.txt"


@transaction.atomic
def change_asset(*, actor: Actor, asset: Asset, version: int, **card: Any) -> Asset:
    """Change an entry of the catalogue, on top of the version that the actor saw; what it said before is kept. Whoever
    holds a grant is told by mail that what binds them has changed, and reads it on its page.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: without a name, or for fewer than are signed out.
    :raises Refused: for an entry that is closed.
    """
    held = Asset.objects.select_for_update().get(pk=asset.pk)
    require(TABLE, "keep_asset", actor, queries.asset_of(held))
    if held.closed_on is not None:
        raise Refused(_("It is not lent any more."))
    said = {name: getattr(held, name) for name in CARD}
    if held.version != version:
        raise Stale(_("Somebody else changed this entry while you were writing."), said, held.version)
    if not str(card["title"]).strip():
        raise Invalid(_("Enter its name"), "title")
    if fault := rules.fault_of_seats(card["seats"], catalogue.out_of(held)):
        raise Invalid(_(fault), "seats")
    changed = [name for name in CARD if said[name] != card[name]]
    if changed:
        AssetVersion.objects.create(
            asset=held, number=held.version, said=said, until=timezone.now(), changed_by_id=actor.through
        )
        for name in changed:
            setattr(held, name, card[name])
        held.version += 1
        held.save(update_fields=[*changed, "version"])
        audit.record("sharing:asset:changed", actor=actor, subject=held, what=changed)
        if BINDS.intersection(changed):
            _tell_holders(held)
    return held


def _tell_holders(asset: Asset) -> None:
    path = reverse("sharing:asset", args=[asset.public_id])
    for one in catalogue.grants_now(asset):
        if email := desk.address_of(one.request.asked_by):
            mail.tell(CHANGED, email, {"path": path, "by": asset.organisation.name})


@transaction.atomic
def sign_out(*, actor: Actor, grant: Grant, words: str) -> GrantEntry:
    """Write down that one of what is lent is handed over under a grant that holds.

    :raises Refused: when all of them are out.
    :raises Invalid: without a word on what and to whom.
    """
    held = _locked(grant)
    require(TABLE, "sign_out", actor, queries.grant_of(held))
    asset = held.request.asset
    if asset is not None:
        Asset.objects.select_for_update().get(pk=asset.pk)  # two who hand the last one out take turns
        if fault := rules.fault_of_signing_out(asset.seats, catalogue.out_of(asset)):
            raise Refused(_(fault))
    return _entry(actor, held, "out", words)


@transaction.atomic
def sign_back(*, actor: Actor, grant: Grant, words: str) -> GrantEntry:
    """Write down that one of what is lent has come back, also after the end of the grant.

    :raises Refused: when none of this grant is out.
    :raises Invalid: without a word on what and in which state.
    """
    held = _locked(grant)
    require(TABLE, "sign_back", actor, queries.grant_of(held))
    if catalogue.out_under(held) < 1:
        raise Refused(_("Nothing of this grant is out."))
    return _entry(actor, held, "back", words)


def _locked(grant: Grant) -> Grant:
    AssetRequest.objects.select_for_update().get(pk=grant.request_id)
    return Grant.objects.select_related("request__asset").get(pk=grant.pk)


def _entry(actor: Actor, held: Grant, kind: str, words: str) -> GrantEntry:
    if not words.strip():
        raise Invalid(_("Write down what, and to whom or from whom"), "words")
    made = GrantEntry.objects.create(grant=held, kind=kind, words=words.strip(), by_id=actor.through, at=timezone.now())
    audit.record(f"sharing:grant:{kind}", actor=actor, subject=held, entry=made.ref)
    return made

"""What can be done about who reads a rendition? Release it, close that again, extend it, and have it approved.

A release that weighs more than one person may decide waits for a second; in an emergency it works at once and is
reviewed within 72 hours.

*Source:* design/sharing.md 1, 2.1; R15, R184, R213; D2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Membership, Organisation
from commonground.people.queries.acting import current
from commonground.sharing.actions import feedback, telling
from commonground.sharing.actions.opening import reopen
from commonground.sharing.actions.questions import ask_access, ask_to_pass_on
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Agreement, Approval, Decision, Group, Release, Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import asking, copies
from commonground.sharing.queries.holding import holding_of, level_of
from commonground.sharing.rules.copies import Source, require_goes_no_further
from commonground.sharing.rules.drafts import ReleaseDraft, release_draft
from commonground.sharing.rules.items import ToGroup, ToOrganisation, ToPerson, ToPublic
from commonground.sharing.rules.policy import AUDIENCES
from commonground.sharing.rules.writing import (
    Draft,
    Weight,
    require_complete,
    review_due,
    takes_second_approver,
)

__all__ = [
    "approve",
    "ask_access",
    "ask_to_pass_on",
    "check",
    "decline",
    "extend",
    "open_to",
    "release",
    "reopen",
    "review",
    "revoke",
    "weight_of",
]

KINDS = {"person": ToPerson, "organisation": ToOrganisation, "group": ToGroup, "public": ToPublic}
ANYBODY = ToPublic()
NOBODY = ToOrganisation("")


@transaction.atomic
def release(*, actor: Actor, rendition: Rendition, draft: ReleaseDraft, emergency: bool = False) -> Release | Approval:
    """Open a rendition to an audience; what a second person must approve waits, unless it is an emergency.

    :raises Invalid: for an audience that the marking, or a basis that the law of sharing, does not allow.
    """
    require(TABLE, "release_item", actor, holding_of(actor, rendition.item))
    with asking.at_work(actor):
        held = _locked(actor, rendition)
        (made,) = open_to(actor, held, [draft], emergency=emergency)
        reopen([held.item_id])
    return made


def open_to(
    actor: Actor, rendition: Rendition, drafts: Sequence[ReleaseDraft], *, emergency: bool
) -> list[Release | Approval]:
    """Make the releases, or what waits for a second person, in a few statements however many they are; the caller has
    opened the records, and reopens after."""
    known, now = known_for(actor, rendition, drafts), timezone.now()
    made: list[tuple[Release | Approval, ReleaseDraft]] = []
    for draft in drafts:
        check(rendition, draft, known)
        reasons = takes_second_approver(weight_of(rendition, draft))
        if reasons and not emergency:
            one: Release | Approval = _waiting_for_second(actor, rendition, draft, reasons)
        else:
            one = _made(rendition, draft, known, by=actor.through, review_by=review_due(now) if reasons else None)
        made.append((one, draft))
    _kept(actor, rendition, [(one, draft) for one, draft in made if isinstance(one, Release)])
    return [one for one, _draft in made]


def _waiting_for_second(actor: Actor, rendition: Rendition, draft: ReleaseDraft, reasons: Sequence[str]) -> Approval:
    waiting = Approval.objects.create(
        rendition=rendition, what="release", draft=draft.kept(), reasons=reasons, asked_by_id=actor.through
    )
    audit.record("sharing:release:asked", actor=actor, subject=rendition.item, rendition=rendition.ref)
    return waiting


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says of all that some drafts name, by key: it is asked once for all of them."""

    organisations: frozenset[int]
    memberships: Mapping[int, Membership]
    groups: frozenset[int]
    agreements: frozenset[int]
    decisions: frozenset[int]
    source: Source | None
    agreed: frozenset[int]


def known_for(actor: Actor, rendition: Rendition, drafts: Sequence[ReleaseDraft]) -> Known:
    """Ask which organisations are active, who is a member now, which groups the originator keeps (who is in another's
    is not the originator's to say), to which agreements the actor's organisation is a party, which decisions say that
    this item is shared, what it was drawn from, and to whom that one's originator lets it go."""

    def named(name: str) -> set[int]:
        return {key for one in drafts if (key := getattr(one, name))}

    def keys(rows: QuerySet[Any], asked: set[int]) -> frozenset[int]:
        return frozenset(rows.filter(pk__in=asked).values_list("pk", flat=True)) if asked else frozenset()

    decided = Decision.objects.filter(
        item_id=rendition.item_id, organisation_id=rendition.item.originator_id, outcome="share"
    )
    members = named("membership_id")
    hats = Membership.objects.filter(current()).in_bulk(members) if members else {}
    bodies = {*named("organisation_id"), *(hat.organisation_id for hat in hats.values())}
    return Known(
        organisations=keys(Organisation.objects.filter(is_active=True), named("organisation_id")),
        memberships=hats,
        groups=keys(Group.objects.filter(organisation_id=rendition.item.originator_id), named("group_id")),
        agreements=keys(
            Agreement.objects.filter(parties__organisation_id=actor.organisation_id or 0), named("agreement_id")
        ),
        decisions=keys(decided, named("decision_id")),
        source=copies.source_of(actor, rendition),
        agreed=copies.agreed_by(actor, rendition.source_id, bodies),
    )


def check(rendition: Rendition, draft: ReleaseDraft, known: Known) -> None:
    """Refuse a draft whose audience, basis or time cannot open the rendition.

    :raises Invalid: with the field that must change.
    """
    to = ANYBODY if draft.to == "public" else NOBODY
    chosen = draft.to == "public" or any((draft.organisation_id, draft.membership_id, draft.group_id))
    bases = draft.basis_of_giver, draft.basis_of_getter
    within = draft.organisation_id == rendition.item.originator_id and not draft.membership_id
    require_complete(Draft(to if chosen else None, draft.purpose, rendition.personal and not within, *bases))
    marking = MARKINGS[rendition.tlp]
    if draft.to not in KINDS or KINDS[draft.to] not in AUDIENCES[marking]:
        raise Invalid(_("%(label)s does not go to such an audience. %(meaning)s") % _words(marking), "to")
    if draft.clearance not in range(4):
        raise Invalid(_("Choose a level from 0 to 3"), "clearance")
    if draft.opens and draft.closes and draft.closes <= draft.opens:
        raise Invalid(_("It must end after it begins"), "closes")
    _check_basis(rendition, draft, known)
    _check_audience(draft, known)


def _words(marking: object) -> dict[str, str]:
    return {"label": marking.label, "meaning": marking.meaning}  # type: ignore[attr-defined]


def _check_basis(rendition: Rendition, draft: ReleaseDraft, known: Known) -> None:
    own = draft.organisation_id == rendition.item.originator_id
    if draft.agreement_id and draft.decision_id:
        raise Invalid(_("It stands on an agreement or on a decision, not on both"), "agreement")
    if draft.to == "public" and (draft.agreement_id or rendition.clearance or draft.clearance):
        raise Invalid(_("An agreement opens nothing to the public, and the public has no level"), "to")
    if rendition.personal and not own and not (draft.agreement_id or draft.decision_id):
        raise Invalid(_("Personal data needs an agreement or a recorded decision"), "agreement")
    if draft.agreement_id and draft.agreement_id not in known.agreements:
        raise Invalid(_("Your organisation is no party of that agreement"), "agreement")
    if draft.decision_id and draft.decision_id not in known.decisions:
        raise Invalid(_("That decision does not say that this item is shared"), "decision")


def _check_audience(draft: ReleaseDraft, known: Known) -> None:
    there = {
        "organisation": draft.organisation_id in known.organisations,
        "person": draft.membership_id in known.memberships,
        "group": draft.group_id in known.groups,
    }
    if not there.get(draft.to, True):
        raise Invalid(_("Choose who it is for before you save it"), "to")
    if known.source is not None:
        hat = known.memberships.get(draft.membership_id or 0)
        require_goes_no_further(known.source, hat.organisation_id if hat else draft.organisation_id, known.agreed)


def weight_of(rendition: Rendition, draft: ReleaseDraft) -> Weight:
    """Give what may make a release weigh more than one person may decide."""
    to = ANYBODY if draft.to == "public" else NOBODY
    return Weight(MARKINGS[rendition.tlp], to, rendition.personal, rendition.children, rendition.offences)


def _next_place(rendition: Rendition) -> int:
    """Give the place after the last. The database asks for each release whose it is, so it is asked once for a version
    that is opened to many in one go."""
    known = rendition.__dict__
    if "last_place" not in known:
        known["last_place"] = max(rendition.releases.values_list("place", flat=True), default=0)
    known["last_place"] += 1
    return int(known["last_place"])


def _made(
    rendition: Rendition,
    draft: ReleaseDraft,
    known: Known,
    *,
    by: int,
    approved_by: int | None = None,
    review_by: datetime | None = None,
) -> Release:
    """The release that a draft which was checked becomes, not kept yet."""
    hat = known.memberships[draft.membership_id or 0] if draft.to == "person" else None
    return Release(
        rendition=rendition,
        place=_next_place(rendition),
        to=draft.to,
        organisation_id=hat.organisation_id if hat else draft.organisation_id if draft.to == "organisation" else None,
        person_id=hat.person_id if hat else None,
        group_id=draft.group_id if draft.to == "group" else None,
        agreement_id=draft.agreement_id,
        decision_id=draft.decision_id,
        clearance=draft.clearance,
        opens=draft.opens,
        closes=draft.closes,
        purpose=draft.purpose.strip()[:300],
        basis_of_giver=draft.basis_of_giver.strip()[:300],
        basis_of_getter=draft.basis_of_getter.strip()[:300],
        by_id=by,
        approved_by_id=approved_by,
        review_by=review_by,
    )


def _kept(actor: Actor, rendition: Rendition, made: Sequence[tuple[Release, ReleaseDraft]]) -> None:
    """Keep releases, record each, and have those told whom they name."""
    now = asking.now()
    for one, _draft in made:
        one.opens = one.opens or now
    Release.objects.bulk_create([one for one, _draft in made])
    audit.record_each(
        "sharing:item:released",
        actor=actor,
        subject=rendition.item,
        each=[{"to": one.to, "how": _how(one), "rendition": rendition.ref, "release": one.ref} for one, _draft in made],
    )
    for _one, draft in made:
        if draft.to == "person":
            telling.queue(draft.membership_id or 0, rendition.pk)
    feedback.note_sent(rendition, {one.organisation_id for one, _draft in made if one.organisation_id})


def _how(made: Release) -> str:
    return "in an emergency" if made.review_by else "approved" if made.approved_by_id else "at once"


@transaction.atomic
def revoke(*, actor: Actor, release: Release, reason: str) -> Release:
    """Close a release for good, from now on; refuses one that is closed already, and a missing reason."""
    require(TABLE, "revoke_release", actor, holding_of(actor, release.rendition.item))
    if not reason.strip():
        raise Invalid(_("Say why it is closed"), "reason")
    with asking.at_work(actor):
        held = Release.objects.select_for_update().get(pk=release.pk)
        if held.revoked_at is not None:
            raise Refused(_("That release is closed already."))
        held.revoked_at, held.revoked_because = asking.now(), reason.strip()[:500]
        held.save(update_fields=["revoked_at", "revoked_because"])
        item = release.rendition.item
        audit.record("sharing:release:revoked", actor=actor, subject=item, release=held.ref)
        reopen([item.pk])
    return held


@transaction.atomic
def extend(*, actor: Actor, release: Release, closes: datetime | None) -> Release:
    """Let a release end at another moment, later or earlier, or never; refuses one that was closed for good."""
    require(TABLE, "release_item", actor, holding_of(actor, release.rendition.item))
    with asking.at_work(actor):
        held = Release.objects.select_for_update().get(pk=release.pk)
        if held.revoked_at is not None:
            raise Refused(_("That release was closed. Release it again."))
        if closes is not None and held.opens is not None and closes <= held.opens:
            raise Invalid(_("It must end after it begins"), "closes")
        held.closes = closes
        held.save(update_fields=["closes"])
        item = release.rendition.item
        audit.record("sharing:release:extended", actor=actor, subject=item, release=held.ref)
        reopen([item.pk])
    return held


@transaction.atomic
def review(*, actor: Actor, release: Release, stands: bool, reason: str = "") -> Release:
    """Look again, as a second person, at a release made in an emergency: it stands, or it is closed with a reason."""
    require(TABLE, "approve_release", actor, holding_of(actor, release.rendition.item))
    with asking.at_work(actor):
        held = Release.objects.select_for_update(of=("self",)).select_related("by").get(pk=release.pk)
        if held.review_by is None or held.reviewed_at is not None:
            raise Refused(_("That release waits for no review."))
        if held.by is not None and held.by.person_id == actor.person_id:
            raise Refused(_("A second person reviews it."))
        held.reviewed_at, held.approved_by_id = asking.now(), actor.through
        held.save(update_fields=["reviewed_at", "approved_by"])
        item = release.rendition.item
        audit.record("sharing:release:reviewed", actor=actor, subject=item, release=held.ref, stands=stands)
    return held if stands else revoke(actor=actor, release=release, reason=reason)


@transaction.atomic
def approve(*, actor: Actor, approval: Approval) -> Release | Rendition:
    """Approve as the second person what waits, which happens now."""
    with asking.at_work(actor):
        held = _waiting(actor, approval)
        rendition = _locked(actor, held.rendition)
        made: Release | Rendition
        if held.what == "release":
            draft = release_draft(held.draft)
            known = known_for(actor, rendition, [draft])
            check(rendition, draft, known)
            made = _made(rendition, draft, known, by=held.asked_by_id, approved_by=actor.through)
            _kept(actor, rendition, [(made, draft)])
            held.made = made
        else:
            made = _cleared(rendition, held)
        _decided(actor, held, "approved", "")
        reopen([rendition.item_id])
    return made


@transaction.atomic
def decline(*, actor: Actor, approval: Approval, reason: str) -> Approval:
    """Decline as the second person what waits, with a reason."""
    if not reason.strip():
        raise Invalid(_("Say why not"), "reason")
    with asking.at_work(actor):
        held = _waiting(actor, approval)
        _decided(actor, held, "declined", reason)
    return held


def _waiting(actor: Actor, approval: Approval) -> Approval:
    held = Approval.objects.select_for_update(of=("self",)).select_related("rendition__item", "asked_by")
    found = held.get(pk=approval.pk)
    require(TABLE, "approve_release", actor, holding_of(actor, found.rendition.item))
    if found.outcome:
        raise Refused(_("That is decided already."))
    if found.asked_by.person_id == actor.person_id:
        raise Refused(_("A second person must approve this."))
    return found


def _decided(actor: Actor, held: Approval, outcome: str, reason: str) -> None:
    held.outcome, held.because = outcome, reason.strip()[:500]
    held.decided_by_id, held.decided_at = actor.through, timezone.now()
    held.save(update_fields=["outcome", "because", "decided_by", "decided_at", "made"])
    audit.record(f"sharing:approval:{outcome}", actor=actor, subject=held.rendition.item, approval=held.ref)


def _cleared(rendition: Rendition, held: Approval) -> Rendition:
    rendition.personal, rendition.not_personal_because = False, held.draft.get("reason", "")
    rendition.version += 1
    rendition.save(update_fields=["personal", "not_personal_because", "version"])
    return rendition


def _locked(actor: Actor, rendition: Rendition) -> Rendition:
    """The rendition as it is now, for somebody who keeps it, so that two who act at once take turns."""
    rows = Rendition.objects.select_for_update(of=("self",)).select_related("item").defer("words")
    held = rows.filter(pk=rendition.pk).first()
    if held is None or level_of(actor) < max(held.clearance, int(held.personal)):
        raise Refused(_("You are not cleared for this version. Somebody who is must do this."))
    return held

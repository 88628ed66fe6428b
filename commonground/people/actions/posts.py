"""What can be done with posts? Open, change and close one, and say who holds it; nobody's post is left without a way.

*Source:* R45, R115, R247, R263; settled questions, "Who" (versions).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may, require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.people.actions import posts_alarm
from commonground.people.models import Holding, Membership, Organisation, Post
from commonground.people.permissions import TABLE
from commonground.people.permissions.posts import NamedSpecial
from commonground.people.queries import posts as queries
from commonground.people.queries.acting import current
from commonground.people.rules.posts import DEPUTY, HOLDER, PARTS, next_confirmation, opens_to_others

CARD = (
    "title", "about", "special", "sectors", "cells", "hours", "hours_note", "telephone", "telephone_source",
    "telephone_verified_on", "mailbox", "urgent_route", "secure_channel", "languages", "agreements", "promise_hours",
    "visibility", "predecessor", "programme",
)  # fmt: skip
MANY = ("topics", "areas", "named")
NEEDS_BOTH = "Name a holder and a deputy first: a post that others rely on has both. Until then, keep it to yourselves."


@transaction.atomic
def open_post(
    *,
    actor: Actor,
    organisation: Organisation,
    holder: Membership | None = None,
    deputy: Membership | None = None,
    **card: Any,
) -> Post:
    """Open a post of an organisation with the values of its card (`CARD` and `MANY`), from today. Others see it only
    when holder and deputy are named.

    :raises Invalid: when others would see it without both, or somebody cannot hold it.
    """
    require(TABLE, "open_post", actor, organisation)
    _refuse_a_title(actor, organisation, "", card)
    today = timezone.localdate()
    _refuse_the_same(holder, deputy)
    for part, membership in ((HOLDER, holder), (DEPUTY, deputy)):
        _refuse_a_stranger(organisation.pk, membership, part, today)
    _check(card, organisation, bool(holder and deputy) or _is_of_a_document(actor, card))
    post = Post.objects.create(
        organisation=organisation,
        created_on=today,
        # Of a post that only a document tells of, it is not known whether somebody holds it.
        vacant_since=None if holder or card.get("special") else today,
        vacancy_told_on=None if holder else today,
        confirmed_on=today if holder else None,
        confirmed_how=_("Entered by %(name)s") % {"name": actor.name},
        confirm_by=next_confirmation(today),
        **{key: card[key] for key in CARD if key in card},
    )
    _set_many(post, card)
    for part, membership in ((HOLDER, holder), (DEPUTY, deputy)):
        if membership is not None:
            Holding.objects.create(post=post, membership=membership, part=part, starts=today)
    audit.record("people:post:opened", actor=actor, subject=post, summary=_("Opened"))
    return post


@transaction.atomic
def change_post(*, actor: Actor, post: Post, version: int, **card: Any) -> Post:
    """Change what is said of a post, on top of the version that the actor saw. A new number that nobody has checked
    loses the day of its check.

    :raises Stale: when somebody else saved first, with what is saved now.
    :raises Invalid: when others would see it before it has a holder and a deputy.
    """
    require(TABLE, "change_post", actor, queries.keeping(post))
    held = _locked(post)
    if held.version != version:
        raise Stale(_("Somebody else changed this post while you were writing."), card_of(held), held.version)
    before = card_of(held)
    _refuse_a_title(actor, held.organisation, held.special, card)
    was_open = opens_to_others(held.visibility, before["named"])
    has_both = all(queries.held_now(held, part) for part in PARTS)
    _check({**before, **card}, held.organisation, has_both or was_open or _is_of_a_document(actor, card))
    changed = [key for key in (*CARD, *MANY) if key in card and _differs(before[key], card[key])]
    for key in changed:
        if key in CARD:
            setattr(held, key, card[key])
    if changed:
        held.version += 1
        held.save()
        _set_many(held, {key: card[key] for key in changed})
        audit.record("people:post:changed", actor=actor, subject=held, summary=_("Card changed"), what=changed)
    return held


@transaction.atomic
def close_post(*, actor: Actor, post: Post, because: str) -> Post:
    """Close a post from today: nobody finds it any more, and its history stays.

    :raises Refused: when it is closed already.
    :raises Invalid: without a reason.
    """
    require(TABLE, "close_post", actor, queries.keeping(post))
    held, today = _locked(post), timezone.localdate()
    if held.closed_on:
        raise Refused(_("This post is closed already."))
    if not because.strip():
        raise Invalid(_("Say why it is closed, and who does this work now"), "because")
    for holding in held.holdings.filter(Q(until__isnull=True) | Q(until__gt=today)):
        _end(holding, today)
    held.closed_on, held.closed_because, held.version = today, because.strip(), held.version + 1
    held.save()
    audit.record("people:post:closed", actor=actor, subject=held, summary=_("Closed"))
    return held


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    post: Post,
    part: str,
    membership: Membership,
    starts: date | None = None,
    overlap_until: date | None = None,
) -> Holding:
    """Say who holds a post, or is its deputy, from a day on (today unless given). Who did so until then stops on that
    day, or on `overlap_until` when the two are to do it together for a while.

    :raises Invalid: for a day that is past, somebody of another organisation, or one person in both parts.
    """
    require(TABLE, "appoint", actor, queries.keeping(post))
    return _appoint(actor, _locked(post), part, membership, starts or timezone.localdate(), overlap_until)


@transaction.atomic
def hand_on(*, actor: Actor, holding: Holding, to: Membership | None, ends: date) -> None:
    """Pass one part of a post from its holding to another member from today, or, for nobody, leave it to the deputy.
    `ends` is the first day on which the leaver no longer holds it. Whoever calls has asked whether it may be done.

    :raises Refused: when the successor cannot hold it.
    """
    post, today = _locked(holding.post), timezone.localdate()
    if to is None:
        _leave(actor, post, holding, max(ends, today))
    else:
        _appoint(actor, post, holding.part, to, today, ends)


@transaction.atomic
def vacate(*, actor: Actor, membership: Membership, day: date | None = None) -> int:
    """End every holding of a membership that has ended or is suspended, from a day on (today unless given), and tell of
    each post that is vacant now; its deputy stands in at once. Gives how many holdings ended.

    Whoever ends or suspends the membership has been asked whether they may; this asks nobody again.
    """
    day = day or timezone.localdate()
    held = list(queries.held_by(membership.pk).filter(Q(until__isnull=True) | Q(until__gt=day)))
    for holding in held:
        _leave(actor, _locked(holding.post), holding, day)
    return len(held)


def _appoint(
    actor: Actor, post: Post, part: str, membership: Membership, starts: date, overlap_until: date | None
) -> Holding:
    today = timezone.localdate()
    if post.closed_on:
        raise Refused(_("This post is closed. Open a new one instead."))
    if part not in PARTS:
        raise Invalid(_("Choose holder or deputy"), "part")
    if starts < today:
        raise Invalid(_("Enter a day that is today or later"), "starts")
    _refuse_a_stranger(post.organisation_id, membership, "membership", starts)
    other = queries.holdings_from(starts).filter(post=post, membership=membership).exclude(part=part)
    if part == DEPUTY and other.exists():
        raise Invalid(_("Choose somebody else: they hold the post, and cannot stand in for themselves"), "membership")
    for deputising in other:
        _end(deputising, starts)
    for before in post.holdings.filter(Q(until__isnull=True) | Q(until__gt=starts), part=part):
        _end(before, starts if before.membership_id == membership.pk else max(starts, overlap_until or starts))
    made = Holding.objects.create(post=post, membership=membership, part=part, starts=starts)
    if part == HOLDER:
        _has_a_holder(post, starts, today)
    said = _("Holder named") if part == HOLDER else _("Deputy named")
    named = {"part": part, "membership": membership.ref, "starts": str(starts)}
    audit.record("people:post:appointed", actor=actor, subject=post, summary=said, **named)
    return made


def _leave(actor: Actor, post: Post, holding: Holding, day: date) -> None:
    """End one holding, and note and tell the vacancy where nobody else holds the post then."""
    _end(holding, day)
    left = {"part": holding.part, "membership": holding.membership.ref, "day": str(day)}
    audit.record("people:post:left", actor=actor, subject=post, **left)
    if holding.part == HOLDER and day <= timezone.localdate() and not _is_held(post, day):
        post.vacant_since, post.vacancy_told_on = post.vacant_since or day, None
        post.asked_to_confirm_on = post.reminded_on = post.escalated_on = None
        post.version += 1
        post.save()
        posts_alarm.tell_of_vacancy(post, left_by=holding.membership_id)


def card_of(post: Post) -> dict[str, Any]:
    """Give the values of a post's card, and its version."""
    many = {name: list(getattr(post, name).all()) for name in MANY}
    return {key: getattr(post, key) for key in (*CARD, "version")} | many


def _locked(post: Post) -> Post:
    """Take turns: whoever changes a post waits for whoever does so now."""
    return Post.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=post.pk)


def _end(holding: Holding, day: date) -> None:
    """End a holding on a day; one that has not begun by then never does."""
    holding.until = max(holding.starts, day)
    holding.save(update_fields=["until"])


def _is_held(post: Post, day: date) -> bool:
    return queries.holdings_from(day).filter(post=post, part=HOLDER, starts__lte=day).exists()


def _has_a_holder(post: Post, starts: date, today: date) -> None:
    """A new holder is to confirm the card; from the day on which they begin the post is vacant no more."""
    if starts <= today:
        post.vacant_since = post.vacancy_told_on = None
    post.asked_to_confirm_on = post.reminded_on = post.escalated_on = None
    post.confirm_by = starts
    post.version += 1
    post.save()


def _is_of_a_document(actor: Actor, card: Mapping[str, Any]) -> bool:
    """Tell whether an administrator enters a special post as a document names it, with nobody here to hold it."""
    return actor.is_administrator and bool(card.get("special"))


def _refuse_a_title(actor: Actor, organisation: Organisation, before: str, card: Mapping[str, Any]) -> None:
    """Refuse that a post is newly called special by somebody who cannot know, so that nobody poses as a lead."""
    asked = card.get("special") or ""
    if asked and asked != before:
        subject = NamedSpecial(asked, organisation.pk, organisation.side is Side.POLICE)
        if not may(TABLE, "call_special", actor, subject):
            raise Invalid(_(TABLE["call_special"].otherwise), "special")


def _check(card: Mapping[str, Any], organisation: Organisation, has_both: bool) -> None:
    """Refuse a card that others would see without holder and deputy, or that says less than a card must."""
    if opens_to_others(card.get("visibility", "members"), card.get("named", ())) and not has_both:
        raise Invalid(_(NEEDS_BOTH), "visibility")
    if card.get("telephone") and not card.get("telephone_source"):
        raise Invalid(_("Say where the number is published, so that others can check it"), "telephone_source")
    if organisation in card.get("named", ()):
        raise Invalid(_("Your own organisation sees the post anyway; name others"), "named")


def _refuse_the_same(holder: Membership | None, deputy: Membership | None) -> None:
    if holder is not None and holder == deputy:
        raise Invalid(_("Choose somebody else as deputy: nobody stands in for themselves"), "deputy")


def _refuse_a_stranger(organisation_id: int, membership: Membership | None, part: str, day: date) -> None:
    """Refuse a membership of another organisation, or one that does not hold on the day."""
    if membership is None:
        return
    if not Membership.objects.filter(current(day), pk=membership.pk, organisation_id=organisation_id).exists():
        raise Invalid(_("Choose somebody who is a member of the post's organisation on that day"), part)


def _set_many(post: Post, card: Mapping[str, Any]) -> None:
    for name in MANY:
        if name in card:
            getattr(post, name).set(card[name])


def _differs(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, Iterable) and one and hasattr(one[0], "pk"):
        return {each.pk for each in one} != {each.pk for each in other}
    return bool(list(one) != list(other)) if isinstance(one, list) else bool(one != other)

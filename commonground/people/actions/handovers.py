"""What can be done with a handover? Begin one, prepare it, offer, answer, ask, undo and cancel it.

What happens on the day, and when somebody is gone at once, is in `handovers_passing`.

*Source:* R45, R115, R247; D3; the look, section 7 ("Handover").
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions import handovers_passing as passing
from commonground.people.actions import handovers_telling as telling
from commonground.people.models import Handover, HandoverMatter, HandoverMessage, Membership, Post
from commonground.people.permissions import TABLE
from commonground.people.queries import handovers as queries
from commonground.people.rules import handovers as rules
from commonground.people.rules.handovers import State

EDITED = ("successor", "leaves_on", "starts_on", "note")


@transaction.atomic
def begin(
    *, actor: Actor, membership: Membership, reason: str, leaves_on: date, post: Post | None = None, note: str = ""
) -> Handover:
    """Begin to hand over one post, or (without a post) everything that somebody holds through a membership.

    :raises Invalid: when the last day has passed, or the note looks as if it held a password.
    :raises Refused: when a handover of the same is under way already.
    """
    require(TABLE, "begin_handover", actor, membership)
    Membership.objects.select_for_update().get(pk=membership.pk)
    today = timezone.localdate()
    _refuse_faulty(leaves_on, None, note, today)
    others = Handover.objects.filter(leaver=membership, state__in=[s.value for s in rules.UNDER_WAY], post=post)
    if others.exists():
        raise Refused(_("A handover of this is under way already. Change that one."))
    handover = Handover.objects.create(
        leaver=membership, post=post, reason=reason, leaves_on=leaves_on, note=note.strip(), begun_at=timezone.now()
    )
    gather(handover)
    audit.record("people:handover:begun", actor=actor, subject=handover, summary=_("Handover begun"), reason=reason)
    if actor.person_id != membership.person_id:
        telling.begun(handover, by=actor)
    return handover


def gather(handover: Handover) -> None:
    """Take down what the leaver holds open now, so that what came since is there too and what is done is not; the
    callers have asked who may."""
    found = {(m.package, m.key): m for m in passing.matters_in(handover)}
    known = {(row.package, row.key): row for row in handover.matters.all()}
    for place, matter in found.items():
        if place not in known:
            choice = "successor" if rules.may_pass(matter.key, matter.must_have_owner) else "closed"
            HandoverMatter.objects.create(
                handover=handover,
                package=matter.package,
                key=matter.key,
                title=matter.title[:300],
                url=matter.url,
                due=matter.due,
                choice=choice,
            )
    handover.matters.filter(pk__in=[row.pk for place, row in known.items() if place not in found]).delete()


@transaction.atomic
def prepare(*, actor: Actor, handover: Handover, version: int, **values: Any) -> Handover:
    """Change who follows, both days and the note (`EDITED`), on top of the version that the actor saw. The note is the
    leaver's alone.

    :raises Stale: when somebody else saved first.
    :raises Invalid: naming what must change; also where the note looks as if it held a password.
    """
    held = _held("prepare_handover", actor, handover)
    if State(held.state) not in rules.PREPARING:
        raise Refused(_("This handover is offered. Take it back to change it."))
    if held.version != version:
        raise Stale(_("Somebody else changed this handover while you were writing."), values_of(held), held.version)
    if "note" in values and values["note"].strip() != held.note:
        require(TABLE, "write_handover_note", actor, held)
    changed = {name: values[name] for name in EDITED if name in values}
    days = {name: changed.get(name, getattr(held, name)) for name in ("leaves_on", "starts_on")}
    _refuse_faulty(**days, note=changed.get("note", ""), today=timezone.localdate())
    _refuse_stranger(held, changed.get("successor"), "successor")
    _refuse_to_take(actor, held, changed.get("successor"), "successor")
    for name, value in changed.items():
        setattr(held, name, value.strip() if name == "note" else value)
    _save(held)
    gather(held)
    audit.record("people:handover:prepared", actor=actor, subject=held, what=sorted(changed))
    return held


@transaction.atomic
def choose(
    *, actor: Actor, handover: Handover, matter: HandoverMatter, choice: str, to: Membership | None = None
) -> None:
    """Say where one matter goes: to the successor, to somebody else, or that it is closed.

    :raises Invalid: when it may not be without an owner, or nobody is named who takes it.
    """
    held = _held("prepare_handover", actor, handover)
    if State(held.state) not in rules.PREPARING:
        raise Refused(_("This handover is offered. Take it back to change it."))
    now = {(m.package, m.key): m for m in passing.matters_in(held)}.get((matter.package, matter.key))
    if now is None:
        raise Refused(_("This is no longer open, so nothing passes."))
    if choice == "closed" and now.must_have_owner:
        raise Invalid(_("Choose who takes it: this cannot be left without anybody"), "choice")
    if choice != "closed" and not rules.may_pass(now.key, now.must_have_owner):
        raise Invalid(_("Choose that it is closed: this cannot pass to anybody"), "choice")
    if choice == "other":
        if to is None:
            raise Invalid(_("Choose who takes it"), "to")
        _refuse_stranger(held, to, "to")
        _refuse_to_take(actor, held, to, "to")
    if choice not in rules.CHOICES:
        raise Invalid(_("Choose one of the answers that are shown"), "choice")
    matter.choice, matter.to = choice, to if choice == "other" else None
    matter.save(update_fields=["choice", "to"])
    _save(held)
    audit.record("people:handover:chosen", actor=actor, subject=held, matter=matter.ref, choice=choice)


@transaction.atomic
def offer(*, actor: Actor, handover: Handover) -> Handover:
    """Ask the successor to accept, with one message.

    :raises Invalid: while nobody is named.
    :raises Refused: once the last day has passed, or when the mail server does not take the message.
    """
    held = _held("prepare_handover", actor, handover)
    if held.successor is None:
        raise Invalid(_("Choose who follows"), "successor")
    _refuse_stranger(held, held.successor, "successor")
    _refuse_to_take(actor, held, held.successor, "successor")
    _refuse_faulty(held.leaves_on, held.starts_on, held.note, timezone.localdate())
    if held.starts_on is None:
        held.starts_on = rules.starts_by_default(held.leaves_on, timezone.localdate())
    gather(held)
    held.offered_at = timezone.now()
    _move(held, "offer")
    audit.record("people:handover:offered", actor=actor, subject=held, to=held.successor.ref)
    telling.offered(held)
    return held


@transaction.atomic
def accept(*, actor: Actor, handover: Handover) -> Handover:
    """Accept what passes; where the day has come already, it passes now.

    :raises NotAllowed: for anybody but the successor.
    """
    held = _held("answer_handover", actor, handover)
    held.answered_at = timezone.now()
    _move(held, "accept")
    audit.record("people:handover:accepted", actor=actor, subject=held, summary=_("Handover accepted"))
    telling.answered(held)
    if rules.has_come(held.starts_on, held.leaves_on, timezone.localdate()):
        passing.pass_accepted(actor=actor, handover=held)
        held.refresh_from_db()
    return held


@transaction.atomic
def decline(*, actor: Actor, handover: Handover, reason: str) -> Handover:
    """Say that it should be someone else, and why.

    :raises Invalid: without a reason.
    """
    held = _held("answer_handover", actor, handover)
    if not reason.strip():
        raise Invalid(_("Enter why it should be someone else, so that they can choose"), "reason")
    held.answered_at, held.answered_because = timezone.now(), reason.strip()[:300]
    _move(held, "decline")
    audit.record("people:handover:declined", actor=actor, subject=held, summary=_("Should be someone else"))
    telling.answered(held)
    return held


@transaction.atomic
def ask(*, actor: Actor, handover: Handover, text: str) -> HandoverMessage:
    """Ask a question about a handover, or answer one; the other side of it gets a message that there is something.

    :raises Invalid: without words, or where they look as if they held a password.
    """
    held = _held("ask_in_handover", actor, handover)
    if not text.strip():
        raise Invalid(_("Enter your question"), "text")
    _refuse_password(text, "text")
    message = HandoverMessage.objects.create(handover=held, by_id=actor.through, text=text.strip(), at=timezone.now())
    audit.record("people:handover:asked", actor=actor, subject=held, message=message.ref)
    telling.asked(held, message)
    return message


@transaction.atomic
def reopen(*, actor: Actor, handover: Handover) -> Handover:
    """Take an offer or an acceptance back, until the day on which it passes.

    :raises Refused: once it has passed.
    """
    held = _held("reopen_handover", actor, handover)
    held.answered_at = held.offered_at = None
    _move(held, "reopen")
    audit.record("people:handover:reopened", actor=actor, subject=held, summary=_("Handover taken back"))
    return held


@transaction.atomic
def cancel(*, actor: Actor, handover: Handover) -> Handover:
    """Cancel a handover: everything stays where it is.

    :raises Refused: once it has passed.
    """
    held = _held("prepare_handover", actor, handover)
    _move(held, "cancel")
    audit.record("people:handover:cancelled", actor=actor, subject=held, summary=_("Handover cancelled"))
    return held


def values_of(handover: Handover) -> dict[str, Any]:
    """Give what a form edits, and its version."""
    return {name: getattr(handover, name) for name in (*EDITED, "version")}


def _held(action: str, actor: Actor, handover: Handover) -> Handover:
    """Hold the handover as it is now, or refuse with the table's sentence."""
    held = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("leaver__person", "leaver__organisation", "successor__person", "post__organisation")
        .get(pk=handover.pk)
    )
    require(TABLE, action, actor, held)
    return held


def _move(held: Handover, verb: str) -> None:
    reached = rules.after(State(held.state), verb)
    if reached is None:
        label = rules.LABELS[State(held.state)].lower()
        raise Refused(_("This cannot be done while the handover is “%(state)s”.") % {"state": label})
    held.state = reached.value
    _save(held)


def _save(held: Handover) -> None:
    held.version += 1
    held.save()


def _refuse_faulty(leaves_on: date, starts_on: date | None, note: str, today: date) -> None:
    field, sentence = rules.fault_in_days(leaves_on, starts_on, today)
    if sentence:
        raise Invalid(_(sentence), field)
    _refuse_password(note, "note")


def _refuse_password(text: str, field: str) -> None:
    if found := rules.looks_like_a_password(text):
        raise Invalid(
            _("Take out “%(words)s”: passwords and codes are never handed over here. Change them instead")
            % {"words": found},
            field,
        )


def _refuse_stranger(held: Handover, who: Membership | None, field: str) -> None:
    if who is not None and not queries.successors_for(held).filter(pk=who.pk).exists():
        name = held.leaver.organisation.name
        raise Invalid(_("Choose a present member of %(name)s") % {"name": name}, field)


def _refuse_to_take(actor: Actor, held: Handover, who: Membership | None, field: str) -> None:
    """Refuse that a coordinator hands to themselves what is somebody else's, and so comes to read what is a team's."""
    if who is not None and who.person_id == actor.person_id and held.leaver.person_id != actor.person_id:
        raise Invalid(_("Choose somebody else: only the leaver hands their work to you"), field)

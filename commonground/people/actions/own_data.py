"""What can be done with what is held of people? Put one's own right, ask about the rest, and answer who asked.

An erasure first lets everything pass that the person holds, then every package takes out what it can, the upper ones
first; what stays names nobody. The rows of the record stay, and the names in them go (decision 16).

*Source:* D5; UK GDPR, articles 12, 16, 17, 18 and 21.
"""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import matters
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Kept
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions.handovers_passing import pass_at_once
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Account, DataRequest, LegalHold, Membership, Person
from commonground.people.permissions import TABLE
from commonground.people.queries import memberships
from commonground.people.queries import own_data as queries
from commonground.people.queries.acting import current
from commonground.people.rules import own_data as rules
from commonground.people.rules.posts import one_line

DETAILS = ("name", "telephone")


@transaction.atomic
def change_details(*, actor: Actor, name: str, telephone: str, version: int) -> Person:
    """Change one's own name and telephone number, at once; of another name those who keep the memberships hear.

    :raises Invalid: without a name.
    :raises Stale: when they were changed since they were read.
    """
    require(TABLE, "change_own_details", actor, None)
    person = Person.objects.select_for_update().get(pk=actor.myself)
    if queries.version_of(person) != version:
        theirs = {field: getattr(person, field) for field in DETAILS}
        raise Stale(_("This was changed while you were writing."), theirs, queries.version_of(person))
    if not name.strip():
        raise Invalid(_("Enter your name"), "name")
    changed = [field for field, value in (("name", name), ("telephone", telephone)) if getattr(person, field) != value]
    before = person.name
    person.name, person.telephone = name.strip(), telephone.strip()
    if changed:
        person.save(update_fields=list(DETAILS))
        audit.record("people:person:corrected", actor=actor, subject=person, what=changed)
    if "name" in changed:
        _tell_of_another_name(person, before)
    return person


@transaction.atomic
def ask(*, actor: Actor, kind: str, text: str = "") -> DataRequest:
    """Ask that something be corrected or erased, or object to a use; it is due within one month.

    :raises Invalid: for a kind that does not exist, or without words where they are needed.
    :raises Refused: while the same is asked already.
    """
    require(TABLE, "ask_about_own_data", actor, None)
    person = Person.objects.select_for_update().get(pk=actor.myself)
    if kind not in rules.KINDS:
        raise Invalid(_("Choose what you ask for"), "kind")
    if kind != "erasure" and not text.strip():
        raise Invalid(_("Enter what it is about, so that we can answer"), "text")
    if DataRequest.objects.filter(person=person, kind=kind, state="open").exists():
        raise Refused(_("You have asked for this already. It is still open."))
    now = timezone.now()
    made = DataRequest.objects.create(
        person=person, kind=kind, text=text.strip(), asked_at=now, due=rules.due_on(timezone.localdate(now))
    )
    audit.record("people:datarequest:asked", actor=actor, subject=made, kind=kind)
    for address in queries.privacy_contacts():
        mail.send("people/email/own_data_asked.txt", address, {"asked": made})
    return made


@transaction.atomic
def withdraw(*, actor: Actor, request: DataRequest) -> DataRequest:
    """Withdraw one's own request while it is open.

    :raises Refused: once it is answered.
    """
    held = _open(request)
    require(TABLE, "withdraw_data_request", actor, held)
    held.state, held.answer = "declined", _("Withdrawn by whoever asked.")
    return _answered(held, actor, "withdrawn")


@transaction.atomic
def answer(*, actor: Actor, request: DataRequest, version: int, is_done: bool, text: str) -> DataRequest:
    """Answer a request: done, or declined with the reason. An erasure that is granted goes through `erase`.

    :raises Invalid: without words.
    :raises Stale: when somebody else changed it since it was read.
    """
    held = _answering(actor, request, version, text)
    if held.kind == "erasure" and is_done:
        raise Refused(_("Erase what is kept first: the answer goes out with it."))
    tell = _telling(held, text.strip())
    held.state, held.answer = "done" if is_done else "declined", text.strip()
    _answered(held, actor, "answered")
    tell()
    return held


@transaction.atomic
def erase(*, actor: Actor, request: DataRequest, version: int, text: str) -> Sequence[Kept]:
    """Erase what can be erased of whoever asked for it, and tell what stays and why.

    :raises Refused: under a legal hold, and for the only administrator.
    :raises Invalid: without words to the person.
    """
    held = _answering(actor, request, version, text)
    if held.kind != "erasure":
        raise Refused(_("Nobody asked for an erasure here."))
    person = Person.objects.select_for_update().get(pk=held.person_id)
    _refuse_to_erase(person)
    tell = _telling(held, text.strip())
    for membership in Membership.objects.filter(current(), person=person):
        pass_at_once(actor=actor, membership=membership, reason=_("Erased at their own wish"))
    kept = matters.erase(person.pk)
    held.refresh_from_db()
    held.state, held.answer = "done", ""
    _answered(held, actor, "erased")
    audit.record("people:person:erased", actor=actor, subject=Person.objects.get(pk=person.pk), kept=_in_short(kept))
    tell()
    return kept


def what_would_stay(person: Person) -> Sequence[Kept]:
    """Tell what an erasure would leave in place, by doing it and undoing it again; the callers have asked who may."""
    with transaction.atomic():
        kept = matters.erase(person.pk)
        transaction.set_rollback(True)
    return kept


@transaction.atomic
def set_hold(*, actor: Actor, person: Person, reason: str) -> LegalHold:
    """Let nothing of somebody be erased until the hold is lifted.

    :raises Invalid: without a reason.
    :raises Refused: while there is one already.
    """
    require(TABLE, "hold_for_law", actor, None)
    Person.objects.select_for_update().get(pk=person.pk)
    if not reason.strip():
        raise Invalid(_("Enter why it must be kept: which court, inquiry or investigation"), "reason")
    if queries.hold_on(person):
        raise Refused(_("There is a legal hold on this already."))
    made = LegalHold.objects.create(
        person=person, reason=reason.strip()[:300], by_id=actor.person_id, since=timezone.now()
    )
    audit.record("people:legalhold:set", actor=actor, subject=made)
    return made


@transaction.atomic
def lift_hold(*, actor: Actor, hold: LegalHold) -> LegalHold:
    """Lift a legal hold.

    :raises Refused: once it is lifted.
    """
    require(TABLE, "hold_for_law", actor, None)
    held = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if held.lifted_at is not None:
        raise Refused(_("This legal hold is lifted already."))
    held.lifted_at, held.lifted_by_id = timezone.now(), actor.person_id
    held.save(update_fields=["lifted_at", "lifted_by"])
    audit.record("people:legalhold:lifted", actor=actor, subject=held)
    return held


def _open(request: DataRequest) -> DataRequest:
    held = DataRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    if held.state != "open":
        raise Refused(_("This request is answered already."))
    return held


def _answering(actor: Actor, request: DataRequest, version: int, text: str) -> DataRequest:
    require(TABLE, "answer_data_request", actor, request)
    held = _open(request)
    if held.version != version:
        raise Stale(_("Somebody else changed this while you were writing."), {"text": held.answer}, held.version)
    if not text.strip():
        raise Invalid(_("Enter the answer that goes to the person"), "text")
    return held


def _answered(held: DataRequest, actor: Actor, verb: str) -> DataRequest:
    held.answered_at, held.answered_by_id, held.version = timezone.now(), actor.person_id, held.version + 1
    held.save()
    audit.record(f"people:datarequest:{verb}", actor=actor, subject=held, state=held.state)
    return held


def _refuse_to_erase(person: Person) -> None:
    if queries.hold_on(person):
        raise Refused(_("There is a legal hold on what is kept of this person. Lift it first."))
    others = Person.objects.filter(is_administrator=True, is_active=True).exclude(pk=person.pk)
    if person.is_administrator and not others.exists():
        raise Refused(_("This is the only administrator. Name another first."))


def _telling(held: DataRequest, text: str) -> Callable[[], None]:
    """Make ready the message with the answer, while the address of whoever asked is still known."""
    account = Account.objects.filter(person_id=held.person_id, is_active=True).first()
    words = {"kind": held.get_kind_display(), "answer": text, "name": held.person.name}

    def tell() -> None:
        if account is not None:
            mail.send("people/email/own_data_answered.txt", account.email, words)

    return tell


def _in_short(kept: Sequence[Kept]) -> dict[str, int]:
    """Count what stays by relation, for the record."""
    return {each.relation: each.count for each in kept}


def _tell_of_another_name(person: Person, before: str) -> None:
    """Tell those who keep each membership that a name which was checked is another one now, so that nobody poses as
    somebody else for long."""
    for held in Membership.objects.filter(current(), person=person).select_related("organisation"):
        others = memberships.coordinators_of(held.organisation).exclude(person=person).values("person_id")
        accounts = Account.objects.filter(person_id__in=others, is_active=True).select_related("person")
        words = {"before": one_line(before), "after": one_line(person.name), "organisation": held.organisation.name}
        words["link"] = links.link_to("people:member", held.organisation.public_id, held.public_id)
        for account in accounts or memberships.accounts_of_keepers().exclude(person=person).select_related("person"):
            mail.send("people/email/own_data_renamed.txt", account.email, {**words, "name": account.person.name})

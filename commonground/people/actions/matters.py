"""How do matters among people and posts pass on, and what becomes of them when somebody is erased?

*Source:* R45, R115, R247; D3, D5; settled questions, "In Django" (a person's matters).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held, Kept, Matter
from commonground.groundwork.refusals import Refused
from commonground.people.actions import posts
from commonground.people.actions.matters_erasing import erase_ties
from commonground.people.models import (
    Account,
    Application,
    Handover,
    Membership,
    Person,
)
from commonground.people.queries import matters, matters_held, own_data_record, workgroups
from commonground.people.queries.acting import current
from commonground.people.rules.handovers import State
from commonground.people.rules.matters import TIES
from commonground.people.rules.own_data import NAMELESS


class People:
    """What hangs on a person in this package."""

    package = matters.PACKAGE
    relations = frozenset(tie.relation for tie in TIES)

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List the posts, roles, sponsorships and handovers that one membership holds open."""
        return list(matters.open_matters_of(Membership.objects.get(pk=membership_id)))

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Pass one of them on, or close it.

        :raises Refused: when the successor is no present member of the same organisation.
        """
        leaver = Membership.objects.select_related("organisation", "person").get(pk=from_membership)
        taker = _taker(leaver, to_membership)
        kind, _colon, which = key.partition(":")
        PASSING[kind](actor, leaver, taker, which, ends)

    def holders(self) -> frozenset[int]:
        """Give every membership that holds one of them."""
        return matters.holders()

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give nobody: posts have no fixed partners; those who work together do so in the packages above."""
        return frozenset()

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List what handovers ask of the acting person."""
        return list(matters.due_for(actor, today))

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List what is kept of a person here, and what the record says that they did."""
        person = Person.objects.get(pk=person_id)
        words = {"name": person.name, "telephone": person.telephone, "keeps the site": person.is_administrator}
        words = {"name": person.name, "telephone": person.telephone, "keeps the site": person.is_administrator}
        own = Held(self.package, "people.person", _("You"), person.name, "", words)
        return [own, *matters_held.held(self.package, TIES, person_id), *own_data_record.deeds_of(person_id)]

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Close the account, end sessions and memberships, and leave a person without a name."""
        person = Person.objects.select_for_update().get(pk=person_id)
        account = Account.objects.filter(person=person).first()
        rows = own_data_record.rows_naming(person, account.email if account else "")
        count = own_data_record.count_of(person)
        if account is not None:
            _end_sessions(account)
            _empty_applications_from(account.email)
        today = timezone.localdate()
        for membership in person.memberships.all():
            membership.until = min(filter(None, (membership.until, max(today, membership.starts))))
            membership.save(update_fields=["until"])
        kept = list(erase_ties(self.package, TIES, person_id))
        person.name, person.telephone, person.is_active, person.is_administrator = NAMELESS, "", False, False
        person.erased_at = timezone.now()
        person.save()
        audit.take_names_away(person_id=person_id, subjects=[("person", person.ref)], rows=rows)
        return [*kept, *own_data_record.kept_of(count)]


def _taker(leaver: Membership, to_membership: int | None) -> Membership | None:
    if to_membership is None:
        return None
    taker = Membership.objects.filter(current(), pk=to_membership).select_related("person", "organisation").first()
    if taker is None or taker.organisation_id != leaver.organisation_id:
        raise Refused(_("Choose a present member of %(name)s.") % {"name": leaver.organisation.name})
    return taker


def _post(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Let somebody else hold the post, or stand in for its holder; without anybody it is vacant, which is noted and
    told. One that has passed already, and is held by two for a while, only ends."""
    held = matters.holdings_open().filter(pk=which, membership=leaver).first()
    if held is None:
        return
    passed = held.until is not None and matters.holdings_open().filter(post=held.post, part=held.part).count() > 1
    posts.hand_on(actor=actor, holding=held, to=None if passed else taker, ends=ends)


def _role(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Give a role that coordinators give to whoever follows; any other stays with the membership, and ends with it."""
    if taker is None or which not in matters.PASSED_ON or which in taker.roles:
        return
    taker.roles, taker.version = sorted({*taker.roles, which}), taker.version + 1
    taker.save(update_fields=["roles", "version"])
    audit.record("people:role:handed_over", actor=actor, subject=taker.person, membership=taker.ref, role=which)


def _sponsorship(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Let it drop: whether one knows somebody cannot pass to another."""
    asked = matters.sponsorships_open().filter(pk=which, membership=leaver).first()
    if asked is None:
        return
    asked.state, asked.known_how, asked.answered_at = "declined", _("Left before answering"), timezone.now()
    asked.save(update_fields=["state", "known_how", "answered_at"])
    audit.record("people:sponsor:dropped", actor=actor, subject=asked.application, sponsor=asked.ref)


def _handover(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Let a handover that was to come to the leaver be prepared anew, for whoever follows them or for nobody yet."""
    held = Handover.objects.select_for_update().filter(pk=which, successor=leaver).first()
    if held is None or State(held.state) in (State.DONE, State.CANCELLED):
        return
    follows = taker if taker is not None and taker.pk != held.leaver_id else None
    held.successor, held.state, held.version = follows, State.DRAFT.value, held.version + 1
    held.save()
    audit.record("people:handover:successor_left", actor=actor, subject=held)


def _seat(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Let whoever follows sit there for their organisation; a name that was public is asked about anew."""
    held = workgroups.seats_held().select_for_update(of=("self",)).filter(pk=which, membership=leaver).first()
    if held is None:
        return
    sits = taker is not None and held.workgroup.seats.filter(until__isnull=True, membership=taker).exists()
    held.membership, held.is_public = None if sits else taker, False
    held.save(update_fields=["membership", "is_public"])
    audit.record("people:workgroup:seat_taken", actor=actor, subject=held.workgroup, seat=held.ref)


def _step(actor: Actor, leaver: Membership, taker: Membership | None, which: str, ends: date) -> None:
    """Let whoever follows do it if they sit there too; otherwise nobody has it, and the leads see to it."""
    held = workgroups.steps_open().select_for_update(of=("self",)).filter(pk=which, membership=leaver).first()
    if held is None:
        return
    seats = workgroups.seats_held().filter(workgroup=held.workgroup_id)
    sits = taker is not None and seats.filter(membership=taker).exists()
    held.membership, held.version = taker if sits else None, held.version + 1
    held.save(update_fields=["membership", "version"])
    audit.record("people:workgroup:step_changed", actor=actor, subject=held.workgroup, step=held.ref)


PASSING = {
    "holding": _post,
    "role": _role,
    "sponsor": _sponsorship,
    "handover": _handover,
    "seat": _seat,
    "step": _step,
}


def _end_sessions(account: Account) -> None:
    """End every session of an account, known to the list of sessions or not."""
    soon = timezone.now() - timedelta(seconds=1)
    for session in Session.objects.filter(expire_date__gt=soon):
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()


def _empty_applications_from(email: str) -> None:
    """Take out of every application from one address what tells who sent it."""
    telling = ("name", "email", "telephone", "post_title", "reason", "sponsors_named", "decided_because")
    Application.objects.filter(email__iexact=email).update(**dict.fromkeys(telling, ""))


MATTERS = People()

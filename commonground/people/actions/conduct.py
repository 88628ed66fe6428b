"""What can be done about conduct? Accept the code, report a concern and answer it, thank somebody.

*Source:* R89; D2.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Account, Concern, ConcernNote, Membership, Thanks
from commonground.people.permissions import TABLE
from commonground.people.queries import conduct as queries
from commonground.people.queries import memberships
from commonground.people.queries.acting import current
from commonground.people.rules import conduct
from commonground.people.rules.joining import CONCERNS


@transaction.atomic
def accept_conduct(*, actor: Actor, membership: Membership, version: str) -> Membership:
    """Accept the code of conduct as it stands now, as a member of one organisation.

    :raises Refused: when another version came meanwhile.
    """
    held = Membership.objects.select_for_update().get(pk=membership.pk)
    require(TABLE, "accept_conduct", actor, held)
    if not conduct.is_current(version):
        raise Refused(_("The code of conduct has changed meanwhile. Read it again."))
    held.conduct_version, held.conduct_accepted_at = version, timezone.now()
    held.save(update_fields=["conduct_version", "conduct_accepted_at"])
    said = _("Accepted the code of conduct")
    audit.record("people:membership:conduct_accepted", actor=actor, subject=held, summary=said, version=version)
    return held


@transaction.atomic
def raise_concern(*, actor: Actor, about: str, text: str, reply_to: str = "") -> Concern:
    """Report that something is not right, under one's name or without, and tell those who answer that there is
    something; what it is stands in no message.

    :raises Invalid: without saying what.
    """
    if not text.strip():
        raise Invalid(_("Say what is not right"), "text")
    concern = Concern.objects.create(
        raised_by_id=actor.person_id, reply_to=reply_to, about=about.strip(), text=text.strip(), at=timezone.now()
    )
    # Who raised it is for the moderators alone, so the record names nobody either.
    audit.record("people:concern:raised", actor=Actor(), subject=concern)
    for account in _who_answers():
        told = {"name": account.person.name, "link": links.link_to("people:concerns")}
        mail.send("people/email/joining_concern.txt", account.email, told)
    return concern


@transaction.atomic
def note_on_concern(
    *, actor: Actor, concern: Concern, version: int, state: str, text: str, is_answer: bool = False
) -> ConcernNote:
    """Add a line to the log of a concern, which nobody can change afterwards; as an answer it also goes to whoever
    raised it.

    :raises Stale: when somebody else added one first.
    :raises Invalid: without words, or an answer where nobody can get it.
    """
    held = Concern.objects.select_for_update().get(pk=concern.pk)
    require(TABLE, "answer_concern", actor, queries.moderated(held))
    if held.version != version:
        raise Stale(_("Somebody else added to the log while you were writing."), {"state": held.state}, held.version)
    if state not in CONCERNS:
        raise Invalid(_("Choose where it stands now"), "state")
    if not text.strip():
        raise Invalid(_("Write what was done"), "text")
    to = _reporter_address(held)
    if is_answer and not to:
        raise Invalid(_("Nobody can get an answer: it was reported without a name and without an address"), "is_answer")
    held.state, held.version = state, held.version + 1
    held.save()
    note = ConcernNote.objects.create(
        concern=held, state=state, text=text.strip(), is_answer=is_answer, by_id=actor.myself, at=timezone.now()
    )
    audit.record("people:concern:noted", actor=actor, subject=held, summary=_("Noted"), state=state, answer=is_answer)
    if is_answer:
        mail.send("people/email/joining_answer.txt", to, {"text": note.text, "is_closed": state == "closed"})
    return note


@transaction.atomic
def thank(*, actor: Actor, to: Membership, text: str) -> Thanks:
    """Thank another member for something; members of both organisations can read it.

    :raises Invalid: without saying what for.
    """
    require(TABLE, "give_thanks", actor, to)
    if not text.strip():
        raise Invalid(_("Say what for"), "text")
    if not Membership.objects.filter(current(), pk=to.pk).exists():
        raise Refused(_("They are no longer a member."))
    thanks = Thanks.objects.create(by_id=actor.through, to=to, text=text.strip(), at=timezone.now())
    audit.record("people:thanks:given", actor=actor, subject=to)
    return thanks


@transaction.atomic
def take_thanks_back(*, actor: Actor, thanks: Thanks) -> Thanks:
    """Take back thanks that one gave; they are shown nowhere any more."""
    require(TABLE, "take_thanks_back", actor, thanks)
    thanks.withdrawn_at = timezone.now()
    thanks.save(update_fields=["withdrawn_at"])
    audit.record("people:thanks:taken_back", actor=actor, subject=thanks.to)
    return thanks


def _reporter_address(concern: Concern) -> str:
    if concern.reply_to:
        return concern.reply_to
    account = Account.objects.filter(person_id=concern.raised_by_id or 0, is_active=True).first()
    return account.email if account else ""


def _who_answers() -> list[Account]:
    """List the accounts of the moderators, and where there is none of those who keep the installation."""
    moderators = Membership.objects.filter(current(), roles__contains=["moderator"]).values("person_id")
    found = Account.objects.filter(person_id__in=moderators, is_active=True).select_related("person")
    return list(found) or list(memberships.accounts_of_keepers().select_related("person"))

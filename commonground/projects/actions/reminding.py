"""What can be done about reminders? Send those of a day, and ask to hear of something later.

*Source:* R31, R126.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid
from commonground.people.models import Membership
from commonground.projects.actions.permitting import permit
from commonground.projects.adapters import links, mail
from commonground.projects.models import Answer, CalendarFeed, Collaboration, Reminder
from commonground.projects.queries import reminding
from commonground.projects.rules import reminding as rules

REMINDER = "projects/email/reminder.txt"


def remind(*, today: date) -> int:
    """Remind everybody of what they answer for, in one message each, with a link to hear of it later. Gives how many
    were written to; whom the mail server did not reach is tried again on the next day."""
    found = reminding.to_remind(today)
    members = Membership.objects.filter(pk__in=found).select_related("person__account").order_by("pk")
    return sum(_remind(member, found[member.pk], today) for member in members)


def _remind(member: Membership, answers: list[Answer], today: date) -> int:
    account = getattr(member.person, "account", None)
    if account is None:
        return 0
    later = links.address("projects:quiet", links.token(links.QUIET, member.ref, today.isoformat()))
    said = {"path": "/", "name": member.person.name, "count": len(answers), "later": later}
    if not mail.tell(REMINDER, account.email, said):
        return 0
    for answer in answers:
        Reminder.objects.update_or_create(answer=answer, membership=member, defaults={"reminded_on": today})
    return 1


@transaction.atomic
def quieten(*, actor: Actor, answer: Answer, choice: str, day: date | None = None) -> Reminder:
    """Ask to hear of one thing again in a week, in a month, or on a day. It changes no deadline, and nobody is told.

    :raises Invalid: for a day that is past, too far off or missing.
    """
    permit("quieten", actor, answer.collaboration)
    until = _until(choice, day)
    made, _new = Reminder.objects.update_or_create(
        answer=answer, membership_id=actor.through, defaults={"quiet_until": until}
    )
    return made


@transaction.atomic
def quieten_all(
    *, actor: Actor, membership: Membership, reminded_on: date, choice: str, day: date | None = None
) -> date:
    """Ask, through the link of a reminder, to hear later of all that it spoke of. Gives the day;
    the actor is whoever was reminded, and this is recorded nowhere else.

    :raises Invalid: for a day that is past, too far off or missing.
    """
    until = _until(choice, day)
    Reminder.objects.filter(membership=membership, reminded_on=reminded_on).update(quiet_until=until)
    return until


def _until(choice: str, day: date | None) -> date:
    try:
        return rules.quiet_until(choice, day, timezone.localdate())
    except ValueError as fault:
        raise Invalid(_(str(fault)), "day") from None


@transaction.atomic
def make_calendar(*, actor: Actor, collaboration: Collaboration, own: bool) -> CalendarFeed:
    """Make the actor's calendar of their own days or of one collaboration, or give its address anew: the earlier one
    ends at once."""
    permit("take_calendar", actor, collaboration)
    here = None if own else collaboration
    made, is_new = CalendarFeed.objects.get_or_create(membership_id=actor.through, collaboration=here)
    if not is_new:
        made.generation += 1
        made.save(update_fields=["generation"])
    words = _("Calendar subscribed to") if is_new else _("Address of a calendar made anew")
    audit.record("projects:calendar:made", actor=actor, subject=collaboration, summary=words, feed=made.ref)
    return made


@transaction.atomic
def end_calendar(*, actor: Actor, collaboration: Collaboration, own: bool) -> None:
    """End the actor's calendar; its address opens nothing any more."""
    permit("take_calendar", actor, collaboration)
    CalendarFeed.objects.filter(membership_id=actor.through, collaboration=None if own else collaboration).delete()
    audit.record("projects:calendar:ended", actor=actor, subject=collaboration, summary=_("Calendar ended"))

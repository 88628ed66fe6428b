"""What can be done with the action plan? Sign it, share it, say that it was read, and say who does what.

*Source:* R29-R30.
"""

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.models import Membership
from commonground.people.rules.posts import one_line
from commonground.projects.actions.permitting import locked, permitted
from commonground.projects.adapters import links, mail
from commonground.projects.models import Answer, Collaboration, DutyCell, PlanReader, PlanSignature
from commonground.projects.queries import recorded, signing
from commonground.projects.rules.duties import LETTERS
from commonground.projects.rules.signing import content_of, facts

CHANGED = "The plan was changed after you opened it. Read it again."
SHARING = "projects/email/plan.txt"


@transaction.atomic
def sign(*, actor: Actor, collaboration: Collaboration, content: str) -> PlanSignature:
    """Agree to the plan for the actor's organisation, exactly as it was shown.

    :raises Refused: while something of it is not written, or when it was changed since it was shown.
    """
    held = permitted("sign_plan", actor, collaboration)
    record = recorded.record_of(held)
    found = facts(record)
    if found.unwritten:
        raise Refused(_("The plan cannot be signed yet. It still needs: %(what)s.") % {"what": _listed(found)})
    if content_of(record) != content:
        raise Refused(_(CHANGED))
    body = Membership.objects.get(pk=actor.through).organisation_id
    latest = held.plan_signatures.filter(organisation_id=body).order_by("-pk").first()
    if latest is not None and latest.content == content:
        return latest
    made = PlanSignature.objects.create(
        collaboration=held,
        organisation_id=body,
        content=content,
        by_id=actor.through,
        at=timezone.now(),
    )
    words = _("Plan signed for %(organisation)s") % {"organisation": actor.organisation_name}
    audit.record("projects:plan:signed", actor=actor, subject=held, summary=words, content=content)
    return made


def _listed(found: object) -> str:
    return ", ".join(getattr(found, "unwritten", ()))


@transaction.atomic
def say_read(*, actor: Actor, collaboration: Collaboration, content: str) -> PlanReader:
    """Say that one has read the plan as it was shown.

    :raises Refused: when it was changed since.
    """
    held = permitted("read_plan", actor, collaboration)
    if content_of(recorded.record_of(held)) != content:
        raise Refused(_(CHANGED))
    reader, _new = PlanReader.objects.get_or_create(collaboration=held, membership_id=actor.through)
    _receive(reader, content)
    audit.record("projects:plan:read", actor=actor, subject=held, summary=_("Plan read"), content=content)
    return reader


def _receive(reader: PlanReader, content: str) -> None:
    reader.read_at, reader.content = timezone.now(), content
    reader.save(update_fields=["read_at", "content"])


@transaction.atomic
def share(*, actor: Actor, collaboration: Collaboration, name: str, email: str) -> PlanReader:
    """Send somebody outside the team a link at which they read the plan and say that they did.

    :raises Invalid: when it is shared with that address already.
    :raises Refused: when the mail server does not take the message.
    """
    held = permitted("share_plan", actor, collaboration)
    if held.plan_readers.filter(email__iexact=email, ended_at__isnull=True).exists():
        raise Invalid(_("The plan is shared with this address already."), "email")
    made = PlanReader.objects.create(
        collaboration=held,
        name=one_line(name, 160),
        email=email,
        shared_by_id=actor.through,
        shared_at=timezone.now(),
    )
    path = reverse("projects:plan_outside", args=[links.token(links.PLAN, made.ref)])
    if not mail.tell(SHARING, email, {"path": path, "name": made.name}):
        raise Refused(_("The mail server did not take the message, so nothing was shared. Try again in a few minutes."))
    audit.record("projects:plan:shared", actor=actor, subject=held, summary=_("Plan shared"), reader=made.ref)
    return made


@transaction.atomic
def end_sharing(*, actor: Actor, reader: PlanReader) -> None:
    """End the link of somebody outside the team; that they had the plan stays."""
    held = permitted("share_plan", actor, reader.collaboration)
    if reader.ended_at is None:
        reader.ended_at = timezone.now()
        reader.save(update_fields=["ended_at"])
        audit.record("projects:plan:sharing_ended", actor=actor, subject=held, reader=reader.ref)


@transaction.atomic
def say_read_by_link(*, actor: Actor, reader: PlanReader, content: str) -> PlanReader:
    """Say through the link of a message that the plan was read as it was shown; the actor is
    whom it was shared with.

    :raises Refused: when it was changed since.
    """
    held = locked(reader.collaboration)
    if content_of(recorded.record_of(held)) != content:
        raise Refused(_(CHANGED))
    _receive(reader, content)
    audit.record("projects:plan:read", actor=actor, subject=held, summary=_("Plan read"))
    return reader


@transaction.atomic
def set_duties(*, actor: Actor, activity: Answer, letters: Mapping[str, str], version: int) -> Answer:
    """Say what each organisation on the team has to do with one activity; `letters` gives R, C, I or nothing by the
    organisation's public id. Who is accountable is the one person whom the activity names.

    :raises Stale: when somebody changed the activity meanwhile.
    :raises Refused: for an organisation that is not on the team, or another letter.
    """
    held = permitted("set_duties", actor, activity.collaboration)
    row = Answer.objects.select_for_update().get(pk=activity.pk)
    parties = {one.ref: one for one in signing.bodies_of(held)}
    if row.part != "roles" or row.removed_at or set(letters) - set(parties):
        raise Refused(_("Choose an activity in use, and organisations on the team."))
    if set(letters.values()) - {"", *LETTERS}:
        raise Refused(_("Exactly one person is accountable: the one whom the activity names. Change it there."))
    before = {cell.organisation.ref: cell.letter for cell in row.duties.select_related("organisation")}
    if row.version != version:
        raise Stale(_("Somebody saved this while you were writing. Both texts are below."), before, row.version)
    if before == {ref: letter for ref, letter in letters.items() if letter}:
        return row
    row.duties.all().delete()
    DutyCell.objects.bulk_create(
        DutyCell(activity=row, organisation=parties[ref], letter=letter) for ref, letter in letters.items() if letter
    )
    row.version += 1
    row.save(update_fields=["version"])
    words = _("Step 6: who does what changed")
    audit.record("projects:duties:set", actor=actor, subject=held, summary=words, answer=row.ref, version=row.version)
    return row

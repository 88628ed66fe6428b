"""What can an applicant do? Apply, confirm the address, correct what was sent, and withdraw.

Nothing of this lets anybody in: what does is in `joining_deciding`. Whoever calls for an application has been asked for
its secret.

*Source:* R89, R143, R232; D3.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.actions.turns import one_at_a_time
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Account, Application, Organisation
from commonground.people.queries import joining as queries
from commonground.people.rules import conduct
from commonground.people.rules.joining import FORGOTTEN_AFTER, MESSAGES_A_DAY, OPEN, State
from commonground.people.rules.signing_in import plain_address

# Who applies, for whom: when one of these changes, what was checked before no longer counts.
IDENTITY = (
    "organisation_name", "kind", "website", "switchboard", "switchboard_source", "name", "telephone", "post_title",
)  # fmt: skip
REST = ("area", "reason", "sponsors_named", "capabilities")
A_DAY = timedelta(days=1)


@transaction.atomic
def apply(*, actor: Actor, email: str, accepts_conduct: bool, **values: Any) -> Application | None:
    """Take an application (`IDENTITY` and `REST`), and send its address the link that confirms it. Gives None, and
    sends nothing, where that address has got enough messages today: whoever asks learns nothing from the answer.

    :raises Invalid: without the code of conduct.
    :raises Refused: when the mail server does not take the message; nothing is kept then.
    """
    if not accepts_conduct:
        raise Invalid(_("Tick the box to accept the code of conduct"), "accepts_conduct")
    address, now = plain_address(email), timezone.now()
    one_at_a_time(f"application {address}")
    if Application.objects.filter(email=address, sent_at__gt=now - A_DAY).count() >= MESSAGES_A_DAY:
        return None
    secret = links.new_secret()
    application = Application(
        email=address, secret_hash=links.kept(secret), sent_at=now,
        conduct_version=conduct.VERSION, conduct_accepted_at=now,
        **{key: values[key] for key in (*IDENTITY, *REST) if key in values},
    )  # fmt: skip
    application.organisation = registered(application.organisation_name)
    application.save()
    audit.record("people:application:made", actor=actor, subject=application, summary=_("Applied to join"))
    mail.send(
        "people/email/joining_confirm.txt",
        address,
        # None of the applicant's words: nobody knows yet whose address this is.
        {"link": links.link_to_application(secret)},
    )
    return application


@transaction.atomic
def confirm_address(*, actor: Actor, application: Application) -> Application:
    """Confirm that the applicant reads the mail of the address that they gave, and tell those who verify.

    :raises Refused: when the application is closed.
    """
    held = _held(application)
    if held.state == State.SENT.value:
        return held
    if held.state != State.UNCONFIRMED.value:
        raise Refused(_("This application is closed."))
    held.state, held.confirmed_at, held.version = State.SENT.value, timezone.now(), held.version + 1
    held.save()
    audit.record(
        "people:application:confirmed", actor=actor, subject=held, summary=_("The applicant confirmed the address")
    )
    for account in Account.objects.filter(person_id__in=queries.facts_of(held).verifiers):
        told = {"name": account.person.name, "link": links.link_to("people:applications")}
        mail.send("people/email/joining_waits.txt", account.email, told)
    return held


@transaction.atomic
def correct(*, actor: Actor, application: Application, version: int, **values: Any) -> Application:
    """Change what an application says, on top of the version that the applicant saw; the address stays. Where it now
    says something else about who applies, calls and vouchers from before no longer count.

    :raises Stale: when it was changed meanwhile.
    :raises Refused: when it is closed.
    """
    held = _held(application)
    _refuse_closed(held)
    if held.version != version:
        raise Stale(_("This application was changed while you were writing."), values_of(held), held.version)
    changed = [key for key in (*IDENTITY, *REST) if key in values and getattr(held, key) != values[key]]
    for key in changed:
        setattr(held, key, values[key])
    if not changed:
        return held
    if set(changed) & set(IDENTITY):
        held.identity_changed_at = timezone.now()
    if "organisation_name" in changed:
        held.organisation = registered(held.organisation_name)
    held.version += 1
    held.save()
    audit.record("people:application:corrected", actor=actor, subject=held, summary=_("Corrected"), what=changed)
    return held


@transaction.atomic
def withdraw(*, actor: Actor, application: Application) -> Application:
    """Take an application back; it is kept as withdrawn.

    :raises Refused: when it is closed already.
    """
    held = _held(application)
    _refuse_closed(held)
    held.state, held.decided_at, held.version = State.WITHDRAWN.value, timezone.now(), held.version + 1
    held.save()
    audit.record("people:application:withdrawn", actor=actor, subject=held, summary=_("The applicant withdrew it"))
    return held


def forget_unconfirmed(day: date) -> int:
    """Delete the applications whose address nobody has confirmed within a week, which may name somebody who never
    applied. Gives how many."""
    before = timezone.now() - FORGOTTEN_AFTER
    old = Application.objects.filter(state=State.UNCONFIRMED.value, sent_at__lt=before, calls=None, sponsors=None)
    for application in old:
        audit.record("people:application:forgotten", actor=SYSTEM, subject=application, day=str(day))
        application.delete()
    return len(old)


def registered(name: str) -> Organisation | None:
    """Find the organisation of the register that has a name, or that was found to be another and had it."""
    found = Organisation.objects.select_related("merged_into").filter(name__iexact=name.strip()).first()
    return (found.merged_into or found) if found else None


def values_of(application: Application) -> dict[str, Any]:
    """Give what an application says, and its version."""
    return {key: getattr(application, key) for key in (*IDENTITY, *REST, "version")}


def _held(application: Application) -> Application:
    """Take turns: whoever changes an application waits for whoever does so now."""
    return Application.objects.select_for_update().get(pk=application.pk)


def _refuse_closed(held: Application) -> None:
    if State(held.state) not in OPEN:
        raise Refused(_("This application is closed."))

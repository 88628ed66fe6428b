"""What do those who check an application do? Call back, ask sponsors, declare an interest; and what do sponsors answer?

*Source:* R89, R232; D3, D12.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Application, CallBack, Interest, Membership, Organisation, Sponsor
from commonground.people.permissions import TABLE
from commonground.people.queries import joining as queries
from commonground.people.rules.joining import CALLS, Call, State, is_own_word, same_number
from commonground.people.rules.posts import one_line


@transaction.atomic
def record_call(
    *,
    actor: Actor,
    application: Application,
    number: str,
    published_at: str,
    outcome: str,
    spoke_to: str = "",
    note: str = "",
) -> CallBack:
    """Keep that the actor called the organisation's published number: where it is published, who answered, and what
    they said.

    :raises Invalid: for the applicant's own number, for a number that only the applicant vouches for, and for a
        confirmation by nobody.
    """
    held = still_checked(actor, application)
    if outcome not in CALLS:
        raise Invalid(_("Choose how the call ended"), "outcome")
    if same_number(number, held.telephone):
        raise Invalid(
            _("This is the number that the applicant gave for themselves. Call the organisation’s own."), "number"
        )
    now = timezone.now()
    if is_own_word(queries.facts_of(held), Call(number, published_at, outcome, now, actor.myself)):
        raise Invalid(
            _("Only the applicant says so. Look the number up in a place that they did not name."), "published_at"
        )
    if outcome == "confirmed" and not spoke_to.strip():
        raise Invalid(_("Enter whom you spoke to"), "spoke_to")
    call = CallBack.objects.create(
        application=held, number=number, published_at=published_at, spoke_to=spoke_to, outcome=outcome, note=note,
        by_id=actor.myself, at=now,
    )  # fmt: skip
    audit.record("people:application:called", actor=actor, subject=held, summary=_("Called back"), outcome=outcome)
    return call


@transaction.atomic
def name_organisation(*, actor: Actor, application: Application, organisation: Organisation | None) -> Application:
    """Say which organisation of the register an application means, or that it is a new one. What was checked before no
    longer counts."""
    held = still_checked(actor, application)
    if held.organisation_id != (organisation.pk if organisation else None):
        held.organisation, held.identity_changed_at, held.version = organisation, timezone.now(), held.version + 1
        if organisation is not None:
            held.organisation_name, held.kind = organisation.name, organisation.kind
        held.save()
        audit.record("people:application:matched", actor=actor, subject=held, summary=_("Organisation named"))
    return held


@transaction.atomic
def ask_sponsor(*, actor: Actor, application: Application, membership: Membership) -> Sponsor:
    """Ask a member of another organisation by mail whether they know the applicant.

    :raises Refused: for somebody who cannot vouch, or was asked already.
    """
    held = still_checked(actor, application)
    if membership.person_id == actor.person_id:
        raise Refused(_("You check this application, so somebody else vouches."))
    if not queries.able_to_vouch(held).filter(pk=membership.pk).exists():
        raise Refused(_("Choose a present member of another organisation who has not been asked yet."))
    sponsor = Sponsor.objects.create(application=held, membership=membership, asked_at=timezone.now())
    audit.record(
        "people:sponsor:asked", actor=actor, subject=held, summary=_("A member was asked to vouch"), sponsor=sponsor.ref
    )
    told = {
        "name": membership.person.name,
        "applicant": one_line(held.name),
        "organisation": one_line(held.organisation_name),
        "link": links.link_to("people:vouch", sponsor.public_id),
    }
    mail.send("people/email/joining_sponsor.txt", membership.person.account.email, told)
    return sponsor


@transaction.atomic
def vouch(*, actor: Actor, sponsor: Sponsor, known_how: str) -> Sponsor:
    """Vouch for an applicant, with how one knows them.

    :raises Invalid: without that.
    :raises Refused: when it was answered, or the application is closed.
    """
    if not known_how.strip():
        raise Invalid(_("Say how you know them"), "known_how")
    return _answer(actor, sponsor, "vouched", known_how.strip())


@transaction.atomic
def decline_to_vouch(*, actor: Actor, sponsor: Sponsor) -> Sponsor:
    """Say that one does not vouch; why is asked of nobody, and the applicant is not told.

    :raises Refused: when it was answered, or the application is closed.
    """
    return _answer(actor, sponsor, "declined", "")


@transaction.atomic
def declare_interest(*, actor: Actor, application: Application, text: str) -> Interest:
    """Declare that one stands close to an applicant or their organisation, and so does not check the application.

    :raises Invalid: without saying how.
    """
    require(TABLE, "declare_interest", actor, None)
    if not text.strip():
        raise Invalid(_("Say how you stand close to it"), "text")
    interest, _is_new = Interest.objects.get_or_create(
        person_id=actor.myself,
        subject_type=queries.SUBJECT,
        subject_ref=application.ref,
        defaults={"text": text.strip(), "at": timezone.now()},
    )
    audit.record("people:interest:declared", actor=actor, subject=application, summary=_("Declared an interest"))
    return interest


def still_checked(actor: Actor, application: Application) -> Application:
    """Give an application, held until the end of the transaction, to somebody who may check it.

    :raises NotAllowed: for somebody who stands close to it.
    :raises Refused: when it is not being checked.
    """
    held = Application.objects.select_for_update().get(pk=application.pk)
    require(TABLE, "check_application", actor, queries.checked(held))
    if held.state != State.SENT.value:
        raise Refused(_("This application is not being checked: it is closed, or its address is not confirmed."))
    return held


def _answer(actor: Actor, sponsor: Sponsor, state: str, known_how: str) -> Sponsor:
    application = Application.objects.select_for_update().get(pk=sponsor.application_id)
    held = Sponsor.objects.select_related("membership__person").get(pk=sponsor.pk)
    require(TABLE, "answer_as_sponsor", actor, held)
    if held.state != "asked" or application.state != State.SENT.value:
        raise Refused(_("This is answered already, or the application is closed."))
    held.state, held.known_how, held.answered_at = state, known_how, timezone.now()
    held.save()
    audit.record(f"people:sponsor:{state}", actor=actor, subject=application, sponsor=held.ref)
    return held

"""What decides about an application? Admission, when nothing is missing, or a refusal with its reasons.

*Source:* R143, R232; D3, D12.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork import widening
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.pages.words import day as day_words
from commonground.people.actions.joining import registered, values_of
from commonground.people.actions.joining_checking import still_checked
from commonground.people.actions.turns import one_at_a_time
from commonground.people.adapters import joining_links as links
from commonground.people.adapters import mail
from commonground.people.models import Account, Application, Membership, Organisation, Person, Profile
from commonground.people.queries import joining as queries
from commonground.people.queries.acting import current
from commonground.people.rules import joining, roles
from commonground.people.rules.joining import State
from commonground.people.rules.roles import Role


@transaction.atomic
def admit(*, actor: Actor, application: Application, version: int, confirmed: int | None = None) -> Membership:
    """Let somebody in: their organisation if it is new, a membership, and an account, whose holder is sent the link at
    which they set a password. The first member of an organisation becomes its coordinator.

    :raises Refused: naming what is still missing.
    :raises Stale: when the application was changed since the actor looked at it.
    :raises Unconfirmed: where that opens something of old, and its number is not confirmed.
    """
    held = still_checked(actor, application)
    if held.version != version:
        raise Stale(_("The application was changed while you were reading."), values_of(held), held.version)
    facts = queries.facts_of(held)
    lacks = joining.missing(facts, actor.person_id)
    if lacks:
        raise Refused(" ".join(_(joining.MISSING[each]) for each in lacks))
    organisation = queries.organisation_of(held) or _new_organisation(held, actor, facts)
    if not organisation.is_active:
        raise Refused(_("%(name)s no longer takes part. Let it begin again first.") % {"name": organisation.name})
    _keep_answers(held, organisation)
    one_at_a_time(held.email)
    account, is_new = _account(held)
    with widening.guarded(actor=actor, confirmed=confirmed) as made:
        membership = _membership(held, account.person, organisation)
        made.append(membership.pk)
    _close(held, actor, State.ADMITTED, "")
    held.organisation, held.admitted = organisation, membership
    held.save()
    audit.record(
        "people:application:admitted", actor=actor, subject=held, summary=_("Admitted"), membership=membership.ref,
        alone=facts.verifiers <= {actor.person_id},
    )  # fmt: skip
    _tell(held, account, membership, is_new)
    return membership


@transaction.atomic
def decline(*, actor: Actor, application: Application, because: str) -> Application:
    """Decline an application, and tell the applicant why.

    :raises Invalid: without reasons.
    """
    held = still_checked(actor, application)
    if not because.strip():
        raise Invalid(_("Give the reasons: the applicant reads them"), "because")
    _close(held, actor, State.DECLINED, because.strip())
    held.save()
    audit.record("people:application:declined", actor=actor, subject=held, summary=_("Declined"))
    told = {"name": held.name, "organisation": held.organisation_name, "because": held.decided_because}
    mail.send("people/email/joining_declined.txt", held.email, told)
    return held


def _close(held: Application, actor: Actor, state: State, because: str) -> None:
    held.state, held.decided_at, held.decided_by_id = state.value, timezone.now(), actor.myself
    held.decided_because, held.version = because, held.version + 1


def _new_organisation(held: Application, actor: Actor, facts: joining.Facts) -> Organisation:
    """Put the applicant's organisation into the register, with the number at which it was reached."""
    one_at_a_time(held.organisation_name)
    if registered(held.organisation_name) is not None:
        raise Refused(_("The organisation has just come into the register. Look at the application again."))
    call = next(call for call in facts.calls if joining.counts(facts, call))
    made = Organisation.objects.create(
        name=held.organisation_name,
        kind=held.kind,
        area=held.area,
        website=held.website,
        telephone=call.number,
        source=_("Joined on %(day)s; its number is published here: %(where)s")
        % {"day": day_words(timezone.localdate()), "where": call.published_at[:220]},
    )
    audit.record("people:organisation:registered", actor=actor, subject=made, summary=_("Added"))
    return made


def _keep_answers(held: Application, organisation: Organisation) -> None:
    """Keep the two answers on capability where nobody of the organisation has given any."""
    profile, _is_new = Profile.objects.get_or_create(organisation=organisation)
    asked = {"controls_capability": "controls", "takes_active_part": "active"}
    empty = [name for name, key in asked.items() if not getattr(profile, name) and held.capabilities.get(key)]
    for name in empty:
        setattr(profile, name, held.capabilities[asked[name]])
    if empty:
        profile.version += 1
        profile.save()


def _account(held: Application) -> tuple[Account, bool]:
    account = Account.objects.select_related("person").filter(email=held.email).first()
    if account is None:
        person = Person.objects.create(name=held.name, telephone=held.telephone)
        return Account.objects.create_user(held.email, person=person), True
    if not (account.is_active and account.person.is_active):
        raise Invalid(_("The account with this address is closed. Decline the application, with that reason."))
    return account, False


def _membership(held: Application, person: Person, organisation: Organisation) -> Membership:
    present = organisation.memberships.filter(current())
    if present.filter(person=person).exists():
        raise Refused(_("%(name)s is a member already.") % {"name": person.name})
    has_coordinator = present.filter(roles__contains=[Role.COORDINATOR.value]).exists()
    today = timezone.localdate()
    by = roles.verify_by(today)
    return Membership.objects.create(
        person=person, organisation=organisation, post_title=held.post_title, starts=today,
        roles=[] if has_coordinator else [Role.COORDINATOR.value],
        verified_on=today, verify_by=by, lapses_on=roles.lapses_on(by),
        conduct_version=held.conduct_version, conduct_accepted_at=held.conduct_accepted_at,
    )  # fmt: skip


def _tell(held: Application, account: Account, membership: Membership, is_new: bool) -> None:
    told = {
        "name": account.person.name,
        "organisation": membership.organisation.name,
        "is_coordinator": Role.COORDINATOR.value in membership.roles,
        "link": mail.link_to_set_password(account) if is_new else "",
    }
    mail.send("people/email/joining_admitted.txt", account.email, told)
    others = membership.organisation.memberships.filter(current(), roles__contains=[Role.COORDINATOR.value])
    for each in (
        others.exclude(pk=membership.pk).filter(person__account__isnull=False).select_related("person__account")
    ):
        link = links.link_to("people:member", membership.organisation.public_id, membership.public_id)
        mail.send(
            "people/email/joining_new_member.txt",
            each.person.account.email,
            {"name": each.person.name, "member": held.name, "organisation": membership.organisation.name, "link": link},
        )

"""What can be done to bring an agreement into force? Offer a version, sign it, take it back, begin the next one.

Each party's signatory signs the words and their own line of the annex, as they were shown; when the last party has
signed, the version comes into force and the one before it ends. A signed version never changes.

*Source:* R212; design/sharing.md 1, 2.1 (no silent widening), 5.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Membership
from commonground.sharing.actions import agreements_telling as telling
from commonground.sharing.actions import widening
from commonground.sharing.actions.agreements import permitted
from commonground.sharing.models import (
    Acknowledgement,
    Agreement,
    AgreementVersion,
    Clause,
    Party,
    Signature,
    TimeInForce,
)
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.queries.agreements_moment import law_moment
from commonground.sharing.rules.agreements_state import VersionState

CHANGED = "This was changed after you opened it. Read it again before you sign."
TERM_OVER = "The end that it names has passed. Take it back and enter another."


@transaction.atomic
def offer(*, actor: Actor, agreement: Agreement) -> AgreementVersion:
    """Offer the draft for signature; from now on its words do not change, unless it is taken back.

    :raises Refused: while something is missing, with the first thing that is.
    """
    held = permitted("offer_version", actor, agreement)
    version = held.draft
    if version is None:
        raise Refused(_("There is no draft to offer."))
    if missing := words_of.lacking(held, version):
        raise Refused(missing[0])
    if version.closes and version.closes <= timezone.now():
        raise Refused(_(TERM_OVER))
    version.state, version.offered_at = VersionState.OFFERED.value, timezone.now()
    version.content = words_of.content_of(version)
    version.save(update_fields=["state", "offered_at", "content"])
    said = _("Version %(number)s offered for signature") % {"number": version.number}
    audit.record("sharing:agreement:offered", actor=actor, subject=agreement, summary=said, content=version.content)
    telling.signatories(held, besides=actor)
    return version


@transaction.atomic
def take_back(*, actor: Actor, agreement: Agreement) -> AgreementVersion:
    """Take back what awaits signature, so that it can be changed; what was signed of it binds nobody.

    :raises Refused: when all have signed meanwhile.
    """
    held = permitted("take_back_version", actor, agreement)
    version = held.offered
    if version is None:
        raise Refused(_("All have signed meanwhile."))
    version.signatures.filter(void_at__isnull=True).update(void_at=timezone.now())
    version.state, version.offered_at, version.content = VersionState.DRAFT.value, None, ""
    version.save(update_fields=["state", "offered_at", "content"])
    said = _("Version %(number)s taken back") % {"number": version.number}
    audit.record("sharing:agreement:taken_back", actor=actor, subject=agreement, summary=said)
    return version


@transaction.atomic
def sign(*, actor: Actor, agreement: Agreement, content: str, line: str, confirmed: int | None = None) -> Signature:
    """Sign the version that awaits signature for the actor's organisation, exactly as it was shown: `content` and
    `line` are the hashes of its words and of the organisation's own line. The last signature brings it into force.

    :raises Refused: when it was changed since it was shown, or its term is over.
    :raises Invalid: for the last signature, when it opens another number of old items than was confirmed.
    """
    held = permitted("sign_version", actor, agreement)
    version = held.offered
    body = Membership.objects.select_related("organisation").get(pk=actor.through)
    if version is None or version.content != content or words_of.own_line(held, body.organisation_id) != line:
        raise Refused(_(CHANGED))
    given = version.signatures.filter(organisation_id=body.organisation_id, void_at__isnull=True).first()
    if given is not None:
        return given
    made = Signature.objects.create(
        version=version, organisation=body.organisation, by=body, post_title=body.post_title,
        at=timezone.now(), content=content, line=line,
    )  # fmt: skip
    said = _("Version %(number)s signed for %(name)s") % {"number": version.number, "name": body.organisation.name}
    details = {"content": content, "line": line}
    audit.record("sharing:agreement:signed", actor=actor, subject=agreement, summary=said, **details)
    if not words_of.unsigned(held, version):
        _come_into_force(actor, held, version, confirmed)
    return made


def _come_into_force(actor: Actor, held: Reading, version: AgreementVersion, confirmed: int | None) -> None:
    if version.closes and version.closes <= timezone.now():
        raise Refused(_(TERM_OVER))
    with widening.guarded(actor, _bodies(held), confirmed=confirmed):
        time = _opened(held, version)
    _begin_in_time(held, version, time)
    said = _("Version %(number)s in force") % {"number": version.number}
    audit.record("sharing:agreement:in_force", actor=actor, subject=held.agreement, summary=said)
    telling.people(held, besides=actor)


def _bodies(held: Reading) -> list[int]:
    return [one.organisation_id for one in held.parties]


def opened_by(held: Reading, version: AgreementVersion) -> int:
    """Count the old items that somebody could read through this version and cannot read now."""

    def act() -> None:
        _opened(held, version)

    return widening.would_open(_bodies(held), act)


def _opened(held: Reading, version: AgreementVersion) -> TimeInForce | None:
    """Let a version hold from this moment instead of the one before it; a suspended agreement stays so."""
    at, rows = law_moment(), AgreementVersion.objects.filter(pk=version.pk)
    rows.update(state=VersionState.SIGNED.value)
    if held.signed is None:
        Party.objects.filter(pk__in=[one.pk for one in held.parties]).update(opens=at)
    if held.agreement.suspended_at is not None:
        return None
    rows.update(opens=at)
    _close_others(held, version, at)
    return TimeInForce.objects.create(version=version, opens=at)


def _begin_in_time(held: Reading, version: AgreementVersion, time: TimeInForce | None) -> None:
    """Put the beginning where the words put it, where that day is yet to come: the number was counted as of now."""
    AgreementVersion.objects.filter(pk=version.pk).update(opens=version.opens)
    if time is None or version.opens is None or time.opens is None or version.opens <= time.opens:
        return
    old = TimeInForce.objects.filter(version__agreement=held.agreement, closes=time.opens)
    old.exclude(pk=time.pk).update(closes=version.opens)
    time.opens = version.opens
    time.save(update_fields=["opens"])


def _close_others(held: Reading, version: AgreementVersion, at: object) -> None:
    others = TimeInForce.objects.filter(version__agreement=held.agreement, closes__isnull=True)
    others.exclude(version=version).update(closes=at)


@transaction.atomic
def begin_version(*, actor: Actor, agreement: Agreement, because: str) -> AgreementVersion:
    """Begin the next version from the one that all have signed; the signed one holds until the next is signed.

    :raises Invalid: without a reason.
    """
    held = permitted("begin_version", actor, agreement)
    before = held.signed
    if before is None:
        raise Refused(_("A new version begins from one that all have signed."))
    if not because.strip():
        raise Invalid(_("Say why a new version is needed"), "because")
    number = max(one.number for one in held.versions) + 1
    made = AgreementVersion.objects.create(
        agreement=agreement, number=number, opens=before.opens, closes=before.closes, ceiling=before.ceiling,
        personal=before.personal, accreditation_any_of=before.accreditation_any_of, because=because.strip(),
        made_by_id=actor.through, made_at=timezone.now(),
    )  # fmt: skip
    Clause.objects.bulk_create(
        Clause(version=made, key=one.key, values=one.values, not_needed=one.not_needed, by=one.by, at=one.at)
        for one in before.clauses.all()
    )
    said = _("Version %(number)s begun") % {"number": number}
    audit.record("sharing:agreement:version_begun", actor=actor, subject=agreement, summary=said)
    return made


@transaction.atomic
def drop_version(*, actor: Actor, agreement: Agreement) -> None:
    """Drop a draft that follows a signed version; the signed one goes on.

    :raises Refused: for the first version, which is all there is.
    """
    held = permitted("write_agreement", actor, agreement)
    version = held.draft
    if version is None or held.signed is None:
        raise Refused(_("There is no earlier version that would go on."))
    version.state = VersionState.DROPPED.value
    version.save(update_fields=["state"])
    said = _("Version %(number)s dropped") % {"number": version.number}
    audit.record("sharing:agreement:version_dropped", actor=actor, subject=agreement, summary=said)


@transaction.atomic
def acknowledge(*, actor: Actor, agreement: Agreement, number: int, training: str = "") -> Acknowledgement:
    """Confirm that the actor has read a version, and which training they had for it.

    :raises Refused: for a version that is not signed by all.
    """
    held = permitted("acknowledge_agreement", actor, agreement)
    version = next((one for one in held.versions if one.number == number), None)
    if version is None or version.state != VersionState.SIGNED.value:
        raise Refused(_("Only a version that all have signed is confirmed as known."))
    made, new = Acknowledgement.objects.get_or_create(
        version=version, membership_id=actor.through, defaults={"training": training.strip(), "at": timezone.now()}
    )
    if new:
        said = _("Version %(number)s known") % {"number": number}
        audit.record("sharing:agreement:acknowledged", actor=actor, subject=agreement, summary=said)
    return made

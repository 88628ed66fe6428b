"""What can be done to the annex of an agreement? Put a change forward, sign it for oneself, let it in, drop it.

The body stays signed. Who joins, or gives or gets something else, signs their own line; another party lets it in, on
the other side than who put it forward where there is one, and confirms how many old items that opens.

*Source:* R212-R213; design/sharing.md 2.1 (no silent widening), 5.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation
from commonground.sharing.actions import agreements_telling as telling
from commonground.sharing.actions import widening
from commonground.sharing.actions.agreements import known_categories, permitted
from commonground.sharing.models import Agreement, AnnexChange, Party
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading, again, reading_of
from commonground.sharing.queries.agreements_moment import law_moment
from commonground.sharing.rules.agreements_signing import hash_of_line

CHANGED = "This was changed after you opened it. Read it again before you sign."
GONE = "This change is let in or dropped already."


@transaction.atomic
def put(
    *,
    actor: Actor,
    agreement: Agreement,
    organisation: Organisation,
    gives: list[str],
    gets: list[str],
    because: str,
) -> AnnexChange:
    """Put forward that an organisation joins, or that a party gives and gets something else from now on.

    :raises Invalid: for an organisation about which a change waits already, one that no longer takes part, categories
        that there are not, none at all, or without a reason.
    """
    held = permitted("put_annex_change", actor, agreement)
    known_categories(gives, gets)
    if not gives and not gets:
        raise Invalid(_("Choose what it is to give or to get"), "gives")
    if not because.strip():
        raise Invalid(_("Say why"), "because")
    if any(one.organisation_id == organisation.pk for one in held.waiting):
        raise Invalid(_("A change about this organisation waits already"), "organisation")
    if not organisation.is_active or organisation.merged_into_id:
        raise Invalid(_("Choose an organisation that takes part here"), "organisation")
    made = AnnexChange.objects.create(
        agreement=agreement, organisation=organisation, gives=gives, gets=gets, because=because.strip(),
        put_by_id=actor.through, put_at=timezone.now(),
    )  # fmt: skip
    said = _("Change of the annex put forward: %(name)s") % {"name": organisation.name}
    audit.record("sharing:agreement:annex_put", actor=actor, subject=agreement, summary=said, change=made.ref)
    telling.organisation(held, organisation)
    return made


def _held(action: str, actor: Actor, change: AnnexChange) -> tuple[Reading, AnnexChange]:
    """Hold the agreement and the change, and ask the table about both together."""
    held = again(actor, change.agreement)
    kept = next((one for one in held.waiting if one.pk == change.pk), None)
    if kept is None:
        raise Refused(_(GONE))
    reading = reading_of(actor, held.agreement, kept)
    require(TABLE, action, actor, reading.concerned)
    return reading, kept


@transaction.atomic
def sign_change(*, actor: Actor, change: AnnexChange, content: str, line: str) -> AnnexChange:
    """Sign a change for the organisation that it is about: the words of the version in force, and its own new line,
    exactly as they were shown.

    :raises Refused: when either was changed since, or a lawful basis is missing.
    """
    held, kept = _held("sign_annex_change", actor, change)
    version = held.signed
    if version is None or version.content != content or new_line(kept) != line:
        raise Refused(_(CHANGED))
    if version.personal:
        _refuse_without_basis(kept)
    kept.version, kept.content, kept.line = version, content, line
    kept.signed_by_id, kept.signed_at = actor.through, timezone.now()
    kept.save(update_fields=["version", "content", "line", "signed_by", "signed_at"])
    said = _("Change of the annex signed for %(name)s") % {"name": kept.organisation.name}
    details = {"content": content, "line": line, "change": kept.ref}
    audit.record("sharing:agreement:annex_signed", actor=actor, subject=held.agreement, summary=said, **details)
    telling.people(held, besides=actor)
    return kept


def _refuse_without_basis(change: AnnexChange) -> None:
    written = {one.direction for one in words_of.bases_now(change.agreement_id, change.organisation_id)}
    if (change.gives and "gives" not in written) or (change.gets and "gets" not in written):
        raise Refused(_("Enter your lawful bases first: one for each direction."))


def new_line(change: AnnexChange) -> str:
    """Give the hash of the line of the annex as it would be."""
    line = words_of.line_of(change.agreement_id, change.organisation, change.gives, change.gets)
    return hash_of_line(line)


@transaction.atomic
def let_in(*, actor: Actor, change: AnnexChange, confirmed: int | None) -> Party:
    """Let a signed change in; from now on it holds. `confirmed` is the number of old items that it opens.

    :raises Refused: when it is not signed, or the words or the bases changed since it was.
    :raises Invalid: when it opens another number of old items than was confirmed.
    """
    held, kept = _held("let_in", actor, change)
    if kept.signed_at is None or held.signed is None:
        raise Refused(_("The organisation that it is about has not signed yet."))
    if kept.content != held.signed.content or kept.line != new_line(kept):
        raise Refused(_("The agreement or their line was changed since they signed. They sign again first."))
    kept.opened = opened_by(held, kept)
    with widening.guarded(actor, _bodies(held, kept), confirmed=confirmed):
        party = _enter(held, kept)
    kept.let_in_by_id, kept.let_in_at = actor.through, timezone.now()
    kept.save(update_fields=["let_in_by", "let_in_at", "opened"])
    said = _("%(name)s let in by the annex") % {"name": kept.organisation.name}
    details = {"change": kept.ref, "opened": kept.opened}
    audit.record("sharing:agreement:annex_let_in", actor=actor, subject=held.agreement, summary=said, **details)
    telling.people(held, besides=actor)
    return party


def opened_by(held: Reading, change: AnnexChange) -> int:
    """Count the old items that somebody could read through a change and cannot read now."""

    def act() -> None:
        _enter(held, change)

    return widening.would_open(_bodies(held, change), act)


def _bodies(held: Reading, change: AnnexChange) -> list[int]:
    return [*(one.organisation_id for one in held.parties), change.organisation_id]


def _enter(held: Reading, change: AnnexChange) -> Party:
    """End the line that the organisation has, and begin the new one at the same moment."""
    at = law_moment()
    lines = [one.pk for one in held.parties if one.organisation_id == change.organisation_id]
    Party.objects.filter(pk__in=lines).update(closes=at)
    return Party.objects.create(
        agreement=change.agreement, organisation=change.organisation, gives=change.gives, gets=change.gets, opens=at
    )


@transaction.atomic
def drop(*, actor: Actor, change: AnnexChange) -> None:
    """Drop a change that waits: a party may, and so may whoever speaks for the organisation that it is about."""
    held = again(actor, change.agreement)
    kept = next((one for one in held.waiting if one.pk == change.pk), None)
    if kept is None:
        raise Refused(_(GONE))
    if kept.organisation_id == actor.organisation_id:
        require(TABLE, "name_people", actor, held.concerned)
    else:
        require(TABLE, "put_annex_change", actor, held.concerned)
    kept.dropped_at = timezone.now()
    kept.save(update_fields=["dropped_at"])
    said = _("Change of the annex dropped: %(name)s") % {"name": kept.organisation.name}
    audit.record("sharing:agreement:annex_dropped", actor=actor, subject=held.agreement, summary=said, change=kept.ref)

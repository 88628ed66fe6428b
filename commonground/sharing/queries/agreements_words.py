"""What does an agreement say, what does it still lack, and who has signed which words?

*Source:* R212.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commonground.people.models import Membership
from commonground.people.queries.acting import current
from commonground.sharing.models import AgreementVersion, Clause, PartyBasis, Signature
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules.agreements_clauses import CLAUSES, KINDS
from commonground.sharing.rules.agreements_signing import Line, Wording, hash_of_line, hash_of_words
from commonground.sharing.rules.agreements_state import NEEDED_PARTS, PARTS

BASIS_FIELDS = ("direction", "basis", "special", "criminal", "power", "exemption", "note")


def clauses_of(version: AgreementVersion) -> dict[str, Clause]:
    """Give what each clause of a version says, by its key."""
    return {one.key: one for one in version.clauses.select_related("by__person", "by__organisation")}


def wording_of(version: AgreementVersion, clauses: Mapping[str, Clause] | None = None) -> Wording:
    """Give what a version says, as the rules read it."""
    held = clauses_of(version) if clauses is None else clauses
    agreement = version.agreement
    return Wording(
        reference=agreement.reference,
        title=agreement.title,
        kind=KINDS[agreement.kind],
        number=version.number,
        clauses={key: one.values for key, one in held.items() if not one.not_needed},
        not_needed={key: one.not_needed for key, one in held.items()},
    )


def content_of(version: AgreementVersion) -> str:
    """Give the hash of what a version says."""
    return hash_of_words(wording_of(version))


def bases_of(reading: Reading) -> list[PartyBasis]:
    """List the lawful bases that hold, of every organisation, the earlier ones after them."""
    rows = PartyBasis.objects.filter(agreement=reading.agreement).select_related("organisation", "by__person")
    return sorted(rows, key=lambda one: (one.organisation.name, one.closes is not None, one.direction, one.pk))


def bases_now(agreement_id: int, organisation_id: int) -> list[PartyBasis]:
    """List the lawful bases of one organisation that hold."""
    return list(
        PartyBasis.objects.filter(agreement_id=agreement_id, organisation_id=organisation_id, closes__isnull=True)
    )


def line_of(agreement_id: int, organisation: Any, gives: Sequence[str], gets: Sequence[str]) -> Line:
    """Give one organisation's line of the annex, as the rules read it."""
    bases = bases_now(agreement_id, organisation.pk)
    held = [{name: getattr(one, name) for name in BASIS_FIELDS} for one in bases]
    return Line(organisation.name, list(gives), list(gets), held)


def own_line(reading: Reading, organisation_id: int) -> str:
    """Give the hash of a present party's line of the annex; empty for an organisation that is none."""
    for one in reading.parties:
        if one.organisation_id == organisation_id:
            return hash_of_line(line_of(reading.agreement.pk, one.organisation, one.gives, one.gets))
    return ""


def signatures_of(version: AgreementVersion) -> list[Signature]:
    """List the signatures on a version that bind, in the order in which they were given."""
    return list(version.signatures.filter(void_at__isnull=True).select_related("organisation", "by__person"))


def unsigned(reading: Reading, version: AgreementVersion) -> list[str]:
    """Name the parties that have not signed an offered version."""
    signed = {one.organisation_id for one in signatures_of(version)}
    return [one.organisation.name for one in reading.parties if one.organisation_id not in signed]


def lacking(reading: Reading, version: AgreementVersion) -> list[str]:
    """Name what still has to be there before a version can be offered for signature, a sentence each."""
    held = clauses_of(version)
    open_clauses = [one for one in CLAUSES if not is_whole(held.get(one.key), one.key)]
    found = [_("Write the clause “%(title)s”.") % {"title": _(one.title)} for one in open_clauses]
    return [*found, *_parties_lack(reading, version)]


def is_whole(held: Clause | None, key: str) -> bool:
    """Whether a clause is answered, or is left out with a reason."""
    one = next(each for each in CLAUSES if each.key == key)
    return held is not None and one.is_answered(held.values, held.not_needed)


def _parties_lack(reading: Reading, version: AgreementVersion) -> Iterator[str]:
    if len(reading.parties) < 2:
        yield _("Name at least two parties.")
    for one in reading.parties:
        name = {"name": one.organisation.name}
        if not one.gives and not one.gets:
            yield _("Say what %(name)s gives or gets.") % name
        named = {each.part for each in reading.people_of(one.organisation_id)}
        if parts := [_(PARTS[part]).lower() for part in NEEDED_PARTS if part.value not in named]:
            yield _("%(name)s names its people for: %(parts)s.") % {**name, "parts": ", ".join(parts)}
        if version.personal:
            written = {each.direction for each in bases_now(reading.agreement.pk, one.organisation_id)}
            if one.gives and "gives" not in written:
                yield _("%(name)s enters the lawful basis on which it gives personal data.") % name
            if one.gets and "gets" not in written:
                yield _("%(name)s enters the lawful basis on which it gets personal data.") % name
    given = {category for one in reading.parties for category in one.gives}
    received = {category for one in reading.parties for category in one.gets}
    if given != received:
        yield _("Let each category that one party gives be got by another, and the other way round.")


def members_of(organisation_id: int) -> list[Membership]:
    """List the present members of an organisation who could act for it."""
    rows = Membership.objects.filter(current(), organisation_id=organisation_id).select_related("person")
    return list(rows.order_by("person__name"))

"""How is an agreement put into rows and words for its pages? Task list, parties, signatures, what is due.

*Source:* R212; the look, 7 and 11.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.models import Entry
from commonground.audit.queries import history_of
from commonground.groundwork.markings import STRICTNESS
from commonground.sharing.models import (
    Acknowledgement,
    Agreement,
    AgreementReview,
    AgreementVersion,
    AnnexChange,
    DataReport,
    Leaving,
    Party,
)
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_shared as shared
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules import agreements_clauses as rules
from commonground.sharing.rules import agreements_signing as signing
from commonground.sharing.rules.agreements_state import STATES, VERSION_STATES, State, VersionState

Row = dict[str, Any]
KINDS_OF_STATE = {
    State.DRAFT: "progress", State.OFFERED: "waiting", State.SIGNED: "agreed", State.IN_FORCE: "agreed",
    State.SUSPENDED: "care", State.EXPIRED: "due", State.ENDED: "none",
}  # fmt: skip
LABELS = {rank: marking.label for marking, rank in STRICTNESS.items()}


def standing(state: State) -> Row:
    """Give a state as `state` of the look shows it."""
    return {"kind": KINDS_OF_STATE[state], "words": _(STATES[state]), "state": state.value}


def categories(keys: list[str]) -> str:
    """Name categories in words; "nothing" for none."""
    return ", ".join(_(rules.CATEGORIES.get(key, key)) for key in keys) or _("Nothing")


def own_row(one: Agreement) -> Row:
    """Give one agreement as the list of one's own shows it."""
    state = queries.state(one)
    return {"agreement": one, "standing": standing(state), "parties": _present(one)}


def _present(one: Agreement) -> list[Any]:
    now = timezone.now()
    every: list[Party] = one.all_parties  # type: ignore[attr-defined]
    found = [p.organisation for p in every if queries.Span(p.opens, p.closes).holds(now)]
    return found or list(dict.fromkeys(p.organisation for p in every))


def registered_row(one: Agreement) -> Row:
    """Give one agreement as everybody reads it: title, parties, where it stands, the summary that was signed."""
    signed = [v for v in one.all_versions if v.times]  # type: ignore[attr-defined]
    clauses = words_of.clauses_of(signed[-1]) if signed else {}
    held = {key: each.values for key, each in clauses.items()}
    return {
        "agreement": one,
        "standing": standing(queries.state(one)),
        "parties": _present(one),
        "since": queries.began_on(one),
        "summary": held.get("summary", {}).get("summary", ""),
        "notice": held.get("rights", {}).get("notice", ""),
        "complaints": held.get("rights", {}).get("complaints", ""),
        "version": signed[-1] if signed else None,
        "limits": limits(signed[-1]) if signed else {},
    }


def limits(version: AgreementVersion) -> Row:
    """Give the limits that the site keeps, in words."""
    return {
        "ceiling": LABELS[version.ceiling],
        "personal": version.personal,
        "accreditations": version.accreditation_any_of,
        "opens": version.opens,
        "closes": version.closes,
    }


def overview(reading: Reading) -> Row:
    """Give what the first page shows: the task list or the words in force, who signed, what is shared, what is due."""
    version = reading.draft or reading.offered
    held_on = [one.held_on for one in AgreementReview.objects.filter(agreement=reading.agreement)]
    found: Row = {
        "version": version,
        "limits": limits(reading.shown),
        "lapsed": shared.accreditations_lacking(reading.actor, reading.shown),
        "lines": [line(one) for one in reading.parties],
        "review_on": queries.next_review(reading.agreement, held_on),
        "readable": shared.readable_under(reading.actor, reading.agreement),
        "given": shared.given_under(reading.actor, reading.agreement),
        "to_report": [_giver(reading, giver) for holder, giver in reading.reports_due if _is_own(reading, holder)],
        "known": _known(reading),
    }
    if reading.draft is not None:
        found |= {"tasks": list(tasks(reading, reading.draft)), "lacking": words_of.lacking(reading, reading.draft)}
    if reading.offered is not None:
        found |= signing_state(reading, reading.offered)
    return found


def _is_own(reading: Reading, organisation_id: int) -> bool:
    return organisation_id == reading.actor.organisation_id


def _giver(reading: Reading, organisation_id: int) -> Any:
    return next(one.organisation for one in reading.stays if one.organisation_id == organisation_id)


def _known(reading: Reading) -> bool:
    mine = Acknowledgement.objects.filter(version=reading.signed, membership_id=reading.actor.membership_id)
    return reading.signed is not None and mine.exists()


def line(one: Party) -> Row:
    """Give one party's line of the annex in words."""
    return {
        "party": one, "organisation": one.organisation, "side": one.organisation.side.value,
        "gives": categories(one.gives), "gets": categories(one.gets),
    }  # fmt: skip


def tasks(reading: Reading, version: AgreementVersion) -> Iterator[Row]:
    """Give the clauses of a draft as a task list, each with where it stands and who wrote it last."""
    held = words_of.clauses_of(version)
    for one in rules.CLAUSES:
        row = held.get(one.key)
        if row is not None and row.not_needed:
            state = ("agreed", _("Not needed"))
        elif words_of.is_whole(row, one.key):
            state = ("agreed", _("Written"))
        else:
            state = ("progress", _("In progress")) if row is not None and row.edit else ("none", _("Not started"))
        url = reverse("sharing:agreement_clause", args=[reading.agreement.public_id, one.key])
        yield {"clause": one, "title": _(one.title), "why": _(one.why), "url": url, "kind": state[0],
               "words": state[1], "row": row}  # fmt: skip


def signing_state(reading: Reading, version: AgreementVersion) -> Row:
    """Give who has signed an offered version and whom it waits for."""
    signed = words_of.signatures_of(version)
    return {
        "signatures": signed,
        "unsigned": words_of.unsigned(reading, version),
        "own_signed": any(_is_own(reading, one.organisation_id) for one in signed),
    }


def words(reading: Reading, version: AgreementVersion) -> Row:
    """Give what a version says, clause by clause, with its hash and its signatures."""
    wording = words_of.wording_of(version)
    earlier = [one for one in reading.versions if one.number < version.number and one.content]
    return {
        "version": version,
        "version_state": _(VERSION_STATES[VersionState(version.state)]),
        "content": signing.hash_of_words(wording),
        "clauses": [clause_words(one, wording) for one in rules.CLAUSES],
        "signatures": words_of.signatures_of(version),
        "versions": list(reversed(reading.versions)),
        "has_earlier": bool(earlier),
        "acknowledged": Acknowledgement.objects.filter(
            version=version, membership__organisation_id=reading.actor.organisation_id
        ).select_related("membership__person"),
    }


def clause_words(one: rules.Clause, wording: signing.Wording) -> Row:
    """Give one clause as it is read: its answers, or why it is not needed."""
    values = wording.clauses.get(one.key, {})
    rows = values.get("rows") or [] if one.many else [values]
    answers = [[(_(label), _(said)) for label, said in rules.shown(one, row)] for row in rows]
    return {"clause": one, "title": _(one.title), "not_needed": wording.not_needed.get(one.key, ""), "rows": answers}


def difference(reading: Reading, version: AgreementVersion) -> Row:
    """Give what differs from the version before, clause by clause."""
    earlier = [
        one for one in reading.versions if one.number < version.number and one.state != VersionState.DROPPED.value
    ]
    before = earlier[-1] if earlier else None
    changed = signing.difference(words_of.wording_of(before), words_of.wording_of(version)) if before else []
    return {"version": version, "before": before, "changed": changed}


def parties(reading: Reading) -> Row:
    """Give each present party with its people and bases, the changes that wait, and who left."""
    bases = words_of.bases_of(reading)
    bodies = [one.organisation for one in reading.parties]
    asked = [one for one in reading.waiting if one.organisation not in bodies and _is_own(reading, one.organisation_id)]
    found = []
    for body in [*bodies, *(one.organisation for one in asked)]:
        party = next((one for one in reading.parties if one.organisation_id == body.pk), None)
        held = [one for one in bases if one.organisation_id == body.pk]
        found.append({
            "organisation": body, "side": body.side.value, "party": party, "line": line(party) if party else None,
            "is_own": _is_own(reading, body.pk), "people": reading.people_of(body.pk),
            "bases": [one for one in held if one.closes is None],
            "earlier_bases": [one for one in held if one.closes is not None],
        })  # fmt: skip
    gone = [one for one in reading.stays if one.closes and one.closes <= reading.at and reading.signed]
    return {
        "rows": found,
        "waiting": [waiting_row(one) for one in reading.waiting],
        "gone": [line(one) for one in gone],
        "leavings": Leaving.objects.filter(agreement=reading.agreement).select_related("organisation"),
        "reports": DataReport.objects.filter(agreement=reading.agreement).select_related("organisation", "about"),
        "reports_due": [(_giver(reading, one), _giver(reading, two)) for one, two in sorted(reading.reports_due)],
    }


def waiting_row(change: AnnexChange) -> Row:
    """Give a change of the annex that waits, in words."""
    return {"change": change, "gives": categories(change.gives), "gets": categories(change.gets)}


def deeds(reading: Reading) -> Any:
    """List what was done to an agreement, newest first."""
    return history_of("agreement", reading.agreement.ref)


def history(reading: Reading) -> Row:
    """Give the reviews, and when the next is due."""
    reviews = list(AgreementReview.objects.filter(agreement=reading.agreement).select_related("by__person"))
    due = queries.next_review(reading.agreement, [one.held_on for one in reviews])
    return {"reviews": reviews, "review_on": due, "is_due": due is not None and due <= timezone.localdate()}


def entry(one: Entry) -> Row:
    """Give one deed as the timeline shows it."""
    return {
        "what": one.summary or one.tag,
        "by": f"{one.actor_name}, {one.organisation_name}".strip(", "),
        "at": one.at,
    }

"""How is an agreement taken away? As one document with its annexes, or the annex alone, in every form.

*Source:* R212.
"""

import uuid
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit.actions import seen
from commonground.pages import documents, words
from commonground.sharing.queries import agreements_words as words_of
from commonground.sharing.queries.agreements import Reading
from commonground.sharing.rules import agreements_document as papers
from commonground.sharing.rules.agreements_signing import hash_of_words
from commonground.sharing.rules.agreements_state import STATES
from commonground.sharing.views.agreements import own


@require_safe
def paper(request: HttpRequest, agreement: uuid.UUID, form: str) -> HttpResponse:
    reading = _taken(request, agreement, form)
    seen(actor=request.actor, subject=reading.agreement, page="agreement_paper", form=form)
    return documents.respond(papers.whole(paper_of(reading)), form, reading.agreement.reference)


@require_safe
def annex(request: HttpRequest, agreement: uuid.UUID, form: str) -> HttpResponse:
    reading = _taken(request, agreement, form)
    seen(actor=request.actor, subject=reading.agreement, page="agreement_annex", form=form)
    return documents.respond(papers.annex(paper_of(reading)), form, f"{reading.agreement.reference}-annex")


def _taken(request: HttpRequest, agreement: uuid.UUID, form: str) -> Reading:
    """Give an agreement to be taken away in a form that there is, or 404, which is no reading."""
    if form not in documents.FORMS:
        raise Http404
    return own(request, agreement)


def paper_of(reading: Reading) -> papers.Paper:
    """Gather what is printed: the version in force, or the one on the table."""
    version = reading.shown
    wording = words_of.wording_of(version)
    signed = [
        papers.Signed(one.organisation.name, one.by.person.name, one.post_title, words.day(one.at), one.line)
        for one in words_of.signatures_of(version)
    ]
    state = _(STATES[reading.state])
    return papers.Paper(wording, hash_of_words(wording), state, list(_parties(reading)), signed, timezone.localdate())


def _parties(reading: Reading) -> Iterator[papers.PartyPaper]:
    bases = [one for one in words_of.bases_of(reading) if one.closes is None]
    for one in reading.parties:
        people = [
            (person.get_part_display(), f"{person.membership.person.name}, {person.membership.post_title}")
            for person in reading.people_of(one.organisation_id)
        ]
        law = [
            (each.get_direction_display(), papers.basis_words(each.as_read, each.note, words.day(each.opens)))
            for each in bases
            if each.organisation_id == one.organisation_id
        ]
        body, since = one.organisation, words.day(one.opens)
        yield papers.PartyPaper(body.name, body.side.label, one.gives, one.gets, since, people, law)

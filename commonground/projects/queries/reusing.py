"""What exists already that is like a proposal, and what has its proposer said of each?

Looked through are the collaborations that the proposer may see and those with a public page, published case studies,
listed capabilities, supported projects and other open proposals, of which only the name is told.

*Source:* R102, R104.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.ids import from_text, to_text
from commonground.people.models import Capability
from commonground.projects.models import Collaboration, Need, Proposal, Reuse
from commonground.projects.queries.cases import published
from commonground.projects.queries.visible import collaborations_for
from commonground.projects.rules.proposals import UNDER_WAY, State
from commonground.projects.rules.reusing import KINDS, MOST, Match, telling_words

LANGUAGE = "english"
# How many of the telling words something must share
SHARED = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Something that exists, and what was said of it, if anything."""

    match: Match
    answer: Reuse | None

    @property
    def thing(self) -> uuid.UUID | None:
        """Its public id, for its address."""
        return public_id_of(self.match)

    @property
    def kind(self) -> str:
        """What kind of thing it is, in words."""
        return KINDS[self.match.kind]


def found_for(actor: Actor, proposal: Proposal) -> list[Found]:
    """List what exists that is like a proposal, each with what was said of it, and then what its proposer named."""
    rows = list(proposal.reuses.all())
    answers = {(row.kind, row.of): row for row in rows if row.of}
    matches = matches_for(actor, _words_of(proposal), besides=proposal)
    listed = [Found(match, answers.pop((match.kind, match.of), None)) for match in matches]
    kept = [Found(Match(row.kind, row.of, row.name, "", row.because), row) for row in answers.values()]
    own = [Found(Match("own", "", row.name), row) for row in rows if not row.of]
    return [*listed, *kept, *own]


def unanswered(actor: Actor, proposal: Proposal) -> list[Match]:
    """List what exists that is like a proposal and of which nothing was said."""
    return [found.match for found in found_for(actor, proposal) if found.answer is None or not found.answer.way]


def matches_of_need(actor: Actor, need: Need) -> list[Match]:
    """List what exists that is like a need: what may meet it already."""
    return matches_for(actor, telling_words(need.title, need.what, need.must_do), besides=None)


def matches_for(actor: Actor, words: Sequence[str], besides: Proposal | None) -> list[Match]:
    """List what the actor may know of that shares at least two telling words, a few of each kind, the likest first."""
    if len(words) < SHARED:
        return []
    return [
        *_collaborations(actor, words, besides),
        *_cases(words),
        *_capabilities(words, besides),
        *_proposals(words, besides),
    ]


def named_for(actor: Actor, rows: Iterable[Reuse]) -> list[tuple[Reuse, str]]:
    """Give each answer with the name of what it speaks of; a collaboration of which the actor may not read keeps its
    name to itself."""
    answers = list(rows)
    asked = [from_text(row.of) for row in answers if row.kind == "collaboration" and row.of]
    public = published("page").filter(collaboration__public_id__in=asked)
    known = {to_text(each) for each in public.values_list("collaboration__public_id", flat=True)}
    own = collaborations_for(actor).filter(public_id__in=asked)
    known |= {to_text(each) for each in own.values_list("public_id", flat=True)}
    hidden = _("A collaboration that you may not read")
    return [(row, row.name if row.kind != "collaboration" or row.of in known else hidden) for row in answers]


def public_id_of(match: Match) -> uuid.UUID | None:
    """Give the public id of something that exists; None for what was only named."""
    return from_text(match.of) if match.of else None


def _words_of(proposal: Proposal) -> list[str]:
    need = proposal.need
    return telling_words(proposal.title, need.title if need else "", proposal.what)


def _like(rows: QuerySet[Any], words: Sequence[str], *fields: Any) -> list[Any]:
    """Give the rows whose fields hold at least two of the words, in any of their forms, the likest first."""
    vector = SearchVector(*fields, config=LANGUAGE)
    asked = SearchQuery(" | ".join(words), config=LANGUAGE, search_type="raw")
    near = rows.annotate(sought=vector).filter(sought=asked)
    near = near.annotate(rank=SearchRank(F("sought"), asked)).order_by("-rank", "pk")
    each = {f"has_{n}": Q(sought=SearchQuery(word, config=LANGUAGE)) for n, word in enumerate(words)}
    held = near.annotate(**each)[: MOST * 10]
    return [row for row in held if sum(bool(getattr(row, name)) for name in each) >= SHARED][:MOST]


def _because(words: Sequence[str], *texts: str) -> str:
    """Name the words that are shared; a word counts by its beginning, as its forms do."""
    theirs = telling_words(*texts, most=200)
    shared = [word for word in words if any(word[:5] == other[:5] for other in theirs)]
    return _("Speaks of: %(words)s") % {"words": ", ".join(shared)} if shared else ""


def _collaborations(actor: Actor, words: Sequence[str], besides: Proposal | None) -> Iterator[Match]:
    public = {page.collaboration_id: page for page in published("page")}
    # What only the proposer may see would tell who that is, where it is not to be shown
    hides = besides is not None and besides.hides_proposer
    own = collaborations_for(actor if not hides else ANONYMOUS).values("pk")
    rows = Collaboration.objects.filter(Q(pk__in=list(public)) | Q(pk__in=own))
    rows = rows.exclude(pk=besides.collaboration_id or 0 if besides else 0)
    for row in _like(rows, words, "name", "about"):
        page = public.get(row.pk)
        url = (
            reverse("projects:public_page", args=[page.public_id])
            if page
            else reverse("projects:collaboration", args=[row.public_id])
        )
        yield Match("collaboration", row.ref, row.name, url, _because(words, row.name, row.about))


def _cases(words: Sequence[str]) -> Iterator[Match]:
    summary = KeyTextTransform("summary", "values")
    for row in _like(published("case").order_by(), words, "collaboration__name", "collaboration__about", summary):
        name, about = row.collaboration.name, str(row.values.get("summary", ""))
        url = reverse("projects:case_study", args=[row.public_id])
        yield Match("case", row.ref, name, url, _because(words, name, row.collaboration.about, about))


def _capabilities(words: Sequence[str], besides: Proposal | None) -> Iterator[Match]:
    rows = Capability.objects.filter(is_listed=True, ended_on__isnull=True).select_related("organisation")
    if besides is not None and besides.hides_proposer:
        rows = rows.exclude(organisation=besides.proposer.organisation_id)
    for row in _like(rows, words, "name", "coverage", "conditions"):
        url = reverse("people:organisation", args=[row.organisation.public_id])
        name = f"{row.name}, {row.organisation.name}"
        yield Match("capability", row.ref, name, url, _because(words, row.name, row.coverage))


def _proposals(words: Sequence[str], besides: Proposal | None) -> Iterator[Match]:
    others = Proposal.objects.exclude(pk=besides.pk if besides else 0)
    for row in _like(others.filter(state=State.SUPPORTED), words, "title", "what"):
        url = reverse("projects:supported_one", args=[row.public_id])
        yield Match("support", row.ref, row.title, url, _because(words, row.title, row.what))
    for row in _like(others.filter(state__in=UNDER_WAY), words, "title"):
        yield Match("proposal", row.ref, row.title, "", _because(words, row.title))

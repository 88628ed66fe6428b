"""Which addresses does the site have? Every pattern of the URL configuration, filled with ids that exist or do not.

*Source:* issue "The house and the first story", acceptance ("Every URL as …"); bar B12.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from commonground.groundwork.ids import to_text
from commonground.outcomes.models import Study
from commonground.people.models import (
    Application,
    Breach,
    Charge,
    Concern,
    DataRequest,
    Endorsement,
    Handover,
    HandoverMatter,
    LegalHold,
    Letter,
    Logo,
    Meeting,
    MembershipOffer,
    Merge,
    NextStep,
    Organisation,
    Post,
    PostReport,
    Seat,
    Sponsor,
    Term,
    Thanks,
    Topic,
    Workgroup,
)
from commonground.places.models import Area
from commonground.projects.models import (
    Assignment,
    BackingFile,
    CaseCall,
    CaseOffer,
    Collaboration,
    DecisionStage,
    GuideSuggestion,
    LocalAddition,
    Need,
    PeerReading,
    PollGroup,
    Proposal,
    ResourceOffer,
    Reuse,
)
from commonground.projects.rules import guide
from commonground.projects.rules.announcing import TEXTS
from commonground.projects.rules.comparing import ASKED
from commonground.sharing.models import (
    Agreement,
    AgreementPerson,
    AnnexChange,
    Approval,
    Ask,
    Asset,
    AssetRequest,
    Attachment,
    Briefing,
    DeskQuestion,
    Group,
    GroupEntry,
    IncidentDraft,
    Item,
    KeptUntil,
    Party,
    PartyBasis,
    Pledge,
    RecordKept,
    Release,
    SharingRecord,
    Transfer,
    WithdrawalNotice,
)

MISSING = "0" * 22
ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
WORDS = {
    "clause": ["purpose", "data", "limits", "nonsense"],
    "direction": ["gives", "nonsense"],
    "part": ["joint", "actions", "benefits", "nonsense"],
    "side": ["police", "security", "nonsense"],
    "role": ["governance", "nonsense"],
    "asked": [next(iter(ASKED)), "privacy", "nonsense"],
    "cell": ["criminal-project-sharing", "terrorist-immediate-active", "nonsense"],
    "uidb36": ["abc"],
    "key": ["x-y", "set-password"],
    "kind": ["bulletin", "shoplifting", "nonsense"],
    "format": ["csv", "nonsense"],
    "form": ["md", "json", "nonsense"],
    "language": ["cy", "nonsense"],
    "line": ["alert", "draft", "nonsense"],
    "tactic": ["t6", "nonsense"],
    "size": ["card", "nonsense"],
    "what": ["guide", "nonsense"],
    "which": ["own", "nonsense"],
    "token": ["nonsense"],
    "template": ["community-guarding", "nonsense"],
    "book": ["benefits", "barriers", "trials", "replication", "guarding", "nonsense"],
    "component": ["two_tiers", "nonsense"],
    "pack": ["police-and-public", "security", "nonsense"],
    "shape": ["steering", "nonsense"],
}
assert guide.PARTS["joint"] and guide.PARTS["actions"]


@dataclass(frozen=True)
class Address:
    """One address to ask for, and the pattern that it fills."""

    pattern: str
    path: str


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Give the route of every page, in the order of the configuration."""
    for each in (resolver or get_resolver()).url_patterns:
        assert isinstance(each.pattern, RoutePattern), f"{each.pattern} is not a plain route; this walk cannot fill it."
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from patterns(each, route)


def existing() -> list[dict[str, list[str]]]:
    """Give, for each collaboration, and for some organisations, the ids of the first few things that they hold, by the
    name that addresses use."""
    organisations = Organisation.objects.filter(capabilities__isnull=False, accreditations__isnull=False).distinct()
    people = _held_of_people()
    held = [_held_by(collaboration) | people for collaboration in Collaboration.objects.order_by("pk")]
    some = [*Item.objects.order_by("pk")[:3], *Item.objects.filter(renditions__incident__isnull=False)[:1]]
    items = [_held_by_item(item) | people for item in some]
    return held + [_held_by_organisation(each) for each in organisations.order_by("pk")[:2]] + items


def _held_by_organisation(organisation: Organisation) -> dict[str, list[str]]:
    """Give what belongs to one organisation, another of its side, a term and a merge."""
    alike = Organisation.objects.filter(kind=organisation.kind, merged_into=None).exclude(pk=organisation.pk)
    return {
        "organisation": [organisation.ref],
        "capability": [each.ref for each in organisation.capabilities.all()[:2]],
        "accreditation": [each.ref for each in organisation.accreditations.all()[:1]],
        "other": [each.ref for each in alike[:1]],
        "term": [each.ref for each in Term.objects.all()[:1]],
        "done": [each.ref for each in Merge.objects.all()[:1]],
        "membership": [each.ref for each in organisation.memberships.order_by("pk")[:2]],
    }


def _held_by_item(item: Item) -> dict[str, list[str]]:
    """Give what belongs to one item: its versions, who they are open to, their files."""
    return {
        "shared": [item.ref],
        "rendition": first(item.renditions, 2),
        "release": first(Release.objects.filter(rendition__item=item)),
        "file": first(Attachment.objects.filter(rendition__item=item)),
        "approval": first(Approval.objects),
        "ask": first(Ask.objects),
        "notice": first(WithdrawalNotice.objects),
        "circle": first(Group.objects),
        "entry": first(GroupEntry.objects),
    }


def first(rows: Any, few: int = 1) -> list[str]:
    """Give the public ids of the first few rows."""
    return [to_text(public_id) for public_id in rows.order_by("pk").values_list("public_id", flat=True)[:few]]


def _held_of_people() -> dict[str, list[str]]:
    """Give what belongs to people and posts, whatever the collaboration."""
    return {
        "application": first(Application.objects, 2),
        "sponsor": first(Sponsor.objects, 2),
        "concern": first(Concern.objects),
        "thanks": first(Thanks.objects),
        "letter": first(Letter.objects, 2),
        "logo": first(Logo.objects),
        "invitation": first(MembershipOffer.objects),
        "contact": [
            *first(Post.objects.filter(reports__isnull=False)),
            *first(Post.objects.filter(endorsements__isnull=False)),
        ],
        "report": first(PostReport.objects),
        "endorsement": first(Endorsement.objects),
        "topic": first(Topic.objects),
        "handover": first(Handover.objects, 2),
        "matter": first(HandoverMatter.objects, 2),
        "asked": first(DataRequest.objects.filter(state="open")),
        "hold": first(LegalHold.objects),
        "workgroup": first(Workgroup.objects, 4),
        "seat": first(Seat.objects, 2),
        "charge": first(Charge.objects, 2),
        "meeting": first(Meeting.objects, 2),
        "next_step": first(NextStep.objects.filter(ended_on=None), 2),
        "suggestion": first(GuideSuggestion.objects),
        "addition": first(LocalAddition.objects),
        "breach": first(Breach.objects, 2),
        "proposal": first(Proposal.objects, 6),
        "assignment": first(Assignment.objects),
        "need": first(Need.objects, 2),
        "call": first(CaseCall.objects),
        "case_offer": first(CaseOffer.objects),
        "thing": first(Reuse.objects.exclude(of="")),
        **_held_of_sharing(),
        **_held_of_agreements(),
    }


def _held_of_sharing() -> dict[str, list[str]]:
    """Give what belongs to the desk, to requests, to reports of incidents and to what is kept until a day."""
    return {
        "question": first(DeskQuestion.objects, 3),
        "decision": first(SharingRecord.objects, 3),
        "pledge": first(Pledge.objects),
        "asset": first(Asset.objects, 3),
        "asset_request": first(AssetRequest.objects, 3),
        "briefing": first(Briefing.objects, 2),
        "draft": [*first(IncidentDraft.objects), *first(IncidentDraft.objects.filter(sent_at=None))],
        "kept": first(KeptUntil.objects),
        "record_kept": first(RecordKept.objects),
        "transfer": first(Transfer.objects),
    }


def _held_of_agreements() -> dict[str, list[str]]:
    """Give an agreement in force with what belongs to it, and one that is being written."""
    written = Agreement.objects.filter(versions__state="draft", versions__number=1)
    return {
        "agreement": [*first(Agreement.objects), *first(written)],
        "party": first(Party.objects),
        "acting": first(AgreementPerson.objects),
        "basis": first(PartyBasis.objects),
        "change": first(AnnexChange.objects.filter(let_in_at=None)),
    }


def _held_by(collaboration: Collaboration) -> dict[str, list[str]]:
    return {
        "collaboration": [collaboration.ref],
        "answer": first(collaboration.answers, 2) + first(collaboration.answers.filter(part="sustain")),
        "rule": first(collaboration.consensus_rules),
        "round": first(collaboration.consensus_rounds, 2),
        "position": first(collaboration.positions, 2),
        "reading": first(PeerReading.objects.filter(publication__collaboration=collaboration)),
        "post": first(collaboration.posts),
        "item": first(collaboration.decision_items, 2),
        "stage": first(DecisionStage.objects.filter(item__collaboration=collaboration)),
        "awaited": first(collaboration.awaited),
        "member": first(collaboration.team),
        "backing": first(collaboration.answers.filter(part="backing", removed_at=None)),
        "evidence": first(BackingFile.objects.filter(answer__collaboration=collaboration, removed_at=None)),
        "review": first(collaboration.reviews),
        "plan": first(collaboration.plans, 2),
        "wanted": first(collaboration.wanted),
        "offer": first(ResourceOffer.objects.filter(wanted__collaboration=collaboration)),
        "publication": first(collaboration.publications, 4) + first(collaboration.publications.filter(kind__in=TEXTS)),
        "advice": first(collaboration.ethics_advice, 2),
        "request_id": first(collaboration.backing_requests, 2),
        "poll": first(collaboration.polls, 2),
        "group": first(PollGroup.objects.filter(poll__collaboration=collaboration)),
        "objective": [one["ref"] for poll in collaboration.polls.all()[:1] for one in poll.objectives[:1]],
        "reader": first(collaboration.plan_readers.filter(membership=None)),
        "study": first(Study.objects.filter(pk__in=collaboration.studies.values("study_id"))),
        "organisation": first(Organisation.objects),
        "area": first(Area.objects),
        "programme": [collaboration.programme.ref],
        "other": first(Collaboration.objects.exclude(pk=collaboration.pk)),
    }


def filled(route: str, held: list[dict[str, list[str]]]) -> list[Address]:
    """Fill one route with what each collaboration holds, and once with ids of nothing."""
    names = [(found["kind"], found["name"]) for found in ARGUMENT.finditer(route)]
    ways = []
    for ids in [*held, {}]:
        ways += product(*(_values(kind, name, ids) for kind, name in names))
    paths = {_put(route, way) for way in ways}
    return [Address(route, path) for path in sorted(paths)]


def _values(kind: str | None, name: str, ids: dict[str, list[str]]) -> list[str]:
    if kind == "id":
        return ids.get(name) or [MISSING]
    if kind == "int":
        return ["1", "4", "7", "9", "10", "11"] if ids else ["0"]
    assert name in WORDS, f"Say in WORDS what stands for <{name}> in an address."
    return WORDS[name] if ids else WORDS[name][-1:]


def _put(route: str, way: tuple[str, ...]) -> str:
    values = iter(way)
    return "/" + ARGUMENT.sub(lambda _: next(values), route)

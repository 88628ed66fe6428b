"""What does the desk know? Whom to ask, which agreements cover it, and the questions that two organisations share.

A question is seen by the organisation that keeps it and the one that it was put to, by nobody else.

*Source:* R184, R211; design/sharing.md 5; settled questions, "Who".
"""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import may
from commonground.groundwork.sides import Side
from commonground.people.models import Account, Membership, Organisation, Post
from commonground.people.queries import finding, posts
from commonground.people.queries.acting import current
from commonground.sharing.models import Agreement, DeskQuestion, Party, Pledge, TimeInForce
from commonground.sharing.permissions import TABLE
from commonground.sharing.permissions.desk import Own
from commonground.sharing.rules.desk_outcomes import Whom

OFFERED = 3
TOPIC = "data protection"


def to_ask(actor: Actor, whom: Whom | None) -> list[Post]:
    """List the first few points of contact that can be asked: one's own for data protection, or those of the police for
    agreements and data; where none is named for that, any of theirs. Nobody where the desk names nobody, or where it
    is whoever gave it."""
    if whom is Whom.DATA_LEAD:
        if not actor.is_member:
            return []
        ways = [
            finding.Question(about=TOPIC, organisation=actor.organisation_name),
            finding.Question(organisation=actor.organisation_name),
        ]
    elif whom is Whom.POLICE:
        ways = [
            finding.Question(about=TOPIC, side=Side.POLICE.value),
            finding.Question(side=Side.POLICE.value),
        ]
    else:
        return []
    for way in ways:
        if found := _of(actor, whom, finding.ask(actor, way).posts):
            return found
    return []


def _of(actor: Actor, whom: Whom, found: Sequence[Post]) -> list[Post]:
    """Keep the posts that can answer: one's own organisation's for data protection."""
    own = [one for one in found if whom is not Whom.DATA_LEAD or one.organisation_id == actor.organisation_id]
    return own[:OFFERED]


def post_to_ask(actor: Actor, public_id: uuid.UUID) -> Post:
    """Give an open post that somebody may see, to put a question to it; 404 for any other."""
    found = posts.open_to(actor).select_related("organisation").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def may_ask(actor: Actor, post: Post) -> bool:
    """Whether a post is open and shown to somebody, so that a question can be put to it."""
    return posts.open_to(actor).filter(pk=post.pk).exists()


def addresses_of(post: Post, day: date | None = None) -> list[str]:
    """List where a question to a post goes: its mailbox; else its holder and deputy; else its organisation's
    coordinators."""
    if post.mailbox:
        return [post.mailbox]
    day = day or timezone.localdate()
    held = post.holdings.filter(Q(until__isnull=True) | Q(until__gt=day), starts__lte=day)
    hands = Account.objects.filter(person__memberships__in=held.values("membership_id"), is_active=True)
    if found := list(hands.values_list("email", flat=True).distinct()):
        return found
    keepers = Membership.objects.filter(current(), organisation=post.organisation_id, roles__contains=["coordinator"])
    accounts = Account.objects.filter(person_id__in=keepers.values("person_id"), is_active=True)
    return list(accounts.values_list("email", flat=True))


def address_of(membership: Membership) -> str:
    """Give the address of a present member, or nothing for one who has left or has no account."""
    present = Membership.objects.filter(current(), pk=membership.pk)
    found = Account.objects.filter(person__memberships__in=present, is_active=True).first()
    return found.email if found else ""


def covering(actor: Actor, flow: str) -> list[tuple[Agreement, list[str]]]:
    """List the agreements in force to which one's organisation is a party now, by reference, each with the categories
    that it gives, or gets where the flow is from the police. One without any such category is left out."""
    if not actor.is_member:
        return []
    now = timezone.now()
    begun = Q(opens__isnull=True) | Q(opens__lte=now)
    open_now = begun & (Q(closes__isnull=True) | Q(closes__gt=now))
    times = TimeInForce.objects.filter(open_now).values("version__agreement_id")
    ours = Party.objects.filter(open_now, organisation=actor.organisation_id, agreement__in=times)
    found = [
        (one.agreement, list(one.gets if flow == "from_police" else one.gives))
        for one in ours.select_related("agreement").order_by("agreement__reference", "pk")
    ]
    return [(agreement, categories) for agreement, categories in found if categories]


def own_of(question: DeskQuestion) -> Own:
    """Say whose a question is, for the table of permissions: the organisation that is to answer keeps it with the one
    that asked."""
    return Own(question.to_organisation_id or question.organisation_id, question.organisation_id, question.asked_by_id)


def _seen_by(actor: Actor) -> QuerySet[DeskQuestion]:
    if not may(TABLE, "see_decisions", actor, None):
        return DeskQuestion.objects.none()
    here = actor.organisation_id
    return DeskQuestion.objects.filter(Q(organisation=here) | Q(to_organisation=here)).select_related(
        "organisation", "to_organisation", "to_post", "asked_by__person"
    )


def question_for(actor: Actor, public_id: uuid.UUID) -> DeskQuestion:
    """Give a question to the two organisations that share it, or 404."""
    found = _seen_by(actor).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def asked_by_us(actor: Actor) -> QuerySet[DeskQuestion]:
    """List the questions that one's own organisation keeps, the latest first."""
    return _seen_by(actor).filter(organisation=actor.organisation_id)


def to_answer(actor: Actor) -> QuerySet[DeskQuestion]:
    """List what one's own organisation is asked and has not answered, the oldest first."""
    waiting = _seen_by(actor).filter(to_organisation=actor.organisation_id, answered_at__isnull=True)
    return waiting.filter(taken_back_at__isnull=True).order_by("asked_at", "pk")


def to_review(actor: Actor) -> QuerySet[DeskQuestion]:
    """List the refusals of one's own organisation that somebody asked to look at again, and nobody has since."""
    asked = _seen_by(actor).filter(to_organisation=actor.organisation_id, review_asked_at__isnull=False)
    return asked.exclude(records__notes__kind="appeal").order_by("review_asked_at", "pk")


def pledges(day: date | None = None) -> QuerySet[Pledge]:
    """List the pledges that hold on a day, by the name of the organisation."""
    day = day or timezone.localdate()
    holding = Pledge.objects.filter(ended_on__isnull=True, until__gt=day, organisation__is_active=True)
    return holding.select_related("organisation")


def own_pledge(actor: Actor) -> Pledge | None:
    """Give the pledge of one's own organisation that has not been ended, if there is one."""
    if not actor.is_member:
        return None
    return Pledge.objects.filter(organisation=actor.organisation_id, ended_on__isnull=True).first()


def pledges_of(actor: Actor) -> QuerySet[Pledge]:
    """List every pledge of one's own organisation, those that ended too."""
    if not actor.is_member:
        return Pledge.objects.none()
    return Pledge.objects.filter(organisation=actor.organisation_id).select_related("organisation")


def own_organisation(actor: Actor) -> Organisation:
    """Give the organisation that somebody acts for, or 404."""
    found = Organisation.objects.filter(pk=actor.organisation_id or 0).first()
    if found is None:
        raise Http404
    return found

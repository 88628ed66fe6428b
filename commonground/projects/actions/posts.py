"""What can be done with leads and the team? Ask somebody to lead, accept, decline, end a post, add and end members.

*Source:* R21, R54 (named persons as members of an organisation); settled questions, "Who speaks for a side".
"""

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.groundwork.sides import SIDE_OF_KIND, TWO_SIDES, Side
from commonground.people.models import Membership
from commonground.people.queries import acting
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, LeadershipPost, TeamMember
from commonground.projects.queries.visible import able_in, on_it, posts_now, speaker
from commonground.projects.rules.steps import LEADING_LABELS


def join(collaboration: Collaboration, membership: Membership, part: str = "team") -> TeamMember:
    """Put a member on the team unless they are on it; who was a stakeholder and leads now is on the team.

    :raises Refused: for somebody who is no present member, so that nothing waits for who cannot act; and for a person
        who takes part for the other side already, so that nobody reads both sides' words.
    """
    if not Membership.objects.filter(acting.current(), pk=membership.pk).exists():
        raise Refused(f"{membership.person.name} is not a member of {membership.organisation.name} now.")
    across = SIDE_OF_KIND.items() if membership.organisation.side in TWO_SIDES else ()
    kinds = [kind for kind, side in across if side in TWO_SIDES and side is not membership.organisation.side]
    others = TeamMember.objects.filter(on_it(), collaboration=collaboration, membership__person_id=membership.person_id)
    if others.filter(membership__organisation__kind__in=kinds).exists():
        raise Refused(f"{membership.person.name} takes part for the other side already.")
    member, is_new = TeamMember.objects.get_or_create(
        collaboration=collaboration,
        membership=membership,
        until=None,
        defaults={"part": part, "starts": timezone.localdate()},
    )
    if not is_new and part == "team" and member.part != "team":
        member.part = "team"
        member.save(update_fields=["part"])
    return member


def appoint(
    collaboration: Collaboration,
    *,
    side: Side,
    role: str,
    holder: Membership,
    accepted: bool,
    deputy: Membership | None = None,
) -> LeadershipPost:
    """Write a post and put its holder and deputy on the team; the callers have asked who may."""
    for membership in filter(None, (holder, deputy)):
        join(collaboration, membership)
    return LeadershipPost.objects.create(
        collaboration=collaboration,
        side=side.value,
        role=role,
        holder=holder,
        deputy=deputy,
        asked_on=timezone.localdate(),
        accepted_at=timezone.now() if accepted else None,
    )


@transaction.atomic
def ask_to_lead(
    *,
    actor: Actor,
    collaboration: Collaboration,
    side: Side,
    role: str,
    holder: Membership,
    deputy: Membership | None = None,
) -> LeadershipPost:
    """Ask a person to hold one of the four posts; they accept it themselves.

    :raises Invalid: when the person, or the deputy, stands on the other side.
    :raises Refused: when the post is held by somebody who can act.
    """
    held = permitted("name_leader", actor, collaboration)
    speaks = speaker(held, side)
    if side_of(actor) is not side and speaks is not None:
        raise NotAllowed(f"The {side.label.lower()} side names its own leads.")
    if role == "governance" and speaks not in (None, actor.membership_id):
        raise NotAllowed("Only the person who speaks for a side may ask somebody to speak for it.")
    if holder.organisation.side is not side:
        raise Invalid(f"Choose somebody on the {side.label.lower()} side", "holder")
    if deputy is not None and (deputy.organisation.side is not side or deputy.pk == holder.pk):
        raise Invalid(f"Choose a deputy on the {side.label.lower()} side who is somebody else", "deputy")
    _make_way(actor, held, side, role)
    itself = holder.pk == actor.membership_id
    post = appoint(held, side=side, role=role, holder=holder, accepted=itself, deputy=deputy)
    audit.record(
        "projects:post:asked",
        actor=actor,
        subject=held,
        summary=f"{holder.person.name} asked to lead: {side.label.lower()}, {LEADING_LABELS[role].lower()}",
        post=post.ref,
    )
    return post


def _make_way(actor: Actor, collaboration: Collaboration, side: Side, role: str) -> None:
    """End the post of somebody who can no longer act, so that it can be given to another; refuse while it is held."""
    post = posts_now(collaboration).filter(side=side.value, role=role).first()
    if post is None:
        return
    if (collaboration.pk, post.holder_id) in able_in([collaboration]):
        raise Refused("This post is held. End it first, then ask somebody else.")
    _end(actor, collaboration, post)


def _end(actor: Actor, collaboration: Collaboration, post: LeadershipPost) -> None:
    post.until = timezone.localdate()
    post.save()
    words = (
        f"{post.holder.person.name} left the post: {post.get_side_display().lower()}, {post.get_role_display().lower()}"
    )
    audit.record("projects:post:ended", actor=actor, subject=collaboration, summary=words, post=post.ref)


def accept_asked(collaboration: Collaboration, actor: Actor) -> None:
    """Accept every post that the actor is asked to take here."""
    posts_now(collaboration).filter(holder_id=actor.membership_id, accepted_at__isnull=True).update(
        accepted_at=timezone.now()
    )


@transaction.atomic
def answer(*, actor: Actor, collaboration: Collaboration, post: LeadershipPost, accept: bool, reason: str = "") -> None:
    """Accept or decline a post that one is asked to take; declining takes a reason."""
    collaboration = permitted("answer_invitation", actor, collaboration)
    held = posts_now(collaboration).select_for_update(of=("self",)).filter(pk=post.pk).first()
    if held is None or held.holder_id != actor.membership_id or held.accepted_at:
        raise NotAllowed("Only the person who is asked may accept or decline the post.")
    if not accept and not reason.strip():
        raise Invalid("Enter why you decline, so that they can ask somebody else", "reason")
    if accept:
        held.accepted_at = timezone.now()
    else:
        held.declined_at, held.declined_because = timezone.now(), reason.strip()[:300]
    held.save()
    verb = "accepted" if accept else "declined"
    words = f"{actor.name} {verb} to lead: {held.get_side_display().lower()}, {held.get_role_display().lower()}"
    audit.record(f"projects:post:{verb}", actor=actor, subject=collaboration, summary=words, post=held.ref)


@transaction.atomic
def end_post(*, actor: Actor, collaboration: Collaboration, post: LeadershipPost) -> None:
    """End a post; it is vacant until somebody else accepts it, and its deputy speaks for the side meanwhile."""
    collaboration = permitted("leave_post", actor, collaboration)
    held = posts_now(collaboration).select_for_update(of=("self",)).filter(pk=post.pk).first()
    if held is None:
        raise Refused("This post has already ended.")
    if held.side != side_of(actor).value:
        raise NotAllowed("Each side ends its own posts.")
    if held.role == "governance" and held.accepted_at and held.deputy_id is None:
        raise Refused("Name a deputy first: without one nobody would speak for your side.")
    _end(actor, collaboration, held)


@transaction.atomic
def name_deputy(*, actor: Actor, collaboration: Collaboration, post: LeadershipPost, deputy: Membership) -> None:
    """Name who speaks for the side while the post is vacant."""
    collaboration = permitted("leave_post", actor, collaboration)
    if post.side != side_of(actor).value:
        raise NotAllowed("Each side names its own deputies.")
    if deputy.organisation.side is not side_of(actor) or deputy.pk == post.holder_id:
        raise Invalid("Choose a deputy on your own side who is somebody else", "deputy")
    if not posts_now(collaboration).filter(pk=post.pk).update(deputy=deputy):
        raise Refused("This post has already ended.")
    join(collaboration, deputy)
    words = f"{deputy.person.name} named as deputy of {post.holder.person.name}"
    audit.record("projects:post:deputy_named", actor=actor, subject=collaboration, summary=words, post=post.ref)


@transaction.atomic
def add_member(*, actor: Actor, collaboration: Collaboration, membership: Membership, part: str) -> TeamMember:
    """Put somebody on the team, or invite them as a stakeholder, who sees steps 2 and 5 and their own position."""
    collaboration = permitted("change_team", actor, collaboration)
    if (
        part == "stakeholder"
        and TeamMember.objects.filter(
            collaboration=collaboration, membership=membership, until=None, part="team"
        ).exists()
    ):
        raise Invalid(f"{membership.person.name} is on the team", "membership")
    member = join(collaboration, membership, part)
    words = f"{membership.person.name} added as {'a stakeholder' if part == 'stakeholder' else 'a member of the team'}"
    audit.record("projects:member:added", actor=actor, subject=collaboration, summary=words, member=member.ref)
    return member


@transaction.atomic
def end_member(*, actor: Actor, collaboration: Collaboration, member: TeamMember) -> None:
    """Take somebody off the team from today; they see nothing of it from the next request on.

    :raises Refused: while they hold a post, are a deputy, or answer for something that is not done.
    """
    collaboration = permitted("change_team", actor, collaboration)
    stands = member.membership.organisation.side
    if stands in TWO_SIDES and stands is not side_of(actor):
        raise NotAllowed("Each side ends the part of its own people.")
    if posts_now(collaboration).filter(holder_id=member.membership_id).exists():
        raise Refused(f"{member} holds a post here. End the post first.")
    if posts_now(collaboration).filter(deputy_id=member.membership_id).exists():
        raise Refused(f"{member} is the deputy of somebody who leads. Name another deputy first.")
    open_matters = member.answers_for.filter(
        removed_at__isnull=True, done__isnull=True, part__in=["actions", "milestones"]
    )
    if open_matters.exists():
        raise Refused(f"{member} answers for something that is not done. Give it to somebody else first.")
    member.until = timezone.localdate()
    member.save(update_fields=["until"])
    audit.record(
        "projects:member:ended",
        actor=actor,
        subject=collaboration,
        summary=f"{member} left the team",
        member=member.ref,
    )

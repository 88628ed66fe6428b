"""How do matters in collaborations pass on, and what stays of somebody who is erased?

A successor takes part for the same side; whoever is only invited is followed by somebody of the same organisation. What
was said, confirmed and approved stays under the name of who did it.

*Source:* R45, R115, R247; D5; settled questions, "Who sees a collaboration" and "In Django" (a person's matters).
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Held, Kept, Matter
from commonground.groundwork.refusals import Refused
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.actions.matters_erasing import erase_ties
from commonground.people.models import Membership
from commonground.people.queries import matters_held
from commonground.people.queries.acting import current
from commonground.projects.actions import answers, posts, proposals_matters
from commonground.projects.actions.permitting import locked
from commonground.projects.models import TeamMember
from commonground.projects.queries import due, matters
from commonground.projects.queries import proposals_matters as asked
from commonground.projects.queries.visible import able_in, on_it


class Projects:
    """What hangs on a person in this package."""

    package = matters.PACKAGE
    relations = frozenset(tie.relation for tie in matters.TIES)

    def open_matters_of(self, membership_id: int) -> Sequence[Matter]:
        """List the places, posts and answers that one membership holds open."""
        return list(matters.open_matters_of(_membership(membership_id)))

    def hand_over(self, *, actor: Actor, key: str, from_membership: int, to_membership: int | None, ends: date) -> None:
        """Pass one of them on, or close it.

        :raises Refused: when the successor stands on the other side, or does not hold a membership.
        """
        kind, _colon, which = key.partition(":")
        leaver = _membership(from_membership)
        taker = None
        if to_membership is not None:
            taker = Membership.objects.filter(current(), pk=to_membership).select_related("organisation").first()
            if taker is None:
                raise Refused(_("Choose somebody who is a present member."))
        PASSING[kind](actor, leaver, taker, int(which), ends)

    def holders(self) -> frozenset[int]:
        """Give every membership that holds one of them."""
        return matters.holders()

    def counterparts_of(self, membership_id: int) -> frozenset[int]:
        """Give who is on a team with one membership, from other organisations."""
        return matters.partners_of(_membership(membership_id))

    def due_for(self, actor: Actor, today: date) -> Sequence[Matter]:
        """List what collaborations ask of the acting person."""
        return [*due.due_for(actor, today), *asked.due_for(actor, today)]

    def held_about(self, person_id: int) -> Sequence[Held]:
        """List what somebody did and said in collaborations."""
        return list(matters_held.held(self.package, matters.TIES, person_id))

    def erase(self, person_id: int) -> Sequence[Kept]:
        """Tell what stays, and why; nothing here holds a name of its own."""
        return list(erase_ties(self.package, matters.TIES, person_id))


def _membership(key: int) -> Membership:
    return Membership.objects.select_related("organisation", "person").get(pk=key)


def _place(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Put the successor on the team, and let the leaver stay until the last day is over."""
    place = matters.places_open().filter(pk=which, membership=leaver).first()
    if place is None:
        return
    collaboration = locked(place.collaboration)
    if taker is not None:
        _refuse_wider(place, taker)
        posts.join(collaboration, taker, place.part)
    place.until = max(place.starts, min(filter(None, (place.until, ends))))
    place.save(update_fields=["until"])
    words = _("%(leaver)s handed the place on to %(taker)s") if taker else _("%(leaver)s left the team")
    audit.record(
        "projects:member:handed_over", actor=actor, subject=collaboration, summary=words % _names(leaver, taker)
    )


def _refuse_wider(place: TeamMember, taker: Membership) -> None:
    """Refuse a successor who would read what the leaver's place does not open."""
    before = place.membership.organisation
    if place.part == "stakeholder" or before.side not in TWO_SIDES:
        if taker.organisation_id != before.pk:
            raise Refused(_("Choose somebody of %(name)s, which is invited.") % {"name": before.name})
    elif taker.organisation.side is not before.side:
        raise Refused(_("Choose somebody on the %(side)s side.") % {"side": before.side.label.lower()})


def _lead(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Give a post that leads a side to whoever follows, so that the side keeps its voice; a side has one at a time, so
    that this passes whole. The deputy stays."""
    post = matters.leads_open().select_for_update(of=("self",)).filter(pk=which, holder=leaver).first()
    if post is None:
        return
    collaboration, side = locked(post.collaboration), Side(post.side)
    if taker is not None and taker.organisation.side is not side:
        raise Refused(_("Choose somebody on the %(side)s side.") % {"side": side.label.lower()})
    post.until = timezone.localdate()
    post.save(update_fields=["until"])
    if taker is not None:
        able = able_in([collaboration])
        keeps = post.deputy if post.deputy and (collaboration.pk, post.deputy_id) in able else None
        deputy = keeps if keeps and keeps.pk not in (taker.pk, leaver.pk) else None
        accepted = post.accepted_at is not None
        posts.appoint(collaboration, side=side, role=post.role, holder=taker, accepted=accepted, deputy=deputy)
    words = _("%(leaver)s handed the post on to %(taker)s") if taker else _("%(leaver)s left the post vacant")
    words = f"{words % _names(leaver, taker)}: {post.get_side_display().lower()}, {post.get_role_display().lower()}"
    audit.record("projects:post:handed_over", actor=actor, subject=collaboration, summary=words, post=post.ref)


def _deputy(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Let somebody else be the deputy, or nobody."""
    post = matters.leads_open().select_for_update(of=("self",)).filter(pk=which, deputy=leaver).first()
    if post is None:
        return
    collaboration = locked(post.collaboration)
    if taker is not None and (taker.organisation.side is not Side(post.side) or taker.pk == post.holder_id):
        raise Refused(_("Choose a deputy on the same side who is somebody else."))
    if taker is not None:
        posts.join(collaboration, taker)
    post.deputy = taker
    post.save(update_fields=["deputy"])
    words = _("%(taker)s follows %(leaver)s as deputy") if taker else _("%(leaver)s is no longer deputy")
    audit.record(
        "projects:post:deputy_handed_over", actor=actor, subject=collaboration, summary=words % _names(leaver, taker)
    )


def _answer(actor: Actor, leaver: Membership, taker: Membership | None, which: int, ends: date) -> None:
    """Let somebody on the team answer for what is not done; who answered for it before stays in the earlier wording."""
    answer = matters.answers_open().select_for_update(of=("self",)).filter(pk=which).first()
    if answer is None or answer.member is None or answer.member.membership_id != leaver.pk:
        return
    collaboration = locked(answer.collaboration)
    if taker is None:
        answer.member = None
        answer.save(update_fields=["member"])
        words = _("Nobody answers for it since %(leaver)s left") % _names(leaver, taker)
        audit.record("projects:answer:vacant", actor=actor, subject=collaboration, summary=words, answer=answer.ref)
        return
    on_team = TeamMember.objects.filter(on_it(), collaboration=collaboration, membership=taker, part="team").first()
    if on_team is None:
        if taker.organisation_id != leaver.organisation_id:
            raise Refused(_("Choose somebody on the team, or of the same organisation."))
        on_team = posts.join(collaboration, taker)
    answers.give_to(answer, on_team, actor)


PASSING = {"team": _place, "lead": _lead, "deputy": _deputy, "answer": _answer, **proposals_matters.PASSING}


def _names(leaver: Membership, taker: Membership | None) -> dict[str, str]:
    return {"leaver": leaver.person.name, "taker": taker.person.name if taker else ""}


MATTERS = Projects()

"""What does somebody hold open in collaborations, who stands in for it, and who works with them there?

*Source:* R45, R115, R247; settled questions, "Who speaks for a side" and "In Django" (a person's matters).
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.matters import Matter
from commonground.groundwork.sides import Side
from commonground.people.models import Membership
from commonground.people.queries.acting import current
from commonground.people.rules.matters import RECORD, WORK, Tie, emptied, gone, stays
from commonground.projects.models import Answer, Collaboration, LeadershipPost, TeamMember
from commonground.projects.queries import proposals_matters
from commonground.projects.queries.visible import NOW, able_in, on_it, speakers
from commonground.projects.rules import books
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.steps import LEADING_LABELS

PACKAGE = "projects"
ENDED = (State.DECLINED.value, State.WITHDRAWN.value)

_HISTORY = "It is history that both sides rest on; the name is gone, which side it was is not."
TIES: tuple[Tie, ...] = (
    stays("projects.teammember.membership", "Place on a team", ("collaboration.name", "part", "starts", "until"),
          "starts", WORK),
    stays("projects.leadershippost.holder", "Post that leads", ("collaboration.name", "side", "role", "until",
          "declined_because"), "asked_on", _HISTORY),
    stays("projects.leadershippost.deputy", "Deputy of somebody who leads", ("collaboration.name", "side", "role"),
          "asked_on", _HISTORY),
    stays("projects.answerversion.by", "What you wrote in an answer", ("values",), "at",
          "Every wording of an answer stays, so that nobody can change what was agreed."),
    stays("projects.confirmation.by", "Step that you confirmed", ("collaboration.name", "step", "side"), "at",
          _HISTORY),
    stays("projects.planversion.by", "Plan that you put forward", ("collaboration.name", "number", "reason"), "at",
          _HISTORY),
    stays("projects.planagreement.by", "Plan that you agreed to", ("plan.collaboration.name", "plan.number", "side"),
          "at", _HISTORY),
    stays("projects.wantedresource.by", "Resource that you asked others for", ("what", "amount", "until"), "at", WORK),
    stays("projects.resourceoffer.by", "What you offered", ("wanted.what", "amount", "words", "state"), "at", WORK),
    stays("projects.resourceoffer.answered_by", "Offer that you answered", ("answer", "state"), "answered_at", RECORD),
    stays("projects.position.by", "Where you stood on stopping", ("collaboration.name", "position", "reason"), "at",
          _HISTORY),
    stays("projects.approval.by", "Publication that you approved", ("publication.collaboration.name", "side"), "at",
          RECORD),
    stays("projects.sidestatement.written_by", "Your side’s words about the problem", ("words",), "",
          "They are the words of a side, and never change once both sides have read them."),
    stays("projects.statementmark.by", "Mark that you gave", ("asked", "mark", "line"), "", _HISTORY),
    stays("projects.charterwording.by", "Words that you added to a charter", ("words",), "at",
          "Every wording of a charter stays, so that nobody can change what was adopted."),
    stays("projects.charteradoption.by", "Charter that you adopted", ("wording.collaboration.name", "side"), "at",
          _HISTORY),
    stays("projects.charterrating.by", "How you said a charter was kept", ("marks", "examples"), "at", _HISTORY),
    stays("projects.decisionitem.put_by", "What you put up for decision", ("proposal", "because", "not_decided"), "",
          _HISTORY),
    stays("projects.decisioncomment.by", "What you said to a proposal", ("words",), "at", _HISTORY),
    stays("projects.decisionvoice.by", "What you said for your side to a proposal", ("side", "agrees", "because"),
          "at", _HISTORY),
    stays("projects.fidelitycheck.by", "Check of what your collaboration took over", ("standing", "words"), "at",
          _HISTORY),
    stays("projects.ethicsanswer.by", "Answer that you gave for your side about what is right", ("question", "answer",
          "words"), "at", _HISTORY),
    emptied("projects.ethicsadvice.adviser", "Advice for which you were asked", ("collaboration.name", "interest",
            "verdict", "words"), "asked_at", ("interest",), RECORD),
    stays("projects.ethicsadvice.asked_by", "Advice that you asked for", ("asks",), "asked_at", _HISTORY),
    stays("projects.reviewanswer.by", "Answer that you gave to a review", ("relevant", "on_course", "why"), "at",
          _HISTORY),
    stays("projects.reporting.by", "Your side’s word that it reports to the programme", ("collaboration.name", "side",
          "ended_at"), "at", RECORD),
    stays("projects.coordinationnote.by", "Note to the leads of another collaboration", ("sender.name", "words"), "at",
          WORK),
    emptied("projects.backingrequest.membership", "Question whether you back a collaboration", ("collaboration.name",
            "answer", "words", "until"), "asked_at", ("name", "post_title", "email"), RECORD),
    stays("projects.backingrequest.asked_by", "Senior person whom you asked", ("collaboration.name", "note"),
          "asked_at", _HISTORY),
    stays("projects.backingfile.by", "File that you kept as evidence of backing", ("caption",), "at", _HISTORY),
    stays("projects.plansignature.by", "Plan that you signed", ("collaboration.name", "organisation.name"), "at",
          RECORD),
    stays("projects.planreader.membership", "Plan that you have read", ("collaboration.name",), "read_at", RECORD),
    stays("projects.planreader.shared_by", "Plan that you shared", ("collaboration.name",), "shared_at", RECORD),
    gone("projects.reminder.membership", "When you were reminded", ("reminded_on", "quiet_until")),
    gone("projects.calendarfeed.membership", "Calendar that you subscribed to", ("collaboration.name",), "made_at"),
    stays("projects.consensusrule.by", "Rule for agreeing that you put forward", ("collaboration.name", "rule",
          "silence"), "at", _HISTORY),
    stays("projects.asked.membership", "Round of agreeing in which you were asked", ("round.collaboration.name",
          "round.number"), "", _HISTORY),
    stays("projects.objectionmet.by", "What you wrote was changed because of an objection", ("changed",), "at",
          _HISTORY),
    stays("projects.effectview.by", "Your side’s view of what difference it made", ("effect", "words"), "at",
          _HISTORY),
    stays("projects.lastingcheck.by", "Whether something still holds after the end", ("holds", "words"), "at",
          _HISTORY),
    stays("projects.peerreading.reader", "What you said of a case study as a reader from outside", ("verdict",
          "words"), "asked_at", RECORD),
    stays("projects.peerreading.asked_by", "Reader whom you asked for a case study", ("publication.collaboration.name",
          "answered"), "asked_at", RECORD),
    stays("projects.casecall.by", "Call for case studies", ("title", "asks"), "at", RECORD),
    stays("projects.guideversion.begun_by", "Version of the guide that you began", ("number",), "begun_on", RECORD),
    stays("projects.guideversion.approved_by", "Version of the guide that you approved", ("number",), "approved_on",
          RECORD),
    stays("projects.guidetranslation.begun_by", "Translation of the guide that you began", ("language",), "begun_on",
          RECORD),
    stays("projects.guidesuggestion.by", "Change of the guide that you suggested", ("about", "text"), "at", WORK),
    stays("projects.guidesuggestion.answered_by", "Suggestion that you answered", ("answer",), "answered_at", RECORD),
    stays("projects.localaddition.by", "Addition to the guide that you made", ("title", "text"), "added_on", WORK),
    stays("projects.localanswer.by", "Answer to a local question of the guide", ("addition.title", "words"), "at",
          "Every wording of an answer stays, so that nobody can change what was agreed."),
    stays("projects.caseoffer.by", "Case study that you offered", ("title", "about", "partner"), "at", RECORD),
    stays("projects.casepermission.by", "Case study that you permitted for your side", ("offer.title",), "at", RECORD),
    *proposals_matters.TIES,
)  # fmt: skip


def places_open() -> QuerySet[TeamMember]:
    """List who is on a team now or from a later day on, of a collaboration that has not ended before it began."""
    still = Q(until__isnull=True) | Q(until__gt=timezone.localdate())
    found = TeamMember.objects.filter(still).exclude(collaboration__state__in=ENDED)
    return found.select_related("collaboration", "membership__organisation", "membership__person")


def leads_open() -> QuerySet[LeadershipPost]:
    """List the posts that are held or asked for now."""
    found = LeadershipPost.objects.filter(NOW).exclude(collaboration__state__in=ENDED)
    return found.select_related("collaboration", "holder__person", "deputy__person")


def answers_open() -> QuerySet[Answer]:
    """List the answers in use that name who answers for them and are not done; once a collaboration is finished, those
    that can still be done."""
    found = Answer.objects.filter(member__isnull=False, removed_at__isnull=True, done__isnull=True)
    can_be_done = [key for key, part in books.PARTS.items() if part.done]
    lasting = ~Q(collaboration__state=State.STOPPED.value) | Q(part__in=can_be_done)
    return found.filter(lasting).exclude(collaboration__state__in=ENDED).select_related("collaboration", "member")


def holders() -> frozenset[int]:
    """Give every membership that holds something open in a collaboration."""
    return frozenset(
        (
            *places_open().values_list("membership_id", flat=True),
            *leads_open().values_list("holder_id", flat=True),
            *leads_open().filter(deputy__isnull=False).values_list("deputy_id", flat=True),
            *answers_open().values_list("member__membership_id", flat=True),
            *proposals_matters.holders(),
        )
    )


def open_matters_of(membership: Membership) -> Iterator[Matter]:
    """List what one membership holds open in collaborations: the place on the team first, because the rest needs it."""
    places = list(places_open().filter(membership=membership))
    leads = list(leads_open().filter(holder=membership))
    deputies = list(leads_open().filter(deputy=membership))
    answers = list(answers_open().filter(member__membership=membership))
    rows: list[Any] = [*places, *leads, *deputies, *answers]
    found = {row.collaboration_id: row.collaboration for row in rows}
    ways = {key: Ways(one, membership) for key, one in found.items()}
    for place in places:
        yield _place(place, ways[place.collaboration_id])
    for post in leads:
        yield _lead(post, ways[post.collaboration_id])
    for post in deputies:
        yield _deputy(post, ways[post.collaboration_id])
    for answer in answers:
        yield _answer(answer, ways[answer.collaboration_id])
    yield from proposals_matters.open_matters_of(membership)


class Ways:
    """Who could take something over in one collaboration, besides one membership: of the same side and able to act."""

    def __init__(self, collaboration: Collaboration, leaver: Membership) -> None:
        self.collaboration = collaboration
        self.url = reverse("projects:collaboration", args=[collaboration.public_id])
        able = {membership for _key, membership in able_in([collaboration])} - {leaver.pk}
        members = Membership.objects.filter(pk__in=able).select_related("organisation").order_by("starts", "pk")
        side = leaver.organisation.side
        self.same_side = [m.pk for m in members if m.organisation.side is side]
        speaks = speakers([collaboration])
        voices = [speaks.get((collaboration.pk, which)) for which in (side, *Side) if which is not None]
        in_turn = [*voices[:1], *self.same_side, *voices[1:], *(m.pk for m in members)]
        self.anybody = next((one for one in in_turn if one is not None and one in able), None)

    @property
    def of_same_side(self) -> int | None:
        """The first of them on the leaver's side: whoever speaks for it, or else whoever has been there longest."""
        return self.anybody if self.anybody in self.same_side else next(iter(self.same_side), None)


def _place(place: TeamMember, ways: Ways) -> Matter:
    name = {"name": place.collaboration.name}
    if place.part == "stakeholder":
        title, sees = _("Invited to %(name)s"), _("Of %(name)s, steps 2 and 5 and your own position.")
    else:
        title = _("On the team of %(name)s")
        sees = _("All of %(name)s, as a member of its team; of words not yet sent, only your own side’s.")
    alone = place.part == "team" and not ways.same_side
    return Matter(PACKAGE, f"team:{place.pk}", "team", title % name, ways.url, must_have_owner=alone, sees=sees % name)


def _lead(post: LeadershipPost, ways: Ways) -> Matter:
    said = {"name": post.collaboration.name, "role": _(LEADING_LABELS[post.role]).lower()}
    title = _("Leads %(role)s in %(name)s") if post.accepted_at else _("Is asked to lead %(role)s in %(name)s")
    stand_in = post.deputy_id if post.deputy_id in ways.same_side else ways.of_same_side
    return Matter(PACKAGE, f"lead:{post.pk}", "lead", title % said, ways.url, stand_in=stand_in)


def _deputy(post: LeadershipPost, ways: Ways) -> Matter:
    said = {"name": post.collaboration.name, "holder": post.holder.person.name}
    title = _("Deputy of %(holder)s in %(name)s") % said
    stand_in = next((one for one in ways.same_side if one != post.holder_id), None)
    return Matter(PACKAGE, f"deputy:{post.pk}", "deputy", title, ways.url, must_have_owner=False, stand_in=stand_in)


def _answer(answer: Answer, ways: Ways) -> Matter:
    noun = books.PARTS[answer.part].noun
    note = _("%(what)s of %(name)s") % {"what": noun[0].upper() + noun[1:], "name": answer.collaboration.name}
    url = reverse("projects:answer", args=[answer.collaboration.public_id, answer.public_id])
    return Matter(PACKAGE, f"answer:{answer.pk}", "answer", str(answer), url, note, answer.due, stand_in=ways.anybody)


def partners_of(membership: Membership) -> frozenset[int]:
    """Give who is on a team together with one membership, from other organisations."""
    mine = TeamMember.objects.filter(on_it(), membership=membership, part="team").values("collaboration_id")
    together = TeamMember.objects.filter(
        on_it(),
        part="team",
        collaboration__in=mine,
        collaboration__state__in=[State.DRAFT.value, State.PROPOSED.value, State.ALIVE.value, State.STOPPED.value],
        membership__in=Membership.objects.filter(current()),
    )
    others = together.exclude(membership__organisation_id=membership.organisation_id)
    return frozenset(others.values_list("membership_id", flat=True))

"""How far do the two sides trust each other, as far as I may know? One reading for every page that shows it.

Only sums that are shown are ever read here: at least five people are behind each, and each answer is in one of them.
The result of a collaboration is for its team, that of two organisations for their members, that of an area and of a
programme for every member; the callers have found what they ask about through what its readers may see.

*Source:* R54, R78; settled questions, "Who sees a collaboration".
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import SIDE_OF_KIND, TWO_SIDES, Side
from commonground.people.models import Membership, Organisation, Programme
from commonground.people.queries import acting
from commonground.places.models import Area
from commonground.projects.models import Collaboration, PulseMark, PulseRound, PulseSum
from commonground.projects.permissions import Taking
from commonground.projects.queries.visible import collaborations_for, on_it
from commonground.projects.rules.lifecycle import WORKING, State
from commonground.projects.rules.pulse import EVERY_DAYS, Group

OF_TWO_SIDES = [kind for kind, side in SIDE_OF_KIND.items() if side in TWO_SIDES]


def seal_of(person_id: int) -> str:
    """Give the seal of a person, by which the same person is known again and which only the site's key can make."""
    return salted_hmac("commonground.projects.pulse", str(person_id), algorithm="sha256").hexdigest()


def open_round(collaboration: Collaboration, today: date | None = None) -> PulseRound | None:
    """Give the round in which the team of a collaboration can answer now, if one is open."""
    today = today or timezone.localdate()
    rounds = collaboration.pulse_rounds.filter(is_counted=False, opens_on__lte=today, closes_on__gte=today)
    return rounds.order_by("-number").first()


def round_before(collaboration: Collaboration) -> PulseRound | None:
    """Give the newest round of a collaboration, open or not."""
    return collaboration.pulse_rounds.order_by("-number").first()


def has_answered(actor: Actor, round_: PulseRound) -> bool:
    """Tell somebody whether they have answered a round; nobody else can ask it of them."""
    return actor.person_id is not None and round_.marks.filter(seal=seal_of(actor.person_id)).exists()


def asked_of(actor: Actor, today: date | None = None, collaboration: Collaboration | None = None) -> list[PulseRound]:
    """List the rounds that ask the actor now and that they have not answered, in all collaborations or in one, those
    that close first at the head."""
    if actor.side not in TWO_SIDES or actor.person_id is None:
        return []
    mine = collaborations_for(actor).filter(Exists(_on_the_team(actor)), state__in=WORKING)
    if collaboration is not None:
        mine = mine.filter(pk=collaboration.pk)
    rounds = _unanswered(actor, today).filter(collaboration__in=mine)
    return list(rounds.select_related("collaboration").order_by("closes_on", "pk"))


def asks(actor: Actor, collaboration: Collaboration, taking: Taking, today: date | None = None) -> bool:
    """Tell whether a round of one collaboration asks the actor now and they have not answered; `taking` is their part
    in it."""
    if actor.side not in TWO_SIDES or actor.person_id is None:
        return False
    if taking.part != "team" or taking.state not in WORKING:
        return False
    return _unanswered(actor, today).filter(collaboration=collaboration).exists()


def _unanswered(actor: Actor, today: date | None) -> QuerySet[PulseRound]:
    """List the rounds that are open and that a person has not answered, in every collaboration."""
    today = today or timezone.localdate()
    answered = PulseMark.objects.filter(round=OuterRef("pk"), seal=seal_of(actor.myself))
    return PulseRound.objects.filter(~Exists(answered), is_counted=False, opens_on__lte=today, closes_on__gte=today)


def _on_the_team(actor: Actor) -> QuerySet[Membership]:
    rows = Membership.objects.filter(pk=actor.through, takes_part__collaboration=OuterRef("pk"))
    day = timezone.localdate()
    holds = Q(takes_part__until__isnull=True) | Q(takes_part__until__gt=day)
    return rows.filter(holds, takes_part__part="team", takes_part__starts__lte=day)


def to_open(today: date) -> QuerySet[Collaboration]:
    """List the collaborations under way whose team was not asked for a quarter, or never."""
    newest = Collaboration.objects.annotate(asked=Max("pulse_rounds__opens_on")).filter(state=State.ALIVE)
    return newest.filter(Q(asked__isnull=True) | Q(asked__lte=today - timedelta(days=EVERY_DAYS))).order_by("pk")


def people_asked(round_: PulseRound) -> list[Membership]:
    """List through which memberships the two sides' people on the team are asked in a round, by name, each person once,
    leaving out whoever has answered."""
    team = round_.collaboration.team.filter(on_it(), part="team").values("membership_id")
    found = Membership.objects.filter(acting.current(), pk__in=team, organisation__kind__in=OF_TWO_SIDES)
    found = found.select_related("person__account").order_by("person__name", "pk")
    answered = set(round_.marks.values_list("seal", flat=True))
    each = {membership.person_id: membership for membership in found if seal_of(membership.person_id) not in answered}
    return list(each.values())


def result_of(collaboration: Collaboration) -> list[Group]:
    """Give what the two sides of one collaboration have answered, the oldest first; for its team."""
    return _groups(PulseSum.objects.filter(collaboration=collaboration))


def result_between(actor: Actor, police: Organisation, security: Organisation) -> list[Group]:
    """Give what was answered where two organisations lead together; to members of either."""
    if actor.organisation_id not in {police.pk, security.pk}:
        return []
    return _groups(PulseSum.objects.filter(police=police, security=security))


def result_in(actor: Actor, programme: Programme, area: Area | None = None) -> list[Group]:
    """Give what was answered in a programme, or in one area of it; to members."""
    if not actor.is_member:
        return []
    rows = PulseSum.objects.filter(programme=programme)
    return _groups(rows if area is None else rows.filter(area=area))


def areas_with_results(actor: Actor, programme: Programme) -> list[Area]:
    """List the areas of a programme that have something to show, by name; to members."""
    if not actor.is_member:
        return []
    shown = PulseSum.objects.filter(programme=programme, is_shown=True, area__isnull=False).values("area")
    return list(Area.objects.filter(pk__in=shown).defer("boundary").order_by("name", "pk"))


def _groups(rows: QuerySet[PulseSum]) -> list[Group]:
    """Read the sums that are shown, and no others."""
    shown = rows.filter(is_shown=True).order_by("ends", "side", F("starts"), "people", "pk")
    return [Group(Side(row.side), row.starts, row.ends, row.people, row.counts) for row in shown]


def partners_of(actor: Actor) -> list[Organisation]:
    """List the organisations of the other side with whose people the actor's organisation is on a team that the actor
    sees, by name."""
    if actor.side not in TWO_SIDES:
        return []
    return sorted(
        {one for collaboration in _with_teams(actor) for one in organisations_on(collaboration, actor.side.other)},
        key=lambda one: one.name,
    )


def together_with(actor: Actor, other: Organisation) -> list[Collaboration]:
    """List the collaborations that the actor sees in which people of another organisation are on the team, by name."""
    return [one for one in _with_teams(actor) if other in organisations_on(one, other.side)]


def _with_teams(actor: Actor) -> Iterable[Collaboration]:
    return collaborations_for(actor).prefetch_related("team__membership__organisation", "team__membership__person")


def organisations_on(collaboration: Collaboration, side: Side) -> set[Organisation]:
    """Give the organisations of one side whose people are on the team now."""
    today = timezone.localdate()
    return {
        row.membership.organisation
        for row in collaboration.team.all()
        if row.part == "team"
        and row.starts <= today
        and (row.until is None or row.until > today)
        and row.membership.organisation.side is side
    }

"""Who plays in the tests? The invented people of the worked example, with their organisations and memberships.

*Source:* house, "Tests are sentences of the domain".
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.models import Account, Membership, Organisation, Person, Programme
from commonground.people.queries import acting
from commonground.people.rules import conduct
from commonground.places.models import Area
from commonground.projects.actions import life, posts
from commonground.projects.models import Collaboration
from commonground.website.example.organisations import ORGANISATIONS
from commonground.website.example.people import PEOPLE, Member

PASSWORD = "a long invented phrase"
hashed = cache(make_password)
SQUARE = {"type": "Polygon", "coordinates": [[[1.5, 53.2], [1.7, 53.2], [1.7, 53.3], [1.5, 53.3], [1.5, 53.2]]]}


@dataclass
class Cast:
    """The cast by key: `cast.person["thornbury"]`, `cast.actor("whitlock")`."""

    area: Area
    programme: Programme
    person: dict[str, Person] = field(default_factory=dict)
    organisation: dict[str, Organisation] = field(default_factory=dict)
    membership: dict[str, Membership] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """Give the Actor that a person of the cast is, through their membership."""
        return acting.actor_through(self.person[key], self.membership.get(key))

    def draft(self, name: str = "Minster Gate evenings") -> Collaboration:
        """Start a draft by Maya Thornbury (police) that asks Dana Whitlock to lead for security."""
        return life.start(
            actor=self.actor("thornbury"),
            name=name,
            about="Fewer threats and thefts on weekend evenings",
            area=self.area,
            programme=self.programme,
            other_lead=self.membership["whitlock"],
        )

    def alive(self, name: str = "Minster Gate evenings") -> Collaboration:
        """Give a collaboration that is under way, with Owen Tranter, Ruth Penhallow on the team and Bill Yarrow invited
        as a stakeholder."""
        collaboration = self.draft(name)
        life.propose(actor=self.actor("thornbury"), collaboration=collaboration)
        collaboration = life.accept(actor=self.actor("whitlock"), collaboration=collaboration)
        posts.add_member(
            actor=self.actor("thornbury"),
            collaboration=collaboration,
            membership=self.membership["tranter"],
            part="team",
        )
        posts.add_member(
            actor=self.actor("whitlock"),
            collaboration=collaboration,
            membership=self.membership["penhallow"],
            part="team",
        )
        posts.add_member(
            actor=self.actor("whitlock"),
            collaboration=collaboration,
            membership=self.membership["yarrow"],
            part="stakeholder",
        )
        return collaboration


def assemble() -> Cast:
    """Write the cast into the database, each kind at once: more than a thousand tests begin with it."""
    area = Area.objects.create(code="X02000001", name="Aldermouth", kind="borough", boundary=SQUARE)
    programme = Programme.objects.create(
        name="Aldermouth Business Crime Partnership", short_name="ABCP", area=area, host="Aldermouth Police"
    )
    cast = Cast(area, programme)
    organisations = [Organisation(name=each.name, kind=each.kind, about=each.about) for each in ORGANISATIONS]
    cast.organisation |= {each.name: each for each in Organisation.objects.bulk_create(organisations)}
    people = [
        Person(name=each.name, telephone=each.telephone, is_administrator=each.administrator)
        for each in PEOPLE.values()
    ]
    cast.person |= dict(zip(PEOPLE, Person.objects.bulk_create(people), strict=True))
    Account.objects.bulk_create(
        Account(email=each.email, password=hashed(PASSWORD), person=cast.person[key])
        for key, each in PEOPLE.items()
        if each.signs_in
    )
    members = {key: _member(cast, key, each) for key, each in PEOPLE.items() if each.organisation}
    cast.membership |= dict(zip(members, Membership.objects.bulk_create(members.values()), strict=True))
    return cast


def _member(cast: Cast, key: str, member: Member) -> Membership:
    today = timezone.localdate()
    return Membership(
        person=cast.person[key],
        organisation=cast.organisation[member.organisation],
        post_title=member.post,
        roles=list(member.roles),
        starts=today - timedelta(days=member.since),
        conduct_version=conduct.VERSION,
        until=None if member.left is None else today - timedelta(days=member.left),
    )

"""What of Aldermouth do tests about items begin with? Levels, custodians and an agreement, and short ways to write.

*Source:* design/sharing.md 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.hosting.roles import APPLICATION
from commonground.people.models import Clearance, Membership
from commonground.sharing.actions import items
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Agreement, AgreementVersion, Group, Item, Party, TimeInForce
from tests.cast import Cast
from tests.sharing.town_model import TownModel

CLEAR, GREEN, AMBER, STRICT, RED = range(5)
LEVELS = {"thornbury": 2, "tranter": 2, "marchbank": 2, "whitlock": 2, "haddow": 1, "penhallow": 1}
ROLES = {"tranter": ["custodian", "intelligence"], "penhallow": ["coordinator", "custodian"]}
# What each of some memberships reads at a moment, asked as the site asks: made once as the owner, then called.
EVERYTHING = """
CREATE FUNCTION everything_read(who bigint[], hats bigint[], at timestamptz)
RETURNS TABLE (hat bigint, rendition bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOR n IN 1..cardinality(hats) LOOP
        PERFORM sharing_ask(who[n], hats[n], at);
        RETURN QUERY SELECT hats[n], r.id FROM sharing_rendition r;
    END LOOP;
END
$$
"""
ASK = f"SET LOCAL ROLE {APPLICATION}; SELECT * FROM everything_read(%s, %s, %s); RESET ROLE"
PARTNERS = ("Marlgate Centre", "Northgate Guarding", "Tannery Stores")


@dataclass
class Town:
    """The cast with an agreement in force between the police and three partners."""

    cast: Cast
    agreement: Agreement

    def actor(self, key: str) -> Actor:
        """Give the Actor that a person of the cast is."""
        return self.cast.actor(key)

    def to(self, name: str, *, agreed: bool = True, **more: Any) -> ReleaseDraft:
        """Draft a release to an organisation, under the agreement or under nothing."""
        under = self.agreement.pk if agreed else None
        body = self.cast.organisation[name]
        bases = {"basis_of_giver": "Public task", "basis_of_getter": "Legitimate interests"}
        return ReleaseDraft(organisation_id=body.pk, agreement_id=under, purpose="To prevent theft", **bases, **more)

    def three_versions(self, by: str = "thornbury") -> Item:
        """Write one item of the police in three versions for three partners."""
        marlgate, northgate, tannery = PARTNERS
        drafts = [
            RenditionDraft(kind="full", title="Full", text="The ringleader meets at the car park.", tlp=AMBER,
                           clearance=2, releases=(self.to(marlgate),)),
            RenditionDraft(kind="sanitised", title="Sanitised", text="A group meets in the centre.", tlp=AMBER,
                           releases=(self.to(northgate),)),
            RenditionDraft(kind="awareness", title="Awareness", text="Watch the late hours.", tlp=GREEN,
                           personal=False, releases=(self.to(tannery, agreed=False),)),
        ]  # fmt: skip
        return self.write(by, "intelligence", drafts)

    def alert(self, title: str, releases: list[ReleaseDraft], *, by: str = "thornbury", **more: Any) -> Item:
        """Write an alert of one version."""
        emergency = more.pop("emergency", False)
        draft = RenditionDraft(title=title, text=f"{title}.", releases=tuple(releases), **more)
        return self.write(by, "alert", [draft], emergency=emergency)

    def write(self, by: str, category: str, drafts: list[RenditionDraft], **more: Any) -> Item:
        """Write an item in somebody's name."""
        return items.write(
            actor=self.actor(by), programme=self.cast.programme, area=self.cast.area, category=category,
            renditions=drafts, **more,
        )  # fmt: skip


def town_of(cast: Cast) -> Town:
    """Give levels and roles to the cast, and agree on intelligence and alerts with three partners."""
    today = timezone.localdate()
    for key, level in LEVELS.items():
        Clearance.objects.create(
            membership=cast.membership[key], level=level, starts=today - timedelta(9), vetted_by="The force"
        )
    for key, roles in ROLES.items():
        Membership.objects.filter(pk=cast.membership[key].pk).update(roles=roles)
        cast.membership[key].roles = roles
    made = Agreement.objects.create(
        programme=cast.programme, area=cast.area, reference="ISA-0007", title="Aldermouth shop theft"
    )
    version = AgreementVersion.objects.create(agreement=made, number=1, ceiling=AMBER, personal=True)
    TimeInForce.objects.create(version=version)
    categories = ["intelligence", "alert"]
    Party.objects.create(agreement=made, organisation=cast.organisation["Aldermouth Police"], gives=categories)
    for name in PARTNERS:
        Party.objects.create(agreement=made, organisation=cast.organisation[name], gets=categories)
    return Town(cast, made)


def second_agreement(town: Town) -> Agreement:
    """Put another agreement in force between the same, for partners that hold an accreditation."""
    made = Agreement.objects.create(
        programme=town.cast.programme, area=town.cast.area, reference="ISA-0008", title="Accredited partners"
    )
    version = AgreementVersion.objects.create(
        agreement=made, number=1, ceiling=AMBER, personal=True, accreditation_any_of=["bcrp"]
    )
    TimeInForce.objects.create(version=version)
    for party in Party.objects.filter(agreement=town.agreement):
        Party.objects.create(agreement=made, organisation=party.organisation, gives=party.gives, gets=party.gets)
    return made


def model_of(town: Town, agreements: Sequence[Agreement], group: Group, readers: Sequence[str]) -> TownModel:
    """Tell a model how the town begins, for some of its people."""
    made = TownModel()
    for body in town.cast.organisation.values():
        made.world["organisations"].append({"id": str(body.pk), "active": True, "accreditations": []})
    for key in readers:
        hat = town.cast.membership[key]
        level = Clearance.objects.filter(membership=hat).values_list("level", flat=True).last() or 0
        known = made.membership(hat.pk, hat.organisation_id, level, "custodian" in hat.roles)
        made.world["people"].append({"id": str(hat.person_id), "active": True, "memberships": [known]})
    police = str(town.cast.organisation["Aldermouth Police"].pk)
    whole = {"from": None, "until": None}
    for agreement, standards in zip(agreements, ([], ["bcrp"]), strict=True):
        parties = [{"organisation": police, "gives": ["intelligence", "alert"], "gets": [], **whole}]
        for name in PARTNERS:
            body = str(town.cast.organisation[name].pk)
            parties.append({"organisation": body, "gives": [], "gets": ["intelligence", "alert"], **whole})
        made.world["agreements"].append(
            {
                "id": str(agreement.pk), "status": "in_force", **whole, "ceiling": "AMBER", "personal": True,
                "accreditation_any_of": standards, "parties": parties,
            }
        )  # fmt: skip
    made.world["groups"].append({"id": str(group.pk), "members": []})
    return made

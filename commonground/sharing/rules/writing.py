"""What may be written? Who releases, what is personal, who grants, who keeps, who approves, and what is never silent.

*Source:* design/sharing.md 2.1; R15, R213; D2, D7.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from commonground.groundwork.markings import Grade, Tlp
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.groundwork.widening import Unconfirmed
from commonground.sharing.rules.changes import membership_ends
from commonground.sharing.rules.items import Audience, Item, ToPublic
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World

REVIEW = timedelta(hours=72)
PASSED_ON_UP_TO = Tlp.AMBER


class Field(StrEnum):
    """What a field of a rendition holds, as far as it matters here."""

    PERSON = "person"
    VEHICLE = "vehicle"
    IMAGE = "image"
    CONTACT = "contact"
    OTHER = "other"


PERSONAL_FIELDS = frozenset({Field.PERSON, Field.VEHICLE, Field.IMAGE, Field.CONTACT})


def require_originator(organisation: str, item: Item) -> None:
    """Let only the originator release; refuses everybody else, who can ask it to pass the item on."""
    if organisation != item.originator:
        raise NotAllowed("Only the organisation that the item comes from may release it. Ask it to pass this on.")


def may_ask_to_pass_on(tlp: Tlp) -> bool:
    """Whether a reader is offered to ask the originator to pass it on."""
    return tlp <= PASSED_ON_UP_TO


def require_copy_marking(source: Tlp, wanted: Tlp) -> None:
    """Refuse a copy that is less marked than what it was made from."""
    if wanted < source:
        raise Invalid(f"A copy is never less marked than its source, which is {source.label}.", field="tlp")


def is_personal(said_not: bool, fields: Iterable[Field]) -> bool:
    """Whether a rendition holds personal data: yes until its author says otherwise, and some fields leave no choice."""
    return not said_not or not PERSONAL_FIELDS.isdisjoint(fields)


def require_cleared(fields: Iterable[Field], reason: str, author: str, second: str | None) -> None:
    """Refuse to mark a rendition as not personal without a reason and a second person, or against its fields."""
    if forced := sorted(PERSONAL_FIELDS.intersection(fields)):
        raise Invalid(f"It has a field for {forced[0]}, so it holds personal data.", field="personal")
    if not reason.strip():
        raise Invalid("Say why it holds no personal data.", field="reason")
    if second is None or second == author:
        raise Invalid("A second person must agree that it holds no personal data.", field="second")


def require_grant(grantor: str, holder: str, old: int, new: int, until: datetime | None, evidence: str) -> None:
    """Refuse a level, 0 to 3, that the holder's own organisation raises, or that is raised without date or evidence."""
    if new <= old:
        return
    if grantor == holder:
        raise NotAllowed(
            "An organisation can only lower what its own people are cleared for. Whoever vetted grants it."
        )
    if until is None:
        raise Invalid("Say until when the clearance is held.", field="until")
    if not evidence.strip():
        raise Invalid("Say what shows it, such as the reference of the vetting.", field="evidence")


def without_custodian(policy: Policy) -> list[str]:
    """List the items of active originators that no custodian is able to keep in all renditions."""
    return [
        item.id
        for item in policy.world.items.values()
        if policy.world.organisations[item.originator].active
        and not any(_keeps_whole(policy, person, item) for person in policy.world.people.values())
    ]


def _keeps_whole(policy: Policy, person: Person, item: Item) -> bool:
    custodies = [m for m in person.memberships if m.custodian]
    return bool(custodies) and all(policy.keeps_through(custodies, person, item, one) for one in item.renditions)


def require_custodians_without(world: World, person: str, organisation: str, at: datetime) -> None:
    """Refuse to let a person leave an organisation as the last custodian able to keep an item."""
    before = set(without_custodian(Policy(world, at)))
    after = without_custodian(Policy(membership_ends(world, person, organisation, at), at))
    if orphans := [item for item in after if item not in before]:
        what = "one item" if len(orphans) == 1 else f"{len(orphans)} items"
        raise Refused(f"Nobody else is able to keep {what} of this organisation. Name another custodian first.")


@dataclass(frozen=True, slots=True)
class Weight:
    """What makes a release weigh more than one person may decide."""

    tlp: Tlp
    to: Audience
    personal: bool = True
    children: bool = False
    offences: bool = False


def takes_second_approver(weight: Weight) -> list[str]:
    """Give the reasons, none or several, why a release takes a second approver."""
    reasons = {
        "It is TLP:RED.": weight.tlp is Tlp.RED,
        "It is about children.": weight.children,
        "It is about criminal offences.": weight.offences,
        "It opens personal data to the public.": weight.personal and isinstance(weight.to, ToPublic),
    }
    return [reason for reason, holds in reasons.items() if holds]


def require_approval(weight: Weight, first: str, second: str | None, *, emergency: bool) -> None:
    """Refuse a weighty release without a second person, unless it is an emergency, which is reviewed afterwards."""
    reasons = takes_second_approver(weight)
    if reasons and not emergency and second in (None, first):
        raise Invalid(f"A second person must approve this. {' '.join(reasons)}", field="second")


def review_due(decided: datetime) -> datetime:
    """Give the moment by which an emergency decision must have been reviewed."""
    return decided + REVIEW


def require_confirmation(gained: Mapping[str, int], confirmed: int | None) -> None:
    """Refuse an act that gives somebody old items unless their number, as it is now, was confirmed.

    `gained` counts the items for each originator, who are all told; an act that gives none needs no confirmation.
    """
    total = sum(gained.values())
    if total and confirmed != total:
        raise Unconfirmed(total)


def require_acceptance(grade: Grade | None, *, accepted: bool) -> None:
    """Refuse the first reading of what carries police handling conditions until they are accepted."""
    if grade is not None and grade.must_be_accepted and not accepted:
        raise Refused("The police set conditions for this. Read and accept them first.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as it is typed, before it is one."""

    to: Audience | None
    purpose: str
    personal: bool
    basis_of_giver: str = ""
    basis_of_getter: str = ""


def require_complete(draft: Draft) -> None:
    """Refuse a release without audience or purpose, and one of personal data without a lawful basis on each side."""
    if draft.to is None:
        raise Invalid("Choose who it is for before you save it.", field="to")
    if not draft.purpose.strip():
        raise Invalid("Say what it is shared for.", field="purpose")
    if draft.personal and not draft.basis_of_giver.strip():
        raise Invalid("Choose the lawful basis on which you share personal data.", field="basis_of_giver")
    if draft.personal and not draft.basis_of_getter.strip():
        raise Invalid("Choose the lawful basis on which they receive personal data.", field="basis_of_getter")

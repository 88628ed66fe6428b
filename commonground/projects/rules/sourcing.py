"""Which resources are asked of others, who may read that, and who could have them?

*Source:* R17, R61.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from commonground.projects.rules.answers import LONGEST_LINE
from commonground.projects.rules.guide.plan import RESOURCES

KINDS: Mapping[str, str] = RESOURCES.field_named("kind").choices

MEMBERS, NAMED = "members", "named"
AUDIENCES = {MEMBERS: "Every member", NAMED: "Only the organisations that we name"}

OPEN, ACCEPTED, DECLINED, TAKEN_BACK = "open", "accepted", "declined", "taken_back"
STATES = {OPEN: "Not answered yet", ACCEPTED: "Accepted", DECLINED: "Declined", TAKEN_BACK: "Taken back"}

# Which capabilities of the public register can give a kind of resource. A kind that is not here is nobody's speciality.
GIVEN_BY: Mapping[str, tuple[str, ...]] = {
    "people": ("licensed_staff", "patrol", "event"),
    "hours": ("licensed_staff", "patrol", "event", "dogs"),
    "radios": ("radio", "control_room"),
    "cameras": ("cctv", "control_room", "analytics"),
    "data": ("analytics", "control_room"),
}


def gap(values: Mapping[str, Any]) -> Decimal:
    """Give how much of a resource nobody has pledged yet; never less than nothing."""
    return max(Decimal(values["needed"]) - Decimal(values["pledged"]), Decimal(0))


def unconfirmed(values: Mapping[str, Any]) -> Decimal:
    """Give how much of a resource is not confirmed yet; never less than nothing."""
    return max(Decimal(values["needed"]) - Decimal(values["confirmed"]), Decimal(0))


def with_offer(values: Mapping[str, Any], amount: Decimal, organisation: str) -> dict[str, Any]:
    """Give a line of the ledger as it stands once an offer is accepted: more is pledged, and one more provides it."""
    pledged, provider = Decimal(values["pledged"]) + amount, str(values.get("provider") or "")
    if organisation not in provider:
        provider = f"{provider}; {organisation}" if provider else organisation
    return {**values, "pledged": format(pledged.normalize(), "f"), "provider": provider[:LONGEST_LINE]}


def matching(kind: str, offered: Sequence[str]) -> bool:
    """Tell whether an organisation with these kinds of capability could give a kind of resource."""
    return bool(set(GIVEN_BY.get(kind, ())) & set(offered))

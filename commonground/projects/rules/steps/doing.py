"""What do leadership, community and implementation still need? Steps 4 to 6.

*Source:* R22-R23, R62-R64.
"""

from datetime import date

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.rules import signing
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Record
from commonground.projects.rules.steps.shapes import Missing, lacks

LEADING = ("governance", "delivery")
LEADING_LABELS = {"governance": "Governance", "delivery": "Delivery"}


def leadership(record: Record, today: date) -> Missing:
    """Step 4: four leads named and accepted, two on each side (R62); support and backing recorded (R22-R23)."""
    missing = []
    held = {(leader.side, leader.role): leader for leader in record.leaders}
    for side in TWO_SIDES:
        for role in LEADING:
            post = f"{side.label}, {LEADING_LABELS[role].lower()}"
            leader = held.get((side, role))
            if leader is None:
                missing.append(f"{post}: nobody is named.")
            elif not leader.accepted:
                missing.append(f"{post}: {leader.person} has not accepted yet.")
            elif not leader.can_act and record.state is not State.STOPPED:
                missing.append(f"{post}: {leader.person} can no longer act here.")
        if not any(row.values["side"] == side for row in record.part("backing")):
            missing.append(f"No senior person on the {side.label.lower()} side backs it yet.")
    return missing + lacks(record, support="Nobody supports the leads yet.")


def community(record: Record, today: date) -> Missing:
    """Step 5: a plan for engagement and for news, and at least one contact that has happened (R63)."""
    missing = (
        [] if record.polls_answered else lacks(record, views="Nobody has been asked whether they share the objectives.")
    )
    missing += lacks(
        record,
        engagement="No contact with the community is planned yet.",
        community_news="It is not said how the community will hear of it.",
    )
    contacts = record.part("engagement")
    if contacts and not any(row.values.get("done") for row in contacts):
        missing.append("No planned contact has happened yet.")
    return missing


def implementation(record: Record, today: date) -> Missing:
    """Step 6: actions, responsibilities and milestones are there, every responsibility is held by somebody, the plan
    is shared, and every organisation on the team has signed it as it stands (R64)."""
    missing = lacks(
        record,
        actions="No action is listed yet.",
        roles="No responsibility is defined yet.",
        milestones="No milestone is set yet.",
    )
    if not missing:
        missing += [
            f"“{row.values['activity']}”: nobody answers for it now."
            for row in record.part("roles")
            if row.ref in record.vacant
        ]
    found = signing.facts(record)
    if not found.is_shared:
        missing.append("The plan has not been shared with anybody yet.")
    if found.is_documented and record.state is not State.STOPPED:
        missing += [f"{name} has not signed the plan as it stands." for name in found.unsigned]
    return missing

"""What do challenge, partnership and plan still need? Steps 1 to 3.

*Source:* R59-R61, R17, R19.
"""

from datetime import date

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.rules.record import Record
from commonground.projects.rules.steps.shapes import Missing, lacks


def challenge(record: Record, today: date) -> Missing:
    """Step 1: a shared understanding recorded by both, and at least one outcome (R59)."""
    missing = [
        f"The {side.label.lower()} side has not sent its own words about the problem."
        for side in TWO_SIDES
        if side not in record.statements_sent
    ]
    return missing + lacks(
        record,
        joint="There is no joint statement yet.",
        victims="Nobody who is harmed is named yet.",
        outcomes="No outcome is set yet.",
    )


def partnership(record: Record, today: date) -> Missing:
    """Step 2: shape chosen, at least one stakeholder each with a way to be reached, sharing decided (R60)."""
    return lacks(
        record,
        architecture="The shape of the relationship is not chosen yet.",
        formality="How formal it must be is not decided yet.",
        stakeholders="No stakeholder is named yet.",
        sharing="It is not decided how information is shared.",
    )


def plan(record: Record, today: date) -> Missing:
    """Step 3: resources, tactics, and a measure for every outcome; a gap in resources is said (R61, R17, R19)."""
    missing = lacks(
        record,
        resources="No resource is listed yet.",
        sponsors="No sponsor is named yet.",
        tactics="No tactic is chosen yet.",
        measures="No measure is set yet.",
    )
    measured = {row.values["outcome"] for row in record.part("measures")}
    for row in record.part("outcomes"):
        if measured and row.ref not in measured:
            missing.append(f"The outcome “{row.values['measure']}” has no measure.")
    for row in record.part("resources"):
        needed, confirmed = float(row.values["needed"]), float(row.values["confirmed"])
        if confirmed < needed:
            missing.append(f"“{row.values['what']}”: {confirmed:g} of {needed:g} confirmed.")
    return missing

"""What does each step still need? One rule a step, computed from the record, never ticked by hand.

Each rule gives the sentences for what is missing; none means that the step's rule holds.

*Source:* R59-R68.
"""

from collections.abc import Callable
from datetime import date

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.rules.guide.finish import WAYS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Record

Missing = list[str]
Rule = Callable[[Record, date], Missing]

LEADING = ("governance", "delivery")
LEADING_LABELS = {"governance": "Governance", "delivery": "Delivery"}


def _lacks(record: Record, **sentences: str) -> Missing:
    return [sentence for part, sentence in sentences.items() if not record.part(part)]


def challenge(record: Record, today: date) -> Missing:
    """Step 1: a shared understanding recorded by both, and at least one outcome (R59)."""
    missing = [
        f"The {side.label.lower()} side has not sent its own words about the problem."
        for side in TWO_SIDES
        if side not in record.statements_sent
    ]
    return missing + _lacks(
        record,
        joint="There is no joint statement yet.",
        victims="Nobody who is harmed is named yet.",
        outcomes="No outcome is set yet.",
    )


def partnership(record: Record, today: date) -> Missing:
    """Step 2: shape chosen, at least one stakeholder each with a way to be reached, sharing decided (R60)."""
    return _lacks(
        record,
        architecture="The shape of the relationship is not chosen yet.",
        formality="How formal it must be is not decided yet.",
        stakeholders="No stakeholder is named yet.",
        sharing="It is not decided how information is shared.",
    )


def plan(record: Record, today: date) -> Missing:
    """Step 3: resources, tactics, and a measure for every outcome; a gap in resources is said (R61, R17, R19)."""
    missing = _lacks(
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
    return missing + _lacks(record, support="Nobody supports the leads yet.")


def community(record: Record, today: date) -> Missing:
    """Step 5: a plan for engagement and for news, and at least one contact that has happened (R63)."""
    missing = _lacks(
        record,
        views="Nobody has been asked whether they share the objectives.",
        engagement="No contact with the community is planned yet.",
        community_news="It is not said how the community will hear of it.",
    )
    contacts = record.part("engagement")
    if contacts and not any(row.values.get("done") for row in contacts):
        missing.append("No planned contact has happened yet.")
    return missing


def implementation(record: Record, today: date) -> Missing:
    """Step 6: actions, responsibilities and milestones are there, and the plan is shared (R64)."""
    return _lacks(
        record,
        actions="No action is listed yet.",
        plan_shared="The plan has not been shared with anybody yet.",
        roles="No responsibility is defined yet.",
        milestones="No milestone is set yet.",
    )


def review(record: Record, today: date) -> Missing:
    """Step 7: the latest review is answered by both sides and the next is not yet due (R65)."""
    if not record.reviews:
        return ["No review has been held yet."]
    latest = record.reviews[-1]
    missing = [
        f"The {side.label.lower()} side has not answered the latest review."
        for side in TWO_SIDES
        if side not in latest.answers
    ]
    due = review_due(record)
    if not missing and due and due <= today:
        missing.append("The next review is due.")
    return missing


def achievements(record: Record, today: date) -> Missing:
    """Step 8: every outcome measured, and every audience told (R66)."""
    missing = _lacks(
        record,
        achievements="No outcome has been measured yet.",
        audiences="It is not said who needs to know.",
        telling="It is not said how the result is told.",
    )
    measured = {row.values["outcome"] for row in record.part("achievements")}
    for row in record.part("outcomes"):
        if measured and row.ref not in measured:
            missing.append(f"The outcome “{row.values['measure']}” has not been measured.")
    missing += [f"{row.values['who']}: not told yet." for row in record.part("audiences") if not row.values.get("told")]
    return missing


def stopping(record: Record, today: date) -> Missing:
    """Step 9: criteria tested, six ways of displacement answered, risks noted, positions taken, decided (R67)."""
    missing = _lacks(
        record,
        criteria="No criterion for stopping is agreed yet.",
        risks="New risks are not noted yet.",
    )
    answered = {row.values["way"] for row in record.part("displacement")}
    unanswered = [words.lower() for way, words in WAYS.items() if way not in answered]
    if unanswered:
        missing.append(f"Whether crime moved is not answered: {', '.join(unanswered)}.")
    if not record.positions:
        missing.append("No stakeholder has said where they stand yet.")
    return missing + _lacks(record, decision="Nothing is decided yet.")


def legacy(record: Record, today: date) -> Missing:
    """Step 10: contacts kept, learning published, an owner for what lasts (R68)."""
    missing = _lacks(
        record,
        contacts="No contact is kept yet.",
        case_study="The case study is not written yet.",
        sustain="Nobody owns what lasts yet.",
    )
    if record.part("case_study") and not record.case_study_published:
        missing.append("The case study is not published yet.")
    return missing


RULES: dict[int, Rule] = {
    1: challenge,
    2: partnership,
    3: plan,
    4: leadership,
    5: community,
    6: implementation,
    7: review,
    8: achievements,
    9: stopping,
    10: legacy,
}


def missing(record: Record, step: int, today: date) -> Missing:
    """Say what a step still needs, as sentences; an empty list means that its rule holds."""
    return RULES[step](record, today)


def review_due(record: Record) -> date | None:
    """Give the day on which the next review is due; None before the first, and once the collaboration is finished."""
    return record.reviews[-1].next_on if record.reviews and record.state is not State.STOPPED else None


def sides_confirmed(record: Record, step: int, content: str) -> frozenset[Side]:
    """Tell which sides have confirmed exactly the present content of a step."""
    return frozenset(side for side in TWO_SIDES if record.confirmed.get((step, side)) == content)

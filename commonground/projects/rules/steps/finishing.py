"""What do review, achievements, stopping and legacy still need? Steps 7 to 10.

*Source:* R65-R68.
"""

from datetime import date

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.rules.guide.stopping import WAYS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.record import Record
from commonground.projects.rules.steps.shapes import Missing, lacks


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
    missing = lacks(
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
    missing = lacks(
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
    missing += lacks(record, decision="Nothing is decided yet.")
    if record.part("decision") and not record.part("next_steps"):
        missing.append("The decision has no next step: who does what, by when.")
    return missing


def legacy(record: Record, today: date) -> Missing:
    """Step 10: contacts kept, learning published, an owner for what lasts (R68)."""
    missing = lacks(
        record,
        contacts="No contact is kept yet.",
        case_study="The case study is not written yet.",
        sustain="Nobody owns what lasts yet.",
    )
    if record.part("case_study") and not record.case_study_published:
        missing.append("The case study is not published yet.")
    return missing


def review_due(record: Record) -> date | None:
    """Give the day on which the next review is due; None before the first, and once the collaboration is finished."""
    return record.reviews[-1].next_on if record.reviews and record.state is not State.STOPPED else None

"""What does a step hold, in one line? The sentence under its title on the overview.

*Source:* the look, section 7 (the journey: "one line of content").
"""

from collections.abc import Sequence

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.rules import guide
from commonground.projects.rules.guide.partnership import SHAPE
from commonground.projects.rules.guide.stopping import DECISION, WAYS
from commonground.projects.rules.record import Record, Row
from commonground.projects.rules.steps import LEADING, LEADING_LABELS, review_due

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: words up to ten, figures above."""
    written = NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
    return f"{written} {one if number == 1 else many or f'{one}s'}"


def line(record: Record, number: int) -> str:
    """Say in one line what is recorded in a step; before anything is, what the step is for."""
    if not record.has_started(number):
        return guide.step(number).what
    said = LINES[number](record)
    return said[0].upper() + said[1:] if said else guide.step(number).what


def _challenge(record: Record) -> str:
    outcomes = counted(len(record.part("outcomes")), "outcome")
    if record.part("joint"):
        return f"one joint statement, {outcomes}"
    if len(record.statements_sent) == len(TWO_SIDES):
        return "both sides have sent their own words; the joint statement is next"
    sent = [side.label.lower() for side in TWO_SIDES if side in record.statements_sent]
    return f"the {sent[0]} side has sent its own words" if sent else outcomes


def _partnership(record: Record) -> str:
    stakeholders = counted(len(record.part("stakeholders")), "stakeholder")
    shape = record.part("architecture")
    if not shape:
        return stakeholders
    return f"{SHAPE.field_named('shape').choices[shape[-1].values['shape']]}; {stakeholders}"


def _plan(record: Record) -> str:
    tactics, resources = (len(record.part(part)) for part in ("tactics", "resources"))
    measures = counted(len(record.part("measures")), "measure")
    return f"{counted(tactics, 'tactic')}, {counted(resources, 'resource')} and {measures}"


def _leadership(record: Record) -> str:
    vacant = [
        f"{side.label.lower()}, {LEADING_LABELS[role].lower()}"
        for side in TWO_SIDES
        for role in LEADING
        if not any((leader.side, leader.role) == (side, role) and leader.can_act for leader in record.leaders)
    ]
    if vacant:
        return f"vacant: {'; '.join(vacant)}"
    asked = [leader.person for leader in record.leaders if not leader.accepted]
    return f"asked, not yet accepted: {', '.join(asked)}" if asked else "four leads, two on each side"


def _community(record: Record) -> str:
    asked, contacts = len(record.part("views")), record.part("engagement")
    groups = f"{counted(asked, 'group')} asked what they think"
    return f"{groups}; {done_of(contacts, 'contact', 'held')}" if contacts else groups


def _implementation(record: Record) -> str:
    actions, milestones = record.part("actions"), record.part("milestones")
    said = [done_of(actions, "action", "done")] if actions else []
    return ", ".join(said + ([done_of(milestones, "milestone", "reached")] if milestones else []))


def done_of(rows: Sequence[Row], noun: str, word: str) -> str:
    """Count how many of some rows are done, in figures: 14 of 16 actions done."""
    done = sum(bool(row.values.get("done")) for row in rows)
    return f"{done} of {len(rows)} {noun}{'' if len(rows) == 1 else 's'} {word}"


def _review(record: Record) -> str:
    if not record.reviews:
        return ""
    held, day = f"{counted(len(record.reviews), 'review')} held", review_due(record)
    return f"{held}; the next is due {day.day} {day:%B %Y}" if day else held


def _achievements(record: Record) -> str:
    measured = {row.values["outcome"] for row in record.part("achievements")}
    outcomes = record.part("outcomes")
    return f"{sum(row.ref in measured for row in outcomes)} of {counted(len(outcomes), 'outcome')} measured"


def _stopping(record: Record) -> str:
    if decision := record.part("decision"):
        return f"decided: {DECISION.field_named('decision').choices[decision[-1].values['decision']].lower()}"
    answered = {row.values["way"] for row in record.part("displacement")}
    return f"{len(answered)} of {counted(len(WAYS), 'way')} crime can move answered"


def _legacy(record: Record) -> str:
    contacts = counted(len(record.part("contacts")), "contact")
    return f"case study published; {contacts} kept" if record.case_study_published else f"{contacts} kept"


LINES = {
    1: _challenge,
    2: _partnership,
    3: _plan,
    4: _leadership,
    5: _community,
    6: _implementation,
    7: _review,
    8: _achievements,
    9: _stopping,
    10: _legacy,
}

"""How is a collaboration filled to the brim, with words that can be found again?

*Source:* settled questions, "In Django" (tests).
"""

from commonground.projects.actions import answers
from commonground.projects.queries import visible
from commonground.projects.rules.guide import PARTS, Kind


def fitting(key, words="words", here=None):
    """Give raw values that fit every field of a part; what can be written in words says these."""
    refs = {}
    if here is not None:
        refs[Kind.MEMBER] = visible.team_of(here).first().ref
        for kind, part in ((Kind.OUTCOME, "outcomes"), (Kind.STAKEHOLDER, "stakeholders")):
            found = here.answers.filter(part=part, removed_at__isnull=True).first()
            refs[kind] = found.ref if found else ""
    plain = {Kind.LINE: words, Kind.TEXT: words, Kind.YES_NO: "yes", Kind.NUMBER: "3", Kind.DATE: "2026-12-01"}
    return {f.name: next(iter(f.choices), None) or {**plain, **refs}.get(f.kind, "") for f in PARTS[key].fields}


def fill(actor, here, words="words"):
    """Answer every part of the guide once that is answered by hand; the joint statement only where both sides have sent
    their words."""
    opened = here.rounds.filter(opened_at__isnull=False).exists()
    return {
        key: answers.record(actor=actor, collaboration=here, part=PARTS[key], raw=fitting(key, words, here))
        for key in PARTS
        if (key != "joint" or opened) and not PARTS[key].sealed
    }

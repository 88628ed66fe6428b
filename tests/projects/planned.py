"""What do tests of the action plan do first? Everything that step 6 needs, and signatures.

*Source:* settled questions, "In Django" (tests).
"""

from commonground.projects.actions import answers, signing
from commonground.projects.queries import recorded, visible
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.signing import content_of


def member(collaboration, cast, key):
    """The public id by which an answer names somebody on the team."""
    return next(m.ref for m in visible.team_of(collaboration) if m.membership_id == cast.membership[key].pk)


def recorded_part(cast, collaboration, part, actor="thornbury", **values):
    """Record one answer."""
    return answers.record(actor=cast.actor(actor), collaboration=collaboration, part=PARTS[part], raw=values)


def milestone(cast, collaboration, what="Radios issued", key="tranter", **values):
    """Set a milestone that somebody answers for."""
    owner = member(collaboration, cast, key)
    raw = {"what": what, "due": "2027-03-01", "owner": owner, "evidence": "A list"} | values
    return recorded_part(cast, collaboration, "milestones", **raw)


def activity(cast, collaboration, what="Evening patrol", key="tranter"):
    """Define a responsibility that somebody answers for."""
    who = member(collaboration, cast, key)
    return recorded_part(
        cast, collaboration, "roles", activity=what, accountable=who, responsible="Two guards and an officer"
    )


def planned(cast, collaboration):
    """Record all that makes a plan."""
    who = member(collaboration, cast, "tranter")
    recorded_part(
        cast, collaboration, "actions", what="Check the radios", done_when="All answer", organisation="Police",
        accountable=who, due="2026-12-03",
    )  # fmt: skip
    activity(cast, collaboration)
    milestone(cast, collaboration)
    return collaboration


def content(collaboration):
    """The hash of the plan as it stands."""
    return content_of(recorded.record_of(collaboration))


def signed(cast, collaboration, *keys):
    """Let these people sign the plan as it stands, each for their organisation."""
    for key in keys:
        signing.sign(actor=cast.actor(key), collaboration=collaboration, content=content(collaboration))

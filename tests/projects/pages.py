"""How do tests open the pages of a collaboration, and read them?

*Source:* settled questions, "In Django" (tests).
"""

import re

from django.urls import reverse

from commonground.projects.actions import answers
from commonground.projects.queries import visible
from commonground.projects.rules.guide import PARTS

VICTIM = {"group": "Lone workers", "priorities": "To get home safe", "known_by": "asked", "repeat": "yes"}
PAGES_OF_THE_TEAM = ("people", "actions", "actions_csv", "history", "people_add")


def page(name, collaboration, *more):
    """The address of a page of a collaboration."""
    return reverse(f"projects:{name}", args=[collaboration.public_id, *more])


def text(response):
    """The words of a page, without its markup."""
    main = response.content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'")


def action(cast, collaboration, actor="thornbury", **values):
    """List an action that Owen Tranter answers for."""
    member = next(m for m in visible.team_of(collaboration) if m.membership_id == cast.membership["tranter"].pk)
    raw = {
        "what": "Check the radios", "done_when": "All answer", "organisation": "Police", "accountable": member.ref,
        "due": "2026-12-03",
    } | values  # fmt: skip
    return answers.record(actor=cast.actor(actor), collaboration=collaboration, part=PARTS["actions"], raw=raw)

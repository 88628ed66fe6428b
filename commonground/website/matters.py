"""Which packages answer for a person's matters? Binds them all to `groundwork.matters` when the site starts.

*Source:* settled questions, "In Django" ("One protocol for a person's matters"); R45, R247; D5.
"""

from commonground.groundwork import matters
from commonground.groundwork.matters import Matters
from commonground.outcomes.actions.matters import MATTERS as OUTCOMES
from commonground.people.actions.matters import MATTERS as PEOPLE
from commonground.projects.actions.matters import MATTERS as PROJECTS
from commonground.sharing.actions.matters import MATTERS as SHARING

# Every package with a relation to people, from the lowest floor up.
PACKAGES: tuple[Matters, ...] = (PEOPLE, OUTCOMES, SHARING, PROJECTS)


def bind() -> None:
    """Say which packages answer; the website's own configuration calls this when every model is loaded."""
    matters.bind(PACKAGES)

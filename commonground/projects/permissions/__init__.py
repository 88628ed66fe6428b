"""Who may do what with collaborations, and all that stands around them? One table of every noun's rows.

*Source:* R6, R41-R43, R54, R56.
"""

from commonground.projects.permissions import (
    collaborations,
    doing,
    ethics,
    finishing,
    guide,
    plans,
    proposals,
    reporting,
    together,
)
from commonground.projects.permissions.taking import Taking

__all__ = ["IN_A_COLLABORATION", "TABLE", "Taking"]

TABLE = {
    **collaborations.TABLE,
    **doing.TABLE,
    **ethics.TABLE,
    **finishing.TABLE,
    **guide.TABLE,
    **plans.TABLE,
    **proposals.TABLE,
    **reporting.TABLE,
    **together.TABLE,
}

# The rows whose subject is the reader's part in a collaboration; a proposal and the guide are asked about otherwise.
IN_A_COLLABORATION = {action: rule for action, rule in TABLE.items() if action not in {*proposals.TABLE, *guide.TABLE}}

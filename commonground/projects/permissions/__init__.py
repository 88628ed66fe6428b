"""Who may do what with collaborations, and all that stands around them? One table of every noun's rows.

*Source:* R6, R41-R43, R54, R56.
"""

from commonground.projects.permissions import collaborations, doing, ethics, finishing, plans, proposals, together
from commonground.projects.permissions.taking import Taking

__all__ = ["TABLE", "Taking"]

TABLE = {
    **collaborations.TABLE,
    **doing.TABLE,
    **ethics.TABLE,
    **finishing.TABLE,
    **plans.TABLE,
    **proposals.TABLE,
    **together.TABLE,
}

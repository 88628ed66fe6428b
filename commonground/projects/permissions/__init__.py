"""Who may do what with collaborations, and all that stands around them? One table of every noun's rows.

*Source:* R6, R41-R43, R54, R56.
"""

from commonground.projects.permissions import collaborations, plans
from commonground.projects.permissions.taking import Taking

__all__ = ["TABLE", "Taking"]

TABLE = {
    **collaborations.TABLE,
    **plans.TABLE,
}

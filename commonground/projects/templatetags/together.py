"""Where does a behaviour of the working charter matter? A line that reminds of it, with the way to the charter.

*Source:* R85 ("prompts embedded where the behaviour matters"), R86-R92.
"""

from typing import Any

from django import template

from commonground.projects.models import Collaboration
from commonground.projects.rules.charter import BY_KEY, at_step

register = template.Library()


@register.inclusion_tag("projects/parts/charter_prompt.html")
def charter_prompt(collaboration: Collaboration, where: Any) -> dict[str, Any]:
    """Remind of a behaviour by its key, or of those that matter most at the step of a number."""
    behaviours = at_step(where) if isinstance(where, int) else (BY_KEY[str(where)],)
    return {"collaboration": collaboration, "behaviours": behaviours}

"""Where does a behaviour of the working charter matter, and what is waited for? Both stand beside what they concern.

*Source:* R85 ("prompts embedded where the behaviour matters"), R86-R92, R126.
"""

from typing import Any

from django import template

from commonground.projects.models import Collaboration
from commonground.projects.queries.waiting import awaited_in
from commonground.projects.rules.charter import BY_KEY, at_step
from commonground.projects.views.five_cs import findings

register = template.Library()


@register.inclusion_tag("projects/parts/charter_prompt.html")
def charter_prompt(collaboration: Collaboration, where: Any) -> dict[str, Any]:
    """Remind of a behaviour by its key, or of those that matter most at the step of a number."""
    behaviours = at_step(where) if isinstance(where, int) else (BY_KEY[str(where)],)
    return {"collaboration": collaboration, "behaviours": behaviours}


@register.inclusion_tag("projects/parts/awaited.html")
def awaits(collaboration: Collaboration, step: int | None = None) -> dict[str, Any]:
    """Say what a collaboration waits for now; a step's number narrows it to that step."""
    return {"awaited": awaited_in(collaboration, step)}


@register.inclusion_tag("projects/parts/five_cs.html")
def five_cs(text: Any, kind: str = "message", **said: str) -> dict[str, Any]:
    """Show the five Cs of a text that is about to be sent or published; a mapping stands for all its texts."""
    words = "\n".join(str(each) for each in text.values() if isinstance(each, str)) if isinstance(text, dict) else text
    return {"checked": findings(str(words or ""), kind=kind, **said)}

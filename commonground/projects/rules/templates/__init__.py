"""Which templates does the site hold? Each is data with a version; a change is a new number with its reason.

*Source:* R116, R125.
"""

from commonground.projects.rules.kits import Kit
from commonground.projects.rules.templates import community_guarding

TEMPLATES: dict[str, Kit] = {kit.key: kit for kit in (community_guarding.KIT,)}

__all__ = ["TEMPLATES"]

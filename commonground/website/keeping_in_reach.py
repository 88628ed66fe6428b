"""Who is called when the site itself fails? What the installation says of itself is written down for the error pages.

The worker does it every five minutes; so a number that is changed on the page of the programme is the number on every
page that says that something failed, also while the database is away.

*Source:* R48.
"""

from commonground.pages import reaching
from commonground.website.navigation import instance


def keep(timestamp: int = 0) -> None:
    """Write down the installation's name, who runs it, and how a human there is reached."""
    reaching.keep(instance())

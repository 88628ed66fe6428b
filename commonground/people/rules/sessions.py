"""What is true of a session? How long it lasts, and what to call the browser that holds it.

*Source:* bar B5; ASVS 5.0, V7.1 and V7.3.
"""

import re

MINUTE = 60
HOUR = 60 * MINUTE
# A session ends when nothing was asked for an hour, and in any case after a shift.
IDLE_AT_MOST = HOUR
LASTS_AT_MOST = 12 * HOUR
# How often it is noted that a session is alive.
NOTED_EVERY = 5 * MINUTE

# The first that fits is it: browsers name others that they are like.
BROWSERS = (
    ("Edg(e|A|iOS)?/", "Edge"),
    ("OPR/|Opera", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/|FxiOS/", "Firefox"),
    ("HeadlessChrome/|Chrome/|CriOS/|Chromium/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android telephone or tablet"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Mac OS X|Macintosh", "a Mac"),
    ("Linux|X11", "Linux"),
)


def is_over(now: float, *, began: float, seen: float) -> bool:
    """Whether a session that began and was last noted at two moments (seconds since 1970) has ended by now."""
    return now - began >= LASTS_AT_MOST or now - seen >= IDLE_AT_MOST


def device(user_agent: str) -> str:
    """Name the browser, and what it runs on, in words; what says nothing of itself is another program."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "Another program"


def _first(kinds: tuple[tuple[str, str], ...], text: str) -> str:
    return next((words for pattern, words in kinds if re.search(pattern, text)), "")

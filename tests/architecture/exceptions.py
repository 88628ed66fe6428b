"""What is allowed to break a rule of the house, and why? The only list of its kind.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

# "file" or "file::function" -> (the length that it is allowed, the reason). At most five lines, each still needed.
SIZES: dict[str, tuple[int, str]] = {}

# "file" -> the reason why a signal is heard there: other people's software that offers no hook.
SIGNALS: dict[str, str] = {}

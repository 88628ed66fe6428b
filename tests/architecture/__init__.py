"""Does the house stand as its plan says? What the import contracts say, and what they cannot see.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

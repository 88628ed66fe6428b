"""The whole site: settings, root addresses, home page, navigation, the worked example and the console script.

The only package that knows every other one; nothing imports it.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

"""What every floor speaks: plain Python values, no Django. Knows no other package.

Holds who is acting (`actors`), why something is refused (`refusals`), how permission tables are read
(`permissions`), half-open spans of time (`periods`), public ids (`ids`), the sides (`sides`), how carefully something
is handled (`markings`), what working together asks for (`matrix`), the
shape of a command (`commands`) and the names of background jobs (`jobs`).

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

"""Did it work, or did the crime just move? Recorded crimes, areas, studies and what they show.

`rules` calculate and judge (no Django, no files); `adapters` read other people's files and ask the column store;
`commands` are the shell's way in and need no database.

*Source:* R19, R37, R41, R42; docs/decisions/0001-one-django-application-with-floors.md.
"""

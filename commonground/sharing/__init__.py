"""Who may see what, right now, and why? What one organisation knows, and to whom it is opened.

`rules` hold the sharing policy in plain Python, `adapters` read and print worlds in files; `commands` are the shell's
way in and need no database.

*Source:* R15, R78, R211-R213; D2; docs/decisions/0001-one-django-application-with-floors.md.
"""

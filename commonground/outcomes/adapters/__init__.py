"""How do other people's files and engines fit? Police street files, area layers, the column store and DuckDB.

No module here imports Django; heavy libraries are imported where they are first used by a command.

*Source:* design/outcomes.md 1.
"""

"""How does Common Ground run on a machine? A private PostgreSQL, the front-end assets and the processes.

Knows the groundwork only, and no Django: it prepares the ground, then starts child processes that do.

*Source:* D9; docs/decisions/0011-hosting-stands-on-groundwork.md.
"""

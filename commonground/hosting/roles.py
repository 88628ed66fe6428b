"""Who may do what inside PostgreSQL? One role owns and migrates, another runs the site and owns nothing.

Roles belong to the whole server, so hosting makes them (or an administrator, from the SQL printed here), never a
migration. The owner's role is no superuser; it may act as the application's role, which is how tests look through
the application's eyes.

*Source:* settled questions, "Running it"; reference on security, section 0.
"""

from collections.abc import Iterator
from typing import Any

from commonground.hosting.state import CannotRun

OWNER = "cg_owner"
APPLICATION = "cg_app"
APPEND_ONLY = ("audit_entry",)
READ_ONLY = ("django_migrations",)


def statements_for_private_server(connection: Any, database: str) -> Iterator[str]:
    """Yield what is still missing on a private server: the two roles and the database. Needs a superuser."""
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    if OWNER not in known:
        yield f"CREATE ROLE {OWNER} LOGIN CREATEDB"
    if APPLICATION not in known:
        yield f"CREATE ROLE {APPLICATION} LOGIN"
        yield f"GRANT {APPLICATION} TO {OWNER}"
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        yield f"CREATE DATABASE {database} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'"

"""Who may do what inside PostgreSQL? One role owns and migrates, another runs the site and owns nothing.

Roles belong to the whole server, so hosting makes them (or an administrator, from the SQL printed here), never a
migration. The private server lets the owner act as the application's role, which is how tests look through the
application's eyes; an administrator's server does not need that.

*Source:* settled questions, "Running it"; R245; reference on security, section 0.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from psycopg import sql

from commonground.hosting.state import CannotRun

OWNER = "cg_owner"
APPLICATION = "cg_app"
APPEND_ONLY = (
    "audit_entry",
    "audit_leaf",
    "audit_checkpoint",
    "sharing_sharingrecord",
    "sharing_recordrecipient",
    "sharing_recordnote",
)
READ_ONLY = ("django_migrations",)

ROLES_SQL = """\
-- Run once, as an administrator of the PostgreSQL server, connected to the database "postgres".
-- Two roles: {owner} owns the database and migrates it; {application} runs the site and owns nothing.
CREATE ROLE {owner} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
CREATE ROLE {application} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8';
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {application};
-- Then, in psql, give each its password:
--   \\password {owner}
--   \\password {application}
-- and start Common Ground with
--   DATABASE_URL={application_address}
--   DATABASE_OWNER_URL={owner_address}
-- Names are found however they are typed by the extension pg_trgm. {owner} makes it, as the owner of a database may;
-- where your server does not let it, connect to {database} and run: CREATE EXTENSION pg_trgm;
-- What {application} may do to each table is granted by {owner} after each migration.
"""

POSTURE = """
SELECT rolname,
  EXISTS (SELECT FROM pg_roles r WHERE r.rolsuper AND pg_has_role(current_user, r.oid, 'MEMBER')),
  EXISTS (SELECT FROM pg_roles r WHERE r.rolbypassrls AND pg_has_role(current_user, r.oid, 'MEMBER')),
  (SELECT min(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname !~ '^pg_|^information_schema$' AND pg_has_role(current_user, c.relowner, 'MEMBER')),
  EXISTS (SELECT FROM pg_database d
    WHERE d.datname = current_database() AND pg_has_role(current_user, d.datdba, 'MEMBER')),
  has_schema_privilege(current_user, 'public', 'CREATE')
FROM pg_roles WHERE rolname = current_user
"""


def roles_sql(database: str, owner: str = OWNER, application: str = APPLICATION) -> str:
    """Write the SQL that a database administrator runs once; the names are quoted where PostgreSQL wants it."""
    return ROLES_SQL.format(
        database=_quoted(database),
        owner=_quoted(owner),
        application=_quoted(application),
        owner_address=f"postgresql://{quote(owner)}:PASSWORD@HOST:5432/{quote(database)}",
        application_address=f"postgresql://{quote(application)}:PASSWORD@HOST:5432/{quote(database)}",
    )


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


def grant(connection: Any, application: str = APPLICATION) -> None:
    """Give the application's role what it needs on every table, and no more: run by the owner after each migration.

    Takes a connection of psycopg or of Django; the caller commits. Records of what was done can be added and read,
    never changed; the list of migrations can be read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('common ground grants'))")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
        role = _quoted(application)
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {role}",
            f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
            f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
            *_taken_back(tables, APPEND_ONLY, "UPDATE, DELETE", role),
            *_taken_back(tables, READ_ONLY, "INSERT, UPDATE, DELETE", role),
        ):
            cursor.execute(statement)


def refuse_unless_safe(connection: Any) -> None:
    """Refuse a connection whose role could step round the rules of the database.

    :raises CannotRun: when the role is a superuser, bypasses row level security, owns anything (or may act as
        somebody who does), may make objects, or can change records of what was done.
    """
    with connection.cursor() as cursor:
        cursor.execute(POSTURE)
        role, superuser, bypasses, owned, owns_database, creates = cursor.fetchone()
        for table in APPEND_ONLY:
            cursor.execute(
                "SELECT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')"
                " OR has_any_column_privilege(c.oid, 'UPDATE') FROM pg_class c WHERE c.oid = to_regclass(%s)",
                [f"public.{table}"],
            )
            if (found := cursor.fetchone()) and found[0] and not (superuser or owned):
                raise CannotRun(_unsafe(role, f"can change the records in {table}"))
    faults = {
        "is a superuser, or may act as one": superuser,
        "can bypass row level security, or may act as a role that can": bypasses,
        f"owns {owned}, or may act as its owner": owned,
        "owns the database, or may act as its owner": owns_database,
        "may make objects in the schema public": creates,
    }
    for fault, holds in faults.items():
        if holds:
            raise CannotRun(_unsafe(role, fault))


def _unsafe(role: str, fault: str) -> str:
    return (
        f"The site does not start as the role {role}, which {fault}; "
        f"“commonground database roles” prints the SQL that makes the right ones."
    )


def _taken_back(tables: set[str], names: Sequence[str], rights: str, role: str) -> Iterator[str]:
    for name in names:
        if name in tables:
            yield f"REVOKE {rights} ON {_quoted(name)} FROM {role}"


def _quoted(name: str) -> str:
    """A name as PostgreSQL reads it: plain when it can be, else in double quotes."""
    return name if name.isidentifier() and name.islower() and name.isascii() else sql.Identifier(name).as_string()

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
LISTS = "cg_lists"  # owns the functions that give lists of ids; nobody signs in with it
APPEND_ONLY = (
    "audit_entry",
    "audit_leaf",
    "audit_checkpoint",
    "sharing_sharingrecord",
    "sharing_recordrecipient",
    "sharing_recordnote",
)
READ_ONLY = ("django_migrations", "audit_was")

ROLES_SQL = """\
-- Run once, as an administrator of the PostgreSQL server, connected to the database "postgres".
-- Two roles: {owner} owns the database and migrates it; {application} runs the site and owns nothing.
CREATE ROLE {owner} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
CREATE ROLE {application} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
-- A third, {lists}, owns the functions that give lists of ids; nobody signs in with it, and it bypasses nothing.
DO $$ BEGIN CREATE ROLE {lists} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT {lists} TO {owner};
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

# Tables whose rows the database itself gives, even to the role that owns them only by a policy that says so.
PROTECTED = (
    "sharing_accesstoken", "sharing_approval", "sharing_ask", "sharing_assetrequest", "sharing_attachment",
    "sharing_attachmentcontent", "sharing_attendance", "sharing_clause", "sharing_decision",
    "sharing_decisionrecipient", "sharing_deskquestion", "sharing_feedback", "sharing_grant", "sharing_grantentry",
    "sharing_incident", "sharing_incidentdraft", "sharing_incidentreporter", "sharing_item", "sharing_item_known_to",
    "sharing_itemhold", "sharing_keptuntil", "sharing_opening", "sharing_reading", "sharing_receipt",
    "sharing_recordkept", "sharing_recordnote", "sharing_recordrecipient", "sharing_recordreview", "sharing_release",
    "sharing_rendition",
    "sharing_renditionversion", "sharing_retentionreview", "sharing_sharingrecord", "sharing_transfer",
    "sharing_transferitem", "sharing_withdrawalnotice",
)  # fmt: skip
UNPROTECTED = """
SELECT min(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relname = ANY (%s) AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
"""
OPEN_VIEWS = """
SELECT min(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  AND NOT coalesce(c.reloptions, '{}') && ARRAY['security_invoker=true', 'security_invoker=on']
"""
OPEN_FUNCTIONS = """
SELECT min(p.proname) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND p.prosecdef
  AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%%')
"""
LISTING = """
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s AND (rolcanlogin OR rolsuper OR rolbypassrls)),
  EXISTS (SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER') AND NOT (
    SELECT rolsuper FROM pg_roles WHERE rolname = current_user))
"""


def roles_sql(database: str, owner: str = OWNER, application: str = APPLICATION) -> str:
    """Write the SQL that a database administrator runs once; the names are quoted where PostgreSQL wants it."""
    return ROLES_SQL.format(
        database=_quoted(database),
        owner=_quoted(owner),
        application=_quoted(application),
        lists=LISTS,
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
    if LISTS not in known:
        yield f"CREATE ROLE {LISTS} NOLOGIN"
        yield f"GRANT {LISTS} TO {OWNER}"
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
        somebody who does), may make objects, or can change records of what was done; and when a table, a view, a
        function or the role of lists would step round the policies of rows.
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
    _refuse_what_would_bypass(connection, role)


def _refuse_what_would_bypass(connection: Any, role: str) -> None:
    """Refuse a database in which something would step round what the rows' own policies say."""
    with connection.cursor() as cursor:
        for asked, given, words in (
            (UNPROTECTED, [list(PROTECTED)], "the table {} gives its rows to everybody: its policies are not in force"),
            (OPEN_VIEWS, None, "the view {} gives what its owner may see, not what whoever asks may"),
            (OPEN_FUNCTIONS, None, "the function {} acts for its owner without a fixed search path"),
        ):
            cursor.execute(asked, given)
            if found := cursor.fetchone()[0]:
                raise CannotRun(f"The site does not start: {words.format(found)}. {_AGAIN}")
        cursor.execute(LISTING, [LISTS, LISTS])
        enters, is_one = cursor.fetchone()
    if enters or is_one:
        fault = "may sign in or bypass policies" if enters else f"is lent to the role {role}"
        raise CannotRun(f"The site does not start: the role {LISTS}, which sees every opening, {fault}. {_AGAIN}")


_AGAIN = (
    "“commonground database migrate” as the owner puts the tables right, and “commonground database roles” the roles."
)


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

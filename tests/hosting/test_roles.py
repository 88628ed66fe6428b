"""Can the site's role do what it needs, and nothing else? Asked of a real server, as each role.

*Source:* settled questions, "Running it"; reference on security, section 0.
"""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from commonground.hosting import roles
from commonground.hosting.postgres import Server
from commonground.hosting.state import CannotRun

TABLES = """
CREATE TABLE audit_entry (id bigserial PRIMARY KEY, tag text);
CREATE TABLE django_migrations (id bigserial PRIMARY KEY, name text);
CREATE TABLE projects_project (id bigserial PRIMARY KEY, title text);
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
"""


@pytest.fixture
def site(server: Server, administrator: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """The application's connection to a database with a few tables, after the owner has granted."""
    administrator.execute("DROP OWNED BY cg_owner; GRANT ALL ON SCHEMA public TO cg_owner")
    with psycopg.connect(server.addresses.owner) as owner:
        owner.execute(TABLES)
        roles.grant(owner)
    with psycopg.connect(server.addresses.app, autocommit=True) as connection:
        yield connection


def test_records_can_be_added_and_read_but_never_changed(site: psycopg.Connection) -> None:
    site.execute("INSERT INTO audit_entry (tag) VALUES ('projects:project:proposed')")
    assert site.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)
    for statement in (
        "UPDATE audit_entry SET tag = ''",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "INSERT INTO audit_entry VALUES (1, '') ON CONFLICT (id) DO UPDATE SET tag = ''",
        "DROP TABLE audit_entry",
        "ALTER TABLE audit_entry ADD extra int",
        "CREATE TRIGGER t BEFORE INSERT ON audit_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            site.execute(statement)


def test_ordinary_tables_can_be_written_and_functions_called(site: psycopg.Connection) -> None:
    site.execute("INSERT INTO projects_project (title) VALUES ('Minster Gate')")
    site.execute("UPDATE projects_project SET title = 'Castle Parade'")
    assert site.execute("SELECT title, twice(2) FROM projects_project").fetchone() == ("Castle Parade", 4)
    site.execute("DELETE FROM projects_project")


def test_the_list_of_migrations_can_only_be_read(site: psycopg.Connection) -> None:
    site.execute("SELECT * FROM django_migrations")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        site.execute("INSERT INTO django_migrations (name) VALUES ('0001_initial')")


def test_granting_again_takes_back_what_was_given_by_hand(server: Server, site: psycopg.Connection) -> None:
    with psycopg.connect(server.addresses.owner) as owner:
        owner.execute("GRANT ALL ON audit_entry TO cg_app")
        roles.grant(owner)
    roles.refuse_unless_safe(site)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        site.execute("TRUNCATE audit_entry")


def test_the_role_that_hosting_makes_is_accepted(site: psycopg.Connection) -> None:
    roles.refuse_unless_safe(site)


def test_the_owner_is_refused(server: Server, site: psycopg.Connection) -> None:
    with (
        psycopg.connect(server.addresses.owner) as owner,
        pytest.raises(CannotRun, match=r"^The site does not start as the role cg_owner, which .*owns"),
    ):
        roles.refuse_unless_safe(owner)


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("ALTER ROLE cg_app SUPERUSER", "ALTER ROLE cg_app NOSUPERUSER", "is a superuser"),
        ("ALTER ROLE cg_app BYPASSRLS", "ALTER ROLE cg_app NOBYPASSRLS", "can bypass row level security"),
        ("GRANT cg_boss TO cg_app", "REVOKE cg_boss FROM cg_app", "is a superuser, or may act as one"),
        (
            "ALTER TABLE projects_project OWNER TO cg_app",
            "ALTER TABLE projects_project OWNER TO cg_owner",
            "owns projects_project",
        ),
        ("GRANT CREATE ON SCHEMA public TO cg_app", "REVOKE CREATE ON SCHEMA public FROM cg_app", "may make objects"),
        ("GRANT UPDATE ON audit_entry TO cg_app", "REVOKE UPDATE ON audit_entry FROM cg_app", "in audit_entry"),
        (
            "GRANT UPDATE (tag) ON audit_entry TO cg_app",
            "REVOKE UPDATE (tag) ON audit_entry FROM cg_app",
            "audit_entry",
        ),
        ("GRANT TRUNCATE ON audit_entry TO PUBLIC", "REVOKE TRUNCATE ON audit_entry FROM PUBLIC", "in audit_entry"),
    ],
)
def test_a_role_that_could_step_round_the_rules_is_refused(
    site: psycopg.Connection, administrator: psycopg.Connection, wrong: str, right: str, fault: str
) -> None:
    administrator.execute("DROP ROLE IF EXISTS cg_boss; CREATE ROLE cg_boss SUPERUSER")
    administrator.execute(wrong)
    try:
        with pytest.raises(CannotRun, match=fault) as refusal:
            roles.refuse_unless_safe(site)
        assert "commonground database roles" in refusal.value.reason
    finally:
        administrator.execute(right)
    roles.refuse_unless_safe(site)


GUARDED = """
CREATE TABLE sharing_item (id bigint);
ALTER TABLE sharing_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_item FORCE ROW LEVEL SECURITY;
CREATE VIEW sharing_seen WITH (security_invoker = true) AS SELECT * FROM sharing_item;
CREATE FUNCTION sharing_told() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS 'SELECT count(*) FROM sharing_item';
"""


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        (
            "ALTER TABLE sharing_item DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE sharing_item ENABLE ROW LEVEL SECURITY",
            "sharing_item gives its rows to everybody",
        ),
        (
            "ALTER TABLE sharing_item NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE sharing_item FORCE ROW LEVEL SECURITY",
            "sharing_item gives its rows to everybody",
        ),
        (
            "ALTER VIEW sharing_seen RESET (security_invoker)",
            "ALTER VIEW sharing_seen SET (security_invoker = true)",
            "sharing_seen gives what its owner may see",
        ),
        (
            "ALTER FUNCTION sharing_told() RESET search_path",
            "ALTER FUNCTION sharing_told() SET search_path = public, pg_temp",
            "sharing_told acts for its owner",
        ),
        ("ALTER ROLE cg_lists LOGIN", "ALTER ROLE cg_lists NOLOGIN", "may sign in or bypass"),
        ("ALTER ROLE cg_lists BYPASSRLS", "ALTER ROLE cg_lists NOBYPASSRLS", "may sign in or bypass"),
        ("GRANT cg_lists TO cg_app", "REVOKE cg_lists FROM cg_app", "is lent to the role cg_app"),
    ],
)
def test_what_would_step_round_the_policies_of_rows_is_refused(
    server: Server,
    site: psycopg.Connection,
    administrator: psycopg.Connection,
    wrong: str,
    right: str,
    fault: str,
) -> None:
    with psycopg.connect(server.addresses.owner) as owner:
        owner.execute(GUARDED)
        roles.grant(owner)
    roles.refuse_unless_safe(site)
    administrator.execute(wrong)
    try:
        with pytest.raises(CannotRun, match=fault):
            roles.refuse_unless_safe(site)
    finally:
        administrator.execute(right)
    roles.refuse_unless_safe(site)


@pytest.mark.parametrize("names", [("common", "cg_keeper", "cg_site"), ('Weird "Base"', "Kéeper", "drop table")])
def test_the_sql_for_an_administrator_makes_roles_that_are_accepted(
    server: Server, administrator: psycopg.Connection, names: tuple[str, str, str]
) -> None:
    database, owner, application = names
    statements = [line for line in roles.roles_sql(*names).splitlines() if line and not line.startswith("--")]
    for statement in statements:
        administrator.execute(statement)
    try:
        for role in (owner, application):
            with psycopg.connect(server.address("postgres", "postgres"), dbname=database, user=role) as entered:
                if role == owner:
                    entered.execute(TABLES)
                    roles.grant(entered, application)
                else:
                    roles.refuse_unless_safe(entered)
    finally:
        administrator.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(database)))
        for role in (owner, application):
            administrator.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def test_a_role_that_is_not_named_in_the_sql_cannot_enter(server: Server, administrator: psycopg.Connection) -> None:
    for line in roles.roles_sql("shut", "cg_keeper", "cg_site").splitlines():
        if line and not line.startswith("--"):
            administrator.execute(line)
    try:
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(server.address("cg_app", "shut"))
    finally:
        administrator.execute("DROP DATABASE shut")
        administrator.execute("DROP ROLE cg_keeper")
        administrator.execute("DROP ROLE cg_site")

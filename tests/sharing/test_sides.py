"""Does the database itself give a row to its two sides alone, and let them alone write it? Asked of each such table
as the site's own role, without any view or query in between.

*Source:* design/sharing.md 2.2; bars A8 and A9 of reference/security.md.
"""

from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.db.utils import Error

from commonground.hosting.roles import APPLICATION, PROTECTED
from commonground.people.context import set_context
from commonground.sharing.adapters.database import NEEDS_NO_POLICY
from commonground.sharing.queries import asking
from tests.figures import counts
from tests.sharing.sides_filled import filled
from tests.sharing.sql_mutants import SIDES, Slip
from tests.sharing.town import town_of

ASKER, ASKED, OTHER, PARTY = "whitlock", "thornbury", "lindqvist", "haddow"
PEOPLE = (ASKER, ASKED, OTHER, PARTY)
BOTH = {ASKER, ASKED}
# Who is given the row; who may change it, where anybody may; both by the act of nobody else than the two sides
SEEN = {
    "release": {ASKED}, "reading": BOTH, "ask": BOTH, "renditionversion": set(), "approval": set(),
    "withdrawalnotice": BOTH, "item_known_to": set(), "accesstoken": {ASKER}, "deskquestion": BOTH,
    "sharingrecord": BOTH, "recordrecipient": BOTH, "recordnote": BOTH, "decision": {ASKED},
    "decisionrecipient": {ASKED}, "assetrequest": BOTH, "grant": BOTH, "grantentry": BOTH, "attendance": BOTH,
    "clause": {ASKED, ASKER, PARTY}, "clause (public)": set(PEOPLE),
}  # fmt: skip
CHANGED = {
    "reading": {ASKER}, "ask": {ASKED}, "withdrawalnotice": {ASKER}, "accesstoken": {ASKER}, "deskquestion": BOTH,
    "assetrequest": BOTH, "grant": {ASKED}, "attendance": {ASKED}, "clause": {ASKED, ASKER, PARTY},
    "clause (public)": {ASKED, ASKER, PARTY},
}  # fmt: skip
ADDED = {
    "reading": {ASKER}, "ask": {ASKER}, "accesstoken": {ASKER}, "deskquestion": {ASKER}, "sharingrecord": {ASKED},
    "recordrecipient": {ASKED}, "recordnote": {ASKED}, "decisionrecipient": {ASKED},
    "assetrequest": {ASKER}, "grant": {ASKED}, "grantentry": {ASKER},
    "attendance": {ASKER}, "clause": {ASKED, ASKER, PARTY}, "clause (public)": {ASKED, ASKER, PARTY},
}  # fmt: skip


class Rights(NamedTuple):
    """Who is given each row, who changes it, who adds one like it."""

    seen: dict[str, set[str]]
    changed: dict[str, set[str]]
    added: dict[str, set[str]]


@pytest.fixture
def rows(cast):
    """Each row with its name, its table and its columns as they are."""
    town = town_of(cast)
    found = {}
    for row in filled(town):
        name = row._meta.db_table.removeprefix("sharing_")
        columns = {each.column: getattr(row, each.attname) for each in row._meta.concrete_fields}
        found[f"{name} (public)" if name in found else name] = (row._meta.db_table, row.pk, columns)
    return town, found


def rights(town, found) -> Rights:
    made = Rights({name: set() for name in found}, {}, {})
    for key in PEOPLE:
        for name, (table, number, columns) in found.items():
            with transaction.atomic(), connection.cursor() as cursor:
                set_context(town.actor(key))
                asking.enter(town.actor(key))
                cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
                cursor.execute(f"SELECT id FROM {table} WHERE id = %s", [number])
                if cursor.fetchall():
                    made.seen[name].add(key)
                if touched(cursor, f"UPDATE {table} SET id = id WHERE id = %s", [number]):
                    made.changed.setdefault(name, set()).add(key)
                if is_let_in(cursor, table, columns):
                    made.added.setdefault(name, set()).add(key)
                cursor.execute("RESET ROLE")
                transaction.set_rollback(True)
    return made


def touched(cursor: Any, statement: str, given: list[Any]) -> int:
    try:
        with transaction.atomic():
            cursor.execute(statement, given)
            return int(cursor.rowcount)
    except Error:
        return 0


def is_let_in(cursor: Any, table: str, columns: dict[str, Any]) -> bool:
    """Whether a row like that passes the policies; a key that is there already is another matter."""
    names = [name for name in columns if name != "id"]
    marks = ", ".join("gen_random_uuid()" if name == "public_id" else "%s" for name in names)
    given = [adapted(columns[name]) for name in names if name != "public_id"]
    quoted = ", ".join(f'"{name}"' for name in names)
    try:
        with transaction.atomic():
            cursor.execute(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", given)
    except Error as fault:
        return "row-level security" not in str(fault) and "permission denied" not in str(fault)
    return True


def adapted(value: Any) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(value) if isinstance(value, dict | list) else value


def test_a_row_between_two_organisations_is_given_to_them_and_written_by_them_alone(rows):
    found = rights(*rows)
    assert found.seen == SEEN
    assert found.changed == CHANGED
    assert found.added == ADDED


def test_whoever_is_nobody_is_given_none_of_it_and_a_secret_finds_its_own_row(rows):
    _town, found = rows
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('cg.person', '', true), set_config('cg.organisation', '', true),"
                       " set_config('cg.membership', '', true)")  # fmt: skip
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        given = {
            name
            for name, (table, number, _columns) in found.items()
            if touched(cursor, f"SELECT id FROM {table} WHERE id = %s", [number]) > 0
        }
        asking.brought("a" * 64)
        cursor.execute("SELECT count(*) FROM sharing_accesstoken")
        assert cursor.fetchone() == (1,)
        asking.brought("b" * 64)
        cursor.execute("SELECT count(*) FROM sharing_accesstoken")
        assert cursor.fetchone() == (0,)
        cursor.execute("RESET ROLE")
    assert given == {"clause (public)"}


def test_every_single_slip_in_a_policy_between_two_sides_shows(rows, figure):
    left = []
    tried = SIDES[:: counts(6, 1)]
    for slip in tried:
        if survives(slip, rows):
            left.append(slip)
    figure("single mistakes in policies between two sides", len(tried))
    figure("of them that changed nobody's rights", len(left), bar="0")
    assert not left, "\n".join(map(str, left))


def survives(slip: Slip, rows: Any) -> bool:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered while a check of it waits
            cursor.execute(slip.statement)
        same = rights(*rows) == Rights(SEEN, CHANGED, ADDED)
        transaction.set_rollback(True)
    return same


def test_each_table_of_sharing_is_protected_or_needs_no_policy_for_a_reason(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'sharing\\_%'")
        tables = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity AND relrowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
    assert tables == set(PROTECTED) | set(NEEDS_NO_POLICY)
    assert forced >= set(PROTECTED)
    assert not set(PROTECTED) & set(NEEDS_NO_POLICY)

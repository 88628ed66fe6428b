"""What is a nation's sharing made of, for measuring? A million renditions, made inside the database by its own words.

Organisations originate unevenly: a few forces write most. Each item has one to three renditions (full, sanitised,
awareness), released to the parties of its originator's agreement, to groups, to named persons, under decisions and to
the public. Keys and openings are what the site's own function makes of that. Four readers hold rings of 3, 40, 200 and
1,000 keys at the full size. Foreign keys are not looked at while it is written, and indexes are made afterwards.

*Source:* issue "Dare to Share", acceptance (`bench/`); design/sharing.md 3.
"""

from dataclasses import dataclass
from typing import Any

import psycopg

from commonground.people.rules import conduct

RARE = "kittiwake"
# Of the parties of each reader's originators: the first, how many, of how many categories; and in how many groups.
RINGS = {3: ((0, 0, 0), 0), 40: ((0, 2, 5), 1), 200: ((100, 13, 5), 2), 1_000: ((10, 66, 5), 7)}
A_BIT_MORE = (2, 1, 2)  # a third originator of the ring of 40, in two categories
LEVEL = 3
# What a column that must be filled holds where nothing else is said
PLAIN = {
    "uuid": "gen_random_uuid()", "boolean": "false", "jsonb": "'[]'", "timestamp with time zone": "now()",
    "date": "current_date", "ARRAY": "'{}'", "character varying": "''", "text": "''",
}  # fmt: skip
MUST = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL
  AND is_identity = 'NO' AND is_generated = 'NEVER'
"""
INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename = ANY (%s)
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = format('%%I', indexname)::regclass)
"""
HEAVY = ["sharing_item", "sharing_rendition", "sharing_release", "sharing_opening"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many there are to be of each."""

    renditions: int = 1_000_000
    people: int = 10_000
    organisations: int = 1_000
    groups: int = 40

    @property
    def items(self) -> int:
        """Every second rendition is the first of an item."""
        return self.renditions // 2


def fill(database: psycopg.Connection[Any], sizes: Sizes) -> None:
    """Write everything in one transaction, as the superuser of a scratch database, and let the site's own function make
    keys and openings of it."""
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        database.execute("SET LOCAL synchronous_commit = off; SET LOCAL maintenance_work_mem = '512MB'")
        database.execute("SET LOCAL work_mem = '256MB'; SELECT setseed(0.5)")
        for name in ("sharing_item", "sharing_rendition", "sharing_release", "sharing_opening"):
            database.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
        indexes = database.execute(INDEXES, [HEAVY]).fetchall()
        for name, _ in indexes:
            database.execute(f"DROP INDEX {name}")
        _bodies(database, sizes)
        _law(database, sizes)
        _items(database, sizes)
        _releases(database)
        by_item = next(made for name, made in indexes if name == "openings_by_item")
        database.execute(by_item)
        database.execute("ANALYZE")
        database.execute("SELECT sharing_reopen(NULL)")
        for name, made in indexes:
            if name != "openings_by_item":
                database.execute(made)
        for name in ("sharing_item", "sharing_rendition", "sharing_release", "sharing_opening"):
            database.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        database.execute("DROP TABLE bench_body, bench_pair, bench_item, bench_said, bench_rendition")
        for table in ("organisation", "person", "membership", "clearance"):
            _counted_on(database, f"people_{table}")
    database.execute("VACUUM ANALYZE")


def _put(database: psycopg.Connection[Any], table: str, rows: str, **columns: str) -> None:
    """Write rows into a table: the columns that are named by what they hold, the others that must be filled plainly."""
    columns = {"public_id": "gen_random_uuid()"} | columns if _has_public_id(database, table) else columns
    for name, kind in database.execute(MUST, [table]).fetchall():
        columns.setdefault(name, PLAIN.get(kind, "0"))
    names = ", ".join(f'"{name}"' for name in columns)
    database.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())} FROM {rows}")  # type: ignore[arg-type]


def _has_public_id(database: psycopg.Connection[Any], table: str) -> bool:
    asked = "SELECT 1 FROM information_schema.columns WHERE table_name = %s AND column_name = 'public_id'"
    return database.execute(asked, [table]).fetchone() is not None


def _counted_on(database: psycopg.Connection[Any], table: str) -> None:
    database.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _bodies(database: psycopg.Connection[Any], sizes: Sizes) -> None:
    """Write organisations with their people, numbered from 0 in `bench_body`; the four readers' come
    last."""
    count, first = sizes.organisations + len(RINGS), 10_000_000
    rows = f"generate_series(0, {count - 1}) n"
    _put(database, "people_organisation", rows, id=f"{first} + n", name="'Organisation ' || n",
         kind="CASE n % 3 WHEN 0 THEN 'police' ELSE 'provider' END", is_active="true", version="1")  # fmt: skip
    database.execute(f"CREATE TABLE bench_body AS SELECT n, {first} + n AS id FROM {rows}")
    rows = f"generate_series(0, {sizes.people + len(RINGS) - 1}) n"
    # The last people are the readers, each of an organisation of their own
    of = f"CASE WHEN n >= {sizes.people} THEN {sizes.organisations} + n - {sizes.people} ELSE n % {count} END"
    _put(database, "people_person", rows, id=f"{first} + n", name="'Person ' || n", is_active="true")
    _put(database, "people_membership", rows, id=f"{first} + n", person_id=f"{first} + n",
         organisation_id=f"{first} + {of}", starts="current_date - 900", version="1",
         conduct_version=f"'{conduct.VERSION}'")  # fmt: skip
    level = f"CASE WHEN n >= {sizes.people} THEN {LEVEL} ELSE n % 4 END"
    _put(database, "people_clearance", rows, membership_id=f"{first} + n", level=level, starts="current_date - 900")


def _law(database: psycopg.Connection[Any], sizes: Sizes) -> None:
    """Write an agreement for each originator, with whoever gets something from it (`bench_pair`), and the groups."""
    organisations = sizes.organisations
    database.execute("CREATE TABLE bench_pair (originator int, getter int, categories int)")
    database.execute(
        f"INSERT INTO bench_pair SELECT n, (n + 37) % {organisations}, 5"
        f" FROM generate_series(0, {organisations * 85 // 100 - 1}) n"
    )
    for place, ((begin, many, categories), _) in enumerate(RINGS.values()):
        more = [(begin, many, categories), A_BIT_MORE] if place == 1 else [(begin, many, categories)]
        for start, number, of in more:
            database.execute(
                "INSERT INTO bench_pair SELECT n, %s, %s FROM generate_series(%s::int, %s::int) n",
                [organisations + place, of, start, min(start + number, organisations) - 1],
            )
    where = "(SELECT p.id AS programme, a.id AS area FROM people_programme p, places_area a ORDER BY 1, 2 LIMIT 1) x"
    rows = f"bench_body b, {where}"
    _put(database, "sharing_agreement", rows, id="b.id", reference="'ISA-' || b.n", title="'Agreement ' || b.n",
         kind="'isa'", programme_id="x.programme", area_id="x.area")  # fmt: skip
    _put(database, "sharing_agreementversion", "bench_body b", id="b.id", agreement_id="b.id", number="1", ceiling="3",
         personal="true", state="'signed'",
         accreditation_any_of="CASE b.n % 3 WHEN 0 THEN ARRAY['acs', 'bcrp'] ELSE '{}' END")  # fmt: skip
    _put(database, "people_accreditation", "bench_body b", organisation_id="b.id", standard="'acs'",
         starts="current_date - 900", verified_at="now()")  # fmt: skip
    _put(database, "sharing_timeinforce", "bench_body b", version_id="b.id", opens="now() - interval '900 days'")
    every = "ARRAY['intelligence', 'incident', 'alert', 'briefing', 'document']"
    _put(
        database, "sharing_party", "bench_body b", agreement_id="b.id", organisation_id="b.id", gives=every, gets="'{}'"
    )
    _put(database, "sharing_party", "bench_pair p JOIN bench_body o ON o.n = p.originator JOIN bench_body g ON"
         " g.n = p.getter", agreement_id="o.id", organisation_id="g.id", gives="'{}'", gets=every)  # fmt: skip
    _put(
        database, "sharing_group", f"generate_series(0, {sizes.groups - 1}) n", id="10000000 + n", name="'Group ' || n"
    )
    _put(database, "sharing_groupentry", f"bench_body b WHERE b.n < {organisations}",
         group_id=f"10000000 + b.n % {sizes.groups}", organisation_id="b.id")  # fmt: skip
    for place, (_, groups) in enumerate(RINGS.values()):
        _put(database, "sharing_groupentry", f"generate_series(1, {groups}) g", group_id="10000000 + g",
             organisation_id=f"10000000 + {organisations + place}")  # fmt: skip


def _items(database: psycopg.Connection[Any], sizes: Sizes) -> None:
    """Write items with one to three renditions, over two years, of originators of whom the first write most."""
    bodies = sizes.organisations + len(RINGS)
    database.execute(
        f"""CREATE TABLE bench_item AS
        SELECT n, CASE WHEN n % 250 = 0 THEN {sizes.organisations} + n / 250 % {len(RINGS)}
                       ELSE floor({bodies} * power(random(), 2))::int END AS originator,
               now() - random() * interval '730 days' AS opens, floor(random() * 5)::int AS category
        FROM generate_series(1, {sizes.items}) n"""
    )
    where = "(SELECT p.id AS programme, a.id AS area FROM people_programme p, places_area a ORDER BY 1, 2 LIMIT 1) x"
    _put(database, "sharing_item", f"bench_item i JOIN bench_body b ON b.n = i.originator, {where}",
         id="10000000 + i.n",
         programme_id="x.programme", area_id="x.area", originator_id="b.id", author_id="b.id", version="1",
         category="(ARRAY['intelligence', 'incident', 'alert', 'briefing', 'document'])[1 + i.category]",
         opens="i.opens", closes="CASE WHEN i.category = 2 AND i.n % 2 = 0 THEN i.opens + interval '200 days' END",
         withdrawn_at="CASE WHEN i.n % 50 = 0 THEN i.opens + interval '3 days' END")  # fmt: skip
    database.execute(
        """CREATE TABLE bench_said AS SELECT s, (SELECT string_agg(chr(97 + (s * w * 7 % 26)::int) || substr(md5((
        (s * 31 + w * w) % 3000)::text), 1, 6), ' ') FROM generate_series(1, 12) w) AS words
        FROM generate_series(0, 1999) s; ALTER TABLE bench_said ADD PRIMARY KEY (s)"""
    )
    database.execute(
        """CREATE TABLE bench_rendition AS SELECT i.n * 3 + place AS n, i.n AS item, place, i.originator, i.category,
        CASE WHEN place > 1 THEN (3 - place) WHEN i.n % 500 = 7 THEN 4 ELSE 2 END AS tlp, place = 1 AS personal,
        CASE place WHEN 1 THEN 1 + i.originator % 3 ELSE 0 END AS clearance, random() AS lot
        FROM bench_item i, generate_series(1, (ARRAY[1, 2, 2, 3])[1 + i.n % 4]) place"""
    )
    every = max(sizes.renditions // 40, 1)
    _put(database, "sharing_rendition", "bench_rendition r JOIN bench_said a ON a.s = r.n % 2000 JOIN bench_said b ON"
         " b.s = (r.n * 7 + r.place) % 2000", id="10000000 + r.n", item_id="10000000 + r.item", place="r.place",
         kind="(ARRAY['full', 'sanitised', 'awareness'])[r.place]", title="initcap(left(a.words, 40))",
         text=f"b.words || CASE WHEN r.n % {every} < 2 THEN '. {RARE}.' ELSE '.' END",
         tlp="r.tlp", clearance="r.clearance", personal="r.personal", fields="'{}'", version="1")  # fmt: skip


def _releases(database: psycopg.Connection[Any]) -> None:
    """Release each rendition to whoever gets it, and some further, under every kind of basis."""
    to_pair = "bench_rendition r JOIN bench_pair p ON p.originator = r.originator AND r.category < p.categories"
    to_pair += " JOIN bench_body g ON g.n = p.getter JOIN bench_body o ON o.n = r.originator"
    common = {"rendition_id": "10000000 + r.n", "place": "1"}
    _put(database, "sharing_release", f"{to_pair} WHERE r.tlp < 4", to="'organisation'", organisation_id="g.id",
         agreement_id="o.id", **common)  # fmt: skip
    _put(database, "sharing_release", f"{to_pair} WHERE r.tlp = 4 OR (r.originator < 60 AND r.lot < 0.1)",
         to="'person'",
         organisation_id="g.id", person_id="g.id", agreement_id="o.id", **common)  # fmt: skip
    _put(database, "sharing_release", "bench_rendition r WHERE r.tlp < 2 AND r.lot < 0.35", to="'group'",
         group_id="10000000 + r.originator % 40", **common)  # fmt: skip
    _put(database, "sharing_decision", "bench_rendition r JOIN bench_body o ON o.n = r.originator"
         " WHERE r.place = 1 AND r.lot > 0.9", id="10000000 + r.n", organisation_id="o.id",
         item_id="10000000 + r.item", outcome="'share'", opens="now() - interval '900 days'")  # fmt: skip
    named = "bench_rendition r JOIN bench_body g ON g.n = r.originator / 2 + 1 WHERE r.place = 1 AND r.lot > 0.9"
    _put(database, "sharing_decisionrecipient", named, decision_id="10000000 + r.n", organisation_id="g.id")
    _put(database, "sharing_release", named, to="'organisation'", organisation_id="g.id", decision_id="10000000 + r.n",
         **common)  # fmt: skip
    _put(database, "sharing_release", "bench_rendition r WHERE r.tlp = 0 AND r.lot > 0.7", to="'public'", **common)

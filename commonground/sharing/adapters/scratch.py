"""What does the database itself say about a world from a file? The world is put into a schema of its own, beside the
very functions and policies that the pages use, and each reader is asked as the site asks: with a keyring, under row
level security, as the role that owns nothing.

*Source:* design/sharing.md 3, 4; bar A1 of reference/security.md.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from commonground.groundwork.markings import STRICTNESS
from commonground.sharing.adapters.database import LAW, statements
from commonground.sharing.rules.agreements import Status
from commonground.sharing.rules.items import (
    Audience,
    Item,
    ToGroup,
    ToOrganisation,
    ToPerson,
    UnderAgreement,
    UnderDecision,
)
from commonground.sharing.rules.organisations import Person
from commonground.sharing.rules.world import World

Rows = Iterator[tuple[Any, ...]]

# What a replay puts in the place of the views over `people`; the rest is made like the site's own tables.
FACTS = """
CREATE TABLE sharing_who (id bigint PRIMARY KEY, active boolean);
CREATE TABLE sharing_body (id bigint PRIMARY KEY, active boolean);
CREATE TABLE sharing_standard (organisation_id bigint, standard text, opens timestamptz, closes timestamptz);
CREATE TABLE sharing_hat (id bigint PRIMARY KEY, person_id bigint, organisation_id bigint, opens timestamptz,
    closes timestamptz, suspended boolean, level int, level_closes timestamptz, custodian boolean);
"""
TABLES = (
    "agreement", "agreementversion", "timeinforce", "party", "group", "groupentry", "item", "decision",
    "decisionrecipient", "rendition", "release", "key", "opening",
)  # fmt: skip
NULLABLE = """
SELECT format('ALTER TABLE %%I ALTER COLUMN %%I DROP NOT NULL', c.relname, a.attname)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull
  AND a.attname <> 'id' AND a.attidentity = ''
"""


class Scratch:
    """One world in the database, at one moment. Its numbers are places in the order of the file, from one on."""

    def __init__(self, cursor: Any, world: World, at: datetime, reader_role: str) -> None:
        self.cursor, self.world, self.at, self.role = cursor, world, at, reader_role
        self.people = {key: place for place, key in enumerate(world.people, start=1)}
        self.organisations = {key: place for place, key in enumerate(world.organisations, start=1)}
        self.groups = {key: place for place, key in enumerate(world.groups, start=1)}
        self.agreements = {key: place for place, key in enumerate(world.agreements, start=1)}
        self.decisions = {key: place for place, key in enumerate(world.decisions, start=1)}
        self.items = {key: place for place, key in enumerate(world.items, start=1)}
        self.hats: dict[int, list[int]] = {}

    def fill(self) -> None:
        """Write the world, and let the database make its keys and openings. Nothing is copied into a table whose owner
        is bound by its policies, so the owner is let go meanwhile."""
        self._bind_owner("NO FORCE")
        self._copy("sharing_who (id, active)", ((n, self.world.people[key].active) for key, n in self.people.items()))
        bodies = ((n, self.world.organisations[key].active) for key, n in self.organisations.items())
        self._copy("sharing_body (id, active)", bodies)
        self._copy("sharing_standard (organisation_id, standard, opens, closes)", self._standards())
        self._copy(
            "sharing_hat (id, person_id, organisation_id, opens, closes, suspended, level, level_closes, custodian)",
            self._memberships(),
        )
        self._copy("sharing_group (id, public_id, name)", ((n, _uuid(n), key) for key, n in self.groups.items()))
        self._copy(
            "sharing_groupentry (public_id, group_id, organisation_id, person_id, opens, closes)", self._entries()
        )
        self._fill_agreements()
        self._copy(
            "sharing_item (id, public_id, originator_id, author_id, category, opens, closes, withdrawn_at)",
            self._items(),
        )
        self._copy(
            "sharing_decision (id, public_id, organisation_id, item_id, outcome, is_public, opens, closes)",
            self._decisions(),
        )
        self._copy("sharing_decisionrecipient (decision_id, organisation_id)", self._recipients())
        self._copy(
            "sharing_rendition (id, public_id, item_id, place, tlp, clearance, personal)",
            (
                (n, _uuid(n), self.items[item.id], n, STRICTNESS[one.tlp], one.clearance, one.personal)
                for n, (item, one) in enumerate(self.world.renditions(), start=1)
            ),
        )
        self._copy(
            'sharing_release (public_id, rendition_id, place, "to", organisation_id, person_id, group_id, agreement_id,'
            " decision_id, clearance, opens, closes, revoked_at)",
            self._releases(),
        )
        self._bind_owner("FORCE")
        self.reopen()

    def _bind_owner(self, how: str) -> None:
        for name in ("item", "rendition", "release"):
            self.cursor.execute(f"ALTER TABLE sharing_{name} {how} ROW LEVEL SECURITY")

    def reopen(self) -> None:
        """Let the database make all keys and openings anew, as before anything was closed: what time has closed must
        close by itself."""
        self.cursor.execute("SELECT set_config('cg.moment', '-infinity', true)")
        self.cursor.execute("SELECT sharing_reopen(NULL)")
        self.cursor.execute("SELECT set_config('cg.moment', %s, true)", [self.at.isoformat()])
        self.cursor.execute("ANALYZE " + ", ".join(f"sharing_{name}" for name in TABLES))

    def give_to_reader(self) -> None:
        """Let the reader's role ask everything that is in the schema; row level security is what holds it back."""
        self.cursor.execute("SELECT current_schema()")
        (schema,) = self.cursor.fetchone()
        self.cursor.execute(f'GRANT USAGE ON SCHEMA {schema} TO "{self.role}"')
        self.cursor.execute(f'GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO "{self.role}"')

    def _copy(self, into: str, rows: Rows) -> None:
        with self.cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def _standards(self) -> Rows:
        for key, n in self.organisations.items():
            for held in self.world.organisations[key].accreditations:
                yield n, held.standard, held.period.starts, held.period.until

    def _memberships(self) -> Rows:
        number = 0
        for key, n in self.people.items():
            self.hats[n] = []
            for m in self.world.people[key].memberships:
                number += 1
                self.hats[n].append(number)
                yield (
                    number, n, self.organisations[m.organisation], m.period.starts, m.period.until, m.suspended,
                    m.clearance, m.clearance_until, m.custodian,
                )  # fmt: skip

    def _entries(self) -> Rows:
        number = 0
        for key, n in self.groups.items():
            for entry in self.world.groups[key].members:
                number += 1
                person = self.people[entry.person] if entry.person else None
                organisation = self.organisations[entry.organisation]
                yield _uuid(number), n, organisation, person, entry.period.starts, entry.period.until

    def _fill_agreements(self) -> None:
        self._copy(
            "sharing_agreement (id, public_id, reference)", ((n, _uuid(n), k) for k, n in self.agreements.items())
        )
        self._copy(
            "sharing_agreementversion"
            " (id, public_id, agreement_id, number, opens, closes, ceiling, personal, accreditation_any_of)",
            (
                (
                    n, _uuid(n), n, 1, one.period.starts, one.period.until, STRICTNESS[one.ceiling], one.personal,
                    sorted(one.accreditation_any_of),
                )
                for one, n in ((self.world.agreements[key], n) for key, n in self.agreements.items())
            ),
        )  # fmt: skip
        in_force = (n for key, n in self.agreements.items() if self.world.agreements[key].status is Status.IN_FORCE)
        self._copy("sharing_timeinforce (public_id, version_id)", ((_uuid(n), n) for n in in_force))
        self._copy(
            "sharing_party (public_id, agreement_id, organisation_id, gives, gets, opens, closes)", self._parties()
        )

    def _parties(self) -> Rows:
        number = 0
        for key, n in self.agreements.items():
            for one in self.world.agreements[key].parties:
                number += 1
                organisation = self.organisations[one.organisation]
                yield (
                    _uuid(number), n, organisation, sorted(one.gives), sorted(one.gets), one.period.starts,
                    one.period.until,
                )  # fmt: skip

    def _items(self) -> Rows:
        for key, n in self.items.items():
            one: Item = self.world.items[key]
            author = self.people[one.author] if one.author else None
            yield (
                n, _uuid(n), self.organisations[one.originator], author, one.category, one.period.starts,
                one.period.until, one.withdrawn,
            )  # fmt: skip

    def _decisions(self) -> Rows:
        for key, n in self.decisions.items():
            one = self.world.decisions[key]
            yield (
                n, _uuid(n), self.organisations[one.by], self.items[one.item], one.outcome.value, one.public,
                one.period.starts, one.period.until,
            )  # fmt: skip

    def _recipients(self) -> Rows:
        for key, n in self.decisions.items():
            for organisation in sorted(self.world.decisions[key].recipients):
                yield n, self.organisations[organisation]

    def _releases(self) -> Rows:
        number = 0
        for place, (_, rendition) in enumerate(self.world.renditions(), start=1):
            for one in rendition.releases:
                number += 1
                agreement = self.agreements[one.under.agreement] if isinstance(one.under, UnderAgreement) else None
                decision = self.decisions[one.under.decision] if isinstance(one.under, UnderDecision) else None
                yield (
                    _uuid(number), place, number, *self._audience(one.to), agreement, decision, one.clearance,
                    one.period.starts, one.period.until, one.revoked,
                )  # fmt: skip

    def _audience(self, to: Audience) -> tuple[Any, ...]:
        match to:
            case ToPerson(person, organisation):
                return "person", self.organisations[organisation], self.people[person], None
            case ToOrganisation(organisation):
                return "organisation", self.organisations[organisation], None, None
            case ToGroup(group):
                return "group", None, None, self.groups[group]
        return "public", None, None, None

    def reads(self, person: Person | None) -> set[int]:
        """Give the places (from nought on) of the renditions that row level security gives a person, through one
        membership at a time, or the anonymous reader."""
        number = self.people[person.id] if person else None
        found: set[int] = set()
        self.cursor.execute(f'SET LOCAL ROLE "{self.role}"')
        for hat in (self.hats[number] or [None]) if number else [None]:
            self.cursor.execute(
                "SELECT set_config('cg.keyring', sharing_keyring(%s, %s, %s)::text, true)", [number, hat, self.at]
            )
            self.cursor.execute("SELECT id FROM sharing_rendition")
            found.update(place - 1 for (place,) in self.cursor.fetchall())
        self.cursor.execute("RESET ROLE")
        return found

    def keeps(self, person: Person | None) -> set[int]:
        """Give the places of the renditions whose records a person keeps."""
        if person is None:
            return set()
        self.cursor.execute(
            "SELECT DISTINCT kept FROM unnest(%s::bigint[]) hat, sharing_kept(hat, %s) kept",
            [self.hats[self.people[person.id]], self.at],
        )
        return {place - 1 for (place,) in self.cursor.fetchall()}


@contextmanager
def scratch(cursor: Any, world: World, at: datetime, reader_role: str) -> Iterator[Scratch]:
    """Put a world into a schema of its own, inside the transaction of the cursor (psycopg's, of a role that may make a
    schema and act as the reader's role), and take it away again."""
    schema = f"sharing_scratch_{secrets.token_hex(4)}"
    cursor.execute("SHOW search_path")
    (path,) = cursor.fetchone()
    cursor.execute(f"CREATE SCHEMA {schema}")
    cursor.execute(f"SET LOCAL search_path = {schema}, pg_temp")
    cursor.execute(FACTS)
    for name in TABLES:
        cursor.execute(
            f"CREATE TABLE sharing_{name} (LIKE public.sharing_{name} INCLUDING DEFAULTS INCLUDING IDENTITY"
            " INCLUDING INDEXES INCLUDING CONSTRAINTS)"
        )
    cursor.execute(NULLABLE, [schema])
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)
    cursor.execute(statements(*LAW))
    cursor.execute("SELECT set_config('cg.moment', %s, true)", [at.isoformat()])
    held = Scratch(cursor, world, at, reader_role)
    held.give_to_reader()
    held.fill()
    yield held
    cursor.execute(f"DROP SCHEMA {schema} CASCADE")
    cursor.execute("SELECT set_config('search_path', %s, true), set_config('cg.keyring', '', true)", [path])


def _uuid(number: int) -> str:
    return f"{number:032x}"

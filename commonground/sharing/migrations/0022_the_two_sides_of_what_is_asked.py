"""Give questions, records of decisions, requests, words of agreements and secrets of programs to their two sides alone,
in the database itself.
"""

import re

from django.db import migrations

from commonground.sharing.adapters.database import statements

SIDES = statements("sides")
TABLES = re.findall(r"ALTER TABLE (\w+) ENABLE", SIDES)
POLICIES = re.findall(r"CREATE POLICY (\w+) ON (\w+)", SIDES)
FUNCTIONS = ("sharing_is_about(bigint)", "sharing_is_our_record(bigint)", "sharing_answers(bigint)",
             "sharing_is_asked_of_us(bigint)", "sharing_lends_briefing(bigint)", "sharing_is_party_to(bigint)",
             "sharing_brought()")  # fmt: skip
UNDO = "\n".join(
    (
        *(f"DROP POLICY {name} ON {table};" for name, table in POLICIES),
        *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;" for table in TABLES),
        *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;" for table in TABLES),
        f"DROP FUNCTION {', '.join(FUNCTIONS)};",
    )
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0021_lists_that_stay_quick")]
    operations = [
        migrations.RunSQL("SET LOCAL search_path = public, pg_temp", migrations.RunSQL.noop),
        migrations.RunSQL(SIDES, UNDO),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

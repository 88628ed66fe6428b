"""Read of a ring of a thousand keys only those that have something new, and look up what is rare one by one."""

from django.db import migrations

from commonground.sharing.adapters.database import owned_by_lists, part

FUNCTIONS = {
    "CREATE FUNCTION sharing_latest": "sharing_latest(int, timestamptz, bigint)",
    "CREATE FUNCTION sharing_found": "sharing_found(text, text, bigint, bigint, bigint[], int, timestamptz, bigint)",
}
SQL = "\n".join(
    (
        "SET LOCAL search_path = public, pg_temp;",
        f"DROP FUNCTION IF EXISTS {', '.join(FUNCTIONS.values())};",
        *(part("lists", begin) for begin in FUNCTIONS),
        owned_by_lists(*FUNCTIONS.values()),
    )
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0031_items_by_recorded_transfer")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

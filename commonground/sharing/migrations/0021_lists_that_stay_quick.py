"""Find and count from the newest on, as far as somebody asks, and write no opening of what is closed already."""

from django.db import migrations

from commonground.sharing.adapters.database import owned_by_lists, part

BEFORE = "sharing_found(text, text, bigint, bigint, bigint[])"
FOUND = "sharing_found(text, text, bigint, bigint, bigint[], int, timestamptz, bigint)"
SQL = "\n".join(
    (
        "SET LOCAL search_path = public, pg_temp;",
        f"DROP FUNCTION IF EXISTS {BEFORE}, {FOUND};",
        part("lists", "CREATE FUNCTION sharing_found"),
        owned_by_lists(FOUND),
        part("openings", "CREATE FUNCTION sharing_reopen").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
        "DELETE FROM sharing_opening WHERE closes <= now();",
    )
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0020_spans_of_organisations")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

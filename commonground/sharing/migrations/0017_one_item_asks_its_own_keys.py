"""Let one item ask the law for the keys that open it, and for no others."""

from django.db import migrations

from commonground.sharing.adapters.database import owned_by_lists, part

HELD = "sharing_held(bigint, bigint, timestamptz, bigint[])"
ASKED = "sharing_ask_one(bigint, bigint, timestamptz, uuid, uuid)"
SQL = "\n".join(
    (
        "SET LOCAL search_path = public, pg_temp;",
        f"DROP FUNCTION IF EXISTS {ASKED}, {HELD};",
        part("keyring", "CREATE FUNCTION sharing_held"),
        part("policies", "CREATE FUNCTION sharing_ask(").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
        part("lists", "CREATE FUNCTION sharing_ask_one"),
        owned_by_lists(ASKED),
        "GRANT SELECT (public_id) ON sharing_rendition TO cg_lists;",
    )
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0016_rows_looked_up_one_by_one")]
    operations = [
        migrations.RunSQL(SQL, f"DROP FUNCTION IF EXISTS {ASKED}, {HELD};"),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

"""Let an accreditation count for what is shared once somebody of another organisation has looked at the evidence."""

from django.db import migrations

from commonground.sharing.adapters.database import part

VIEW = part("facts", "CREATE VIEW sharing_standard", "verified_at IS NOT NULL;\n")
SQL = f"""
SET LOCAL search_path = public, pg_temp;
GRANT SELECT (verified_at) ON people_accreditation TO cg_lists;
{VIEW.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")}
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0017_one_item_asks_its_own_keys"), ("people", "0014_strategy")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

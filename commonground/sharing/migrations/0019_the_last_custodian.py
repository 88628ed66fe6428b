"""Tell what a custodian alone is able to keep, so that the last one does not leave."""

from django.db import migrations

from commonground.sharing.adapters.database import part

SQL = f"""
SET LOCAL search_path = public, pg_temp;
{part("questions", "CREATE FUNCTION sharing_kept_alone").replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")}
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0018_accreditations_that_were_verified")]
    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION IF EXISTS sharing_kept_alone(bigint);"),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

"""Put the law of sharing into the database, whole: what it asks of people, the keyring, the openings, who may read and
write which rows, and the lists. Openings are made anew from what is recorded.

The search path is fixed first, because functions that act for others keep it. The role that the lists belong to is made
by hosting (or by an administrator, from the SQL that hosting prints).
"""

from django.db import migrations

from commonground.sharing.adapters.database import AROUND, FACTS, LAW, statements

OF_THE_FIRST = """
SET LOCAL search_path = public, pg_temp;
DROP POLICY IF EXISTS rendition_read ON sharing_rendition;
DROP POLICY IF EXISTS opening_read ON sharing_opening;
DROP FUNCTION IF EXISTS sharing_moment(), sharing_ring(), sharing_reopen(bigint[]), sharing_kept(bigint, timestamptz),
  sharing_keyring(bigint, bigint, timestamptz), sharing_acting(bigint, timestamptz),
  sharing_grants(sharing_key, bigint, timestamptz), sharing_holds(timestamptz, timestamptz, timestamptz);
DROP VIEW IF EXISTS sharing_wanted, sharing_hat, sharing_standard, sharing_body, sharing_who;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_whose_reports_and_feedback_are"), ("people", "0014_strategy")]
    operations = [
        migrations.RunSQL(OF_THE_FIRST + statements(*FACTS, *LAW, *AROUND) + "SELECT sharing_reopen(NULL);"),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT"),
    ]

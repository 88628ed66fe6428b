"""Put the law of sharing into the database: what it asks of people, the keyring, the openings, and row level security."""

from django.db import migrations

from commonground.sharing.adapters.database import FACTS, LAW, statements

UNDO = """
DROP POLICY rendition_read ON sharing_rendition;
DROP POLICY opening_read ON sharing_opening;
ALTER TABLE sharing_rendition DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_opening DISABLE ROW LEVEL SECURITY;
DROP FUNCTION sharing_moment(), sharing_ring(), sharing_reopen(bigint[]), sharing_kept(bigint, timestamptz),
  sharing_keyring(bigint, bigint, timestamptz), sharing_acting(bigint, timestamptz),
  sharing_grants(sharing_key, bigint, timestamptz), sharing_holds(timestamptz, timestamptz, timestamptz);
DROP VIEW sharing_wanted, sharing_hat, sharing_standard, sharing_body, sharing_who;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("people", "0013_letters")]
    operations = [migrations.RunSQL(statements(*FACTS, *LAW), UNDO)]

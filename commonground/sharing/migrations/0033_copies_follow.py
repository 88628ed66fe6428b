"""Let what was drawn from something follow it where that is marked higher later."""

from django.db import migrations

from commonground.sharing.adapters.database import statements

UNDO = "DROP FUNCTION sharing_follow(bigint, timestamptz), sharing_drawn_from(bigint), sharing_drawn(bigint[]);"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0032_a_thousand_keys")]
    operations = [
        migrations.RunSQL("SET LOCAL search_path = public, pg_temp;\n" + statements("copies"), UNDO),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

"""Plan each making of openings for its own items: a plan kept from a small site looked at every item of a grown one."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0028_records_leave_on_their_day")]
    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION sharing_reopen(bigint[]) SET plan_cache_mode = force_custom_plan",
            "ALTER FUNCTION sharing_reopen(bigint[]) RESET plan_cache_mode",
        )
    ]

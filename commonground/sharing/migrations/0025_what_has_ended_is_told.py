"""Note that it was told that an item has come to its end, and give what has, once, to the worker, who reads nothing."""

from django.db import migrations, models

from commonground.sharing.adapters.database import part

SQL = f"SET LOCAL search_path = public, pg_temp;\n{part('ended', 'CREATE FUNCTION sharing_ended')}"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0024_cells_of_items_and_requests")]
    operations = [
        migrations.AddField(model_name="item", name="end_told_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(SQL, "DROP FUNCTION sharing_ended();"),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

"""Let row level security look up the openings of each row that is asked for, and never read all that a ring opens."""

from django.db import migrations

ITEM = "EXISTS (SELECT FROM sharing_opening o WHERE o.item_id = sharing_item.id{})"
RENDITION = "EXISTS (SELECT FROM sharing_opening o WHERE o.rendition_id = sharing_rendition.id{})"
CHANGED = (
    "ALTER POLICY item_read ON sharing_item USING ({}); ALTER POLICY rendition_read ON sharing_rendition USING ({});"
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0015_a_decided_day_stands")]
    operations = [
        migrations.RunSQL(
            CHANGED.format(
                ITEM.format(" AND o.item_id >= sharing_item.id"),
                RENDITION.format(" AND o.rendition_id >= sharing_rendition.id"),
            ),
            CHANGED.format(ITEM.format(""), RENDITION.format("")),
        )
    ]

"""Let an organisation choose how long it keeps each kind of what it shares, and give new items their day by that.

Everybody may read a span, since others read what is kept by it; an organisation writes its own alone.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ZONE = settings.TIME_ZONE
OURS = "organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint"
SAID = "SELECT FROM sharing_rendition r WHERE r.item_id = i.id AND (r.title <> '' OR r.text <> '')"


def given(days: str, joined: str = "") -> str:
    """Write the function that gives each item its day, with where a number of days comes from."""
    return f"""
CREATE OR REPLACE FUNCTION sharing_give_days(schedule jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE given bigint;
BEGIN
    INSERT INTO sharing_keptuntil (public_id, item_id, originator_id, line, leaves_on, awaits_review, version)
    SELECT gen_random_uuid(), i.id, i.originator_id, l.line ->> 0,
           (coalesce(i.closes, i.written_at) AT TIME ZONE '{ZONE}')::date + {days},
           (l.line ->> 2)::boolean OR b.kind = 'police', 1
    FROM sharing_item i JOIN people_organisation b ON b.id = i.originator_id
    CROSS JOIN LATERAL (SELECT coalesce(schedule -> i.category, schedule -> '') AS line) l {joined}
    WHERE EXISTS ({SAID})
    ON CONFLICT (item_id) DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END
$$;"""


OWN = "LEFT JOIN sharing_retentionspan s ON s.organisation_id = i.originator_id AND s.line = l.line ->> 0"
SQL = f"""
ALTER TABLE sharing_retentionspan ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_retentionspan FORCE ROW LEVEL SECURITY;
CREATE POLICY retentionspan_owner ON sharing_retentionspan TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY retentionspan_read ON sharing_retentionspan FOR SELECT USING (true);
CREATE POLICY retentionspan_add ON sharing_retentionspan FOR INSERT WITH CHECK ({OURS});
CREATE POLICY retentionspan_change ON sharing_retentionspan FOR UPDATE USING ({OURS}) WITH CHECK ({OURS});
-- Give each item that says something and has none the day on which it leaves: by the span of its organisation, or else by
-- the schedule. A day that is there stands.
{given("coalesce(s.days, (l.line ->> 1)::int)", OWN)}
"""
UNDO = given("(l.line ->> 1)::int")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_logos_and_offers"),
        ("sharing", "0019_the_last_custodian"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("line", models.CharField(max_length=20)),
                ("days", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("since", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["organisation", "line"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "line"), name="an_organisation_has_one_span_for_a_kind"
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]

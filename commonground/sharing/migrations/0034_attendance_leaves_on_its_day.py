"""Give who was at a briefing a day on which it leaves, and name what leaves as a custodian knows it."""

from django.db import migrations, models

from commonground.sharing.adapters.database import part

ENDED, GIVE, LEAVE = (
    f"CREATE FUNCTION sharing_{name}" for name in ("ended_records", "give_record_days", "leave_records")
)
REPLACE = "CREATE OR REPLACE FUNCTION"
SQL = "\n".join(
    (
        "SET LOCAL search_path = public, pg_temp;",
        "DROP FUNCTION sharing_ended_records();",
        part("records", ENDED),
        *(part("records", begin).replace("CREATE FUNCTION", REPLACE) for begin in (GIVE, LEAVE)),
        # What has its day already is named as what gets one from now on
        "UPDATE sharing_recordkept k SET label = e.label, made_at = e.made FROM sharing_ended_records() e",
        "WHERE e.kind = k.kind AND e.key = k.key AND e.organisation = k.organisation_id;",
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0033_copies_follow"),
    ]

    operations = [
        migrations.AddField(
            model_name="briefing",
            name="attendance_left_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="briefing",
            name="had_seats",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="briefing",
            name="were_there",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recordkept",
            name="made_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="recordkept",
            name="kind",
            field=models.CharField(
                choices=[
                    ("agreement", "The words of an agreement"),
                    ("decision", "What was weighed for a decision on sharing"),
                    ("request", "A request for intelligence or an asset, with its grant"),
                    ("question", "A question to the desk"),
                    ("collaboration", "The work of a collaboration"),
                    ("attendance", "Who was at a briefing"),
                ],
                max_length=13,
            ),
        ),
        migrations.AlterField(
            model_name="recordkept",
            name="label",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

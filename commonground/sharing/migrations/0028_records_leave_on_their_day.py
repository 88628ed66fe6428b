"""Give agreements, decisions, requests and questions a day on which their words leave, for each organisation in them."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from commonground.sharing.adapters.database import statements

UNDO = """
DROP FUNCTION sharing_leave_records(date, text), sharing_end_record_days(text, bigint[]),
    sharing_ready_records(text, date), sharing_give_record_days(jsonb, text), sharing_ended_records();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_logos_and_offers"),
        ("sharing", "0027_copies_keep_their_source"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordKept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "The words of an agreement"),
                            ("decision", "What was weighed for a decision on sharing"),
                            ("request", "A request for intelligence or an asset, with its grant"),
                            ("question", "A question to the desk"),
                            ("collaboration", "The work of a collaboration"),
                        ],
                        max_length=13,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("subject", models.UUIDField()),
                ("label", models.CharField(blank=True, max_length=60)),
                ("leaves_on", models.DateField(db_index=True)),
                ("awaits_review", models.BooleanField(default=False)),
                ("held_since", models.DateTimeField(blank=True, null=True)),
                ("held_because", models.CharField(blank=True, max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["leaves_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reviewed_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=600)),
                ("keep_until", models.DateField(blank=True, null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="sharing.recordkept"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="recordkept",
            constraint=models.UniqueConstraint(
                fields=("kind", "key", "organisation"), name="a_record_has_one_day_for_each_side"
            ),
        ),
        migrations.RunSQL("SET LOCAL search_path = public, pg_temp;\n" + statements("records"), UNDO),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

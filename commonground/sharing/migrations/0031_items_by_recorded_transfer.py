"""Let items pass from one organisation to another by a transfer that the one offers and the other accepts."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from commonground.sharing.adapters.database import statements

UNDO = """
DROP FUNCTION sharing_hand_over(bigint), sharing_transfer_concerns(bigint), sharing_transferred(bigint),
    sharing_needs(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_logos_and_offers"),
        ("sharing", "0030_the_catalogue_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("taken_back", "Taken back"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=500)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_answered",
                        to="people.membership",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_offered",
                        to="people.membership",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-offered_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TransferItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=22)),
                ("category", models.CharField(max_length=40)),
                (
                    "tlp",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "TLP:CLEAR"),
                            (1, "TLP:GREEN"),
                            (2, "TLP:AMBER"),
                            (3, "TLP:AMBER+STRICT"),
                            (4, "TLP:RED"),
                        ]
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("is_over", models.BooleanField(default=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="sharing.item"
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="sharing.transfer"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", models.F("taker")), _negated=True), name="a_transfer_goes_to_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="transferitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_over", False)), fields=("item",), name="an_item_is_offered_once_at_a_time"
            ),
        ),
        migrations.RunSQL("SET LOCAL search_path = public, pg_temp;\n" + statements("transfers"), UNDO),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

"""Keep files of renditions, each given by the database to whoever it gives the rendition, and written by its originator."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

OWN = "NULLIF(current_setting('cg.organisation', true), '')::bigint"
GIVEN = "EXISTS (SELECT FROM sharing_rendition r WHERE r.id = rendition_id)"
OURS = f"""EXISTS (
    SELECT FROM sharing_rendition r JOIN sharing_item i ON i.id = r.item_id
    WHERE r.id = rendition_id AND i.originator_id = {OWN})"""
OF_GIVEN = "EXISTS (SELECT FROM sharing_attachment a WHERE a.id = attachment_id)"
OF_OURS = f"""EXISTS (
    SELECT FROM sharing_attachment a JOIN sharing_rendition r ON r.id = a.rendition_id
    JOIN sharing_item i ON i.id = r.item_id WHERE a.id = attachment_id AND i.originator_id = {OWN})"""
SQL = f"""
ALTER TABLE sharing_attachment ENABLE ROW LEVEL SECURITY;
CREATE POLICY attachment_read ON sharing_attachment FOR SELECT USING ({GIVEN});
CREATE POLICY attachment_add ON sharing_attachment FOR INSERT WITH CHECK ({OURS});
CREATE POLICY attachment_change ON sharing_attachment FOR UPDATE USING ({OURS}) WITH CHECK ({OURS});
ALTER TABLE sharing_attachmentcontent ENABLE ROW LEVEL SECURITY;
CREATE POLICY attachment_content_read ON sharing_attachmentcontent FOR SELECT USING ({OF_GIVEN});
CREATE POLICY attachment_content_add ON sharing_attachmentcontent FOR INSERT WITH CHECK ({OF_OURS});
CREATE POLICY attachment_content_delete ON sharing_attachmentcontent FOR DELETE USING ({OF_OURS});
"""
UNDO = """
DROP POLICY attachment_content_delete ON sharing_attachmentcontent;
DROP POLICY attachment_content_add ON sharing_attachmentcontent;
DROP POLICY attachment_content_read ON sharing_attachmentcontent;
ALTER TABLE sharing_attachmentcontent DISABLE ROW LEVEL SECURITY;
DROP POLICY attachment_change ON sharing_attachment;
DROP POLICY attachment_add ON sharing_attachment;
DROP POLICY attachment_read ON sharing_attachment;
ALTER TABLE sharing_attachment DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0004_the_words_of_agreements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("caption", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jpeg", "Picture (JPEG)"),
                            ("png", "Picture (PNG)"),
                            ("pdf", "Document (PDF)"),
                            ("text", "Plain text"),
                        ],
                        max_length=4,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "rendition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="sharing.rendition"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="AttachmentContent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="held", to="sharing.attachment"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["jpeg", "png", "pdf", "text"])), name="attachment_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), ("size__lte", 10485760)), name="attachment_size_can_be_read_through"
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]

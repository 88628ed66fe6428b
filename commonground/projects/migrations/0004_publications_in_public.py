"""Find the newest public version of each collaboration's page and case study without reading the others."""

from django.db import migrations, models

IN_PUBLIC = models.Q(published_at__isnull=False, withdrawn_at__isnull=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_the_sites_day")]
    operations = [
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=IN_PUBLIC, fields=["kind", "collaboration", "-number"], name="publications_in_public"
            ),
        ),
    ]

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_turns_of_duty"),
        ("places", "0004_outlines"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.OrderBy(
                    models.Case(models.When(then=models.Value(0), urgent_route=""), default=models.Value(1)),
                    descending=True,
                ),
                django.db.models.functions.text.Lower("title"),
                models.F("id"),
                name="posts_by_route_and_title",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["title"], name="posts_by_words_of_title", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_posts_in_order_of_need"),
        ("places", "0004_outlines"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["about"], name="posts_by_words_about", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]

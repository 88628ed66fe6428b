"""Let the law be asked for all of somebody's agreements at once, openings of one item be made without looking at the
others, a word be found without reading all that somebody may read, and no index be kept twice.
"""

import django.db.models.deletion
from django.db import migrations, models

from commonground.sharing.adapters.database import statements


def again(file: str, begin: str, end: str) -> str:
    """Give what stands in a file between two words, to be put in the place of what the database has."""
    text = statements(file)
    start = text.index(begin)
    part = text[start : text.index(end, start) + len(end)]
    return part.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
        "CREATE VIEW", "CREATE OR REPLACE VIEW"
    )


IN_THEIR_PLACE = "\n".join(
    (
        "SET LOCAL search_path = public, pg_temp;",
        again("keyring", "CREATE FUNCTION sharing_keyring", "\nEND;\n"),
        "DROP FUNCTION IF EXISTS sharing_grants(sharing_key, bigint, timestamptz);",
        again("openings", "CREATE VIEW sharing_wanted", "WHERE opens < closes;\n"),
        again("openings", "CREATE FUNCTION sharing_reopen", "\n$$;\n"),
        again("lists", "CREATE FUNCTION sharing_found", "\n$$;\n"),
    )
)


class Migration(migrations.Migration):
    dependencies = [("sharing", "0013_questions_and_notices")]
    operations = [
        migrations.RunSQL(IN_THEIR_PLACE, migrations.RunSQL.noop),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="opening",
            name="key",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="openings",
                to="sharing.key",
            ),
        ),
        migrations.AlterField(
            model_name="opening",
            name="rendition",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="openings",
                to="sharing.rendition",
            ),
        ),
    ]

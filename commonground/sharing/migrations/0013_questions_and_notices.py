"""Let an author write what they are not cleared to read, questions reach an originator, and every reader be told of a
withdrawal.
"""

from django.db import migrations

from commonground.sharing.adapters.database import statements

# As it stands among the policies, where an older installation has it without its last line
KEEPS = """
CREATE OR REPLACE FUNCTION sharing_keeps(originator bigint, author bigint, need int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(current_setting('cg.keeping', true), '') <> '' AND EXISTS (
        SELECT FROM sharing_acting(nullif(current_setting('cg.membership', true), '')::bigint, sharing_moment()) me
        WHERE me.organisation = originator AND (me.custodian OR me.person = author)
          AND (me.level >= need OR (me.person = author AND current_setting('cg.keeping', true) = 'writing')));
END;
"""
UNDO = """
DROP FUNCTION sharing_put_question(uuid, text, bigint, bigint, text, timestamptz);
DROP FUNCTION sharing_readers(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_programs_that_read")]
    operations = [
        migrations.RunSQL("SET LOCAL search_path = public, pg_temp", migrations.RunSQL.noop),
        migrations.RunSQL(KEEPS, migrations.RunSQL.noop),
        migrations.RunSQL(statements("questions"), UNDO),
        migrations.RunSQL("SET LOCAL search_path TO DEFAULT", migrations.RunSQL.noop),
    ]

from django.db import migrations

# A row about one thing may name somebody in its words, such as who joined a team. This takes the words of such rows
# away, and the salt under which they were sealed, and changes nothing else.
TAKE_AWAY = """
CREATE FUNCTION audit_take_words_away(rows bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH done AS (
    UPDATE public.audit_entry SET subject_name = '', summary = '', subject_salt = NULL
    WHERE id = ANY(rows) RETURNING 1
  ) SELECT count(*) FROM done
$$;
REVOKE ALL ON FUNCTION audit_take_words_away(bigint[]) FROM PUBLIC;
"""
PUT_BACK = "DROP FUNCTION audit_take_words_away(bigint[]);"


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_names_of_earlier_rows")]
    operations = [migrations.RunSQL(TAKE_AWAY, PUT_BACK)]

"""Count what was said of what an organisation gave and got, over what is read now and what has ended, without a word.

An answer is between its writer's organisation and the originator. Row level security gives it with the rendition, and so
not any longer once that has ended; how many said what may be known to both for as long as the answers are kept.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION sharing_effect(since timestamptz) RETURNS TABLE (given boolean, said varchar, answer varchar, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.given, l.said, l.answer, count(*) FROM (
        -- What somebody said last of a thing counts, not each time that they said it
        SELECT DISTINCT ON (f.rendition_id, f.organisation_id, f.said) f.originator_id = us.id AS given, f.said,
               CASE f.said WHEN 'useful' THEN f.useful ELSE f.result END AS answer
        FROM sharing_feedback f, (SELECT nullif(current_setting('cg.organisation', true), '')::bigint AS id) us
        WHERE us.id IN (f.originator_id, f.organisation_id) AND f.at >= since
        ORDER BY f.rendition_id, f.organisation_id, f.said, f.at DESC, f.id DESC) l
    GROUP BY 1, 2, 3;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0022_the_two_sides_of_what_is_asked")]
    operations = [migrations.RunSQL(SQL, "DROP FUNCTION sharing_effect(timestamptz)")]

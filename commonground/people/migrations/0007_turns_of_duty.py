from django.db import migrations

# The minutes of the week (0 is Monday at midnight) at which a post is on duty, kept beside its turns: asking a range is
# a hundred times faster than reading the turns of every post in a country. A turn that ends before it begins, or when
# it begins, goes on into the next day; one that runs over the end of the week goes on at its beginning.
COLUMN = """
CREATE FUNCTION people_minutes_on_duty(turns jsonb) RETURNS int4multirange LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  WITH turn AS (
    SELECT (t->>0)::int * 1440 + left(t->>1, 2)::int * 60 + right(t->>1, 2)::int AS begins,
           (t->>0)::int * 1440 + left(t->>2, 2)::int * 60 + right(t->>2, 2)::int AS ends
    FROM jsonb_array_elements(turns) AS turns(t)
  ), lasting AS (
    SELECT begins, begins + mod(ends - begins + 1439, 1440) + 1 AS ends FROM turn
  )
  SELECT coalesce(range_agg(minutes), '{}') FROM (
    SELECT int4range(begins, least(ends, 10080)) AS minutes FROM lasting
    UNION ALL SELECT int4range(0, ends - 10080) FROM lasting WHERE ends > 10080
  ) AS pieces
$$;
ALTER TABLE people_post ADD COLUMN duty int4multirange
  GENERATED ALWAYS AS (people_minutes_on_duty(hours)) STORED;
"""
AWAY = "ALTER TABLE people_post DROP COLUMN duty; DROP FUNCTION people_minutes_on_duty(jsonb);"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_joining_and_members")]
    operations = [migrations.RunSQL(COLUMN, AWAY)]

"""Keep what rows said that the law of sharing asks, from when until when."""

from django.db import migrations, models

# A trigger calls it with the names of the columns that matter; who writes a row cannot keep it from being kept.
KEEP = """
CREATE FUNCTION audit_keep_what_was() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at timestamptz := clock_timestamp();
    row_key bigint;
    said jsonb;
    says jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        row_key := OLD.id;
        SELECT jsonb_object_agg(name, to_jsonb(OLD) -> name) INTO said FROM unnest(TG_ARGV) name;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        row_key := NEW.id;
        SELECT jsonb_object_agg(name, to_jsonb(NEW) -> name) INTO says FROM unnest(TG_ARGV) name;
    END IF;
    IF said IS DISTINCT FROM says THEN
        UPDATE public.audit_was SET until = at WHERE kind = TG_TABLE_NAME AND key = row_key AND until IS NULL;
        IF says IS NOT NULL THEN
            INSERT INTO public.audit_was (kind, key, since, says) VALUES (TG_TABLE_NAME, row_key, at, says);
        END IF;
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION audit_keep_what_was() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0004_names_in_some_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Was",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=63)),
                ("key", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("says", models.JSONField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["kind", "since"], name="was_since")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("kind", "key"),
                        name="one_row_says_one_thing",
                    )
                ],
            },
        ),
        migrations.RunSQL(KEEP, "DROP FUNCTION audit_keep_what_was()"),
    ]

"""Say with the day on which the work of a collaboration leaves when it began, by which a custodian knows it."""

from django.db import migrations

BEGAN = "UPDATE sharing_recordkept k SET made_at = c.created_at FROM projects_collaboration c"
SQL = f"""
CREATE OR REPLACE FUNCTION projects_give_days(days int, zone text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE given bigint;
BEGIN
    INSERT INTO sharing_recordkept (public_id, kind, key, subject, label, made_at, organisation_id, leaves_on,
                                    awaits_review, held_because, version)
    SELECT gen_random_uuid(), 'collaboration', c.id, c.public_id, '', c.created_at, t.organisation_id,
           (coalesce(c.stopped_at, c.proposed_at, c.created_at) AT TIME ZONE zone)::date + days, true, '', 1
    FROM projects_collaboration c JOIN (
        SELECT DISTINCT m.collaboration_id, h.organisation_id
        FROM projects_teammember m JOIN people_membership h ON h.id = m.membership_id) t ON t.collaboration_id = c.id
    WHERE c.state IN ('stopped', 'declined', 'withdrawn')
    ON CONFLICT (kind, key, organisation_id) DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END
$$;
{BEGAN} WHERE k.kind = 'collaboration' AND k.key = c.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0033_translations_of_the_guide"),
        ("sharing", "0034_attendance_leaves_on_its_day"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]

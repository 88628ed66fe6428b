"""Give every collaboration that has ended a day for each organisation that took part, and let its work leave when all
have come, by a deed of the owner for the worker, who reads nothing. What it published stays, and that it was."""

from django.db import migrations

from commonground.projects.rules.leaving import statements

ENDED = "c.state IN ('stopped', 'declined', 'withdrawn')"
STAYS = """
CREATE OR REPLACE FUNCTION projects_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A plan stays as it was put forward.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
SQL = f"""
-- A plan stays as it was put forward, until all of the work leaves: that is a deed of the tables' owner alone.
CREATE OR REPLACE FUNCTION projects_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('cg.leaving', true) = 'work'
       AND current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A plan stays as it was put forward.' USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION projects_give_days(days int, zone text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE given bigint;
BEGIN
    INSERT INTO sharing_recordkept (public_id, kind, key, subject, label, organisation_id, leaves_on, awaits_review,
                                    held_because, version)
    SELECT gen_random_uuid(), 'collaboration', c.id, c.public_id, '', t.organisation_id,
           (coalesce(c.stopped_at, c.proposed_at, c.created_at) AT TIME ZONE zone)::date + days, true, '', 1
    FROM projects_collaboration c JOIN (
        SELECT DISTINCT m.collaboration_id, h.organisation_id
        FROM projects_teammember m JOIN people_membership h ON h.id = m.membership_id) t ON t.collaboration_id = c.id
    WHERE {ENDED}
    ON CONFLICT (kind, key, organisation_id) DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END
$$;

CREATE FUNCTION projects_leave(today date) RETURNS TABLE (organisation bigint, kind varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[];
BEGIN
    gone := ARRAY(SELECT c.id FROM projects_collaboration c
                  WHERE {ENDED} AND c.id IN (SELECT sharing_ready_records('collaboration', today)));
    PERFORM set_config('cg.leaving', 'work', true);
    {statements()}
    PERFORM set_config('cg.leaving', '', true);
    UPDATE projects_collaboration SET about = '', state_reason = '' WHERE id = ANY (gone);
    RETURN QUERY SELECT * FROM sharing_end_record_days('collaboration', gone);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0031_lists_from_indexes"),
        ("sharing", "0028_records_leave_on_their_day"),
    ]

    operations = [
        migrations.RunSQL(SQL, "DROP FUNCTION projects_leave(date), projects_give_days(int, text);" + STAYS),
    ]

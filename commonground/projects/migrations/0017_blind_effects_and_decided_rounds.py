"""Keep one side's view of the effect from the other in the database itself, and a decided round as it was decided.

The policies bind the application's role; the owner, who migrates, is not bound. A view opens to a present team member
of the same side, and to any team member once both sides have given theirs. Writing needs the first. Nothing is ever
changed or taken out. A round of agreeing that is decided takes no further position and never changes.
"""

from django.conf import settings
from django.db import migrations

TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
OWN = f"""
    EXISTS (
        SELECT 1
        FROM projects_effectround r
        JOIN projects_teammember t ON t.collaboration_id = r.collaboration_id
        JOIN people_membership m ON m.id = t.membership_id
        WHERE r.id = round_id
          AND t.part = 'team'
          AND t.starts <= {TODAY} AND (t.until IS NULL OR t.until > {TODAY})
          AND m.person_id = NULLIF(current_setting('cg.person', true), '')::bigint
          AND m.organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint
          AND ({{condition}})
    )
"""
BOTH = "r.police_given_at IS NOT NULL AND r.security_given_at IS NOT NULL"
READ = OWN.format(condition=f"side = current_setting('cg.side', true) OR ({BOTH})")
WRITE = OWN.format(condition="side = current_setting('cg.side', true)")

SQL = f"""
ALTER TABLE projects_effectview ENABLE ROW LEVEL SECURITY;
CREATE POLICY effect_view_read ON projects_effectview FOR SELECT USING ({READ});
CREATE POLICY effect_view_write ON projects_effectview FOR INSERT WITH CHECK ({WRITE});

CREATE FUNCTION projects_round_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'projects_consensusround' THEN
        IF OLD.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'A round that is decided does not change.';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM projects_consensusround r WHERE r.id = NEW.poll_id AND r.decided_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A round that is decided takes no further position.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_decided_round_stays BEFORE UPDATE ON projects_consensusround
    FOR EACH ROW EXECUTE FUNCTION projects_round_is_decided();
CREATE TRIGGER a_decided_round_is_closed BEFORE INSERT OR UPDATE OF position, reason, poll_id ON projects_position
    FOR EACH ROW EXECUTE FUNCTION projects_round_is_decided();
"""
UNDO = """
DROP TRIGGER a_decided_round_is_closed ON projects_position;
DROP TRIGGER a_decided_round_stays ON projects_consensusround;
DROP FUNCTION projects_round_is_decided();
DROP POLICY effect_view_read ON projects_effectview;
DROP POLICY effect_view_write ON projects_effectview;
ALTER TABLE projects_effectview DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0016_agreeing_effects_and_what_lasts")]
    operations = [migrations.RunSQL(SQL, UNDO)]

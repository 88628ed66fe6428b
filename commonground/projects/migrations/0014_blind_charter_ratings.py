"""Keep one side's ratings of the working charter from the other in the database itself, until both are given.

The policies bind the application's role; the owner, who migrates, is not bound. A rating opens to a present team member
of the same side, acting for the organisation through which they are on the team, and to any team member once both sides
have rated. Writing needs the first. Nothing is ever changed or taken out.
"""

from django.conf import settings
from django.db import migrations

TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
OWN = f"""
    EXISTS (
        SELECT 1
        FROM projects_charterround c
        JOIN projects_review r ON r.id = c.review_id
        JOIN projects_teammember t ON t.collaboration_id = r.collaboration_id
        JOIN people_membership m ON m.id = t.membership_id
        WHERE c.id = round_id
          AND t.part = 'team'
          AND t.starts <= {TODAY} AND (t.until IS NULL OR t.until > {TODAY})
          AND m.person_id = NULLIF(current_setting('cg.person', true), '')::bigint
          AND m.organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint
          AND ({{condition}})
    )
"""
BOTH = "c.police_rated_at IS NOT NULL AND c.security_rated_at IS NOT NULL"
READ = OWN.format(condition=f"side = current_setting('cg.side', true) OR ({BOTH})")
WRITE = OWN.format(condition="side = current_setting('cg.side', true)")

SQL = f"""
ALTER TABLE projects_charterrating ENABLE ROW LEVEL SECURITY;
CREATE POLICY charter_rating_read ON projects_charterrating FOR SELECT USING ({READ});
CREATE POLICY charter_rating_write ON projects_charterrating FOR INSERT WITH CHECK ({WRITE});
"""
UNDO = """
DROP POLICY charter_rating_read ON projects_charterrating;
DROP POLICY charter_rating_write ON projects_charterrating;
ALTER TABLE projects_charterrating DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0013_charter_decisions_and_waiting")]
    operations = [migrations.RunSQL(SQL, UNDO)]

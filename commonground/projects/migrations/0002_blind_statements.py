"""Keep one side's words from the other in the database itself, until both are sent.

The policies bind the application's role; the owner, who migrates, is not bound. A statement opens to a present team
member of the same side, acting for the organisation through which they are on the team, and to any team member once the
round is opened. Writing needs the first.
"""

from django.db import migrations

OWN = """
    EXISTS (
        SELECT 1
        FROM projects_problemround r
        JOIN projects_teammember t ON t.collaboration_id = r.collaboration_id
        JOIN people_membership m ON m.id = t.membership_id
        WHERE r.id = round_id
          AND t.part = 'team'
          AND t.starts <= current_date AND (t.until IS NULL OR t.until > current_date)
          AND m.person_id = NULLIF(current_setting('cg.person', true), '')::bigint
          AND m.organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint
          AND ({condition})
    )
"""
READ = OWN.format(condition="r.opened_at IS NOT NULL OR side = current_setting('cg.side', true)")
WRITE = OWN.format(condition="side = current_setting('cg.side', true) AND r.opened_at IS NULL")

SQL = f"""
ALTER TABLE projects_sidestatement ENABLE ROW LEVEL SECURITY;
CREATE POLICY statement_read ON projects_sidestatement FOR SELECT USING ({READ});
CREATE POLICY statement_write ON projects_sidestatement FOR INSERT WITH CHECK ({WRITE});
CREATE POLICY statement_change ON projects_sidestatement FOR UPDATE USING ({WRITE}) WITH CHECK ({WRITE});
"""
UNDO = """
DROP POLICY statement_read ON projects_sidestatement;
DROP POLICY statement_write ON projects_sidestatement;
DROP POLICY statement_change ON projects_sidestatement;
ALTER TABLE projects_sidestatement DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]

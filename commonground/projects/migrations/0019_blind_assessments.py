"""Keep a review of a proposal from everybody but its reviewer in the database itself, until the reviews are opened.

The policies bind the application's role; the owner, who migrates, is not bound. A review opens to whoever was asked for
it, acting for the organisation through which they were asked, and to others once the reviews of that version are opened.
It is written only before that, and only by whoever has declared that they do not stand close.
"""

from django.db import migrations

ASKED = """
    EXISTS (
        SELECT 1
        FROM projects_assignment a
        JOIN projects_proposalround r ON r.id = a.round_id
        JOIN people_membership m ON m.id = a.reviewer_id
        WHERE a.id = assignment_id AND ({condition})
    )
"""
OWN = """
    m.person_id = NULLIF(current_setting('cg.person', true), '')::bigint
    AND m.organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint
"""
READ = ASKED.format(condition=f"r.opened_at IS NOT NULL OR ({OWN})")
WRITE = ASKED.format(condition=f"r.opened_at IS NULL AND a.state IN ('reading', 'sent') AND {OWN}")

SQL = f"""
ALTER TABLE projects_assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY assessment_read ON projects_assessment FOR SELECT USING ({READ});
CREATE POLICY assessment_write ON projects_assessment FOR INSERT WITH CHECK ({WRITE});
CREATE POLICY assessment_change ON projects_assessment FOR UPDATE USING ({WRITE}) WITH CHECK ({WRITE});
"""
UNDO = """
DROP POLICY assessment_read ON projects_assessment;
DROP POLICY assessment_write ON projects_assessment;
DROP POLICY assessment_change ON projects_assessment;
ALTER TABLE projects_assessment DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0018_proposals_and_needs")]
    operations = [migrations.RunSQL(SQL, UNDO)]

"""Keep one side's answers to a review from the other in the database itself, until both are given.

The policies bind the application's role; the owner, who migrates, is not bound. An answer opens to a present team
member of the same side, acting for the organisation through which they are on the team, and to any team member once both
sides have answered. Writing needs the first. Nothing is ever changed or taken out.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
OWN = f"""
    EXISTS (
        SELECT 1
        FROM projects_review r
        JOIN projects_teammember t ON t.collaboration_id = r.collaboration_id
        JOIN people_membership m ON m.id = t.membership_id
        WHERE r.id = review_id
          AND t.part = 'team'
          AND t.starts <= {TODAY} AND (t.until IS NULL OR t.until > {TODAY})
          AND m.person_id = NULLIF(current_setting('cg.person', true), '')::bigint
          AND m.organisation_id = NULLIF(current_setting('cg.organisation', true), '')::bigint
          AND ({{condition}})
    )
"""
BOTH = "r.police_answered_at IS NOT NULL AND r.security_answered_at IS NOT NULL"
READ = OWN.format(condition=f"side = current_setting('cg.side', true) OR ({BOTH})")
WRITE = OWN.format(condition="side = current_setting('cg.side', true)")

SQL = f"""
ALTER TABLE projects_reviewanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY review_answer_read ON projects_reviewanswer FOR SELECT USING ({READ});
CREATE POLICY review_answer_write ON projects_reviewanswer FOR INSERT WITH CHECK ({WRITE});
"""
UNDO = """
DROP POLICY review_answer_read ON projects_reviewanswer;
DROP POLICY review_answer_write ON projects_reviewanswer;
ALTER TABLE projects_reviewanswer DISABLE ROW LEVEL SECURITY;
"""


def note_who_has_answered(apps: Any, schema_editor: Any) -> None:
    """Write the moments of the answers that are there onto their reviews."""
    for answer in apps.get_model("projects", "ReviewAnswer").objects.select_related("review"):
        setattr(answer.review, f"{answer.side}_answered_at", answer.at)
        answer.review.save(update_fields=[f"{answer.side}_answered_at"])


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_trust_pulse_and_blind_reviews")]
    operations = [
        migrations.RunPython(note_who_has_answered, migrations.RunPython.noop),
        migrations.RunSQL(SQL, UNDO),
    ]

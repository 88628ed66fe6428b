"""Give reports, feedback and what is said of leaving to those alone whose they are, in the database itself.

The fields of a report go with its rendition, and to whoever wrote it. A draft is its writer's. Who reported it is for
whoever did and for the custodians of the organisation. Feedback is between its writer's organisation and the originator,
and goes with the rendition; a receipt is between the same two and says nothing of what was sent. The policies bind the
site's role; the worker's two deeds for everybody, to forget and to take names away, are functions of the owner.
"""

from django.conf import settings
from django.db import migrations

TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
US = "NULLIF(current_setting('cg.organisation', true), '')::bigint"
ME = "NULLIF(current_setting('cg.person', true), '')::bigint"
GIVEN = "EXISTS (SELECT FROM sharing_rendition r WHERE r.id = rendition_id)"
OWN_DRAFT = f"""EXISTS (
    SELECT FROM people_membership m
    WHERE m.id = membership_id AND m.person_id = {ME} AND m.organisation_id = {US})"""
WRITTEN = "EXISTS (SELECT FROM sharing_incidentdraft d WHERE d.rendition_id = sharing_incident.rendition_id)"
CUSTODIAN = f"""EXISTS (
    SELECT FROM people_membership m
    WHERE m.person_id = {ME} AND m.organisation_id = {US} AND m.roles ? 'custodian' AND m.suspended_at IS NULL
      AND m.starts <= {TODAY} AND (m.until IS NULL OR m.until > {TODAY}))"""
OURS = f"originator_id = {US}"
BETWEEN_US = f"{US} IN (originator_id, organisation_id)"

SQL = f"""
ALTER TABLE sharing_incidentdraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY incident_draft_own ON sharing_incidentdraft USING ({OWN_DRAFT}) WITH CHECK ({OWN_DRAFT});
ALTER TABLE sharing_incident ENABLE ROW LEVEL SECURITY;
CREATE POLICY incident_read ON sharing_incident FOR SELECT USING ({GIVEN} OR {WRITTEN});
CREATE POLICY incident_add ON sharing_incident FOR INSERT WITH CHECK ({OURS});
CREATE POLICY incident_change ON sharing_incident FOR UPDATE USING ({OURS}) WITH CHECK ({OURS});
ALTER TABLE sharing_incidentreporter ENABLE ROW LEVEL SECURITY;
CREATE POLICY reporter_read ON sharing_incidentreporter FOR SELECT
USING ({OURS} AND (person_id = {ME} OR {CUSTODIAN}));
CREATE POLICY reporter_add ON sharing_incidentreporter FOR INSERT WITH CHECK ({OURS} AND person_id = {ME});
ALTER TABLE sharing_feedback ENABLE ROW LEVEL SECURITY;
CREATE POLICY feedback_read ON sharing_feedback FOR SELECT USING ({BETWEEN_US} AND {GIVEN});
CREATE POLICY feedback_add ON sharing_feedback FOR INSERT WITH CHECK (organisation_id = {US} AND {GIVEN});
ALTER TABLE sharing_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY receipt_read ON sharing_receipt FOR SELECT USING ({BETWEEN_US});
CREATE POLICY receipt_add ON sharing_receipt FOR INSERT WITH CHECK ({BETWEEN_US});
CREATE POLICY receipt_change ON sharing_receipt FOR UPDATE USING ({BETWEEN_US}) WITH CHECK ({BETWEEN_US});
ALTER TABLE sharing_keptuntil ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept_until_ours ON sharing_keptuntil USING ({OURS}) WITH CHECK ({OURS});
ALTER TABLE sharing_itemhold ENABLE ROW LEVEL SECURITY;
CREATE POLICY item_hold_ours ON sharing_itemhold USING ({OURS}) WITH CHECK ({OURS});
ALTER TABLE sharing_retentionreview ENABLE ROW LEVEL SECURITY;
CREATE POLICY retention_review_ours ON sharing_retentionreview USING ({OURS}) WITH CHECK ({OURS});

-- Drafts that nobody went on with, and receipts of reports that are past their day; gives how many.
CREATE FUNCTION sharing_forget_drafts(before timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (DELETE FROM sharing_incidentdraft WHERE saved_at < least(before, now() - interval '30 days')
                  RETURNING 1)
    SELECT count(*) FROM gone;
END;

-- Take what names somebody who is erased out of drafts and reports; gives how many rows were touched.
CREATE FUNCTION sharing_forget_person(who bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH gone AS (DELETE FROM sharing_incidentdraft d USING people_membership m
                  WHERE m.id = d.membership_id AND m.person_id = who RETURNING 1),
    emptied AS (UPDATE sharing_incidentreporter SET name = '', contact = '' WHERE person_id = who RETURNING 1)
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM emptied);
END;
"""
UNDO = """
DROP FUNCTION sharing_forget_person(bigint), sharing_forget_drafts(timestamptz);
DROP POLICY retention_review_ours ON sharing_retentionreview;
ALTER TABLE sharing_retentionreview DISABLE ROW LEVEL SECURITY;
DROP POLICY item_hold_ours ON sharing_itemhold;
ALTER TABLE sharing_itemhold DISABLE ROW LEVEL SECURITY;
DROP POLICY kept_until_ours ON sharing_keptuntil;
ALTER TABLE sharing_keptuntil DISABLE ROW LEVEL SECURITY;
DROP POLICY receipt_change ON sharing_receipt;
DROP POLICY receipt_add ON sharing_receipt;
DROP POLICY receipt_read ON sharing_receipt;
ALTER TABLE sharing_receipt DISABLE ROW LEVEL SECURITY;
DROP POLICY feedback_add ON sharing_feedback;
DROP POLICY feedback_read ON sharing_feedback;
ALTER TABLE sharing_feedback DISABLE ROW LEVEL SECURITY;
DROP POLICY reporter_add ON sharing_incidentreporter;
DROP POLICY reporter_read ON sharing_incidentreporter;
ALTER TABLE sharing_incidentreporter DISABLE ROW LEVEL SECURITY;
DROP POLICY incident_change ON sharing_incident;
DROP POLICY incident_add ON sharing_incident;
DROP POLICY incident_read ON sharing_incident;
ALTER TABLE sharing_incident DISABLE ROW LEVEL SECURITY;
DROP POLICY incident_draft_own ON sharing_incidentdraft;
ALTER TABLE sharing_incidentdraft DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_the_desk_its_records_and_requests")]
    operations = [migrations.RunSQL(SQL, UNDO)]

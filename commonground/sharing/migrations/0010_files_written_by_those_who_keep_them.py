"""Let the author and the custodians alone write files of their renditions, and bind the owner's other roles as well."""

from django.db import migrations

KEPT = "sharing_keeps_rendition(rendition_id)"
OF_KEPT = """EXISTS (
    SELECT FROM sharing_attachment a WHERE a.id = attachment_id AND sharing_keeps_rendition(a.rendition_id))"""
SQL = f"""
ALTER TABLE sharing_attachment FORCE ROW LEVEL SECURITY;
CREATE POLICY attachment_owner ON sharing_attachment TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER POLICY attachment_add ON sharing_attachment WITH CHECK ({KEPT});
ALTER POLICY attachment_change ON sharing_attachment USING ({KEPT}) WITH CHECK ({KEPT});
ALTER TABLE sharing_attachmentcontent FORCE ROW LEVEL SECURITY;
CREATE POLICY attachment_content_owner ON sharing_attachmentcontent TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER POLICY attachment_content_add ON sharing_attachmentcontent WITH CHECK ({OF_KEPT});
ALTER POLICY attachment_content_delete ON sharing_attachmentcontent USING ({OF_KEPT});
"""
UNDO = """
ALTER TABLE sharing_attachment NO FORCE ROW LEVEL SECURITY;
DROP POLICY attachment_owner ON sharing_attachment;
ALTER TABLE sharing_attachmentcontent NO FORCE ROW LEVEL SECURITY;
DROP POLICY attachment_content_owner ON sharing_attachmentcontent;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0009_the_law_of_writing_and_of_lists")]
    operations = [migrations.RunSQL(SQL, UNDO)]

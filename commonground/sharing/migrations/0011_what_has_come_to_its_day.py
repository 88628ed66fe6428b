"""Let what has come to its day leave, by a deed of the database that nobody can hurry.

The worker acts for nobody, so it can read nothing of what is shared. It asks for three deeds of the owner: give every
item the day on which it leaves; take away what has come to its day, unless it is held or awaits a review; and forget
drafts, who reported what, and receipts that are past theirs. No day later than today is believed.
"""

from django.conf import settings
from django.db import migrations

TABLES = (
    "sharing_incident",
    "sharing_incidentreporter",
    "sharing_incidentdraft",
    "sharing_feedback",
    "sharing_receipt",
    "sharing_keptuntil",
    "sharing_itemhold",
    "sharing_retentionreview",
)
FORCED = "".join(
    f"""
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table.removeprefix("sharing_")}_owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true);"""
    for table in TABLES
)
UNFORCED = "".join(
    f"""
DROP POLICY {table.removeprefix("sharing_")}_owner ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"""
    for table in TABLES
)
ZONE = settings.TIME_ZONE

SQL = f"""
{FORCED}
DROP FUNCTION sharing_forget_drafts(timestamptz);

-- Give each item that says something the day on which it leaves; `schedule` is {{category: [line, days, reviewed]}}, with
-- "" for every other category. A later end puts the day off, never forward. Gives how many days were set.
CREATE FUNCTION sharing_give_days(schedule jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE set_ bigint;
BEGIN
    INSERT INTO sharing_keptuntil (public_id, item_id, originator_id, line, leaves_on, awaits_review, version)
    SELECT gen_random_uuid(), i.id, i.originator_id, l.line ->> 0,
           (coalesce(i.closes, i.written_at) AT TIME ZONE '{ZONE}')::date + (l.line ->> 1)::int,
           (l.line ->> 2)::boolean OR b.kind = 'police', 1
    FROM sharing_item i JOIN people_organisation b ON b.id = i.originator_id
    CROSS JOIN LATERAL (SELECT coalesce(schedule -> i.category, schedule -> '') AS line) l
    WHERE EXISTS (SELECT FROM sharing_rendition r WHERE r.item_id = i.id AND (r.title <> '' OR r.text <> ''))
    ON CONFLICT (item_id) DO UPDATE SET leaves_on = excluded.leaves_on
    WHERE sharing_keptuntil.leaves_on < excluded.leaves_on;
    GET DIAGNOSTICS set_ = ROW_COUNT;
    RETURN set_;
END
$$;

-- Take away the words of every item whose day has come: its versions and those before them, fields, who reported it, what
-- was said of it, files. What stays is that something was shared, with whom and under what, which decisions rest on.
CREATE FUNCTION sharing_leave(today date) RETURNS TABLE (item bigint, originator bigint, kind varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[]; said bigint[];
BEGIN
    SELECT coalesce(array_agg(k.item_id), '{{}}') INTO gone FROM sharing_keptuntil k
    WHERE k.leaves_on <= least(today, (now() AT TIME ZONE '{ZONE}')::date) AND NOT k.awaits_review
      AND NOT EXISTS (SELECT FROM sharing_itemhold h WHERE h.item_id = k.item_id AND h.lifted_at IS NULL);
    SELECT coalesce(array_agg(r.id), '{{}}') INTO said FROM sharing_rendition r WHERE r.item_id = ANY (gone);
    DELETE FROM sharing_incidentreporter p USING sharing_incident i
    WHERE i.id = p.incident_id AND i.rendition_id = ANY (said);
    DELETE FROM sharing_incident i WHERE i.rendition_id = ANY (said);
    DELETE FROM sharing_feedback f WHERE f.rendition_id = ANY (said);
    DELETE FROM sharing_renditionversion v WHERE v.rendition_id = ANY (said);
    DELETE FROM sharing_attachmentcontent c USING sharing_attachment a
    WHERE a.id = c.attachment_id AND a.rendition_id = ANY (said);
    UPDATE sharing_attachment a SET caption = '', removed_at = coalesce(a.removed_at, now())
    WHERE a.rendition_id = ANY (said);
    UPDATE sharing_incidentdraft d SET rendition_id = NULL WHERE d.rendition_id = ANY (said);
    UPDATE sharing_receipt t SET rendition_id = NULL WHERE t.rendition_id = ANY (said);
    UPDATE sharing_rendition r
    SET title = '', text = '', fields = '{{}}', conditions = '', not_personal_because = '' WHERE r.id = ANY (said);
    DELETE FROM sharing_opening o WHERE o.rendition_id = ANY (said);
    UPDATE sharing_item i SET known_title = '', withdrawn_because = '', closes = least(coalesce(i.closes, now()), now())
    WHERE i.id = ANY (gone);
    RETURN QUERY DELETE FROM sharing_keptuntil k WHERE k.item_id = ANY (gone)
                 RETURNING k.item_id, k.originator_id, k.line;
END
$$;

-- Forget drafts, who reported what, and receipts, each so many days after it was kept; gives how many rows.
CREATE FUNCTION sharing_forget(drafts int, reporters int, receipts int) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
    WITH written AS (
        DELETE FROM sharing_incidentdraft
        WHERE saved_at < now() - make_interval(days => greatest(drafts, 1)) AND sent_at IS NULL
           OR sent_at < now() - make_interval(days => greatest(receipts, 1)) RETURNING 1),
    who AS (
        DELETE FROM sharing_incidentreporter p USING sharing_incident i, sharing_rendition r
        WHERE i.id = p.incident_id AND r.id = i.rendition_id
          AND p.reported_at < now() - make_interval(days => greatest(reporters, 1))
          AND NOT EXISTS (SELECT FROM sharing_itemhold h WHERE h.item_id = r.item_id AND h.lifted_at IS NULL)
        RETURNING 1),
    sent AS (
        DELETE FROM sharing_receipt
        WHERE sent_at < now() - make_interval(days => greatest(receipts, 1)) RETURNING 1)
    SELECT (SELECT count(*) FROM written) + (SELECT count(*) FROM who) + (SELECT count(*) FROM sent);
END;
"""
UNDO = f"""
DROP FUNCTION sharing_forget(int, int, int), sharing_leave(date), sharing_give_days(jsonb);
CREATE FUNCTION sharing_forget_drafts(before timestamptz) RETURNS bigint
LANGUAGE sql AS 'SELECT 0::bigint';
{UNFORCED}
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0010_files_written_by_those_who_keep_them")]
    operations = [migrations.RunSQL(SQL, UNDO)]

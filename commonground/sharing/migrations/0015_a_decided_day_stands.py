"""Let a decided day stand, and nothing leave while it is live; name apart what is read and what is deleted."""

from django.conf import settings
from django.db import migrations

ZONE = settings.TIME_ZONE
SQL = f"""
-- Give each item that says something and has none the day on which it leaves; `schedule` is {{category: [line, days,
-- reviewed]}}, with "" for every other category. A day that is there stands: somebody may have decided it. Gives how many.
CREATE OR REPLACE FUNCTION sharing_give_days(schedule jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE given bigint;
BEGIN
    INSERT INTO sharing_keptuntil (public_id, item_id, originator_id, line, leaves_on, awaits_review, version)
    SELECT gen_random_uuid(), i.id, i.originator_id, l.line ->> 0,
           (coalesce(i.closes, i.written_at) AT TIME ZONE '{ZONE}')::date + (l.line ->> 1)::int,
           (l.line ->> 2)::boolean OR b.kind = 'police', 1
    FROM sharing_item i JOIN people_organisation b ON b.id = i.originator_id
    CROSS JOIN LATERAL (SELECT coalesce(schedule -> i.category, schedule -> '') AS line) l
    WHERE EXISTS (SELECT FROM sharing_rendition r WHERE r.item_id = i.id AND (r.title <> '' OR r.text <> ''))
    ON CONFLICT (item_id) DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END
$$;

-- Take away the words of every item whose day has come and whose own end, if it has one, has passed: its versions and
-- those before them, fields, who reported it, what was said of it, files. What stays is that something was shared, with
-- whom and under what, which decisions rest on.
CREATE OR REPLACE FUNCTION sharing_leave(today date) RETURNS TABLE (item bigint, originator bigint, kind varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE leaving bigint[]; versions bigint[];
BEGIN
    SELECT coalesce(array_agg(k.item_id), '{{}}') INTO leaving
    FROM sharing_keptuntil k JOIN sharing_item i ON i.id = k.item_id
    WHERE k.leaves_on <= least(today, (now() AT TIME ZONE '{ZONE}')::date) AND NOT k.awaits_review
      AND (i.closes IS NULL OR i.closes <= now() OR i.withdrawn_at <= now())
      AND NOT EXISTS (SELECT FROM sharing_itemhold h WHERE h.item_id = k.item_id AND h.lifted_at IS NULL);
    SELECT coalesce(array_agg(r.id), '{{}}') INTO versions FROM sharing_rendition r WHERE r.item_id = ANY (leaving);
    DELETE FROM sharing_incidentreporter p USING sharing_incident i
    WHERE i.id = p.incident_id AND i.rendition_id = ANY (versions);
    DELETE FROM sharing_incident i WHERE i.rendition_id = ANY (versions);
    DELETE FROM sharing_feedback f WHERE f.rendition_id = ANY (versions);
    DELETE FROM sharing_renditionversion v WHERE v.rendition_id = ANY (versions);
    DELETE FROM sharing_attachmentcontent c USING sharing_attachment a
    WHERE a.id = c.attachment_id AND a.rendition_id = ANY (versions);
    UPDATE sharing_attachment a SET caption = '', removed_at = coalesce(a.removed_at, now())
    WHERE a.rendition_id = ANY (versions);
    UPDATE sharing_incidentdraft d SET rendition_id = NULL WHERE d.rendition_id = ANY (versions);
    UPDATE sharing_receipt t SET rendition_id = NULL WHERE t.rendition_id = ANY (versions);
    UPDATE sharing_rendition r
    SET title = '', text = '', fields = '{{}}', conditions = '', not_personal_because = '' WHERE r.id = ANY (versions);
    DELETE FROM sharing_opening o WHERE o.rendition_id = ANY (versions);
    UPDATE sharing_item i SET known_title = '', withdrawn_because = '', closes = least(coalesce(i.closes, now()), now())
    WHERE i.id = ANY (leaving);
    RETURN QUERY DELETE FROM sharing_keptuntil k WHERE k.item_id = ANY (leaving)
                 RETURNING k.item_id, k.originator_id, k.line;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0014_quicker_rings")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]

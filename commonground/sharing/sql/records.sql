-- When do the words of agreements, decisions, requests and questions leave, and who was at a briefing? By a deed of the
-- owner for the worker, who reads nothing. Each organisation that has a part in a record has its own day, review and hold.

ALTER TABLE sharing_recordkept ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_recordkept FORCE ROW LEVEL SECURITY;
CREATE POLICY recordkept_owner ON sharing_recordkept TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY recordkept_read ON sharing_recordkept FOR SELECT
USING (organisation_id = nullif(current_setting('cg.organisation', true), '')::bigint);
CREATE POLICY recordkept_change ON sharing_recordkept FOR UPDATE
USING (organisation_id = nullif(current_setting('cg.organisation', true), '')::bigint)
WITH CHECK (organisation_id = nullif(current_setting('cg.organisation', true), '')::bigint);
ALTER TABLE sharing_recordreview ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_recordreview FORCE ROW LEVEL SECURITY;
CREATE POLICY recordreview_owner ON sharing_recordreview TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY recordreview_read ON sharing_recordreview FOR SELECT
USING (organisation_id = nullif(current_setting('cg.organisation', true), '')::bigint);
CREATE POLICY recordreview_add ON sharing_recordreview FOR INSERT
WITH CHECK (organisation_id = nullif(current_setting('cg.organisation', true), '')::bigint
            AND EXISTS (SELECT FROM sharing_recordkept k WHERE k.id = kept_id));

-- Which records have ended and still say something, on which day, for whom; what goes on has none yet. By `label` and
-- `made` a custodian knows each again: a number, a reference, a briefing's title, or who is on the other side.
CREATE FUNCTION sharing_ended_records()
RETURNS TABLE (kind text, key bigint, subject uuid, label text, organisation bigint, ended timestamptz,
               made timestamptz)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT 'agreement', a.id, a.public_id, a.reference, p.organisation_id,
           coalesce(a.ended_at, (SELECT max(f.closes) FROM sharing_timeinforce f
                                 JOIN sharing_agreementversion v ON v.id = f.version_id WHERE v.agreement_id = a.id)),
           a.begun_at
    FROM sharing_agreement a JOIN (SELECT DISTINCT agreement_id, organisation_id FROM sharing_party) p
        ON p.agreement_id = a.id
    WHERE EXISTS (SELECT FROM sharing_clause c JOIN sharing_agreementversion v ON v.id = c.version_id
                  WHERE v.agreement_id = a.id)
      AND NOT EXISTS (SELECT FROM sharing_timeinforce f JOIN sharing_agreementversion v ON v.id = f.version_id
                      WHERE v.agreement_id = a.id AND (f.closes IS NULL OR statement_timestamp() < f.closes))
      AND (a.ended_at IS NOT NULL OR a.suspended_at IS NULL)
    UNION ALL
    SELECT 'decision', r.id, r.public_id, r.number::text, r.organisation_id, greatest(r.decided_at, r.closes), r.decided_at
    FROM sharing_sharingrecord r
    WHERE r.values <> '{}' AND NOT EXISTS (
        SELECT FROM sharing_recordnote n JOIN sharing_item i ON i.id = n.item_id
        WHERE n.record_id = r.id AND i.withdrawn_at IS NULL AND (i.closes IS NULL OR statement_timestamp() < i.closes))
    UNION ALL
    SELECT 'request', q.id, q.public_id, b.name, o.id,
           coalesce(least(g.revoked_at, g.closes::timestamptz), q.answered_at, q.wanted_until::timestamptz), q.asked_at
    FROM sharing_assetrequest q LEFT JOIN sharing_grant g ON g.request_id = q.id
    CROSS JOIN LATERAL (VALUES (q.organisation_id, q.to_organisation_id), (q.to_organisation_id, q.organisation_id))
        o (id, other)
    JOIN people_organisation b ON b.id = o.other
    WHERE q.purpose <> ''
    UNION ALL
    SELECT DISTINCT 'question', q.id, q.public_id, coalesce(b.name, ''), o.id, q.kept_at, q.kept_at
    FROM sharing_deskquestion q
    CROSS JOIN LATERAL (VALUES (q.organisation_id, q.to_organisation_id), (q.to_organisation_id, q.organisation_id))
        o (id, other)
    LEFT JOIN people_organisation b ON b.id = o.other
    WHERE o.id IS NOT NULL AND q.said <> '{}'
    UNION ALL
    SELECT 'attendance', b.id, b.public_id, b.title, a.organisation_id, coalesce(b.cancelled_at, b.starts), b.starts
    FROM sharing_briefing b JOIN sharing_asset a ON a.id = b.asset_id
    WHERE EXISTS (SELECT FROM sharing_attendance s WHERE s.briefing_id = b.id);
$$;

-- Give each of them its day; `schedule` is {kind: [days, reviewed]}. What comes from the police is reviewed; who came to
-- a briefing of theirs does not come from them. A day that is there stands. Gives how many.
CREATE FUNCTION sharing_give_record_days(schedule jsonb, zone text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE given bigint;
BEGIN
    INSERT INTO sharing_recordkept (public_id, kind, key, subject, label, made_at, organisation_id, leaves_on,
                                    awaits_review, held_because, version)
    SELECT gen_random_uuid(), e.kind, e.key, e.subject, e.label, e.made, e.organisation,
           (e.ended AT TIME ZONE zone)::date + (schedule -> e.kind ->> 0)::int,
           (schedule -> e.kind ->> 1)::boolean OR (b.kind = 'police' AND e.kind <> 'attendance'), '', 1
    FROM sharing_ended_records() e JOIN people_organisation b ON b.id = e.organisation
    WHERE e.ended <= statement_timestamp()
    ON CONFLICT (kind, key, organisation_id) DO NOTHING;
    GET DIAGNOSTICS given = ROW_COUNT;
    RETURN given;
END
$$;

-- Which records of a kind may leave: the day of each of their organisations has come, none holds them or has to review.
CREATE FUNCTION sharing_ready_records(of_kind text, today date) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    SELECT k.key FROM sharing_recordkept k WHERE k.kind = of_kind GROUP BY k.key
    HAVING bool_and(k.leaves_on <= least(today, statement_timestamp()::date) AND NOT k.awaits_review
                    AND k.held_since IS NULL);
$$;

-- Forget the days of records that have left, with what was decided about them; gives whose they were.
CREATE FUNCTION sharing_end_record_days(of_kind text, keys bigint[]) RETURNS TABLE (organisation bigint, kind varchar)
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM sharing_recordreview v USING sharing_recordkept k
    WHERE k.id = v.kept_id AND k.kind = of_kind AND k.key = ANY (keys);
    RETURN QUERY DELETE FROM sharing_recordkept k WHERE k.kind = of_kind AND k.key = ANY (keys)
                 RETURNING k.organisation_id, k.kind;
END
$$;

-- Take the words of what may leave away, `instead` in the place of a title; gives whose it was. That it was, between
-- whom and when, stays, and of a briefing how many had a seat and how many came.
CREATE FUNCTION sharing_leave_records(today date, instead text) RETURNS TABLE (organisation bigint, kind varchar)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE agreements bigint[]; decisions bigint[]; requests bigint[]; questions bigint[]; attended bigint[];
BEGIN
    agreements := ARRAY(SELECT r FROM sharing_ready_records('agreement', today) r
                        WHERE r IN (SELECT e.key FROM sharing_ended_records() e WHERE e.kind = 'agreement'));
    decisions := ARRAY(SELECT r FROM sharing_ready_records('decision', today) r
                       WHERE r IN (SELECT e.key FROM sharing_ended_records() e WHERE e.kind = 'decision'));
    requests := ARRAY(SELECT sharing_ready_records('request', today));
    questions := ARRAY(SELECT sharing_ready_records('question', today));
    attended := ARRAY(SELECT sharing_ready_records('attendance', today));
    DELETE FROM sharing_clause c USING sharing_agreementversion v
    WHERE v.id = c.version_id AND v.agreement_id = ANY (agreements);
    UPDATE sharing_agreementversion SET because = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_agreement SET suspended_because = '', ended_because = '' WHERE id = ANY (agreements);
    UPDATE sharing_agreementreview SET present = '', findings = '', changes = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_datareport SET words = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_partybasis SET note = '', because = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_annexchange SET because = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_leaving SET because = '' WHERE agreement_id = ANY (agreements);
    UPDATE sharing_sharingrecord SET values = '{}', asking_organisation = instead, fingerprint = ''
    WHERE id = ANY (decisions);
    UPDATE sharing_recordnote SET words = '' WHERE record_id = ANY (decisions);
    UPDATE sharing_grantentry e SET words = '' FROM sharing_grant g
    WHERE g.id = e.grant_id AND g.request_id = ANY (requests);
    UPDATE sharing_grant SET authority = '', conditions = '', revoked_because = '' WHERE request_id = ANY (requests);
    UPDATE sharing_assetrequest SET title = instead, what = '', purpose = '', risks = '', mitigations = '', reasons = ''
    WHERE id = ANY (requests);
    UPDATE sharing_deskquestion
    SET about = instead, what = '', purpose = '', answers = '{}', said = '{}', review_because = ''
    WHERE id = ANY (questions);
    UPDATE sharing_briefing b
    SET attendance_left_on = least(today, statement_timestamp()::date), had_seats = n.seats, were_there = n.there
    FROM (SELECT k.id, count(s.id) AS seats,
                 CASE WHEN bool_or(s.was_there IS NOT NULL) THEN count(*) FILTER (WHERE s.was_there) END AS there
          FROM unnest(attended) k (id) LEFT JOIN sharing_attendance s ON s.briefing_id = k.id GROUP BY k.id) n
    WHERE b.id = n.id;
    DELETE FROM sharing_attendance WHERE briefing_id = ANY (attended);
    RETURN QUERY SELECT * FROM sharing_end_record_days('agreement', agreements)
        UNION ALL SELECT * FROM sharing_end_record_days('decision', decisions)
        UNION ALL SELECT * FROM sharing_end_record_days('request', requests)
        UNION ALL SELECT * FROM sharing_end_record_days('question', questions)
        UNION ALL SELECT * FROM sharing_end_record_days('attendance', attended);
END
$$;

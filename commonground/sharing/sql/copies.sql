-- What was drawn from a version, wherever it is kept. Whoever keeps the source reads none of it, and has it follow all
-- the same: what is drawn from something is never less marked than that, also where it is marked higher later.

CREATE FUNCTION sharing_drawn(versions bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE drawn AS (
        SELECT r.id FROM sharing_rendition r WHERE r.source_id = ANY (versions)
        UNION SELECT r.id FROM sharing_rendition r JOIN drawn d ON r.source_id = d.id)
    SELECT d.id FROM drawn d;
END;

-- Mark what was drawn from a version, by whomever and through however many copies, as high as that is marked itself, and
-- ask the same level of its readers; what it said before is kept, as for every change. Gives what has followed.
CREATE FUNCTION sharing_follow(of_version bigint, at timestamptz)
RETURNS TABLE (item bigint, item_ref uuid, version_ref uuid, originator bigint, marked smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    source sharing_rendition;
    one sharing_rendition;
BEGIN
    SELECT r.* INTO source FROM sharing_rendition r WHERE r.id = of_version AND sharing_keeps_rendition(r.id);
    FOR one IN
        SELECT r.* FROM sharing_rendition r
        WHERE r.id IN (SELECT sharing_drawn(ARRAY[source.id])) AND (r.tlp < source.tlp OR r.clearance < source.clearance)
        ORDER BY r.id FOR UPDATE
    LOOP
        INSERT INTO sharing_renditionversion (rendition_id, number, kind, title, text, fields, tlp, clearance, personal,
                                              gsc, grade, conditions, until)
        VALUES (one.id, one.version, one.kind, one.title, one.text, one.fields, one.tlp, one.clearance, one.personal,
                one.gsc, one.grade, one.conditions, at);
        UPDATE sharing_rendition r
        SET tlp = greatest(r.tlp, source.tlp), clearance = greatest(r.clearance, source.clearance),
            source_tlp = greatest(r.source_tlp, source.tlp),
            source_clearance = greatest(r.source_clearance, source.clearance), version = r.version + 1
        WHERE r.id = one.id;
        RETURN QUERY
        SELECT i.id, i.public_id, one.public_id, i.originator_id, greatest(one.tlp, source.tlp)
        FROM sharing_item i WHERE i.id = one.item_id;
    END LOOP;
END
$$;

-- Whose items were drawn from one that is withdrawn, and still stand: to tell them, by their own references alone.
CREATE FUNCTION sharing_drawn_from(of_item bigint) RETURNS TABLE (item_ref uuid, originator bigint, marked smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT i.public_id, i.originator_id, max(r.tlp) FROM sharing_rendition r JOIN sharing_item i ON i.id = r.item_id
    WHERE sharing_keeps_item(of_item, 0)
      AND r.id IN (SELECT sharing_drawn(ARRAY(SELECT s.id FROM sharing_rendition s WHERE s.item_id = of_item)))
      AND i.id <> of_item AND i.withdrawn_at IS NULL AND coalesce(i.closes, 'infinity') > sharing_moment()
    GROUP BY i.public_id, i.originator_id ORDER BY i.public_id;
$$;

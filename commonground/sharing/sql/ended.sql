-- What has come to its end, for the worker, who reads nothing of what is shared?

-- Give what has come to its end since the last time, with whom to tell of it: whose it is, how it is marked, and who of
-- other organisations had read it. Each is given once, until its end is put off; what ended long ago is given to nobody.
CREATE FUNCTION sharing_ended()
RETURNS TABLE (item uuid, originator bigint, tlp smallint, readers bigint[])
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH ended AS (
        UPDATE sharing_item i SET end_told_at = now()
        WHERE i.closes <= now() AND i.end_told_at IS NULL
        RETURNING i.id, i.public_id, i.originator_id, i.closes, i.withdrawn_at)
    SELECT e.public_id, e.originator_id,
           (SELECT max(r.tlp) FROM sharing_rendition r WHERE r.item_id = e.id)::smallint,
           ARRAY(SELECT DISTINCT g.membership_id
                 FROM sharing_reading g JOIN sharing_rendition r ON r.id = g.rendition_id
                 JOIN sharing_hat h ON h.id = g.membership_id
                 WHERE r.item_id = e.id AND g.times > 0 AND h.organisation_id <> e.originator_id)
    FROM ended e WHERE e.withdrawn_at IS NULL AND e.closes > now() - interval '7 days';
$$;

-- Acts that reach a row which whoever does them may not look at; each asks again what it may do.

-- Who has read something of an item, for whoever keeps it, so that all of them are told when it is withdrawn.
CREATE FUNCTION sharing_readers(of_item bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT DISTINCT g.membership_id FROM sharing_reading g JOIN sharing_rendition r ON r.id = g.rendition_id
    WHERE r.item_id = of_item AND g.times > 0 AND sharing_keeps_item(of_item, 0);
$$;

-- Put a question to the originator about something that the asker reads, or that they are told exists; NULL for another.
CREATE FUNCTION sharing_put_question(asked uuid, kind text, hat bigint, onward bigint, reason text, at timestamptz)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    me record;
    one record;
    made bigint;
BEGIN
    SELECT * INTO me FROM sharing_acting(hat, sharing_moment());
    SELECT i.id, i.originator_id INTO one FROM sharing_item i WHERE i.public_id = asked;
    IF me.person IS NULL OR one.id IS NULL THEN
        RETURN NULL;
    ELSIF kind = 'access' AND NOT EXISTS (SELECT FROM sharing_existing(hat) e WHERE e.public_id = asked) THEN
        RETURN NULL;
    ELSIF kind <> 'access' AND NOT EXISTS (SELECT FROM sharing_opened_to(me.person, hat) o WHERE o.item = one.id) THEN
        RETURN NULL;
    END IF;
    INSERT INTO sharing_ask (public_id, item_id, originator_id, kind, organisation_id, membership_id, onward_to_id,
                             reason, at, answer)
    VALUES (gen_random_uuid(), one.id, one.originator_id, kind, me.organisation, hat, onward, reason, at, '')
    RETURNING id INTO made;
    RETURN made;
END
$$;

-- How far somebody must be cleared who is to keep what one custodian alone is able to keep whole, or was until they were
-- suspended or left; NULL where others are able to keep all of it.
CREATE FUNCTION sharing_kept_alone(hat bigint) RETURNS int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH custodians AS (
        SELECT h.id, h.organisation_id,
               w.active AND NOT h.suspended AND sharing_holds(h.opens, h.closes, sharing_moment()) AS here,
               CASE WHEN h.level_closes IS NULL OR sharing_moment() < h.level_closes THEN h.level ELSE 0 END AS level
        FROM sharing_hat h JOIN sharing_who w ON w.id = h.person_id JOIN sharing_body b ON b.id = h.organisation_id
        WHERE h.custodian AND b.active)
    SELECT max(i.need) FROM custodians me CROSS JOIN LATERAL (
        SELECT max(greatest(r.clearance, r.personal::int)) AS need
        FROM sharing_item i JOIN sharing_rendition r ON r.item_id = i.id
        WHERE i.originator_id = me.organisation_id GROUP BY i.id) i
    WHERE me.id = hat AND i.need <= me.level AND i.need > coalesce((
        SELECT max(o.level) FROM custodians o
        WHERE o.organisation_id = me.organisation_id AND o.id <> me.id AND o.here), -1);
$$;

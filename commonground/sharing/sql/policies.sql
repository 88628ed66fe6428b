-- Which rows does the database itself give, and whose may be written? Renditions with an opening that a key of the ring
-- turns now, and what hangs on them. Nobody writes but the author and the custodians of the originator, at their records.
-- The ring and the moment are asked once for each request, and end with its transaction.

CREATE FUNCTION sharing_ring() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(nullif(current_setting('cg.keyring', true), ''), '{}')::bigint[];
END;

CREATE FUNCTION sharing_moment() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(nullif(current_setting('cg.moment', true), '')::timestamptz, transaction_timestamp());
END;

-- Ask the law for somebody who acts through a membership, unless this transaction has asked for the same already. What
-- was asked of some items before (`sharing_ask_one`) was asked at the same moment.
CREATE FUNCTION sharing_ask(who bigint, hat bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    wanted text := concat(who, '/', hat, '/', at);
    asked text := coalesce(current_setting('cg.asked', true), '');
BEGIN
    IF asked <> wanted THEN
        IF asked <> wanted || ' in part' THEN
            PERFORM set_config('cg.moment', coalesce(at, clock_timestamp())::text, true);
        END IF;
        PERFORM set_config('cg.keyring', sharing_keyring(who, hat, sharing_moment())::text, true);
        PERFORM set_config('cg.asked', wanted, true);
    END IF;
END
$$;

-- What of some items the asked reader may read, in the originator's order.
CREATE FUNCTION sharing_open(items bigint[]) RETURNS TABLE (item bigint, rendition bigint, place int)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT o.item_id, o.rendition_id, o.place::int
    FROM sharing_opening o JOIN sharing_body b ON b.id = o.originator_id
    WHERE o.item_id = ANY (items) AND o.key_id IN (SELECT unnest(sharing_ring()))
      AND o.opens <= sharing_moment() AND sharing_moment() < o.closes AND b.active
    ORDER BY 1, 3;
END;

-- Whether the records of something may be opened: at the records alone, through the membership that is acted through.
-- An author may write down what they are not cleared to read afterwards.
CREATE FUNCTION sharing_keeps(originator bigint, author bigint, need int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(current_setting('cg.keeping', true), '') <> '' AND EXISTS (
        SELECT FROM sharing_acting(nullif(current_setting('cg.membership', true), '')::bigint, sharing_moment()) me
        WHERE me.organisation = originator AND (me.custodian OR me.person = author)
          AND (me.level >= need OR (me.person = author AND current_setting('cg.keeping', true) = 'writing')));
END;

CREATE FUNCTION sharing_is_keeping() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(current_setting('cg.keeping', true), '') <> '';
END;

ALTER TABLE sharing_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_opening FORCE ROW LEVEL SECURITY;
CREATE POLICY opening_owner ON sharing_opening TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY opening_read ON sharing_opening FOR SELECT
USING (key_id = ANY ((SELECT sharing_ring())::bigint[])
       AND opens <= (SELECT sharing_moment()) AND (SELECT sharing_moment()) < closes
       AND EXISTS (SELECT FROM sharing_body b WHERE b.id = originator_id AND b.active));

ALTER TABLE sharing_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_item FORCE ROW LEVEL SECURITY;
CREATE POLICY item_owner ON sharing_item TO CURRENT_USER USING (true) WITH CHECK (true);
-- The same is said twice, so that it is looked up for each row: as one equality alone it may be hashed, and then all that
-- the ring opens is read for a page of fifty.
CREATE POLICY item_read ON sharing_item FOR SELECT
USING (EXISTS (SELECT FROM sharing_opening o WHERE o.item_id = sharing_item.id AND o.item_id >= sharing_item.id));
CREATE POLICY item_keep ON sharing_item FOR SELECT
USING ((SELECT sharing_is_keeping()) AND sharing_keeps(originator_id, author_id, 0));
CREATE POLICY item_add ON sharing_item FOR INSERT WITH CHECK (sharing_keeps(originator_id, author_id, 0));
CREATE POLICY item_change ON sharing_item FOR UPDATE
USING (sharing_keeps(originator_id, author_id, 0)) WITH CHECK (sharing_keeps(originator_id, author_id, 0));

-- Whether the acting person keeps the item and what of it asks for a level.
CREATE FUNCTION sharing_keeps_item(kept bigint, need int) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (SELECT FROM sharing_item i WHERE i.id = kept AND sharing_keeps(i.originator_id, i.author_id, need));
END;

ALTER TABLE sharing_rendition ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_rendition FORCE ROW LEVEL SECURITY;
CREATE POLICY rendition_owner ON sharing_rendition TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY rendition_read ON sharing_rendition FOR SELECT
USING (EXISTS (
    SELECT FROM sharing_opening o
    WHERE o.rendition_id = sharing_rendition.id AND o.rendition_id >= sharing_rendition.id));
CREATE POLICY rendition_keep ON sharing_rendition FOR SELECT
USING ((SELECT sharing_is_keeping()) AND sharing_keeps_item(item_id, greatest(clearance, personal::int)));
CREATE POLICY rendition_add ON sharing_rendition FOR INSERT
WITH CHECK (sharing_keeps_item(item_id, greatest(clearance, personal::int)));
CREATE POLICY rendition_change ON sharing_rendition FOR UPDATE
USING (sharing_keeps_item(item_id, greatest(clearance, personal::int)))
WITH CHECK (sharing_keeps_item(item_id, greatest(clearance, personal::int)));

-- Whether the acting person keeps a rendition.
CREATE FUNCTION sharing_keeps_rendition(kept bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_rendition r
        WHERE r.id = kept AND sharing_keeps_item(r.item_id, greatest(r.clearance, r.personal::int)));
END;

-- Whether a rendition that is given is of the organisation that somebody acts for.
CREATE FUNCTION sharing_is_ours(given bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_rendition r JOIN sharing_item i ON i.id = r.item_id
        WHERE r.id = given AND i.originator_id = nullif(current_setting('cg.organisation', true), '')::bigint);
END;

-- Who else reads a rendition is the originator's to know.
ALTER TABLE sharing_release ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_release FORCE ROW LEVEL SECURITY;
CREATE POLICY release_owner ON sharing_release TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY release_read ON sharing_release FOR SELECT USING (sharing_is_ours(rendition_id));
CREATE POLICY release_add ON sharing_release FOR INSERT WITH CHECK (sharing_keeps_rendition(rendition_id));
CREATE POLICY release_change ON sharing_release FOR UPDATE
USING (sharing_keeps_rendition(rendition_id)) WITH CHECK (sharing_keeps_rendition(rendition_id));

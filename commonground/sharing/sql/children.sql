-- What hangs on a rendition or an item goes with it, and with whoever wrote it. Recipients learn nothing of each other.

CREATE FUNCTION sharing_my_hat() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT nullif(current_setting('cg.membership', true), '')::bigint;
END;

CREATE FUNCTION sharing_my_organisation() RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT nullif(current_setting('cg.organisation', true), '')::bigint;
END;

-- Earlier words are kept by whoever keeps the rendition.
ALTER TABLE sharing_renditionversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_renditionversion FORCE ROW LEVEL SECURITY;
CREATE POLICY version_owner ON sharing_renditionversion TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY version_read ON sharing_renditionversion FOR SELECT USING (sharing_keeps_rendition(rendition_id));
CREATE POLICY version_add ON sharing_renditionversion FOR INSERT WITH CHECK (sharing_keeps_rendition(rendition_id));

-- A reading is the reader's and the originator's.
ALTER TABLE sharing_reading ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_reading FORCE ROW LEVEL SECURITY;
CREATE POLICY reading_owner ON sharing_reading TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY reading_read ON sharing_reading FOR SELECT
USING (membership_id = (SELECT sharing_my_hat()) OR sharing_is_ours(rendition_id));
CREATE POLICY reading_add ON sharing_reading FOR INSERT
WITH CHECK (membership_id = (SELECT sharing_my_hat())
            AND EXISTS (SELECT FROM sharing_rendition r WHERE r.id = rendition_id));
CREATE POLICY reading_change ON sharing_reading FOR UPDATE
USING (membership_id = (SELECT sharing_my_hat())) WITH CHECK (membership_id = (SELECT sharing_my_hat()));

ALTER TABLE sharing_approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_approval FORCE ROW LEVEL SECURITY;
CREATE POLICY approval_owner ON sharing_approval TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY approval_read ON sharing_approval FOR SELECT USING (sharing_keeps_rendition(rendition_id));
CREATE POLICY approval_add ON sharing_approval FOR INSERT WITH CHECK (sharing_keeps_rendition(rendition_id));
CREATE POLICY approval_change ON sharing_approval FOR UPDATE
USING (sharing_keeps_rendition(rendition_id)) WITH CHECK (sharing_keeps_rendition(rendition_id));

-- A question is its writer's organisation's and the originator's.
ALTER TABLE sharing_ask ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_ask FORCE ROW LEVEL SECURITY;
CREATE POLICY ask_owner ON sharing_ask TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY ask_read ON sharing_ask FOR SELECT
USING ((SELECT sharing_my_organisation()) IN (organisation_id, originator_id));
CREATE POLICY ask_add ON sharing_ask FOR INSERT WITH CHECK (membership_id = (SELECT sharing_my_hat()));
CREATE POLICY ask_change ON sharing_ask FOR UPDATE
USING ((SELECT sharing_my_organisation()) = originator_id) WITH CHECK ((SELECT sharing_my_organisation()) = originator_id);

-- A notice is whoever's it is; the originator, who writes it, does not read it back.
ALTER TABLE sharing_withdrawalnotice ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_withdrawalnotice FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_owner ON sharing_withdrawalnotice TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY notice_read ON sharing_withdrawalnotice FOR SELECT
USING (membership_id = (SELECT sharing_my_hat()) OR originator_id = (SELECT sharing_my_organisation()));
CREATE POLICY notice_add ON sharing_withdrawalnotice FOR INSERT WITH CHECK (sharing_keeps_item(item_id, 0));
CREATE POLICY notice_change ON sharing_withdrawalnotice FOR UPDATE
USING (membership_id = (SELECT sharing_my_hat())) WITH CHECK (membership_id = (SELECT sharing_my_hat()));

-- What exists and is told of to members of named organisations: never RED, never personal, only while it is live.
CREATE FUNCTION sharing_existing(hat bigint)
RETURNS TABLE (public_id uuid, title text, originator bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT i.public_id, i.known_title, i.originator_id
    FROM sharing_acting(hat, sharing_moment()) me
    JOIN sharing_item_known_to n ON n.organisation_id = me.organisation
    JOIN sharing_item i ON i.id = n.item_id
    JOIN sharing_body b ON b.id = i.originator_id AND b.active
    WHERE i.known_title <> '' AND sharing_holds(i.opens, i.closes, sharing_moment())
      AND (i.withdrawn_at IS NULL OR sharing_moment() < i.withdrawn_at)
      AND NOT EXISTS (SELECT FROM sharing_rendition r WHERE r.item_id = i.id AND (r.tlp = 4 OR r.personal))
      AND NOT EXISTS (
          SELECT FROM sharing_opening o
          WHERE o.item_id = i.id AND o.key_id = ANY (sharing_keyring(me.person, hat, sharing_moment()))
            AND o.opens <= sharing_moment() AND sharing_moment() < o.closes);
$$;

DO $$
DECLARE
    here text := quote_ident(current_schema());
BEGIN
    EXECUTE format('GRANT CREATE ON SCHEMA %s TO cg_lists', here);
    ALTER FUNCTION sharing_existing(bigint) OWNER TO cg_lists;
    EXECUTE format('REVOKE CREATE ON SCHEMA %s FROM cg_lists', here);
    GRANT SELECT ON sharing_item_known_to TO cg_lists;
END
$$;

-- Which rows does the database itself give? Renditions with an opening that a key of the ring turns now, and what hangs
-- on them. The ring and the moment are asked once for each request, and end with its transaction.

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

ALTER TABLE sharing_opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY opening_read ON sharing_opening FOR SELECT
USING (key_id = ANY ((SELECT sharing_ring())::bigint[])
       AND opens <= (SELECT sharing_moment()) AND (SELECT sharing_moment()) < closes
       AND EXISTS (SELECT FROM sharing_body b WHERE b.id = originator_id AND b.active));

ALTER TABLE sharing_rendition ENABLE ROW LEVEL SECURITY;
CREATE POLICY rendition_read ON sharing_rendition FOR SELECT
USING (EXISTS (SELECT FROM sharing_opening o WHERE o.rendition_id = sharing_rendition.id));

-- Items pass from one organisation to another by a recorded transfer alone: offered by the one, accepted by the other.

ALTER TABLE sharing_transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY transfer_owner ON sharing_transfer TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY transfer_read ON sharing_transfer FOR SELECT
USING ((SELECT sharing_my_organisation()) IN (giver_id, taker_id)
       OR sharing_is_about(offered_by_id) OR sharing_is_about(answered_by_id));
CREATE POLICY transfer_add ON sharing_transfer FOR INSERT WITH CHECK (giver_id = (SELECT sharing_my_organisation()));
CREATE POLICY transfer_change ON sharing_transfer FOR UPDATE
USING ((SELECT sharing_my_organisation()) IN (giver_id, taker_id))
WITH CHECK ((SELECT sharing_my_organisation()) IN (giver_id, taker_id));

ALTER TABLE sharing_transferitem ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_transferitem FORCE ROW LEVEL SECURITY;
CREATE POLICY transferitem_owner ON sharing_transferitem TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY transferitem_read ON sharing_transferitem FOR SELECT
USING (EXISTS (SELECT FROM sharing_transfer t WHERE t.id = transfer_id));
CREATE POLICY transferitem_add ON sharing_transferitem FOR INSERT
WITH CHECK (sharing_keeps_item(item_id, 0) AND EXISTS (SELECT FROM sharing_transfer t
            WHERE t.id = transfer_id AND t.giver_id = (SELECT sharing_my_organisation())));
CREATE POLICY transferitem_change ON sharing_transferitem FOR UPDATE
USING (EXISTS (SELECT FROM sharing_transfer t WHERE t.id = transfer_id))
WITH CHECK (EXISTS (SELECT FROM sharing_transfer t WHERE t.id = transfer_id));

-- Which items a transfer that waits would move, if whoever asks acts for one of its two sides.
CREATE FUNCTION sharing_transferred(of_transfer bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT i.id FROM sharing_transfer t JOIN sharing_transferitem n ON n.transfer_id = t.id
    JOIN sharing_item i ON i.id = n.item_id AND i.originator_id = t.giver_id
    WHERE t.id = of_transfer AND t.state = 'open' AND sharing_my_organisation() IN (t.giver_id, t.taker_id);
$$;

-- What some items that whoever asks keeps ask for, with the versions that they are not cleared for: the greatest level,
-- the strictest marking, and whether the police classified or graded anything of them.
CREATE FUNCTION sharing_needs(items bigint[]) RETURNS TABLE (item bigint, need int, tlp int, graded boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT r.item_id, max(greatest(r.clearance, r.personal::int)), max(r.tlp), bool_or(r.gsc <> '' OR r.grade <> '')
    FROM sharing_rendition r WHERE r.item_id = ANY (items) AND sharing_keeps_item(r.item_id, 0) GROUP BY r.item_id;
$$;

-- Whose people could gain or lose something by it: both sides, and whoever a release of one of the items names.
CREATE FUNCTION sharing_transfer_concerns(of_transfer bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH named AS (
        SELECT l.* FROM sharing_release l JOIN sharing_rendition r ON r.id = l.rendition_id
        WHERE r.item_id IN (SELECT sharing_transferred(of_transfer)))
    SELECT t.giver_id FROM sharing_transfer t WHERE t.id = of_transfer
    UNION SELECT t.taker_id FROM sharing_transfer t WHERE t.id = of_transfer
    UNION SELECT n.organisation_id FROM named n WHERE n.organisation_id IS NOT NULL
    UNION SELECT e.organisation_id FROM named n JOIN sharing_groupentry e ON e.group_id = n.group_id
    UNION SELECT p.organisation_id FROM named n JOIN sharing_party p ON p.agreement_id = n.agreement_id
    UNION SELECT d.organisation_id FROM named n JOIN sharing_decisionrecipient d ON d.decision_id = n.decision_id;
$$;

-- Hand the items of a transfer over, with what is kept around them; the law asks the new originator from then on.
-- Decisions of the giver stay the giver's, so that what stood on them closes. Gives how many items.
CREATE FUNCTION sharing_hand_over(of_transfer bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE one record; moved bigint[]; versions bigint[];
BEGIN
    SELECT * INTO one FROM sharing_transfer t WHERE t.id = of_transfer FOR UPDATE;
    moved := ARRAY(SELECT sharing_transferred(of_transfer));
    versions := ARRAY(SELECT r.id FROM sharing_rendition r WHERE r.item_id = ANY (moved));
    UPDATE sharing_item SET originator_id = one.taker_id, version = version + 1 WHERE id = ANY (moved);
    UPDATE sharing_keptuntil SET originator_id = one.taker_id WHERE item_id = ANY (moved);
    UPDATE sharing_itemhold SET originator_id = one.taker_id WHERE item_id = ANY (moved);
    UPDATE sharing_retentionreview SET originator_id = one.taker_id WHERE item_id = ANY (moved);
    UPDATE sharing_ask SET originator_id = one.taker_id WHERE item_id = ANY (moved);
    UPDATE sharing_rendition SET source_of_id = one.taker_id WHERE source_id = ANY (versions);
    UPDATE sharing_incidentreporter p SET originator_id = one.taker_id FROM sharing_incident i
    WHERE i.id = p.incident_id AND i.rendition_id = ANY (versions);
    UPDATE sharing_incident SET originator_id = one.taker_id WHERE rendition_id = ANY (versions);
    UPDATE sharing_feedback SET originator_id = one.taker_id
    WHERE rendition_id = ANY (versions) AND organisation_id <> one.taker_id;
    UPDATE sharing_receipt SET originator_id = one.taker_id
    WHERE rendition_id = ANY (versions) AND organisation_id <> one.taker_id;
    PERFORM sharing_reopen(moved);
    RETURN cardinality(moved);
END
$$;

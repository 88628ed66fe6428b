-- Whose are questions, records of decisions, requests, the words of agreements and the secrets of programs? The two
-- sides of each, and nobody else's. Whoever answers somebody who asks what is held of them is given that person's rows.

CREATE FUNCTION sharing_is_about(membership bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(current_setting('cg.about', true), '') <> '' AND EXISTS (
        SELECT FROM people_membership m
        WHERE m.id = membership AND m.person_id = nullif(current_setting('cg.about', true), '')::bigint);
END;

-- A question to the desk is its organisation's and the one's that it is put to.
ALTER TABLE sharing_deskquestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_deskquestion FORCE ROW LEVEL SECURITY;
CREATE POLICY deskquestion_owner ON sharing_deskquestion TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY deskquestion_read ON sharing_deskquestion FOR SELECT
USING ((SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id) OR sharing_is_about(asked_by_id));
CREATE POLICY deskquestion_add ON sharing_deskquestion FOR INSERT
WITH CHECK (organisation_id = (SELECT sharing_my_organisation()));
CREATE POLICY deskquestion_change ON sharing_deskquestion FOR UPDATE
USING ((SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id) OR sharing_is_about(asked_by_id))
WITH CHECK (
    (SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id) OR sharing_is_about(asked_by_id));

-- A record is its organisation's; what answers a question, the asker's as well. It is never changed.
ALTER TABLE sharing_sharingrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_sharingrecord FORCE ROW LEVEL SECURITY;
CREATE POLICY sharingrecord_owner ON sharing_sharingrecord TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY sharingrecord_read ON sharing_sharingrecord FOR SELECT
USING (organisation_id = (SELECT sharing_my_organisation())
       OR EXISTS (SELECT FROM sharing_deskquestion q WHERE q.id = question_id)
       OR sharing_is_about(decided_by_id) OR sharing_is_about(second_id));
CREATE POLICY sharingrecord_add ON sharing_sharingrecord FOR INSERT
WITH CHECK (organisation_id = (SELECT sharing_my_organisation()));

-- Whether a record is of the organisation that somebody acts for.
CREATE FUNCTION sharing_is_our_record(given bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_sharingrecord r WHERE r.id = given AND r.organisation_id = sharing_my_organisation());
END;

ALTER TABLE sharing_recordrecipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_recordrecipient FORCE ROW LEVEL SECURITY;
CREATE POLICY recordrecipient_owner ON sharing_recordrecipient TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY recordrecipient_read ON sharing_recordrecipient FOR SELECT
USING (EXISTS (SELECT FROM sharing_sharingrecord r WHERE r.id = record_id));
CREATE POLICY recordrecipient_add ON sharing_recordrecipient FOR INSERT WITH CHECK (sharing_is_our_record(record_id));

ALTER TABLE sharing_recordnote ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_recordnote FORCE ROW LEVEL SECURITY;
CREATE POLICY recordnote_owner ON sharing_recordnote TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY recordnote_read ON sharing_recordnote FOR SELECT
USING (EXISTS (SELECT FROM sharing_sharingrecord r WHERE r.id = record_id) OR sharing_is_about(by_id));
CREATE POLICY recordnote_add ON sharing_recordnote FOR INSERT WITH CHECK (sharing_is_our_record(record_id));

-- How long answers took is counted for everybody; a moment and an outcome say nothing of what was asked.
CREATE FUNCTION sharing_answers(of_organisation bigint)
RETURNS TABLE (outcome varchar, asked_at timestamptz, decided_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT r.outcome, r.asked_at, r.decided_at FROM sharing_sharingrecord r
    WHERE r.asked_at IS NOT NULL AND r.corrects_id IS NULL AND r.direction <> 'made' AND r.outcome <> 'defer'
      AND (of_organisation IS NULL OR r.organisation_id = of_organisation);
$$;

-- What the policy's decision says about an item is of the organisation that decided; openings are made of it by the owner.
ALTER TABLE sharing_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY decision_owner ON sharing_decision TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY decision_read ON sharing_decision FOR SELECT
USING (organisation_id = (SELECT sharing_my_organisation()));
CREATE POLICY decision_add ON sharing_decision FOR INSERT
WITH CHECK (organisation_id = (SELECT sharing_my_organisation()) AND sharing_keeps_item(item_id, 0));

ALTER TABLE sharing_decisionrecipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_decisionrecipient FORCE ROW LEVEL SECURITY;
CREATE POLICY decisionrecipient_owner ON sharing_decisionrecipient TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY decisionrecipient_read ON sharing_decisionrecipient FOR SELECT
USING (EXISTS (SELECT FROM sharing_decision d WHERE d.id = decision_id));
CREATE POLICY decisionrecipient_add ON sharing_decisionrecipient FOR INSERT
WITH CHECK (EXISTS (SELECT FROM sharing_decision d WHERE d.id = decision_id));

-- A request is between whoever asks and whoever is asked; what was granted goes with it.
ALTER TABLE sharing_assetrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_assetrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY assetrequest_owner ON sharing_assetrequest TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY assetrequest_read ON sharing_assetrequest FOR SELECT
USING ((SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id)
       OR sharing_is_about(asked_by_id) OR sharing_is_about(answered_by_id));
CREATE POLICY assetrequest_add ON sharing_assetrequest FOR INSERT
WITH CHECK (organisation_id = (SELECT sharing_my_organisation()));
CREATE POLICY assetrequest_change ON sharing_assetrequest FOR UPDATE
USING ((SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id))
WITH CHECK ((SELECT sharing_my_organisation()) IN (organisation_id, to_organisation_id));

-- Whether a request was put to the organisation that somebody acts for.
CREATE FUNCTION sharing_is_asked_of_us(request bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_assetrequest q WHERE q.id = request AND q.to_organisation_id = sharing_my_organisation());
END;

ALTER TABLE sharing_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY grant_owner ON sharing_grant TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY grant_read ON sharing_grant FOR SELECT
USING (EXISTS (SELECT FROM sharing_assetrequest q WHERE q.id = request_id) OR sharing_is_about(revoked_by_id));
CREATE POLICY grant_add ON sharing_grant FOR INSERT WITH CHECK (sharing_is_asked_of_us(request_id));
CREATE POLICY grant_change ON sharing_grant FOR UPDATE
USING (sharing_is_asked_of_us(request_id)) WITH CHECK (sharing_is_asked_of_us(request_id));

ALTER TABLE sharing_grantentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_grantentry FORCE ROW LEVEL SECURITY;
CREATE POLICY grantentry_owner ON sharing_grantentry TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY grantentry_read ON sharing_grantentry FOR SELECT
USING (EXISTS (SELECT FROM sharing_grant g WHERE g.id = grant_id) OR sharing_is_about(by_id));
CREATE POLICY grantentry_add ON sharing_grantentry FOR INSERT
WITH CHECK (by_id = (SELECT sharing_my_hat()) AND EXISTS (SELECT FROM sharing_grant g WHERE g.id = grant_id));

-- A seat is whoever's it is, and whoever's whose briefing it is; those who may come can count the others.
CREATE FUNCTION sharing_lends_briefing(briefing bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_briefing b JOIN sharing_asset a ON a.id = b.asset_id
        WHERE b.id = briefing AND a.organisation_id = sharing_my_organisation());
END;

ALTER TABLE sharing_attendance ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_attendance FORCE ROW LEVEL SECURITY;
CREATE POLICY attendance_owner ON sharing_attendance TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY attendance_read ON sharing_attendance FOR SELECT
USING (membership_id = (SELECT sharing_my_hat()) OR sharing_lends_briefing(briefing_id) OR EXISTS (
           SELECT FROM sharing_briefing b JOIN sharing_assetrequest q ON q.asset_id = b.asset_id
           JOIN sharing_grant g ON g.request_id = q.id
           WHERE b.id = briefing_id AND q.organisation_id = (SELECT sharing_my_organisation()))
       OR sharing_is_about(membership_id) OR sharing_is_about(recorded_by_id));
CREATE POLICY attendance_add ON sharing_attendance FOR INSERT WITH CHECK (membership_id = (SELECT sharing_my_hat()));
CREATE POLICY attendance_change ON sharing_attendance FOR UPDATE
USING (sharing_lends_briefing(briefing_id)) WITH CHECK (sharing_lends_briefing(briefing_id));
CREATE POLICY attendance_give_back ON sharing_attendance FOR DELETE USING (membership_id = (SELECT sharing_my_hat()));

-- The words of an agreement are for its parties, then and now, and those asked to join; of what was ever in force everybody
-- reads the plain summary and the rights of people whose data it is about.
CREATE FUNCTION sharing_is_party_to(version bigint) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT FROM sharing_agreementversion v
        WHERE v.id = version AND (EXISTS (
            SELECT FROM sharing_party p
            WHERE p.agreement_id = v.agreement_id AND p.organisation_id = sharing_my_organisation())
        OR EXISTS (
            SELECT FROM sharing_annexchange c
            WHERE c.agreement_id = v.agreement_id AND c.organisation_id = sharing_my_organisation()
              AND c.let_in_at IS NULL AND c.dropped_at IS NULL)));
END;

ALTER TABLE sharing_clause ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_clause FORCE ROW LEVEL SECURITY;
CREATE POLICY clause_owner ON sharing_clause TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY clause_read ON sharing_clause FOR SELECT
USING (sharing_is_party_to(version_id)
       OR (key IN ('summary', 'rights') AND EXISTS (
           SELECT FROM sharing_timeinforce f WHERE f.version_id = sharing_clause.version_id))
       OR sharing_is_about(by_id));
CREATE POLICY clause_add ON sharing_clause FOR INSERT WITH CHECK (sharing_is_party_to(version_id));
CREATE POLICY clause_change ON sharing_clause FOR UPDATE
USING (sharing_is_party_to(version_id)) WITH CHECK (sharing_is_party_to(version_id));
CREATE POLICY clause_remove ON sharing_clause FOR DELETE USING (sharing_is_party_to(version_id));

-- The secret of a program is whoever's it is; whoever comes with it finds that one row, by its hash, and no other.
CREATE FUNCTION sharing_brought() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT nullif(current_setting('cg.brought', true), '');
END;

ALTER TABLE sharing_accesstoken ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_accesstoken FORCE ROW LEVEL SECURITY;
CREATE POLICY accesstoken_owner ON sharing_accesstoken TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY accesstoken_read ON sharing_accesstoken FOR SELECT
USING (membership_id = (SELECT sharing_my_hat()) OR digest = (SELECT sharing_brought())
       OR sharing_is_about(membership_id));
CREATE POLICY accesstoken_add ON sharing_accesstoken FOR INSERT WITH CHECK (membership_id = (SELECT sharing_my_hat()));
CREATE POLICY accesstoken_change ON sharing_accesstoken FOR UPDATE
USING (membership_id = (SELECT sharing_my_hat()) OR digest = (SELECT sharing_brought()))
WITH CHECK (membership_id = (SELECT sharing_my_hat()) OR digest = (SELECT sharing_brought()));
CREATE POLICY accesstoken_forget ON sharing_accesstoken FOR DELETE USING (sharing_is_about(membership_id));

-- To whom it is told that something exists is for whoever keeps it, and for the role of lists.
ALTER TABLE sharing_item_known_to ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_item_known_to FORCE ROW LEVEL SECURITY;
CREATE POLICY known_to_owner ON sharing_item_known_to TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY known_to_listed ON sharing_item_known_to FOR SELECT TO cg_lists USING (true);
CREATE POLICY known_to_keep ON sharing_item_known_to
USING (sharing_keeps_item(item_id, 0)) WITH CHECK (sharing_keeps_item(item_id, 0));

-- What opens a rendition, and from when until when? Each release becomes openings, each of which waits for a key.
-- What can never open is left out: an empty period, an audience beyond the marking, personal data under nothing.

CREATE VIEW sharing_wanted WITH (security_invoker = true) AS
WITH one AS NOT MATERIALIZED (
    SELECT r.id AS rendition_id, i.id AS item_id, i.originator_id, i.author_id, i.category,
           r.tlp, r.personal, r.clearance, greatest(r.clearance, r.personal::int) AS need,
           coalesce(i.opens, '-infinity') AS opens,
           least(coalesce(i.closes, 'infinity'), coalesce(i.withdrawn_at, 'infinity')) AS closes
    FROM sharing_rendition r JOIN sharing_item i ON i.id = r.item_id),
released AS NOT MATERIALIZED (
    SELECT one.rendition_id, one.item_id, one.originator_id, one.category, one.tlp, one.personal, one.clearance,
           l.clearance AS asked, greatest(one.need, l.clearance) AS need,
           l."to", l.organisation_id, l.person_id, l.group_id, l.agreement_id, l.decision_id,
           greatest(one.opens, coalesce(l.opens, '-infinity')) AS opens,
           least(one.closes, coalesce(l.closes, 'infinity'), coalesce(l.revoked_at, 'infinity')) AS closes
    FROM one JOIN sharing_release l ON l.rendition_id = one.rendition_id
    -- RED: a named person. AMBER and AMBER+STRICT: that or an organisation. GREEN: those or a group. CLEAR: or the public.
    WHERE CASE l."to" WHEN 'person' THEN true WHEN 'organisation' THEN one.tlp <= 3
                      WHEN 'group' THEN one.tlp <= 1 ELSE one.tlp = 0 END),
decided AS NOT MATERIALIZED (
    SELECT released.*, d.id AS by_decision, d.is_public,
           coalesce(d.opens, '-infinity') AS d_opens, coalesce(d.closes, 'infinity') AS d_closes
    FROM released JOIN sharing_decision d ON d.id = released.decision_id
    WHERE d.organisation_id = released.originator_id AND d.item_id = released.item_id AND d.outcome = 'share'),
wanted AS (
    -- (A) Own organisation; of RED, its author.
    SELECT rendition_id, item_id, originator_id, CASE WHEN tlp = 4 THEN 'person' ELSE 'organisation' END AS "to",
           originator_id AS organisation_id, CASE WHEN tlp = 4 THEN author_id END AS person_id, NULL::bigint AS group_id,
           originator_id AS through_id, need, NULL::bigint AS agreement_id, NULL::bigint AS terms_originator_id,
           NULL::text AS category, NULL::smallint AS tlp, NULL::boolean AS personal, opens, closes
    FROM one WHERE tlp < 4 OR author_id IS NOT NULL
    UNION ALL -- (B) Inside the originator nothing more is asked.
    SELECT rendition_id, item_id, originator_id, "to", organisation_id, person_id, group_id, originator_id, need,
           NULL, NULL, NULL, NULL, NULL, opens, closes
    FROM released WHERE "to" = 'group' OR ("to" <> 'public' AND organisation_id = originator_id)
    UNION ALL -- (B) Under an agreement, whose law the keyring asks.
    SELECT rendition_id, item_id, originator_id, "to", organisation_id, person_id, group_id,
           CASE WHEN "to" = 'person' THEN organisation_id END, need,
           agreement_id, originator_id, category, tlp, personal, opens, closes
    FROM released WHERE agreement_id IS NOT NULL AND "to" <> 'public'
    UNION ALL -- (B) Under a decision: through each organisation that it names.
    SELECT d.rendition_id, d.item_id, d.originator_id, d."to", d.organisation_id, d.person_id, d.group_id,
           n.organisation_id, d.need, NULL, NULL, NULL, NULL, NULL,
           greatest(d.opens, d.d_opens), least(d.closes, d.d_closes)
    FROM decided d JOIN sharing_decisionrecipient n ON n.decision_id = d.by_decision
    WHERE d."to" = 'group' OR (d."to" <> 'public' AND d.organisation_id = n.organisation_id)
    UNION ALL -- (B) Under nothing, which never carries personal data.
    SELECT rendition_id, item_id, originator_id, "to", organisation_id, person_id, group_id,
           CASE WHEN "to" = 'person' THEN organisation_id END, need, NULL, NULL, NULL, NULL, NULL, opens, closes
    FROM released WHERE agreement_id IS NULL AND decision_id IS NULL AND NOT personal AND "to" <> 'public'
    UNION ALL -- (C) The public: without levels, under nothing or under a decision that names the public.
    SELECT rendition_id, item_id, originator_id, "to", NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, opens, closes
    FROM released
    WHERE "to" = 'public' AND clearance = 0 AND asked = 0
      AND agreement_id IS NULL AND decision_id IS NULL AND NOT personal
    UNION ALL
    SELECT rendition_id, item_id, originator_id, "to", NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL,
           greatest(opens, d_opens), least(closes, d_closes)
    FROM decided WHERE "to" = 'public' AND clearance = 0 AND asked = 0 AND is_public)
SELECT * FROM wanted WHERE opens < closes;

-- Make the openings of some items anew from what is recorded of them, and the keys that they wait for; all with NULL.
-- The acts call it in their transaction; it writes what nobody else may, and only what is recorded already. What is closed
-- at the moment of the act (withdrawn, revoked, or ended) gets none: it never opens again without another act.
-- Each call is planned for its own items: one plan for all of them, made while the tables were small, looks at every item.
CREATE FUNCTION sharing_reopen(items bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan AS $$
DECLARE made bigint;
BEGIN
    DELETE FROM sharing_opening o USING sharing_rendition r
    WHERE r.id = o.rendition_id AND (items IS NULL OR r.item_id = ANY (items));
    INSERT INTO sharing_key ("to", organisation_id, person_id, group_id, through_id, need,
                             agreement_id, originator_id, category, tlp, personal)
    SELECT DISTINCT "to", organisation_id, person_id, group_id, through_id, need,
                    agreement_id, terms_originator_id, category, tlp, personal
    FROM sharing_wanted WHERE items IS NULL OR item_id = ANY (items)
    ON CONFLICT DO NOTHING;
    INSERT INTO sharing_opening (key_id, item_id, rendition_id, place, originator_id, moment, opens, closes)
    SELECT k.id, w.item_id, w.rendition_id, r.place, w.originator_id, coalesce(i.opens, 'epoch'), w.opens, w.closes
    FROM sharing_wanted w
    JOIN sharing_item i ON i.id = w.item_id
    JOIN sharing_rendition r ON r.id = w.rendition_id
    JOIN sharing_key k
      ON k."to" = w."to" AND k.need = w.need
     -- No null equals another, and what is not compared by equality cannot be hashed: zero stands for none.
     AND coalesce(k.organisation_id, 0) = coalesce(w.organisation_id, 0)
     AND coalesce(k.person_id, 0) = coalesce(w.person_id, 0)
     AND coalesce(k.group_id, 0) = coalesce(w.group_id, 0)
     AND coalesce(k.through_id, 0) = coalesce(w.through_id, 0)
     AND coalesce(k.agreement_id, 0) = coalesce(w.agreement_id, 0)
     AND coalesce(k.originator_id, 0) = coalesce(w.terms_originator_id, 0)
     AND coalesce(k.category, '') = coalesce(w.category, '')
     AND coalesce(k.tlp, -1) = coalesce(w.tlp, -1)
     AND coalesce(k.personal::int, -1) = coalesce(w.personal::int, -1)
    WHERE (items IS NULL OR w.item_id = ANY (items)) AND sharing_moment() < w.closes;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END
$$;

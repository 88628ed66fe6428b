-- Which keys does somebody hold at a moment, acting through one membership? All the law, asked in one query.

-- Whether a moment lies in a half-open period, where a missing moment is unbounded.
CREATE FUNCTION sharing_holds(opens timestamptz, closes timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT (opens IS NULL OR opens <= at) AND (closes IS NULL OR at < closes);
END;

-- The membership through which somebody acts, where it is current at a moment, with its level; no row where it is not.
CREATE FUNCTION sharing_acting(hat bigint, at timestamptz)
RETURNS TABLE (person bigint, organisation bigint, level int, custodian boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT h.person_id, h.organisation_id,
           CASE WHEN h.level_closes IS NULL OR at < h.level_closes THEN h.level ELSE 0 END, h.custodian
    FROM sharing_hat h
    JOIN sharing_who w ON w.id = h.person_id
    JOIN sharing_body b ON b.id = h.organisation_id
    WHERE h.id = hat AND w.active AND b.active AND NOT h.suspended AND sharing_holds(h.opens, h.closes, at);
END;

-- The keys themselves. Without a person it is the anonymous reader; an inactive person has none, not even the public's.
-- What an agreement grants is asked for all of somebody's agreements at once, not key by key: a ring may hold a thousand.
CREATE FUNCTION sharing_keyring(who bigint, hat bigint, at timestamptz) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH me AS (SELECT * FROM sharing_acting(hat, at) WHERE person = who),
    mine AS (
        SELECT e.group_id FROM sharing_groupentry e JOIN me ON e.organisation_id = me.organisation
        WHERE (e.person_id IS NULL OR e.person_id = me.person) AND sharing_holds(e.opens, e.closes, at)),
    addressed AS (
        SELECT k.* FROM sharing_key k JOIN me ON k.organisation_id = me.organisation
        WHERE k."to" IN ('organisation', 'person') AND (k.person_id IS NULL OR k.person_id = me.person)
        UNION ALL
        SELECT k.* FROM sharing_key k WHERE k."to" = 'group' AND k.group_id IN (SELECT group_id FROM mine)),
    got AS (
        SELECT g.agreement_id, unnest(g.gets) AS category FROM sharing_party g JOIN me ON g.organisation_id = me.organisation
        WHERE sharing_holds(g.opens, g.closes, at)),
    given AS (
        SELECT p.agreement_id, p.organisation_id, unnest(p.gives) AS category FROM sharing_party p
        WHERE p.agreement_id IN (SELECT agreement_id FROM got) AND sharing_holds(p.opens, p.closes, at)),
    -- Up to the ceiling, and with personal data where the version covers it
    granted AS (
        SELECT v.agreement_id, up_to.tlp::smallint AS tlp, covered.personal
        FROM sharing_agreementversion v JOIN sharing_timeinforce f ON f.version_id = v.id
        CROSS JOIN generate_series(0, v.ceiling) AS up_to (tlp)
        CROSS JOIN (VALUES (false), (true)) AS covered (personal)
        WHERE v.agreement_id IN (SELECT agreement_id FROM got)
          AND sharing_holds(f.opens, f.closes, at)
          AND sharing_holds(v.opens, v.closes, at)
          AND (v.personal OR NOT covered.personal)
          AND (cardinality(v.accreditation_any_of) = 0 OR EXISTS (
              SELECT FROM sharing_standard s JOIN me ON s.organisation_id = me.organisation
              WHERE s.standard = ANY (v.accreditation_any_of) AND sharing_holds(s.opens, s.closes, at)))),
    held AS (
        SELECT k.id FROM addressed k CROSS JOIN me
        WHERE k.need <= me.level
          AND (k.through_id IS NULL OR k.through_id = me.organisation)
          AND (k.agreement_id IS NULL OR (
              (k.agreement_id, k.category) IN (SELECT agreement_id, category FROM got)
              AND (k.agreement_id, k.originator_id, k.category)
                  IN (SELECT agreement_id, organisation_id, category FROM given)
              AND (k.agreement_id, k.tlp, k.personal) IN (SELECT agreement_id, tlp, personal FROM granted)))
        UNION ALL
        SELECT k.id FROM sharing_key k
        WHERE k."to" = 'public' AND (who IS NULL OR EXISTS (SELECT FROM sharing_who w WHERE w.id = who AND w.active)))
    SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM held;
END;

-- Which of some keys does somebody hold? The same law as the ring's, asked of each of these keys by itself: of one item
-- there are few, and nothing of what else somebody may read is looked at.
CREATE FUNCTION sharing_held(who bigint, hat bigint, at timestamptz, among bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE me record;
BEGIN
    SELECT a.* INTO me FROM sharing_acting(hat, at) a WHERE a.person = who;
    RETURN ARRAY(
        SELECT k.id FROM sharing_key k
        WHERE k.id = ANY (among) AND k."to" <> 'public'
          AND k.need <= me.level
          AND (k.through_id IS NULL OR k.through_id = me.organisation)
          AND CASE WHEN k."to" = 'group'
              THEN EXISTS (
                  SELECT FROM sharing_groupentry e
                  WHERE e.group_id = k.group_id AND e.organisation_id = me.organisation
                    AND (e.person_id IS NULL OR e.person_id = me.person) AND sharing_holds(e.opens, e.closes, at))
              ELSE k.organisation_id = me.organisation AND (k.person_id IS NULL OR k.person_id = me.person) END
          AND (k.agreement_id IS NULL OR (
              EXISTS (
                  SELECT FROM sharing_party g
                  WHERE g.agreement_id = k.agreement_id AND g.organisation_id = me.organisation
                    AND k.category = ANY (g.gets) AND sharing_holds(g.opens, g.closes, at))
              AND EXISTS (
                  SELECT FROM sharing_party p
                  WHERE p.agreement_id = k.agreement_id AND p.organisation_id = k.originator_id
                    AND k.category = ANY (p.gives) AND sharing_holds(p.opens, p.closes, at))
              AND EXISTS (
                  SELECT FROM sharing_agreementversion v JOIN sharing_timeinforce f ON f.version_id = v.id
                  WHERE v.agreement_id = k.agreement_id
                    AND sharing_holds(f.opens, f.closes, at) AND sharing_holds(v.opens, v.closes, at)
                    AND k.tlp <= v.ceiling AND (v.personal OR NOT k.personal)
                    AND (cardinality(v.accreditation_any_of) = 0 OR EXISTS (
                        SELECT FROM sharing_standard s
                        WHERE s.organisation_id = me.organisation AND s.standard = ANY (v.accreditation_any_of)
                          AND sharing_holds(s.opens, s.closes, at))))))
        UNION ALL
        SELECT k.id FROM sharing_key k
        WHERE k.id = ANY (among) AND k."to" = 'public'
          AND (who IS NULL OR EXISTS (SELECT FROM sharing_who w WHERE w.id = who AND w.active)));
END
$$;

-- The renditions whose records somebody keeps, which is not reading: live or not, RED or not.
CREATE FUNCTION sharing_kept(hat bigint, at timestamptz) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.id FROM sharing_acting(hat, at) me
    JOIN sharing_item i ON i.originator_id = me.organisation AND (me.custodian OR i.author_id = me.person)
    JOIN sharing_rendition r ON r.item_id = i.id
    WHERE me.level >= greatest(r.clearance, r.personal::int);
END;

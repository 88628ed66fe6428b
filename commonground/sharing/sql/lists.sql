-- Which items does the asked reader get in a list? Ids alone: bodies come through row level security. These functions see
-- openings and what is searched, whoever asks, and belong to a role that nobody signs in with and that bypasses nothing.

-- The newest items before one: each key's newest open row gives a limit, and only what lies above it is read, of the keys
-- that have something there.
CREATE FUNCTION sharing_latest(most int, before timestamptz, before_item bigint)
RETURNS TABLE (item bigint, rendition bigint, moment timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    ring bigint[] := sharing_ring();
    t timestamptz := sharing_moment();
    gone bigint[] := ARRAY(SELECT b.id FROM sharing_body b WHERE NOT b.active);
BEGIN
    RETURN QUERY
    WITH head AS MATERIALIZED (
        SELECT k.id, h.moment, h.item_id FROM unnest(ring) AS k (id) CROSS JOIN LATERAL (
            SELECT o.moment, o.item_id FROM sharing_opening o
            WHERE o.key_id = k.id AND (o.moment, o.item_id) < (before, before_item)
              AND o.opens <= t AND t < o.closes AND o.originator_id <> ALL (gone)
            ORDER BY o.moment DESC, o.item_id DESC LIMIT 1) h),
    lowest AS MATERIALIZED (
        SELECT min(newest.moment) AS moment FROM (
            SELECT DISTINCT head.moment, head.item_id FROM head ORDER BY 1 DESC, 2 DESC LIMIT most) newest
        HAVING count(*) = most)
    SELECT f.item_id, (array_agg(f.rendition_id ORDER BY f.place))[1], f.moment
    FROM head CROSS JOIN LATERAL (
        SELECT DISTINCT ON (o.moment, o.item_id) o.moment, o.item_id, o.place, o.rendition_id
        FROM sharing_opening o
        WHERE o.key_id = head.id AND o.moment >= coalesce((SELECT lowest.moment FROM lowest), '-infinity')
          AND (o.moment, o.item_id) < (before, before_item)
          AND o.opens <= t AND t < o.closes AND o.originator_id <> ALL (gone)
        ORDER BY o.moment DESC, o.item_id DESC, o.place LIMIT most) f
    WHERE head.moment >= coalesce((SELECT lowest.moment FROM lowest), '-infinity')
    GROUP BY f.moment, f.item_id
    ORDER BY f.moment DESC, f.item_id DESC LIMIT most;
END
$$;

-- The newest that are found before one: by words that stand in something readable, by category, by whose it is, by area.
-- NULL asks nothing. Of what is rare every item is looked up; what is common is met soon by whoever walks from the newest on.
-- Planned anew each time: a plan for every question would read all that somebody may read to find one word. Where few say
-- it, each is looked up by itself, whatever the planner thinks of a ring of a thousand keys.
CREATE FUNCTION sharing_found(asked text, of_category text, whose bigint, not_whose bigint, areas bigint[],
                              most int, before timestamptz, before_item bigint)
RETURNS TABLE (item bigint, rendition bigint, moment timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    rare CONSTANT int := 2000;
    ring bigint[] := sharing_ring();
    t timestamptz := sharing_moment();
    query tsquery := websearch_to_tsquery('english', asked);
    left_to_find int := most;
    step int := greatest(4 * most, 200);
    said bigint[];
    hits bigint[];
    walked bigint[];
    first_open bigint[];
    moments timestamptz[];
    found_now int;
BEGIN
    IF asked IS NULL AND of_category IS NULL AND whose IS NULL AND not_whose IS NULL AND areas IS NULL THEN
        RETURN QUERY SELECT * FROM sharing_latest(most, before, before_item);
        RETURN;
    ELSIF asked IS NOT NULL THEN
        said := ARRAY(SELECT r.id FROM sharing_rendition r WHERE r.words @@ query LIMIT rare + 1);
        IF cardinality(said) <= rare THEN
            hits := ARRAY(
                SELECT o.item_id FROM unnest(said) AS r (id) CROSS JOIN LATERAL (
                    SELECT n.item_id FROM sharing_opening n
                    WHERE n.rendition_id = r.id AND n.key_id = ANY (ring) AND n.opens <= t AND t < n.closes LIMIT 1) o);
        ELSE
            hits := ARRAY(
                SELECT r.item_id FROM sharing_rendition r
                WHERE r.words @@ query AND EXISTS (
                    SELECT FROM sharing_opening o
                    WHERE o.rendition_id = r.id AND o.key_id = ANY (ring) AND o.opens <= t AND t < o.closes)
                LIMIT rare + 1);
        END IF;
    ELSIF areas IS NOT NULL THEN
        hits := ARRAY(SELECT i.id FROM sharing_item i WHERE i.area_id = ANY (areas) LIMIT rare + 1);
    ELSIF whose IS NOT NULL THEN
        hits := ARRAY(SELECT i.id FROM sharing_item i WHERE i.originator_id = whose LIMIT rare + 1);
    END IF;
    IF cardinality(hits) <= rare THEN
        RETURN QUERY
        SELECT o.item_id, o.rendition_id, o.moment
        FROM (SELECT DISTINCT unnest(hits)) AS h (id) JOIN sharing_item i ON i.id = h.id
        JOIN sharing_body b ON b.id = i.originator_id
        CROSS JOIN LATERAL (
            SELECT n.item_id, n.rendition_id, n.moment FROM sharing_opening n
            WHERE n.item_id = h.id AND n.key_id = ANY (ring) AND n.opens <= t AND t < n.closes
            ORDER BY n.place LIMIT 1) o
        WHERE b.active AND (o.moment, o.item_id) < (before, before_item)
          AND (of_category IS NULL OR i.category = of_category)
          AND (whose IS NULL OR i.originator_id = whose)
          AND (not_whose IS NULL OR i.originator_id <> not_whose)
          AND (areas IS NULL OR i.area_id = ANY (areas))
        ORDER BY o.moment DESC, o.item_id DESC LIMIT most;
        RETURN;
    END IF;
    LOOP
        SELECT array_agg(l.item ORDER BY l.moment DESC, l.item DESC),
               array_agg(l.rendition ORDER BY l.moment DESC, l.item DESC),
               array_agg(l.moment ORDER BY l.moment DESC, l.item DESC) INTO walked, first_open, moments
        FROM sharing_latest(step, before, before_item) l;
        EXIT WHEN walked IS NULL;
        RETURN QUERY
        SELECT w.item, w.rendition, w.moment
        FROM unnest(walked, first_open, moments) w (item, rendition, moment) JOIN sharing_item i ON i.id = w.item
        WHERE (of_category IS NULL OR i.category = of_category)
          AND (whose IS NULL OR i.originator_id = whose)
          AND (not_whose IS NULL OR i.originator_id <> not_whose)
          AND (areas IS NULL OR i.area_id = ANY (areas))
          AND (asked IS NULL OR EXISTS (
              SELECT FROM sharing_rendition r JOIN sharing_opening o ON o.rendition_id = r.id
              WHERE r.item_id = i.id AND r.words @@ query
                AND o.key_id = ANY (ring) AND o.opens <= t AND t < o.closes))
        ORDER BY w.moment DESC, w.item DESC LIMIT left_to_find;
        GET DIAGNOSTICS found_now = ROW_COUNT;
        left_to_find := left_to_find - found_now;
        EXIT WHEN left_to_find <= 0 OR cardinality(walked) < step;
        before := moments[step];
        before_item := walked[step];
        step := least(4 * step, 20000);
    END LOOP;
END
$$;

-- What somebody may read through a membership, as keys of items: to count what an act would open, and for a recipient.
CREATE FUNCTION sharing_opened_to(who bigint, hat bigint)
RETURNS TABLE (item bigint, rendition bigint, originator bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT DISTINCT o.item_id, o.rendition_id, o.originator_id
    FROM sharing_opening o JOIN sharing_body b ON b.id = o.originator_id
    WHERE o.key_id = ANY (sharing_keyring(who, hat, sharing_moment()))
      AND o.opens <= sharing_moment() AND sharing_moment() < o.closes AND b.active;
$$;

-- Ask the law for the keys that open one item, found by its own id or by that of one of its renditions, and no others,
-- unless the whole ring is asked already. They join the ring of this transaction, which row level security looks at: it
-- holds nothing that the whole ring would not. Gives what of the item is open, in the originator's order; by a
-- rendition's id that one alone. Planned once: one plan is good for every item, and planning took longer than asking.
CREATE FUNCTION sharing_ask_one(who bigint, hat bigint, at timestamptz, of_item uuid, of_rendition uuid)
RETURNS TABLE (item bigint, rendition bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    wanted text := concat(who, '/', hat, '/', at);
    asked text := coalesce(current_setting('cg.asked', true), '');
    one bigint := coalesce((SELECT i.id FROM sharing_item i WHERE i.public_id = of_item),
                           (SELECT r.item_id FROM sharing_rendition r WHERE r.public_id = of_rendition));
    keys bigint[];
    ring bigint[];
BEGIN
    IF asked <> wanted AND asked <> wanted || ' in part' THEN
        PERFORM set_config('cg.moment', coalesce(at, clock_timestamp())::text, true);
        PERFORM set_config('cg.keyring', '', true);
        PERFORM set_config('cg.asked', wanted || ' in part', true);
    END IF;
    ring := sharing_ring();
    keys := ARRAY(SELECT DISTINCT o.key_id FROM sharing_opening o WHERE o.item_id = one);
    IF asked <> wanted THEN
        ring := ring || sharing_held(who, hat, sharing_moment(), ARRAY(SELECT unnest(keys) EXCEPT SELECT unnest(ring)));
        PERFORM set_config('cg.keyring', ring::text, true);
    END IF;
    RETURN QUERY
    SELECT o.item_id, o.rendition_id FROM sharing_opening o
    WHERE o.item_id = one AND o.key_id = ANY (ring)
      AND o.opens <= sharing_moment() AND sharing_moment() < o.closes
      AND EXISTS (SELECT FROM sharing_body b WHERE b.id = o.originator_id AND b.active)
      AND (of_rendition IS NULL OR o.rendition_id = (SELECT r.id FROM sharing_rendition r WHERE r.public_id = of_rendition))
    GROUP BY o.item_id, o.rendition_id, o.place ORDER BY o.place;
END
$$;

-- Give the functions to their role, and the role what it may look at. Needs the role, which hosting makes.
DO $$
DECLARE
    here text := quote_ident(current_schema());
    each text;
BEGIN
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %s TO cg_lists', here);
    FOREACH each IN ARRAY ARRAY[
        'sharing_latest(int, timestamptz, bigint)',
        'sharing_found(text, text, bigint, bigint, bigint[], int, timestamptz, bigint)',
        'sharing_opened_to(bigint, bigint)', 'sharing_ask_one(bigint, bigint, timestamptz, uuid, uuid)'] LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO cg_lists', each);
    END LOOP;
    EXECUTE format('REVOKE CREATE ON SCHEMA %s FROM cg_lists', here);
    FOREACH each IN ARRAY ARRAY['opening', 'rendition', 'item'] LOOP
        EXECUTE format('CREATE POLICY %s_listed ON sharing_%s FOR SELECT TO cg_lists USING (true)', each, each);
    END LOOP;
    GRANT SELECT (id, public_id, item_id, place, tlp, personal, clearance, words) ON sharing_rendition TO cg_lists;
    GRANT SELECT (id, public_id, originator_id, category, area_id, opens, closes, withdrawn_at, known_title)
        ON sharing_item TO cg_lists;
    GRANT SELECT ON sharing_opening, sharing_key, sharing_groupentry, sharing_agreementversion,
        sharing_timeinforce, sharing_party, sharing_who, sharing_body, sharing_standard, sharing_hat TO cg_lists;
    IF to_regclass('people_membership') IS NOT NULL THEN
        GRANT SELECT (id, is_active) ON people_person, people_organisation TO cg_lists;
        GRANT SELECT (id, person_id, organisation_id, starts, until, lapses_on, suspended_at, roles)
            ON people_membership TO cg_lists;
        GRANT SELECT (id, membership_id, level, starts, until, withdrawn_at) ON people_clearance TO cg_lists;
        GRANT SELECT (organisation_id, standard, starts, until, verified_at) ON people_accreditation TO cg_lists;
    END IF;
END
$$;

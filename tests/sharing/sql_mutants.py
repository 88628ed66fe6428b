"""Which single mistakes could be made in the SQL of sharing? Each takes one condition away or turns it round.

*Source:* bar A8 of reference/security.md.
"""

from typing import NamedTuple


class Mistake(NamedTuple):
    """One mistake: in which file, which words, and what stands in their place; `at` which of several places."""

    file: str
    right: str
    wrong: str


KEYRING = (
    ("(opens IS NULL OR opens <= at)", "true"),
    ("(opens IS NULL OR opens <= at)", "(opens IS NULL OR opens < at)"),
    ("(closes IS NULL OR at < closes)", "true"),
    ("(closes IS NULL OR at < closes)", "(closes IS NULL OR at <= closes)"),
    ("AND sharing_holds(v.opens, v.closes, at)", ""),
    ("(SELECT agreement_id, tlp, personal FROM granted)", "(SELECT k.agreement_id, tlp, personal FROM granted)"),
    ("JOIN sharing_timeinforce f ON f.version_id = v.id", "LEFT JOIN sharing_timeinforce f ON f.version_id = v.id"),
    ("AND (v.personal OR NOT covered.personal)", ""),
    ("generate_series(0, v.ceiling)", "generate_series(0, 4)"),
    ("generate_series(0, v.ceiling)", "generate_series(0, v.ceiling - 1)"),
    ("cardinality(v.accreditation_any_of) = 0 OR", ""),
    ("JOIN me ON s.organisation_id = me.organisation", "CROSS JOIN me"),
    ("s.standard = ANY (v.accreditation_any_of) AND", ""),
    ("AND sharing_holds(s.opens, s.closes, at)", ""),
    (
        "(SELECT agreement_id, organisation_id, category FROM given)",
        "(SELECT agreement_id, k.originator_id, category FROM given)",
    ),
    ("AND sharing_holds(p.opens, p.closes, at)", ""),
    (
        "(SELECT agreement_id, organisation_id, category FROM given)",
        "(SELECT agreement_id, organisation_id, k.category FROM given)",
    ),
    ("FROM sharing_party g JOIN me ON g.organisation_id = me.organisation", "FROM sharing_party g CROSS JOIN me"),
    ("(SELECT agreement_id, category FROM got)", "(SELECT agreement_id, k.category FROM got)"),
    ("WHERE sharing_holds(g.opens, g.closes, at)", ""),
    ("unnest(g.gets)", "unnest(g.gives)"),
    ("CASE WHEN h.level_closes IS NULL OR at < h.level_closes THEN h.level ELSE 0 END", "h.level"),
    ("at < h.level_closes", "at <= h.level_closes"),
    ("AND w.active AND b.active", "AND b.active"),
    ("AND w.active AND b.active", "AND w.active"),
    ("AND NOT h.suspended", ""),
    ("AND sharing_holds(h.opens, h.closes, at)", ""),
    ("(e.person_id IS NULL OR e.person_id = me.person)", "true"),
    ("ON e.organisation_id = me.organisation", "ON true"),
    ("AND sharing_holds(e.opens, e.closes, at)", ""),
    ("AND (k.person_id IS NULL OR k.person_id = me.person)", ""),
    ("k.group_id IN (SELECT group_id FROM mine)", "true"),
    ("k.need <= me.level", "true"),
    ("k.need <= me.level", "k.need < me.level"),
    ("AND (k.through_id IS NULL OR k.through_id = me.organisation)", ""),
    ("AND (k.agreement_id, k.tlp, k.personal) IN (SELECT agreement_id, tlp, personal FROM granted)", ""),
    ("(who IS NULL OR EXISTS (SELECT FROM sharing_who w WHERE w.id = who AND w.active))", "true"),
    ("(me.custodian OR i.author_id = me.person)", "true"),
    ("(me.custodian OR i.author_id = me.person)", "me.custodian"),
    ("ON i.originator_id = me.organisation AND", "ON"),
    ("me.level >= greatest(r.clearance, r.personal::int)", "me.level >= r.clearance"),
)
OPENINGS = (
    ("greatest(r.clearance, r.personal::int) AS need", "r.clearance AS need"),
    ("coalesce(i.opens, '-infinity') AS opens", "'-infinity'::timestamptz AS opens"),
    ("least(coalesce(i.closes, 'infinity'), coalesce(i.withdrawn_at, 'infinity'))", "coalesce(i.closes, 'infinity')"),
    (
        "least(coalesce(i.closes, 'infinity'), coalesce(i.withdrawn_at, 'infinity'))",
        "coalesce(i.withdrawn_at, 'infinity')",
    ),
    ("greatest(one.need, l.clearance) AS need", "one.need"),
    ("greatest(one.need, l.clearance) AS need", "l.clearance::int AS need"),
    ("greatest(one.opens, coalesce(l.opens, '-infinity'))", "one.opens"),
    (
        "least(one.closes, coalesce(l.closes, 'infinity'), coalesce(l.revoked_at, 'infinity'))",
        "least(one.closes, coalesce(l.closes, 'infinity'))",
    ),
    (
        "least(one.closes, coalesce(l.closes, 'infinity'), coalesce(l.revoked_at, 'infinity'))",
        "least(one.closes, coalesce(l.revoked_at, 'infinity'))",
    ),
    ("WHEN 'organisation' THEN one.tlp <= 3", "WHEN 'organisation' THEN true"),
    ("WHEN 'group' THEN one.tlp <= 1", "WHEN 'group' THEN one.tlp <= 2"),
    ("ELSE one.tlp = 0 END", "ELSE one.tlp <= 1 END"),
    ("d.organisation_id = released.originator_id AND", ""),
    ("AND d.item_id = released.item_id", ""),
    ("AND d.outcome = 'share'", ""),
    ("CASE WHEN tlp = 4 THEN author_id END", "NULL::bigint"),
    ("WHERE tlp < 4 OR author_id IS NOT NULL", ""),
    ("""("to" <> 'public' AND organisation_id = originator_id)""", "false"),
    ("WHERE agreement_id IS NOT NULL AND", "WHERE"),
    ("greatest(d.opens, d.d_opens), least(d.closes, d.d_closes)", "d.opens, least(d.closes, d.d_closes)"),
    ("greatest(d.opens, d.d_opens), least(d.closes, d.d_closes)", "greatest(d.opens, d.d_opens), d.closes"),
    ("AND NOT personal AND \"to\" <> 'public'", "AND \"to\" <> 'public'"),
    ("WHERE \"to\" = 'public' AND clearance = 0 AND asked = 0\n", "WHERE \"to\" = 'public' AND asked = 0\n"),
    ("WHERE \"to\" = 'public' AND clearance = 0 AND asked = 0\n", "WHERE \"to\" = 'public' AND clearance = 0\n"),
    (
        "      AND agreement_id IS NULL AND decision_id IS NULL AND NOT personal\n",
        "      AND agreement_id IS NULL AND decision_id IS NULL\n",
    ),
    (
        "      AND agreement_id IS NULL AND decision_id IS NULL AND NOT personal\n",
        "      AND decision_id IS NULL AND NOT personal\n",
    ),
    ("AND asked = 0 AND is_public", "AND asked = 0"),
    (
        "least(closes, d_closes)\n    FROM decided WHERE \"to\" = 'public'",
        "closes\n    FROM decided WHERE \"to\" = 'public'",
    ),
)
POLICIES = (
    ("key_id = ANY ((SELECT sharing_ring())::bigint[])", "true"),
    ("AND opens <= (SELECT sharing_moment())", ""),
    ("AND (SELECT sharing_moment()) < closes", ""),
    ("(SELECT sharing_moment()) < closes", "(SELECT sharing_moment()) <= closes"),
    ("b.id = originator_id AND b.active", "b.id = originator_id"),
    ("AND EXISTS (SELECT FROM sharing_body b WHERE b.id = originator_id AND b.active)", ""),
    ("WHERE o.rendition_id = sharing_rendition.id AND o.rendition_id >= sharing_rendition.id", ""),
    ("ALTER TABLE sharing_rendition ENABLE ROW LEVEL SECURITY;", ""),
    ("ALTER TABLE sharing_opening ENABLE ROW LEVEL SECURITY;", ""),
)  # fmt: skip
MISTAKES = [
    *(Mistake("keyring", *each) for each in KEYRING),
    *(Mistake("openings", *each) for each in OPENINGS),
    *(Mistake("policies", *each) for each in POLICIES),
]


def with_mistake(statements: str, mistake: Mistake) -> str:
    """Make one mistake in the statements; the words must be there."""
    assert mistake.right in statements, mistake
    return statements.replace(mistake.right, mistake.wrong)

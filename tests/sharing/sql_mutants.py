"""Which single mistakes could be made in the SQL of sharing? Each takes one condition away or turns it round.

*Source:* bar A8 of reference/security.md.
"""

from typing import NamedTuple

from commonground.sharing.adapters.database import LAW, part, statements


class Mistake(NamedTuple):
    """One mistake: in which part of the law, which words, and what stands in their place."""

    part: str
    right: str
    wrong: str


# A part is a file, or one function of a file, which the part that is the file then leaves out.
FUNCTIONS = {"held": ("keyring", "CREATE FUNCTION sharing_held"), "one": ("lists", "CREATE FUNCTION sharing_ask_one")}
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
# Of one item: its keys are asked by a text of their own
HELD = (
    ("k.id = ANY (among) AND k.\"to\" <> 'public'", "k.\"to\" <> 'public'"),
    ("AND k.need <= me.level", ""),
    ("k.need <= me.level", "k.need < me.level"),
    ("AND (k.through_id IS NULL OR k.through_id = me.organisation)", ""),
    ("(k.through_id IS NULL OR k.through_id = me.organisation)", "k.through_id = me.organisation"),
    ("e.group_id = k.group_id AND", ""),
    ("AND e.organisation_id = me.organisation", ""),
    ("AND (e.person_id IS NULL OR e.person_id = me.person)", ""),
    ("AND sharing_holds(e.opens, e.closes, at)", ""),
    ("ELSE k.organisation_id = me.organisation AND (k.person_id IS NULL OR k.person_id = me.person) END",
     "ELSE k.organisation_id = me.organisation OR k.person_id = me.person END"),
    ("AND (k.person_id IS NULL OR k.person_id = me.person)", ""),
    ("k.organisation_id = me.organisation AND (k.person_id", "(k.person_id"),
    ("k.agreement_id IS NULL OR (", "k.agreement_id IS NOT NULL OR ("),
    ("WHERE g.agreement_id = k.agreement_id AND", "WHERE"),
    ("g.organisation_id = me.organisation", "g.organisation_id = k.originator_id"),
    ("AND k.category = ANY (g.gets)", ""),
    ("k.category = ANY (g.gets)", "k.category = ANY (g.gives)"),
    ("AND sharing_holds(g.opens, g.closes, at)", ""),
    ("WHERE p.agreement_id = k.agreement_id AND", "WHERE"),
    ("AND p.organisation_id = k.originator_id", ""),
    ("AND k.category = ANY (p.gives)", ""),
    ("AND sharing_holds(p.opens, p.closes, at)", ""),
    ("WHERE v.agreement_id = k.agreement_id\n", "WHERE true\n"),
    ("JOIN sharing_timeinforce f ON f.version_id = v.id", "LEFT JOIN sharing_timeinforce f ON f.version_id = v.id"),
    ("AND sharing_holds(v.opens, v.closes, at)", ""),
    ("AND k.tlp <= v.ceiling", ""),
    ("k.tlp <= v.ceiling", "k.tlp < v.ceiling"),
    ("AND (v.personal OR NOT k.personal)", ""),
    ("cardinality(v.accreditation_any_of) = 0 OR", ""),
    ("WHERE s.organisation_id = me.organisation AND", "WHERE"),
    ("AND s.standard = ANY (v.accreditation_any_of)", ""),
    ("AND sharing_holds(s.opens, s.closes, at)", ""),
    ("AND (who IS NULL OR EXISTS (SELECT FROM sharing_who w WHERE w.id = who AND w.active))", ""),
    ("who IS NULL OR EXISTS", "EXISTS"),
    ("w.id = who AND w.active", "w.id = who"),
)  # fmt: skip
ONE = (
    ("WHERE o.item_id = one AND o.key_id = ANY (ring)", "WHERE o.item_id = one"),
    ("AND o.opens <= sharing_moment()", ""),
    ("AND sharing_moment() < o.closes", ""),
    ("sharing_moment() < o.closes", "sharing_moment() <= o.closes"),
    ("b.id = o.originator_id AND b.active", "b.id = o.originator_id"),
    ("o.rendition_id = (SELECT r.id FROM sharing_rendition r WHERE r.public_id = of_rendition)", "true"),
    ("sharing_held(who, hat, sharing_moment(), ARRAY", "(ARRAY"),
)
MISTAKES = [
    *(Mistake("keyring", *each) for each in KEYRING),
    *(Mistake("openings", *each) for each in OPENINGS),
    *(Mistake("policies", *each) for each in POLICIES),
    *(Mistake("held", *each) for each in HELD),
    *(Mistake("one", *each) for each in ONE),
]


def with_mistake(mistake: Mistake) -> str:
    """Give the law with one mistake made in it, wherever its part says these words, which it must."""
    file, begin = FUNCTIONS.get(mistake.part, (mistake.part, ""))
    law, texts = dict.fromkeys(LAW, ""), {name: statements(name) for name in LAW}
    apart = {name: part(of, start) for name, (of, start) in FUNCTIONS.items()}
    own = apart[mistake.part] if begin else texts[file]
    marks = {f"-- {name}\n": text for name, text in apart.items() if FUNCTIONS[name][0] == file and not begin}
    for mark, text in marks.items():
        own = own.replace(text, mark)
    assert mistake.right in own, mistake
    wrong = own.replace(mistake.right, mistake.wrong)
    for mark, text in marks.items():
        wrong = wrong.replace(mark, text)
    law |= texts
    law[file] = texts[file].replace(own, wrong) if begin else wrong
    return "\n".join(law.values())


class Slip(NamedTuple):
    """One mistake in a policy between two sides, as a statement that makes it."""

    statement: str


US, HAT = "(SELECT sharing_my_organisation())", "(SELECT sharing_my_hat())"
READS = (
    ("release", "release_read"), ("reading", "reading_read"), ("ask", "ask_read"),
    ("renditionversion", "version_read"), ("approval", "approval_read"), ("withdrawalnotice", "notice_read"),
    ("accesstoken", "accesstoken_read"), ("deskquestion", "deskquestion_read"),
    ("sharingrecord", "sharingrecord_read"), ("recordrecipient", "recordrecipient_read"),
    ("recordnote", "recordnote_read"), ("decision", "decision_read"),
    ("decisionrecipient", "decisionrecipient_read"), ("assetrequest", "assetrequest_read"),
    ("grant", "grant_read"), ("grantentry", "grantentry_read"), ("attendance", "attendance_read"),
    ("clause", "clause_read"), ("item_known_to", "known_to_keep"),
)  # fmt: skip
ADDS = (
    ("reading", "reading_add"), ("ask", "ask_add"), ("accesstoken", "accesstoken_add"),
    ("deskquestion", "deskquestion_add"), ("sharingrecord", "sharingrecord_add"),
    ("recordrecipient", "recordrecipient_add"), ("recordnote", "recordnote_add"), ("decision", "decision_add"),
    ("assetrequest", "assetrequest_add"), ("grant", "grant_add"), ("grantentry", "grantentry_add"),
    ("attendance", "attendance_add"), ("clause", "clause_add"), ("renditionversion", "version_add"),
    ("approval", "approval_add"), ("withdrawalnotice", "notice_add"), ("release", "release_add"),
)  # fmt: skip
CHANGES = (
    ("reading", "reading_change"), ("ask", "ask_change"), ("withdrawalnotice", "notice_change"),
    ("grant", "grant_change"), ("attendance", "attendance_change"), ("clause", "clause_change"),
)  # fmt: skip
NARROWED = (
    ("deskquestion", "deskquestion_read", f"organisation_id = {US}"),
    ("deskquestion", "deskquestion_read", f"to_organisation_id = {US}"),
    ("assetrequest", "assetrequest_read", f"organisation_id = {US}"),
    ("assetrequest", "assetrequest_read", f"to_organisation_id = {US}"),
    ("sharingrecord", "sharingrecord_read", f"organisation_id = {US}"),
    ("ask", "ask_read", f"organisation_id = {US}"),
    ("ask", "ask_read", f"originator_id = {US}"),
    ("reading", "reading_read", f"membership_id = {HAT}"),
    ("attendance", "attendance_read", f"membership_id = {HAT}"),
    ("withdrawalnotice", "notice_read", f"membership_id = {HAT}"),
    ("clause", "clause_read", "sharing_is_party_to(version_id)"),
    ("clause", "clause_read", "EXISTS (SELECT FROM sharing_timeinforce f WHERE f.version_id = version_id)"),
)
SIDES = [
    *(Slip(f"ALTER POLICY {policy} ON sharing_{table} USING (true)") for table, policy in READS),
    *(Slip(f"ALTER POLICY {policy} ON sharing_{table} WITH CHECK (true)") for table, policy in ADDS),
    *(Slip(f"ALTER POLICY {policy} ON sharing_{table} USING (true) WITH CHECK (true)") for table, policy in CHANGES),
    *(Slip(f"ALTER POLICY {policy} ON sharing_{table} USING ({to})") for table, policy, to in NARROWED),
    *(Slip(f"ALTER TABLE sharing_{table} DISABLE ROW LEVEL SECURITY") for table, _policy in READS),
]

-- What does the law ask about people and organisations? Three views, the only way from sharing to what `people` keeps.
-- A replay puts tables of the same names in their place. A day begins at midnight in London, for all who work here.

CREATE VIEW sharing_who WITH (security_invoker = true) AS
SELECT p.id, p.is_active AS active FROM people_person p;

CREATE VIEW sharing_body WITH (security_invoker = true) AS
SELECT o.id, o.is_active AS active FROM people_organisation o;

-- An accreditation counts once somebody of another organisation has looked at the evidence (`verified_at`).
CREATE VIEW sharing_standard WITH (security_invoker = true) AS
SELECT a.organisation_id, a.standard,
       a.starts::timestamp AT TIME ZONE 'Europe/London' AS opens,
       a.until::timestamp AT TIME ZONE 'Europe/London' AS closes
FROM people_accreditation a
WHERE a.verified_at IS NOT NULL;

CREATE VIEW sharing_hat WITH (security_invoker = true) AS
SELECT m.id, m.person_id, m.organisation_id,
       m.starts::timestamp AT TIME ZONE 'Europe/London' AS opens,
       least(m.until, m.lapses_on)::timestamp AT TIME ZONE 'Europe/London' AS closes,
       m.suspended_at IS NOT NULL AS suspended,
       coalesce(c.level, 0) AS level,
       c.until::timestamp AT TIME ZONE 'Europe/London' AS level_closes,
       m.roles ? 'custodian' AS custodian
FROM people_membership m
LEFT JOIN LATERAL (
    SELECT level, until FROM people_clearance c
    WHERE c.membership_id = m.id AND c.withdrawn_at IS NULL AND c.starts <= (now() AT TIME ZONE 'Europe/London')::date
    ORDER BY c.starts DESC, c.id DESC LIMIT 1
) c ON true;

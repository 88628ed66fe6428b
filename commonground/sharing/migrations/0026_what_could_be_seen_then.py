"""Keep what the law asks, from when until when, so that it can be said later what somebody could see at a moment."""

from django.db import migrations

# What the law asks of each table: keys, periods, levels and markings, never a word
ASKED = {
    "people_person": ["is_active"],
    "people_organisation": ["is_active"],
    "people_membership": ["person_id", "organisation_id", "starts", "until", "lapses_on", "suspended_at"],
    "people_clearance": ["membership_id", "level", "starts", "until", "withdrawn_at"],
    "people_accreditation": ["organisation_id", "standard", "starts", "until", "verified_at"],
    "sharing_item": ["originator_id", "author_id", "category", "opens", "closes", "withdrawn_at"],
    "sharing_rendition": ["item_id", "tlp", "clearance", "personal"],
    "sharing_release": [
        "rendition_id", "to", "organisation_id", "person_id", "group_id", "agreement_id", "decision_id", "clearance",
        "opens", "closes", "revoked_at",
    ],
    "sharing_groupentry": ["group_id", "organisation_id", "person_id", "opens", "closes"],
    "sharing_agreementversion": ["agreement_id", "opens", "closes", "ceiling", "personal", "accreditation_any_of"],
    "sharing_timeinforce": ["version_id", "opens", "closes"],
    "sharing_party": ["agreement_id", "organisation_id", "gives", "gets", "opens", "closes"],
    "sharing_decision": ["organisation_id", "item_id", "outcome", "is_public", "opens", "closes"],
    "sharing_decisionrecipient": ["decision_id", "organisation_id"],
}  # fmt: skip
NAMES = {table: ", ".join(f"'{name}'" for name in columns) for table, columns in ASKED.items()}
KEPT = {table: ", ".join(f'"{name}"' for name in columns) for table, columns in ASKED.items()}


def kept_from_now_on(table: str) -> str:
    """Write down what the rows of a table say now, and let a trigger keep what they say from now on."""
    said = ", ".join(f"'{name}', to_jsonb(t.\"{name}\")" for name in ASKED[table])
    return f"""
INSERT INTO audit_was (kind, key, since, says)
SELECT '{table}', t.id, now(), jsonb_build_object({said}) FROM {table} t;
CREATE TRIGGER keep_what_was AFTER INSERT OR DELETE OR UPDATE OF {KEPT[table]} ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_keep_what_was({NAMES[table]});
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_what_was"),
        ("people", "0015_logos_and_offers"),
        ("sharing", "0025_what_has_ended_is_told"),
    ]

    operations = [
        migrations.RunSQL(
            "\n".join(kept_from_now_on(table) for table in ASKED),
            "\n".join(f"DROP TRIGGER keep_what_was ON {table};" for table in ASKED),
        )
    ]

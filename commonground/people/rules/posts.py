"""What is a point of contact? A post, which stays when people change; who may see it; and which posts are special.

*Source:* R55, R115, R189, R263; reference on the domain, 7(F).
"""

from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a post."""

    PUBLIC = "public"
    MEMBERS = "members"
    NAMED = "named"


VISIBILITY_LABELS = {
    Visibility.PUBLIC.value: "Everybody",
    Visibility.MEMBERS.value: "Members",
    Visibility.NAMED.value: "Named organisations",
}
PARTS = {"holder": "Holder", "deputy": "Deputy"}
SPECIAL = {
    "business_crime_lead": "Lead on business crime of a police force",
    "national_lead": "National lead",
    "workgroup_lead": "Lead of a workgroup",
}

"""What has somebody given? The deeds of the record that are worth telling of oneself, in words.

Nothing is counted and nobody is compared: it is a person's own list, in the order of time.

*Source:* R225; D1.
"""

# Tags of the record, or their beginnings, whose deeds nobody would tell: signing in, reading, choosing a hat.
UNTOLD = ("people:account:", "people:membership:acted_through", "people:session", "people:person:exported")
# What a deed is called where it wrote no summary of its own.
TOLD = {
    "people:person:invited": "Invited a member",
    "people:application:called": "Called back to check an application",
    "people:application:admitted": "Admitted a new member",
    "people:application:declined": "Declined an application",
    "people:sponsor:asked": "Asked a member to vouch",
    "people:sponsor:vouched": "Vouched for an applicant",
    "people:sponsor:declined": "Answered about an applicant",
    "people:membership:verified": "Confirmed that a member still works there",
    "people:membership:conduct_accepted": "Accepted the code of conduct",
    "people:thanks:given": "Thanked a member",
}


def told(tag: str, summary: str) -> str:
    """Say a deed in words: its own summary, or what such a deed is called; empty for one that nobody would tell."""
    if tag.startswith(UNTOLD) or tag.endswith(":seen"):
        return ""
    return TOLD.get(tag) or summary

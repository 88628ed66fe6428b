"""How is the law of sharing put into the database? The statements of `sql/`, in the order in which they build on each
other, for the tables of the site or for a scratch schema.

*Source:* design/sharing.md 3, 4; settled questions, "In Django".
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "sql"
FACTS = ("facts",)
LAW = ("keyring", "openings", "policies", "lists")
# What a replay has no tables for
AROUND = ("children",)


def statements(*names: str) -> str:
    """Give the statements of some files of `sql/`, one after the other."""
    return "\n".join((FOLDER / f"{name}.sql").read_text(encoding="utf-8") for name in names)


def part(name: str, begin: str, end: str = "\n$$;\n") -> str:
    """Give what stands in a file of `sql/` from some words to others, both with it."""
    text = statements(name)
    start = text.index(begin)
    return text[start : text.index(end, start) + len(end)]


def owned_by_lists(*functions: str) -> str:
    """Write that functions belong to the role of lists, which may make nothing else in the schema."""
    handed = "\n".join(f"ALTER FUNCTION {each} OWNER TO cg_lists;" for each in functions)
    return f"GRANT CREATE ON SCHEMA public TO cg_lists;\n{handed}\nREVOKE CREATE ON SCHEMA public FROM cg_lists;\n"


# Tables whose rows need no policy of their own, and why; every other of sharing has one (`hosting.roles.PROTECTED`).
NEEDS_NO_POLICY = {
    "sharing_key": "an audience and what the law is asked of it: no item, no time; every reader's ring is made from it",
    "sharing_group": "every member chooses from the groups by name",
    "sharing_groupentry": "the law asks who is in a group for every reader",
    "sharing_agreement": "the public register shows title and state of what was ever in force",
    "sharing_agreementversion": "the law asks ceiling, personal data and accreditations for every reader",
    "sharing_timeinforce": "the law asks whether a version is in force for every reader",
    "sharing_party": "the law asks who gives and gets what for every reader; the register names the parties",
    "sharing_annexchange": "it says who is asked to join; the parties' pages ask `queries.agreements`",
    "sharing_partybasis": "a lawful basis that a party names is told to those whose data it is about",
    "sharing_agreementperson": "who acts for an organisation in an agreement, as its posts are",
    "sharing_agreementreview": "that an agreement was reviewed is for its parties' pages, and names no item",
    "sharing_signature": "who signed, and the hash of what was signed",
    "sharing_acknowledgement": "who knows an agreement",
    "sharing_datareport": "what became of data as a party says it, without any of it",
    "sharing_leaving": "that an organisation left an agreement",
    "sharing_asset": "the catalogue is open to every member",
    "sharing_assetversion": "what stood in the catalogue before, which was open to every member",
    "sharing_briefing": "a session of what stands in the catalogue",
    "sharing_pledge": "it is said in public",
    "sharing_retentionspan": "for how long an organisation keeps what it shares, without any of it",
    "sharing_triageline": "whoever reports is told at once where the receiver's line says so",
}

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

"""What was answered before an agreement was begun? What a collaboration said about sharing, carried in the address.

Step 2 of a collaboration asks whether a formal agreement is needed; a link leads here with the answers, and nothing of
them is kept until somebody begins. Each can be changed.

*Source:* R15.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST = 2000
YES, NO = "yes", "no"
# What the question of step 2 says, as it may stand in the first clauses.
KINDS_OF_DATA = {
    "personal": "names or other personal data",
    "intelligence": "police intelligence",
    "images": "images from cameras",
}
OFTEN = {"regular": "Regularly", "once": "Once or twice", "never": "Only figures that name nobody"}


@dataclass(frozen=True, slots=True)
class Carried:
    """What came with the link: a title, an area and a collaboration by their public ids, and first words by clause."""

    title: str = ""
    area: str = ""
    collaboration: str = ""
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_anything(self) -> bool:
        """Whether anything was said before."""
        return bool(self.answers)


def carried(query: Mapping[str, str]) -> Carried:
    """Read what a link brought; whatever is not understood is left out."""
    said = {name: query.get(name, "")[:MOST].strip() for name in ("title", "area", "collaboration", "why", "regular")}
    said = {name: value.replace("\x00", "") for name, value in said.items()}
    answers: dict[str, dict[str, Any]] = {}
    flows = [words for name, words in KINDS_OF_DATA.items() if query.get(name) == YES]
    if said["why"] or flows:
        passing = f"Will pass between us: {', '.join(flows)}." if flows else ""
        answers["purpose"] = {"why": "\n".join(part for part in (said["why"], passing) if part)}
    if said["regular"] in OFTEN:
        answers["how"] = {"often": OFTEN[said["regular"]]}
    here = said["collaboration"] if len(said["collaboration"]) == 22 and said["collaboration"].isalnum() else ""
    return Carried(said["title"][:200], said["area"][:22], here, answers)

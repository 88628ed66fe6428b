"""What does an evaluation say to those who run the collaboration? A study's result, read for steps 8 and 9.

Nothing is judged here again: the verdict and its reasons are the study's own words. What the study did not look at is
said as such, because "cannot be measured" is an answer.

*Source:* R37, R41-R42; the look, section 7 (verdict, firmness).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonground.outcomes.rules.presenting import help_for, in_two, next_door
from commonground.outcomes.rules.telling import BECAUSE, Kind, how_sure, six_ways

VERDICTS = {
    "fewer": "Fewer crimes than expected",
    "more": "More crimes than expected",
    "no_clear_change": "No clear change",
    "cannot_tell": "Cannot tell",
}

NO_STUDY = "Run a study that names the areas next door."


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one result says: its verdict as code, words and size, its firmness from 1 to 5 with reasons, how sure it is
    in counts of places, what weakens it, what would help, and a sentence for each of the six ways crime can move."""

    code: str
    so: str
    size: str
    firmness: int
    because: tuple[str, ...]
    sure: str
    weaknesses: tuple[str, ...]
    help: tuple[str, ...]
    moved: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The verdict and its size, one after the other."""
        return f"{self.so} {self.size}".strip()

    @property
    def words(self) -> str:
        """The verdict in three or four words, for lists."""
        return VERDICTS.get(self.code, VERDICTS["cannot_tell"])

    @property
    def cannot_tell(self) -> bool:
        """Whether the honest answer is that the study cannot tell."""
        return self.code == "cannot_tell"


def read(result: Mapping[str, Any]) -> Evaluation | None:
    """Read the result of a study, an object of the contract; None while there is none."""
    if not result:
        return None
    so, size = in_two(result["verdict"]["sentence"])
    moved = {way.kind.value: way.sentence for way in six_ways(result)}
    return Evaluation(
        code=result["verdict"]["code"],
        so=so,
        size=size,
        firmness=int(result["design"]["maryland_level"]),
        because=tuple(result["design"]["reasons"]),
        sure=how_sure(result) or "",
        weaknesses=tuple(warning["sentence"] for warning in result["warnings"]),
        help=tuple(help_for(result)),
        moved=moved | {Kind.PLACE.value: next_door(result)},
    )


def hints(evaluation: Evaluation | None) -> dict[str, str]:
    """Give, for each of the six ways crime can move, what the evaluation has to say, or why published data cannot."""
    unmeasured = {kind.value: f"Cannot be measured with published data, because {why}" for kind, why in BECAUSE.items()}
    return {"place": NO_STUDY, **unmeasured, **(evaluation.moved if evaluation else {})}

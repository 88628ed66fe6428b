"""What does an evaluation say to those who run the collaboration? A study's result, read for steps 8 and 9.

Nothing is judged here again: the verdict and its reasons are the study's own words. What the study did not look at is
said as such, because "cannot be measured" is an answer.

*Source:* R37, R41-R42; the look, section 7 (verdict, firmness).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonground.outcomes.rules.telling import BECAUSE, six_ways

VERDICTS = {
    "fewer": "Fewer crimes than expected",
    "more": "More crimes than expected",
    "no_clear_change": "No clear change",
    "cannot_tell": "Cannot tell",
}

NO_STUDY = "Run a study that names the areas next door."


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one result says: its verdict as code and words, its firmness from 1 to 5 with reasons, what weakens it, and
    a sentence for each of the six ways in which crime can move."""

    code: str
    sentence: str
    firmness: int
    because: tuple[str, ...]
    weaknesses: tuple[str, ...]
    moved: Mapping[str, str]

    @property
    def words(self) -> str:
        """The verdict in three or four words, for lists."""
        return VERDICTS.get(self.code, VERDICTS["cannot_tell"])

    @property
    def cannot_tell(self) -> bool:
        """Whether the honest answer is that the study cannot tell."""
        return self.code == "cannot_tell"


def read(result: Mapping[str, Any]) -> Evaluation | None:
    """Read the result of a study; None while there is none."""
    if not result.get("verdict"):
        return None
    design = result.get("design") or {}
    return Evaluation(
        code=result["verdict"]["code"],
        sentence=result["verdict"]["sentence"],
        firmness=int(design.get("maryland_level") or 1),
        because=tuple(design.get("reasons") or ()),
        weaknesses=tuple(warning["sentence"] for warning in result.get("warnings") or ()),
        moved={way.kind.value: way.sentence for way in six_ways(result)} if result.get("displacement") else {},
    )


def hints(evaluation: Evaluation | None) -> dict[str, str]:
    """Give, for each of the six ways crime can move, what the evaluation has to say, or why published data cannot."""
    unmeasured = {kind.value: f"Cannot be measured with published data, because {why}" for kind, why in BECAUSE.items()}
    return {"place": NO_STUDY, **unmeasured, **(evaluation.moved if evaluation else {})}

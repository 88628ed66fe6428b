"""It was run again: is it the same? The same bytes, or what has changed since.

*Source:* design/outcomes.md 3.5, "Reproducible".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SAME = "It was run again and gave the same bytes."
OTHER_DATA = "The crimes or the boundaries that are held here have changed since the first time."
OTHER_VERSION = "The software is another version ({then} the first time, {now} now)."
UNEXPLAINED = "Data and version are the same, so the result should be too: this is a fault of the software. Report it."
OTHER_VERDICT = "The verdict is another one."
SAME_VERDICT = "The verdict is the same."


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the text of its result, the fingerprint of its data, the version that answered, the verdict's code."""

    text: str
    fingerprint: str
    version: str
    result: Mapping[str, Any]


def compared(first: Run, again: Run) -> tuple[bool, tuple[str, ...]]:
    """Tell whether a second run gave the same bytes, and say in sentences what is the same and what is not."""
    if first.text == again.text:
        return True, (SAME, *_causes(first, again))
    causes = _causes(first, again) or (UNEXPLAINED,)
    verdicts = {str(run.result.get("verdict", {}).get("code")) for run in (first, again)}
    return False, (
        "It was run again and the result is not the same.",
        *causes,
        SAME_VERDICT if len(verdicts) == 1 else OTHER_VERDICT,
    )


def _causes(first: Run, again: Run) -> tuple[str, ...]:
    data = (OTHER_DATA,) if first.fingerprint != again.fingerprint else ()
    version = (OTHER_VERSION.format(then=first.version, now=again.version),) if first.version != again.version else ()
    return data + version

"""Which figures did the tests measure? A fixture records them, and `make proof` writes them to docs/proof.md.

`PROOF=1` in the environment asks for full counts: `counts(reduced, full)` chooses between the two tiers.

*Source:* settled questions, "Running it" (two tiers).
"""

import os
import platform
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import pytest

from commonground.hosting.state import CLONE

PROOF = CLONE / "docs" / "proof.md"
HEAD = "| figure | value | bar | commit | shown by |"
FIGURES: list[tuple[str, str, str, str]] = []
OUTCOMES: Counter[str] = Counter()
STARTED = time.monotonic()
T = TypeVar("T")


def full_counts() -> bool:
    """Whether the bars are tested with the counts that they name, rather than with reduced ones."""
    return bool(os.environ.get("PROOF"))


def counts(reduced: T, full: T) -> T:
    """Give the count for this run: the reduced one, or under `make proof` the full one."""
    return full if full_counts() else reduced


def share(things: Sequence[T], number: int, of: int) -> list[T]:
    """Give everything under `make proof`, otherwise each `of`-th thing from the `number`-th on: several walks together
    meet all of them."""
    return list(things) if full_counts() else list(things)[number % of :: of]


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Record what a test measured: `figure("seconds to the first answer", 3.1, bar="at most 90")`."""

    def record(name: str, value: object, *, bar: str = "") -> None:
        shown = f"{value:.4g}" if isinstance(value, float) else str(value)
        request.node.user_properties.append(("figure", [name, shown, bar]))

    return record


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Collect the figures in the process that has all reports, also when tests run in several."""
    if report.when == "call" or report.outcome != "passed":
        OUTCOMES[report.outcome] += 1
    if report.when == "teardown":
        for name, value in report.user_properties:
            if name == "figure":
                FIGURES.append((*(str(part) for part in value), report.nodeid))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write docs/proof.md at the end of a run with full counts; what a run of a part did not measure stays."""
    if full_counts() and not hasattr(session.config, "workerinput"):
        before = PROOF.read_text(encoding="utf-8") if PROOF.exists() else ""
        PROOF.write_text(page(before, " ".join(session.config.args)), encoding="utf-8")


def page(before: str, asked: str) -> str:
    """The page: each run with its day, commit and outcome, the newest first, and each figure with its commit."""
    commit, minutes = _commit(), (time.monotonic() - STARTED) / 60
    outcome = ", ".join(f"{number} {outcome}" for outcome, number in sorted(OUTCOMES.items())) or "none"
    part = ", ".join(f"`{one}`" for one in asked.split()) if asked and asked != "tests" else "everything"
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    run = f"- {day}, commit {commit}: {part}; tests: {outcome}; {minutes:.0f} minutes; {_machine()}"
    earlier = [line for line in before.splitlines() if line.startswith("- ")]
    measured = [f"| {name} | {value} | {bar} | {commit} | `{shown}` |" for name, value, bar, shown in FIGURES]
    seen = {shown for *_, shown in FIGURES}
    kept = [line for line in before.splitlines() if _is_figure(line) and _shown_by(line) not in seen]
    lines = [
        "# Proof",
        "",
        "Made by `make proof`: the tests with the counts of the bars, whole or in parts.",
        "",
    ]
    lines += [run, *earlier, "", HEAD, "|---|---|---|---|---|", *sorted([*kept, *measured])]
    return "\n".join([*lines, ""])


def _is_figure(line: str) -> bool:
    return line.startswith("| ") and line != HEAD


def _shown_by(line: str) -> str:
    """Give the test that shows a figure, which stands in the last column."""
    return line.rstrip(" |`").rpartition("`")[2]


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}"


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=CLONE, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"

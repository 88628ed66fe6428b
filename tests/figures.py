"""Which figures did the tests measure? A fixture records them, and `make proof` writes them to docs/proof.md.

`PROOF=1` in the environment asks for full counts: `counts(reduced, full)` chooses between the two tiers.

*Source:* settled questions, "Running it" (two tiers).
"""

import os
import platform
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import pytest

from commonground.hosting.state import CLONE

PROOF = CLONE / "docs" / "proof.md"
FIGURES: list[tuple[str, str, str, str]] = []
OUTCOMES: Counter[str] = Counter()
STARTED = time.monotonic()


def full_counts() -> bool:
    """Whether the bars are tested with the counts that they name, rather than with reduced ones."""
    return bool(os.environ.get("PROOF"))


def counts(reduced: int, full: int) -> int:
    """Give the count for this run: the reduced one, or under `make proof` the full one."""
    return full if full_counts() else reduced


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
    """Write docs/proof.md at the end of a run with full counts."""
    if full_counts() and not hasattr(session.config, "workerinput"):
        PROOF.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page: when, what version, on what machine, how many tests, and each figure with the test that shows it."""
    minutes = (time.monotonic() - STARTED) / 60
    told: dict[str, Any] = {
        "Date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "Version": f"{version('common-ground')}, commit {_commit()}",
        "Machine": f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}",
        "Tests": ", ".join(f"{number} {outcome}" for outcome, number in sorted(OUTCOMES.items())) or "none",
        "Took": f"{minutes:.0f} minutes",
    }
    lines = ["# Proof", "", "Made by `make proof`, which runs every test with the counts of the bars as written.", ""]
    lines += [f"- {name}: {value}" for name, value in told.items()]
    lines += ["", "| figure | value | bar | shown by |", "|---|---|---|---|"]
    lines += [f"| {name} | {value} | {bar} | `{shown}` |" for name, value, bar, shown in sorted(FIGURES)]
    return "\n".join([*lines, ""])


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=CLONE, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"

"""Does the page of proof keep what a run of a part did not measure again?

*Source:* settled questions, "Running it" (two tiers).
"""

from tests import figures

BEFORE = f"""# Proof

- 2026-01-01 00:00 UTC, commit aaaaaaa: everything; tests: 9 passed; 100 minutes; here

{figures.HEAD}
|---|---|---|---|---|
| sequences | 10 | 10 | aaaaaaa | `tests/one.py::test_a[1]` |
| worlds | 300 | 300 | aaaaaaa | `tests/two.py::test_b` |
"""


def test_a_run_of_a_part_replaces_its_own_figures_and_keeps_the_others(monkeypatch):
    monkeypatch.setattr(figures, "FIGURES", [("sequences", "5000", "5000", "tests/one.py::test_a[1]")])
    after = figures.page(BEFORE, "tests/one.py").splitlines()
    runs = [line for line in after if line.startswith("- ")]
    assert [line.partition("commit ")[2].partition(";")[0].partition(": ")[2] for line in runs] == [
        "`tests/one.py`",
        "everything",
    ]
    rows = [line.split(" | ")[:2] for line in after if line.startswith("| ") and line != figures.HEAD]
    assert rows == [["| sequences", "5000"], ["| worlds", "300"]]

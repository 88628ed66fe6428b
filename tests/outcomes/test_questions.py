"""Is what DuckDB runs what the Ibis expressions say?

*Source:* design/outcomes.md 1, "Engine".
"""

import subprocess
import sys

import pytest

from commonground.outcomes.adapters.engine import SQL


def test_the_kept_text_of_each_question_is_that_of_its_expression():
    from commonground.outcomes.adapters import questions

    kept = {path.stem: path.read_text(encoding="utf-8") for path in SQL.glob("*.sql")}

    assert kept == {name: questions.as_duckdb(name) for name in questions.QUESTIONS}, "run questions.write_sql()"


@pytest.mark.slow
def test_a_calculator_loads_neither_django_nor_any_engine():
    script = (
        "import sys; from commonground.outcomes import commands; "
        "from commonground.outcomes.rules import wdd, displacement; "
        "print([m for m in ('django', 'duckdb', 'ibis', 'pyarrow', 'shapely', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

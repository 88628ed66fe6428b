"""Are the made pages what the code says now?

*Source:* CONTRIBUTING.md.
"""

import ast

from commonground.groundwork.permissions import Rule
from commonground.website import reference


def test_every_made_page_is_current():
    assert reference.outdated() == [], "Run: commonground website reference"


def test_a_page_that_somebody_edited_is_named(tmp_path):
    reference.written(tmp_path)
    (tmp_path / "permissions.md").write_text("Everybody may do everything.", encoding="utf-8")

    assert reference.outdated(tmp_path) == ["permissions.md"]
    assert reference.written(tmp_path) == ["permissions.md"]
    assert reference.outdated(tmp_path) == []


def test_a_row_says_who_may_in_words():
    def leads(actor, subject):
        """the person leads the collaboration"""

    rule = Rule([leads], otherwise="Only the two leads may stop it.")

    assert reference._permission("stop_it", rule) == (
        "| stop it | The person leads the collaboration | Only the two leads may stop it. |"
    )


def test_variables_are_found_however_they_are_asked_for():
    code = ast.parse('os.environ["A"]; os.environ.get("B", "x"); os.getenv("C"); environ("D")')

    assert [name for node in ast.walk(code) for name in reference._asked(node)] == ["A", "B", "C"]

"""Is the ledger of requirements whole, and true where it says that something works?

*Source:* docs/requirements.md.
"""

import ast
import re
from dataclasses import dataclass

import pytest
from django.urls import resolve

from tests.architecture import house

LEDGER = house.ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([RD]\d+) \| (.+?) \| (.*?) \| (.*?) \| (.+?) \|$")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
STATUS = re.compile(r"works|partly: .+|not yet")
PAGE = re.compile(r"`(/[^`]*)`")
COMMAND = re.compile(r"`(commonground [a-z]+ [a-z]+)`")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: what it asks, where it works, which tests show it, and how far it is."""

    number: str
    sentence: str
    where: str
    tests: str
    status: str


def rows() -> list[Row]:
    """Read the ledger's rows."""
    lines = LEDGER.read_text(encoding="utf-8").splitlines()
    return [Row(*(cell.strip() for cell in found.groups())) for line in lines if (found := ROW.match(line))]


def test_every_requirement_stands_in_the_ledger_once():
    expected = [f"R{n}" for n in range(1, 285)] + [f"D{n}" for n in range(1, 13)]

    assert sorted(row.number for row in rows()) == sorted(expected)


def test_every_line_of_a_table_is_a_row_that_can_be_read():
    lines = LEDGER.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if re.match(r"^\| *[RD]\d", line) and not ROW.match(line)] == []


def test_every_status_is_one_of_three():
    assert [row for row in rows() if not STATUS.fullmatch(row.status)] == []


def test_whatever_works_says_where_and_is_shown_by_a_test():
    assert [row for row in rows() if row.status == "works" and not (row.where and TEST.search(row.tests))] == []


def test_every_test_that_the_ledger_names_exists():
    named = {match for row in rows() for match in TEST.findall(row.tests)}

    assert [name for name in sorted(named) if not _exists(*name)] == []


def test_every_place_that_the_ledger_names_exists():
    named = {path for row in rows() for path in re.findall(r"`((?:commonground|docs|bench)/[\w./-]+)`", row.where)}

    assert [path for path in sorted(named) if not (house.ROOT / path).exists()] == []


def test_whatever_is_there_in_part_says_where():
    assert [row.number for row in rows() if row.status.startswith("partly") and not row.where] == []


@pytest.mark.parametrize("address", sorted({page for row in rows() for page in PAGE.findall(row.where)}))
def test_every_page_that_the_ledger_names_is_an_address_of_the_site(address):
    resolve(address.replace("…", "0" * 22))


def test_every_command_that_the_ledger_names_exists():
    named = {command for row in rows() for command in COMMAND.findall(row.where)}
    known = (house.ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")

    assert named
    assert [command for command in sorted(named) if f"## {command}\n" not in known] == []


def _exists(file: str, function: str) -> bool:
    path = house.ROOT / file
    if not path.is_file():
        return False
    names = {node.name for node in ast.walk(house.read(path)) if isinstance(node, ast.FunctionDef)}
    return not function or function in names

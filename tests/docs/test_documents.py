"""Does everything that the documents name exist, and do they keep silent about what nobody needs to know?

*Source:* CONTRIBUTING.md.
"""

import re
from pathlib import Path

import pytest

from tests.architecture import house

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)\s#]+)")
PATH = re.compile(r"`((?:commonground|tests|docs|bench|\.ci)/[\w./-]+)`")
DECISION = re.compile(r"docs/[\w./-]+\.md")
DOCUMENTS = sorted([*house.ROOT.glob("*.md"), *(house.ROOT / "docs").rglob("*.md")])
MADE_LATER = frozenset({"docs/proof.md"})  # by `make proof`
SECTIONS = ("## Context", "## Decision", "## Consequences")
# A package index has no place in what people install from elsewhere; a private folder exists on one machine only.
INDEX = re.compile(
    r"(?:pypi|python(?:hosted)|npmjs|yarnpkg|debian|jfrog|artifactory|proxy)[\w.-]*\.(?:org|com|net|io|internal)\b"
)
PRIVATE = re.compile(r"(?<![\w.])/(?:root|home/[a-z]\w*|Users/\w+)/[\w.]|" + re.escape(f"{house.ROOT.parent}/"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.relative_to(house.ROOT).as_posix())
def test_whatever_a_document_points_to_exists(document):
    text = document.read_text(encoding="utf-8")

    missing = [target for target in LINK.findall(text) if not (document.parent / target).exists()]
    missing += [target for target in PATH.findall(text) if not (house.ROOT / target).exists()]

    assert missing == []


def test_every_document_that_a_module_names_exists():
    named = {
        (path, name)
        for folder in ("commonground", "tests", "bench")
        for path in (house.ROOT / folder).rglob("*.py")
        for name in DECISION.findall(path.read_text(encoding="utf-8"))
        if path != Path(__file__)
    }

    missing = [f"{path}: {name}" for path, name in sorted(named) if not (house.ROOT / name).is_file()]

    assert [place for place in missing if not place.endswith(tuple(MADE_LATER))] == []


def test_every_decision_has_its_three_parts_on_one_page():
    for decision in sorted((house.ROOT / "docs/decisions").glob("*.md")):
        text = decision.read_text(encoding="utf-8")

        assert [line for line in text.splitlines() if line in SECTIONS] == list(SECTIONS), decision.name
        assert len(text.splitlines()) <= 60, decision.name


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((house.ROOT / "docs/decisions").glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_no_tracked_file_names_a_package_index_or_a_private_folder():
    found = [
        f"{path.relative_to(house.ROOT)}: {hit[0]}"
        for path in house.tracked()
        if path.suffix not in {".png", ".jpg", ".woff2", ".mo", ".parquet"} and path != Path(__file__)
        for pattern in (INDEX, PRIVATE)
        for hit in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []

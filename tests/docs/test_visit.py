"""Can the five minutes of the README be walked as they are written, and the way of whoever shares something? Their
people, pages and links are those of the site.

*Source:* README.md; issue "The house and the first story", acceptance ("a five-minute guided visit").
"""

import re
from functools import cache

import pytest

from commonground.projects.rules import guide
from commonground.website.example import sharing_items
from commonground.website.example.people import PEOPLE
from tests.architecture import house

README = (house.ROOT / "README.md").read_text(encoding="utf-8")
VISIT = re.sub(r"\s+", " ", README.partition("## Five minutes")[2].partition("\n## ")[0])
PEOPLE_NAMED = {bold for bold in re.findall(r"\*\*(.+?)\*\*", VISIT) if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", bold)}
SHARING = re.sub(r"\s+", " ", (house.ROOT / "docs/how-to/share-what-you-know.md").read_text(encoding="utf-8"))
WORDS_NAMED = sorted(set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", VISIT + SHARING)))
IN_TEMPLATES = re.compile(r"{% translate [\"'](.+?)[\"']|{% blocktranslate.*?%}(.*?)(?:{% plural %}.*?)?{% endblock")
IN_CODE = re.compile(r"_\(\s*f?\"(.+?)\"")
VARIABLE = re.compile(r"{{.*?}}|%\(\w+\)s")
STORIES = ("Minster Gate evenings", "Castle Parade mornings", sharing_items.COATS, sharing_items.RAILS)


@cache
def offered() -> list[re.Pattern[str]]:
    """Give every wording that a page may show, with room for a name where it has a variable."""
    found = {f"{step.number}. {step.title}" for step in guide.STEPS} | set(STORIES)
    for path in (house.ROOT / "commonground").rglob("*"):
        if path.suffix in {".html", ".py"}:
            pattern = IN_TEMPLATES if path.suffix == ".html" else IN_CODE
            for groups in pattern.findall(path.read_text(encoding="utf-8")):
                found.add("".join(groups) if isinstance(groups, tuple) else groups)
    known = [words for words in found if re.search(r"\w", VARIABLE.sub("", words))]
    return [re.compile(".+".join(re.escape(fixed) for fixed in VARIABLE.split(words))) for words in known]


def test_the_visit_names_somebody_of_each_side_and_somebody_who_takes_part_in_nothing():
    sides = {member.organisation for member in PEOPLE.values() if member.name in PEOPLE_NAMED and member.signs_in}

    assert len(PEOPLE_NAMED) == len(sides) == 3
    assert sides == {"Aldermouth Police", "Aldermouth Business Crime Partnership", "Harbour View Hotel"}


@pytest.mark.parametrize("words", WORDS_NAMED)
def test_whatever_they_ask_to_follow_stands_on_a_page(words):
    assert any(pattern.fullmatch(words) for pattern in offered())

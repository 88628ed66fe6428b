"""Can somebody who is not a programmer read who may do what?

*Source:* D2; docs/decisions/0008-pure-rules-with-actions-and-queries-around-them.md.
"""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

import pytest

from commonground.website import reference

RULES = {
    f"{package}: {action}": rule
    for package, module in reference.rooms("permissions")
    for action, rule in getattr(module, "TABLE", {}).items()
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_row_says_who_in_words_and_tells_everybody_else_a_whole_sentence(rule):
    words = [(holds.__doc__ or "").strip() for every in rule.alternatives for holds in every]

    assert words
    assert all(sentence.startswith(("the ", "nobody")) and not sentence.endswith(".") for sentence in words), words
    assert rule.otherwise[0].isupper()
    assert rule.otherwise.endswith(".")


@pytest.mark.parametrize("package", ["people", "projects"])
def test_no_two_files_of_permissions_name_the_same_action(package):
    """Rows are gathered into one table by their names: a second one would silently take the place of the first."""
    folder = import_module(f"commonground.{package}.permissions")
    names = Counter(
        action
        for module in iter_modules(folder.__path__)
        for action in getattr(import_module(f"{folder.__name__}.{module.name}"), "TABLE", {})
    )
    assert [action for action, times in names.items() if times > 1] == []

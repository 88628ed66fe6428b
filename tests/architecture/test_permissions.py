"""Can somebody who is not a programmer read who may do what?

*Source:* D2; docs/decisions/0008-pure-rules-with-actions-and-queries-around-them.md.
"""

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

"""Do proofs about the log have the published form, and is one that somebody forged never believed?

The proofs are those of the reference implementation of Certificate Transparency (merkle_tree_test), for the leaves
whose roots are held in tests/groundwork/test_merkle.py, which also forges proofs of inclusion; here proofs that a later
log continues an earlier one are forged.

*Source:* RFC 9162, sections 2.1.3 and 2.1.4; bar C5 of the reference on security.
"""

import random

import pytest

from commonground.groundwork import merkle
from tests.figures import counts
from tests.groundwork.test_merkle import LEAVES, by_the_book, some_leaves

PATHS = {
    (1, 0): [],
    (8, 0): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (8, 5): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (3, 2): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (5, 1): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONTINUED = {
    (1, 1): [],
    (1, 8): PATHS[8, 0],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


@pytest.mark.parametrize(("size", "index"), PATHS)
def test_the_published_proofs_of_inclusion_are_made_and_believed(size, index):
    made = merkle.inclusion_proof(index, LEAVES[:size])
    assert [step.hex() for step in made] == PATHS[size, index]
    assert merkle.is_included(LEAVES[index], index, size, made, by_the_book(LEAVES[:size]))


@pytest.mark.parametrize(("earlier", "size"), CONTINUED)
def test_the_published_proofs_of_continuing_are_made_and_believed(earlier, size):
    made = merkle.consistency_proof(earlier, LEAVES[:size])
    assert [step.hex() for step in made] == CONTINUED[earlier, size]
    before, after = by_the_book(LEAVES[:earlier]), by_the_book(LEAVES[:size])
    assert merkle.is_consistent(earlier, size, made, before, after)


def forged(proof: list[bytes], chance: random.Random) -> list[bytes]:
    """Change a proof in one of the ways in which it could be changed."""
    steps = [bytes(step) for step in proof]
    way = chance.choice(["flip", "drop", "add", "swap"])
    if way == "add":
        steps.insert(chance.randint(0, len(steps)), chance.randbytes(32))
    elif way == "drop":
        del steps[chance.randrange(len(steps))]
    elif way == "swap" and len(set(steps)) > 1:
        one, other = chance.sample(range(len(steps)), 2)
        steps[one], steps[other] = steps[other], steps[one]
    else:
        where, bit = chance.randrange(len(steps)), chance.randrange(256)
        step = bytearray(steps[where])
        step[bit // 8] ^= 1 << bit % 8
        steps[where] = bytes(step)
    return steps


def test_no_forged_proof_that_a_log_continues_is_believed(figure):
    chance, tried, believed, true = random.Random(2140), counts(500, 10_000), 0, 0
    for _ in range(tried):
        size = chance.randint(2, 64)
        earlier, leaves = chance.randrange(1, size), some_leaves(size)
        before, after = merkle.root_of(leaves[:earlier]), merkle.root_of(leaves)
        proof = merkle.consistency_proof(earlier, leaves)
        true += merkle.is_consistent(earlier, size, proof, before, after)
        believed += merkle.is_consistent(earlier, size, forged(proof, chance), before, after)
    figure("proofs that a log continues, made and believed", true)
    figure("forged proofs that a log continues, believed", believed, bar="0")
    assert (true, believed) == (tried, 0)

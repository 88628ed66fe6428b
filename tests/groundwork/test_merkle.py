"""Does one hash stand for a whole list, and do proofs show what they say and nothing else?

The numbers are the published ones of the reference implementation of Certificate Transparency (merkle_tree_test), for
the leaves "", 00, 10, 2021, 3031, 40414243, 5051525354555657, 606162636465666768696a6b6c6d6e6f.

*Source:* RFC 9162, section 2.1; bar C5 of the reference on security.
"""

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.groundwork import merkle
from tests.figures import counts

CONTENTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [merkle.leaf_hash(bytes.fromhex(content)) for content in CONTENTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def by_the_book(leaves: list[bytes]) -> bytes:
    """The root as section 2.1.1 writes it down: the definition itself, with none of the code under test."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return hashlib.sha256(b"\x01" + by_the_book(leaves[:left]) + by_the_book(leaves[left:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_published_roots_are_found(size):
    expected = ROOTS[size - 1] if size else hashlib.sha256(b"").hexdigest()
    assert merkle.root_of(LEAVES[:size]).hex() == expected


def some_leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(f"{size}:{number}".encode()) for number in range(size)]


@settings(max_examples=counts(200, 10_000), deadline=None)
@given(st.integers(0, 200))
def test_a_tree_that_grows_has_the_root_that_the_definition_gives(size):
    leaves = some_leaves(size)
    tree = merkle.Peaks()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == by_the_book(leaves)
    again = merkle.Peaks(tree.size, tree.hashes)
    again.add(merkle.leaf_hash(b"one more"))
    assert again.root() == by_the_book([*leaves, merkle.leaf_hash(b"one more")])


@settings(max_examples=counts(200, 5_000), deadline=None)
@given(st.data())
def test_every_leaf_is_proved_to_be_in_and_no_other(data):
    size = data.draw(st.integers(1, 100))
    leaves, index = some_leaves(size), data.draw(st.integers(0, size - 1))
    proof, root = merkle.inclusion_proof(index, leaves), merkle.root_of(leaves)
    assert merkle.is_included(leaves[index], index, size, proof, root)
    assert not merkle.is_included(merkle.leaf_hash(b"never there"), index, size, proof, root)
    elsewhere = data.draw(st.integers(0, size + 3).filter(lambda other: other != index))
    assert not merkle.is_included(leaves[index], elsewhere, size, proof, root)


@settings(max_examples=counts(200, 5_000), deadline=None)
@given(st.data())
def test_a_later_tree_is_proved_to_continue_an_earlier_one(data):
    size = data.draw(st.integers(0, 100))
    earlier, leaves = data.draw(st.integers(0, size)), some_leaves(size)
    proof, before, after = merkle.consistency_proof(earlier, leaves), by_the_book(leaves[:earlier]), by_the_book(leaves)
    assert merkle.is_consistent(earlier, size, proof, before, after)
    if 0 < earlier < size:
        other = by_the_book([merkle.leaf_hash(b"rewritten"), *leaves[1:]])
        assert not merkle.is_consistent(earlier, size, proof, before, other)
        assert not merkle.is_consistent(earlier, size, proof, other, after)


def test_no_forged_proof_is_believed(figure):
    chance, tried, believed = random.Random(9162), counts(500, 10_000), 0
    for _ in range(tried):
        size = chance.randint(2, 64)
        leaves, index = some_leaves(size), chance.randrange(size)
        proof, root = merkle.inclusion_proof(index, leaves), merkle.root_of(leaves)
        forged = [bytes(step) for step in proof]
        way = chance.choice(["flip", "drop", "add", "swap"])
        if way == "flip" or (way == "swap" and len(forged) < 2):
            where, bit = chance.randrange(len(forged)), chance.randrange(256)
            step = bytearray(forged[where])
            step[bit // 8] ^= 1 << bit % 8
            forged[where] = bytes(step)
        elif way == "drop":
            del forged[chance.randrange(len(forged))]
        elif way == "add":
            forged.insert(chance.randint(0, len(forged)), chance.randbytes(32))
        else:
            one, other = chance.sample(range(len(forged)), 2)
            forged[one], forged[other] = forged[other], forged[one]
        believed += merkle.is_included(leaves[index], index, size, forged, root)
    figure("forged proofs of inclusion believed", believed, bar="0")
    assert believed == 0


def test_what_is_not_there_has_no_proof_and_peaks_must_fit_their_size():
    with pytest.raises(IndexError):
        merkle.inclusion_proof(8, LEAVES)
    with pytest.raises(IndexError):
        merkle.consistency_proof(9, LEAVES)
    with pytest.raises(ValueError):
        merkle.Peaks(3, [LEAVES[0]])
    assert not merkle.is_included(LEAVES[0], 0, 1, [LEAVES[1]], LEAVES[0])
    assert not merkle.is_consistent(5, 4, [], LEAVES[0], LEAVES[0])

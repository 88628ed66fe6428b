"""Was anything in a list changed, left out or put in? A Merkle tree over its leaves answers with one hash.

The hashes, the shape of the tree and both kinds of proof are those of RFC 9162 (section 2.1): a leaf's hash begins with
byte 0, a node's with byte 1, and the left part of a tree of n leaves holds the largest power of two below n.

*Source:* RFC 9162; reference on security, section 1.10; D1.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """Hash the content of one leaf to 32 bytes."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two parts of a tree, 32 bytes each, to the 32 bytes of the whole."""
    return sha256(b"\x01" + left + right).digest()


class Peaks:
    """A tree that only grows, kept as the hashes of its perfect parts, the largest first: one for each bit of its size.

    Adding a leaf and asking for the root take time that grows with the logarithm of the size."""

    __slots__ = ("hashes", "size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        """Go on from a size and its peaks.

        :raises ValueError: when there are not as many hashes as the size has bits set.
        """
        if size < 0 or len(hashes) != size.bit_count():
            raise ValueError(f"{size} leaves have {size.bit_count()} peaks, not {len(hashes)}")
        self.size, self.hashes = size, list(hashes)

    def add(self, leaf: bytes) -> None:
        """Add the hash of one leaf."""
        whole, filled = leaf, self.size
        while filled & 1:
            whole = node_hash(self.hashes.pop(), whole)
            filled >>= 1
        self.hashes.append(whole)
        self.size += 1

    def root(self) -> bytes:
        """Give the 32 bytes that stand for the whole list."""
        if not self.hashes:
            return EMPTY
        *rest, whole = self.hashes
        for peak in reversed(rest):
            whole = node_hash(peak, whole)
        return whole


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Give the root over the hashes of all leaves, in order."""
    tree = Peaks()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """List the hashes that lead from one leaf to the root, the nearest first.

    :raises IndexError: when there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    left = _left_part(len(leaves))
    if index < left:
        return [*inclusion_proof(index, leaves[:left]), root_of(leaves[left:])]
    return [*inclusion_proof(index - left, leaves[left:]), root_of(leaves[:left])]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof leads from a leaf at an index to the root of a tree of a size."""
    if not 0 <= index < size:
        return False
    here, last, whole = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            whole = node_hash(step, whole)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            whole = node_hash(whole, step)
        here, last = here >> 1, last >> 1
    return last == 0 and whole == root


def consistency_proof(earlier: int, leaves: Sequence[bytes]) -> list[bytes]:
    """List the hashes that show that the tree of all leaves begins with the tree of the first `earlier` ones.

    :raises IndexError: unless there were between none and all of them.
    """
    if not 0 <= earlier <= len(leaves):
        raise IndexError(earlier)
    return [] if earlier in {0, len(leaves)} else _subproof(earlier, leaves, is_whole=True)


def is_consistent(earlier: int, size: int, proof: Sequence[bytes], earlier_root: bytes, root: bytes) -> bool:
    """Tell whether a proof shows that a tree of `size` with its root continues one of `earlier` with its root."""
    if not 0 <= earlier <= size:
        return False
    if earlier == 0:
        return not proof and earlier_root == EMPTY
    if earlier == size:
        return not proof and earlier_root == root
    if not proof:
        return False
    steps = list(proof) if earlier & (earlier - 1) else [earlier_root, *proof]
    here, last = earlier - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, step)
        here, last = here >> 1, last >> 1
    return last == 0 and before == earlier_root and after == root


def _left_part(size: int) -> int:
    """The largest power of two below a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)


def _subproof(earlier: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if earlier == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    left = _left_part(len(leaves))
    if earlier <= left:
        return [*_subproof(earlier, leaves[:left], is_whole=is_whole), root_of(leaves[left:])]
    return [*_subproof(earlier - left, leaves[left:], is_whole=False), root_of(leaves[:left])]

"""What can happen to a world file on its way here? Damage that makes it malformed for sure, and changes that may not.

*Source:* design/sharing.md 4 ("Every field is required …").
"""

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Json = Any
Place = tuple[Any, Any]  # a list or an object, and the index or name of what is meant in it

JUNK = [
    None,
    "",
    "x",
    0,
    -1,
    4,
    1.0,
    2.5,
    True,
    False,
    [],
    {},
    [[]],
    {"id": "x"},
    "AMBER",
    "2026-02-30T12:00:00Z",
    "o0",
    10**30,
]
MOMENTS = [
    "2026-03-01T12:00:00Z",
    "2026-03-01T12:00:01Z",
    "2026-03-01T11:59:59Z",
    "1999-12-31T23:59:59Z",
    "9999-12-31T23:59:59Z",
    None,
]
NO_MOMENTS = [
    "2026-03-01T12:00:00", "2026-03-01T12:00:00+00:00", "2026-03-01 12:00:00Z", "2026-03-01T12:00:00.0Z",
    "2026-03-01T12:00Z", "2026-02-29T12:00:00Z", "2026-13-01T12:00:00Z", "2026-03-01T24:00:00Z",
    "2026-03-01T12:00:60Z", "0000-01-01T00:00:00Z", "２０２６-03-01T12:00:00Z", "2026-03-01T12:00:00z",
    "20260301T120000Z",    " 2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z\n", "", 0, True, 1772366400,
]  # fmt: skip
NOT_JSON = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff\xfe{}",
    b"[" * 200_000,
    b'{"at": NaN}',
    b'"at"',
    b"\xef\xbb\xbf{}",
    b"1" * 10_000,
]
FIELDS_OF_MOMENTS = ("from", "until", "expires", "withdrawn", "revoked", "clearance_until", "at")


def objects(value: Json) -> Iterator[dict[str, Any]]:
    """Walk every object of a document."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def lists(value: Json) -> Iterator[list[Any]]:
    """Walk every list of a document that holds something."""
    for one in objects(value):
        yield from (inner for inner in one.values() if isinstance(inner, list) and inner)


def unknown_field(world: Json, chance: Random) -> None:
    """Add a field that the format does not have."""
    chance.choice(list(objects(world)))[chance.choice(["note", "Id", "", "a\nb", "é", "__proto__"])] = "x"


def missing_field(world: Json, chance: Random) -> None:
    """Take a field away that is required; a group's entry without its person would be another entry."""
    one = chance.choice([one for one in objects(world) if set(one) - {"person"}])
    del one[chance.choice(sorted(set(one) - {"person"}))]


def no_moment(world: Json, chance: Random) -> None:
    """Write something that is no moment where one belongs."""
    one = chance.choice([one for one in objects(world) if set(one) & set(FIELDS_OF_MOMENTS)])
    one[chance.choice(sorted(set(one) & set(FIELDS_OF_MOMENTS)))] = chance.choice(NO_MOMENTS)


def repeated_id(world: Json, chance: Random) -> None:
    """Give two things of one kind one id."""
    kind = chance.choice(["organisations", "people", "groups", "agreements", "items"])
    world[kind].append(copy.deepcopy(chance.choice(world[kind])))


def repeated_rendition(world: Json, chance: Random) -> None:
    """Give two renditions one id, even of two items."""
    one = copy.deepcopy(chance.choice([r for i in world["items"] for r in i["renditions"]]))
    chance.choice(world["items"])["renditions"].append(one)


def unknown_id(world: Json, chance: Random) -> None:
    """Name something that is not there."""
    wanted = {"organisation", "person", "group", "agreement", "decision", "by", "item", "originator"}
    one = chance.choice([one for one in objects(world) if set(one) & wanted])
    one[chance.choice(sorted(set(one) & wanted))] = chance.choice(
        ["nobody", "O0", "o0 ", "\u0000", "\ud800", None, 0, ["o0"]]
    )


def number_for_truth(world: Json, chance: Random) -> None:
    """Write a number for true or false, or the other way round."""
    one = chance.choice([one for one in objects(world) if any(type(value) in (bool, int) for value in one.values())])
    name = chance.choice([name for name, value in one.items() if type(value) in (bool, int)])
    one[name] = chance.choice([0, 1, None, "true"] if type(one[name]) is bool else [True, False, -1, 4, 1.0, "1", None])


def wrong_word(world: Json, chance: Random) -> None:
    """Write a word that the vocabulary does not have."""
    one = chance.choice([one for one in objects(world) if set(one) & {"tlp", "ceiling", "status", "outcome"}])
    name = chance.choice(sorted(set(one) & {"tlp", "ceiling", "status", "outcome"}))
    one[name] = chance.choice(["WHITE", "amber", "TLP:AMBER", "AMBER STRICT", "signed", "", None, 0, ["AMBER"], True])


def wrong_way(world: Json, chance: Random) -> None:
    """Write an audience or a basis that is none, or that is two."""
    release = chance.choice([one for one in objects(world) if "revoked" in one])
    if chance.random() < 0.5:
        release["to"] = chance.choice(
            [
                None,
                {},
                {"public": False},
                {"public": 1},
                {"person": "p0"},
                {"organisation": "o0", "public": True},
                "o0",
                [],
            ]
        )
    else:
        release["under"] = chance.choice([{}, {"agreement": None}, {"law": "x"}, "a0", [], False, 0])


FATAL: list[Callable[[Json, Random], None]] = [
    unknown_field, missing_field, no_moment, repeated_id, repeated_rendition,
    unknown_id, number_for_truth, wrong_word, wrong_way,
]  # fmt: skip


def other_moment(world: Json, chance: Random) -> None:
    """Move a moment to another one."""
    one = chance.choice([one for one in objects(world) if set(one) & set(FIELDS_OF_MOMENTS)])
    one[chance.choice(sorted(set(one) & set(FIELDS_OF_MOMENTS)))] = chance.choice(MOMENTS)


def anything(world: Json, chance: Random) -> None:
    """Put anything anywhere."""
    one = chance.choice(list(objects(world)))
    if one:
        one[chance.choice(sorted(one))] = copy.deepcopy(chance.choice(JUNK))


def shorter(world: Json, chance: Random) -> None:
    """Take one thing out of a list, with all that it holds."""
    one = chance.choice(list(lists(world)))
    del one[chance.randrange(len(one))]


def shuffled(world: Json, chance: Random) -> None:
    """Turn a list round."""
    chance.choice(list(lists(world))).reverse()


def crossed(world: Json, chance: Random) -> None:
    """Exchange the values of one field between two objects."""
    one, other = chance.choice(list(objects(world))), chance.choice(list(objects(world)))
    if names := sorted(set(one) & set(other) - {"id"}):
        name = chance.choice(names)
        one[name], other[name] = other[name], one[name]


OPEN: list[Callable[[Json, Random], None]] = [other_moment, anything, shorter, shuffled, crossed]


def bytes_of(world: Json) -> bytes:
    """Write a document as a file holds it."""
    return json.dumps(world).encode()


def broken_bytes(data: bytes, chance: Random) -> bytes:
    """Cut a file short, turn one bit, or write one field twice."""
    kind = chance.randrange(3)
    at = chance.randrange(1, len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    return data.replace(b'{"id": ', b'{"id": "twice", "id": ', 1)

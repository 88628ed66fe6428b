"""How long does it take to answer ten million times who may read what, beside the same answers in the machine's words?

The limit is what must be done at least: for every person, the bits of what their memberships open, joined by NumPy into
a matrix of people and renditions. It knows no law, no time and no reason. Both must give the same matrix.

*Source:* design/sharing.md 4; bar A1 of reference/security.md.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from commonground.sharing.adapters.world_files import world_of
from commonground.sharing.rules.engine import Engine
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.world import World
from tests.sharing.hostile import town

PEOPLE, ITEMS, SAMPLE = 1_000, 5_100, 20_000


def ratios() -> Iterator[tuple[str, float, str, float]]:
    """Give what is done, its seconds, what it is beside, and the seconds of that."""
    data = json.dumps(town(PEOPLE, ITEMS)).encode()
    started = time.perf_counter()
    json.loads(data)
    plain = time.perf_counter() - started
    started = time.perf_counter()
    world = world_of(data)
    yield f"reading a world of {len(data) / 1e6:.0f} MB", time.perf_counter() - started, "json.loads", plain

    started = time.perf_counter()
    engine = Engine(world, world.at)
    yield f"making {len(engine.openings):,} openings of it", time.perf_counter() - started, "json.loads", plain

    pairs = (PEOPLE + 1) * len(engine.renditions)
    started = time.perf_counter()
    for person in world.readers():
        engine.readable(person)
    decided = time.perf_counter() - started
    yield (
        f"{_millions(pairs)} pairs, {_millions(pairs / decided)} a second",
        decided,
        "NumPy, OR of bits",
        _limit(engine),
    )

    printed = _printed(data)
    yield f"the replay of them, {_millions(pairs / printed)} a second", printed, "deciding them", decided
    yield "the policy as it is written, for as many", _literally(world) * pairs, "deciding them", decided


def _literally(world: World) -> float:
    """Ask the policy as it is written about some pairs: the seconds for one."""
    policy = Policy(world, world.at)
    pairs = ((person, *pair) for person in world.readers() for pair in world.renditions())
    started = time.perf_counter()
    for person, item, rendition in islice(pairs, SAMPLE):
        policy.may_read(person, item, rendition)
    return (time.perf_counter() - started) / SAMPLE


def _limit(engine: Engine) -> float:
    """Join the bits of each person's parts into a matrix, and look that it is the engine's."""
    width = (len(engine.renditions) + 7) // 8
    world = engine.law.world
    public = np.frombuffer(engine.readable(None).to_bytes(width, "little"), np.uint8)
    parts = []
    for person in world.people.values():
        opened = [engine.grants_through(person, m) for m in person.memberships]
        rows = [np.packbits(_flags(one, width), bitorder="little") for one in opened]
        parts.append([public, *rows] if person.active else [np.zeros(width, np.uint8)])
    matrix = np.zeros((len(parts), width), np.uint8)
    started = time.perf_counter()
    for row, part in zip(matrix, parts, strict=True):
        for one in part:
            np.bitwise_or(row, one, out=row)
    taken = time.perf_counter() - started
    for row, person in zip(matrix, world.people.values(), strict=True):
        assert row.tobytes() == engine.readable(person).to_bytes(width, "little"), "both ways give the same"
    return taken


def _flags(opened: dict[int, object], width: int) -> np.ndarray:
    flags = np.zeros(8 * width, bool)
    flags[list(opened)] = True
    return flags


def _printed(data: bytes) -> float:
    """Replay the world as a command, from its file to the last line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world.json"
        path.write_bytes(data)
        command = Path(sys.executable).parent / "commonground"
        started = time.perf_counter()
        subprocess.run([command, "sharing", "replay", path, "--only-allowed"], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - started


def _millions(number: float) -> str:
    return f"{number / 1e6:.3g} M"

"""Does a world in a file replay to its answers, and is every fault in one said in one line?

*Source:* design/sharing.md 4.
"""

import copy
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from commonground.groundwork.refusals import Invalid
from commonground.sharing.adapters.replaying import replay
from commonground.sharing.adapters.world_files import read_world, world_of
from commonground.website import cli
from tests.figures import counts
from tests.sharing import damaging, reference
from tests.sharing.hostile import AT, hostile, town, written

NINE = ["sample", *(f"near-{number}" for number in range(1, 9))]
ONE_LINE = re.compile(r"\$(\.\w+|\[[0-9]+\]|\[\"[\x20-\x7e\u2026]*\])*: [\x20-\x7e\u2026]+\n", re.ASCII)


@pytest.fixture
def worlds(shared: Path) -> Path:
    """The folder with the nine worlds."""
    return shared / "design" / "worlds"


def run(*words: object) -> subprocess.CompletedProcess:
    """Type a command into a shell that knows no database."""
    return subprocess.run(
        [Path(sys.executable).parent / "commonground", "sharing", "replay", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DATABASE_URL": "", "COMMONGROUND_HOME": "/nonexistent"},
    )


def in_process(capsys, *words: object) -> tuple[int, str, str]:
    """Type a command without starting a process for it."""
    try:
        status = cli.main(["sharing", "replay", *map(str, words)])
    except SystemExit as left:
        status = left.code
    return status, *capsys.readouterr()


@pytest.mark.parametrize("engine", ["python", "literal"])
@pytest.mark.parametrize("name", NINE)
def test_the_nine_worlds_replay_to_their_answers(name, engine, worlds, capsys):
    status, out, err = in_process(capsys, worlds / f"{name}.json", "--engine", engine)

    found = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert all(re.fullmatch(r"[^\n]+\.", answer.pop("because")) for answer in found)
    assert found == [json.loads(line) for line in (worlds / f"{name}.answers.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("name", NINE)
def test_the_reference_of_the_tests_gives_the_answers_of_the_nine_worlds_too(name, worlds):
    file = json.loads((worlds / f"{name}.json").read_text())

    given = [tuple(json.loads(line).values()) for line in (worlds / f"{name}.answers.jsonl").read_text().splitlines()]
    assert reference.answers(file, file["at"]) == given


def test_both_engines_print_the_same_bytes_and_fields_in_the_order_of_the_format():
    for seed in range(counts(10, 100)):
        world = world_of(json.dumps(hostile(seed)).encode())
        for only_allowed in (False, True):
            texts = ["".join(replay(world, AT, engine=e, only_allowed=only_allowed)) for e in ("python", "literal")]
            assert texts[0] == texts[1], f"seed {seed}"
        every = [
            json.loads(line) for line in "".join(replay(world, AT, engine="python", only_allowed=False)).splitlines()
        ]
        assert [[*line] for line in every[:1]] == [["person", "rendition", "allowed", "records", "because"]]
        allowed = "".join(replay(world, AT, engine="python", only_allowed=True)).splitlines()
        assert [json.loads(line) for line in allowed] == [line for line in every if line["allowed"]]


def test_the_command_starts_without_a_database_and_the_anonymous_reader_comes_last(tmp_path):
    (tmp_path / "world.json").write_text(json.dumps(hostile(1)))

    done = run(tmp_path / "world.json")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[-1]["person"] is None and not lines[-1]["records"]
    assert {line["person"] for line in lines} == {None, *(person["id"] for person in hostile(1)["people"])}


def test_another_moment_moves_the_clock_only(tmp_path, capsys):
    file = hostile(3)
    (tmp_path / "world.json").write_text(json.dumps(file))
    for moment in ("2026-03-01T12:00:01Z", "2026-03-31T12:00:00Z", "1990-01-01T00:00:00Z"):
        _, out, _ = in_process(capsys, tmp_path / "world.json", "--at", moment)
        found = [(a["person"], a["rendition"], a["allowed"], a["records"]) for a in map(json.loads, out.splitlines())]
        assert found == reference.answers(file, moment)


@pytest.mark.parametrize("moment", [m for m in damaging.NO_MOMENTS if isinstance(m, str) and m])
def test_a_moment_that_is_none_is_refused_in_one_line(moment, tmp_path, capsys):
    (tmp_path / "world.json").write_text(json.dumps(hostile(3)))

    status, out, err = in_process(capsys, tmp_path / "world.json", "--at", moment)

    assert (status, out) == (2, "") and err.count("\n") == 1


@pytest.mark.parametrize("words", [["missing.json"], ["."], [], ["world.json", "--engine", "crystal-ball"]])
def test_what_cannot_be_asked_is_refused_in_one_line(words):
    done = run(*words)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("data", damaging.NOT_JSON, ids=lambda data: repr(data[:12]))
def test_a_file_that_is_no_world_is_refused_in_one_line(data, tmp_path):
    (tmp_path / "world.json").write_bytes(data)

    done = run(tmp_path / "world.json")

    assert (done.returncode, done.stdout) == (2, "")
    assert ONE_LINE.fullmatch(done.stderr)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda w: w["items"][0].pop("author"), "$.items[0].author: missing"),
        (lambda w: w["items"][0].update(note=1), "$.items[0].note: unknown field"),
        (lambda w: w["items"][0].update({"a b": 1}), '$.items[0]["a b"]: unknown field'),
        (lambda w: w["people"][2].update(active=1), "$.people[2].active: must be true or false, not 1"),
        (lambda w: w["items"][1].update(originator="met"), '$.items[1].originator: there is no organisation "met"'),
        (lambda w: w["people"][3].update(id="p1"), "$.people[3].id: the id stands twice"),
        (
            lambda w: w["items"][0]["renditions"][0].update(clearance=True),
            "$.items[0].renditions[0].clearance: must be 0, 1, 2 or 3, not true",
        ),
        (
            lambda w: w.update(at="2026-02-29T12:00:00Z"),
            '$.at: must be a moment such as 2026-03-01T12:00:00Z, not "2026-02-29T12:00:00Z"',
        ),
    ],
)
def test_a_fault_is_said_with_its_place(change, said):
    world = hostile(5)
    change(world)

    with pytest.raises(Invalid, match=f"^{re.escape(said)}$"):
        world_of(json.dumps(world).encode())


def test_a_field_that_stands_twice_is_a_fault():
    text = json.dumps(hostile(5)).replace('"author": ', '"author": null, "author": ', 1)

    with pytest.raises(Invalid, match=r"^\$\.items\[0\]\.author: stands twice$"):
        world_of(text.encode())


def test_damaged_files_get_status_2_and_one_line_or_a_right_answer(tmp_path, capsys, figure):
    path, chance, refused, answered = tmp_path / "world.json", Random(11), 0, 0
    for number in range(counts(150, 5_000)):
        world, kind = hostile(number % 40), number % 3
        for change in chance.sample(damaging.OPEN, chance.choice([1, 2])):
            change(world, chance)
        if kind == 0:
            chance.choice(damaging.FATAL)(world := hostile(number % 40), chance)
        data = damaging.bytes_of(world)
        path.write_bytes(damaging.broken_bytes(data, chance) if kind == 1 and number % 2 else data)

        status, out, err = in_process(capsys, path)

        if status == 2:
            assert out == "" and ONE_LINE.fullmatch(err), err
            refused += 1
        else:
            assert (status, err) == (0, "") and kind != 0, world
            file = json.loads(path.read_bytes())
            found = [
                (a["person"], a["rendition"], a["allowed"], a["records"]) for a in map(json.loads, out.splitlines())
            ]
            assert found == reference.answers(file, file["at"])
            answered += 1
    figure("damaged world files, each refused in one line or answered rightly", refused + answered, bar="5,000")
    figure("damaged world files that were refused", refused)
    assert refused and answered


def test_every_kind_of_damage_is_noticed():
    for damage in damaging.FATAL:
        for seed in range(counts(10, 100)):
            world, chance = copy.deepcopy(hostile(seed)), Random(seed)
            damage(world, chance)
            with pytest.raises(Invalid):
                world_of(damaging.bytes_of(world))


def test_a_town_of_a_thousand_people_and_ten_thousand_renditions_replays_within_a_minute(tmp_path, figure):
    people, items = counts(100, 1000), counts(500, 5_100)
    path = tmp_path / "town.json"
    path.write_text(json.dumps(town(people, items)))
    world = read_world(path)
    pairs = (people + 1) * sum(1 for _ in world.renditions())

    for words in (["--only-allowed"], []):
        started = time.monotonic()
        with (tmp_path / "out.jsonl").open("w") as out:
            subprocess.run(
                [Path(sys.executable).parent / "commonground", "sharing", "replay", path, *words],
                stdout=out,
                check=True,
            )
        taken = time.monotonic() - started
        figure(
            f"seconds to replay {pairs:,} pairs {' '.join(words)}".strip(), taken, bar="at most 60 with --only-allowed"
        )
        assert taken <= 60 or not words
    with (tmp_path / "out.jsonl").open() as lines:
        assert sum(1 for _ in lines) == pairs
    assert pairs >= counts(100_000, 10_000_000)
    assert written(world.at) == written(AT)

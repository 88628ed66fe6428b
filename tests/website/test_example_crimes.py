"""Are the crimes of Aldermouth written as the police publish them, and is the stated truth in them?

*Source:* data/NOTE.md; design/outcomes.md sections 1-3.
"""

import csv
import math
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean, variance

import pytest

from commonground.website.example import crimes, studies, town
from commonground.website.example.dates import TODAY_OF_THE_MOCK_UPS, Timeline
from commonground.website.example.places import (
    BESIDE_MINSTER_GATE,
    CODES,
    LIKE_MINSTER_GATE,
    MINSTER_GATE,
    PLACES,
)

TODAY = TODAY_OF_THE_MOCK_UPS
TODAYS = [TODAY, date(2027, 1, 1), date(2027, 3, 15), date(2027, 8, 31), date(2028, 2, 29)]
NAMES = {code: name for name, code in CODES.items()}
REAL = Path(os.environ.get("COMMONGROUND_SHARED", "../shared")) / "data/police/city-of-london"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("aldermouth")
    crimes.write(place)
    return place


@pytest.fixture(scope="module")
def written(folder):
    return [row for path in sorted(folder.iterdir()) for row in _read(path)]


def _read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _count(names, window, today=TODAY):
    return crimes.total(names, crimes.SHOP_THEFT, window, today)


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(folder, tmp_path):
    crimes.counts.cache_clear()
    town.areas.cache_clear()
    town.snap_points.cache_clear()
    again = crimes.write(tmp_path / "again")
    assert all(path.read_bytes() == (folder / path.name).read_bytes() for path in again)
    other = crimes.write(tmp_path / "other", seed=crimes.SEED + 1)
    assert any(path.read_bytes() != (folder / path.name).read_bytes() for path in other)


def test_thirty_months_are_named_as_the_police_name_them(folder):
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "2024-04-aldermouth-street.csv"
    assert names[-1] == "2026-09-aldermouth-street.csv"
    assert len(names) == 30
    for path in folder.iterdir():
        assert {row["Month"] for row in _read(path)} == {path.name[:7]}


def test_columns_are_exactly_those_of_the_published_files(folder):
    header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    header += "Last outcome category,Context"
    for path in folder.iterdir():
        assert path.read_text("utf-8").split("\n", 1)[0] == header


@pytest.mark.shared
def test_columns_and_crime_types_are_those_of_the_real_files(written):
    if not REAL.is_dir():
        pytest.skip(f"The real data folder is not at {REAL}.")
    with sorted(REAL.iterdir())[0].open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == list(crimes.COLUMNS)
    real = {row["Crime type"] for path in sorted(REAL.iterdir())[:6] for row in _read(path)}
    assert {row["Crime type"] for row in written} == real


def test_antisocial_behaviour_has_neither_id_nor_outcome_and_every_other_crime_has_both(written):
    for row in written:
        if row["Crime type"] == crimes.ANTISOCIAL:
            assert row["Crime ID"] == row["Last outcome category"] == ""
        else:
            assert re.fullmatch("[0-9a-f]{64}", row["Crime ID"])
            assert row["Last outcome category"]
        assert row["Context"] == ""


def test_some_rows_have_no_location_and_then_no_area_either(written):
    lost = [row for row in written if not row["Longitude"]]
    assert 0.004 < len(lost) / len(written) < 0.02
    for row in lost:
        assert (row["Latitude"], row["Location"], row["LSOA code"], row["LSOA name"]) == ("", "No Location", "", "")


def test_every_other_row_stands_on_a_published_point_of_its_area(written):
    points = {(f"{p.longitude:.6f}", f"{p.latitude:.6f}", p.location, p.area) for p in town.snap_points()}
    for row in written:
        if row["Longitude"]:
            assert (row["Longitude"], row["Latitude"], row["Location"], row["LSOA code"]) in points


def test_a_few_ids_repeat_as_in_the_published_files(written):
    ids = Counter(row["Crime ID"] for row in written if row["Crime ID"])
    assert 0 < sum(number for number in ids.values() if number > 1) / sum(ids.values()) < 0.02


def test_the_files_hold_exactly_the_counts_that_the_story_tells(written):
    found = Counter((row["LSOA code"], row["Crime type"], row["Month"]) for row in written if row["Longitude"])
    months = Timeline(TODAY).months
    told = crimes.counts(TODAY)
    assert sum(found.values()) == sum(told.values())
    assert all(found[area, kind, months[position]] == number for (area, kind, position), number in told.items())


def test_shop_theft_at_minster_gate_falls_by_the_stated_two_fifths():
    stated = crimes.TRUTH.minster_gate_fall
    found = []
    for seed in range(1, 31):
        table = crimes.counts(TODAY, seed)
        like = _sums(table, LIKE_MINSTER_GATE)
        gate = _sums(table, MINSTER_GATE)
        found.append((gate[1] / gate[0]) / (like[1] / like[0]))
    crimes.counts.cache_clear()
    assert mean(found) == pytest.approx(1 - stated, abs=0.04), "over thirty seeds"


def test_the_stated_share_of_what_was_prevented_turns_up_next_door():
    moved, prevented = 0.0, 0.0
    for position in range(crimes.MINSTER_FROM, 30):
        for place in PLACES:
            usual = crimes.expected(place, crimes.SHOP_THEFT, position)
            change = crimes.with_truth(place, crimes.SHOP_THEFT, position) - usual
            moved += change if place.name in BESIDE_MINSTER_GATE else 0
            prevented -= change if place.name in MINSTER_GATE else 0
    assert moved / prevented == pytest.approx(crimes.TRUTH.moved_next_door)


def test_nothing_is_done_anywhere_else_or_to_any_other_crime():
    touched = {*MINSTER_GATE, *BESIDE_MINSTER_GATE, "Castle Parade"}
    for place in PLACES:
        for kind in crimes.LEVELS:
            same = crimes.with_truth(place, kind, 29) == crimes.expected(place, kind, 29)
            assert same == (place.name not in touched or kind != crimes.SHOP_THEFT)


def test_monthly_counts_vary_more_than_chance_alone():
    ratios = []
    for place in PLACES:
        if place.thefts >= 18:
            series = [crimes.counts(TODAY)[CODES[place.name], crimes.SHOP_THEFT, p] for p in range(24)]
            ratios.append(variance(series) / mean(series))
    assert 1.2 < mean(ratios) < 2.5


@pytest.mark.parametrize("today", TODAYS)
def test_the_months_are_counted_from_the_day_it_is_loaded(today):
    times = Timeline(today)
    assert len(times.months) == 30
    assert times.minster_before[0] == times.months[12]
    assert times.minster_after == (times.months[24], times.months[29])
    assert times.minster_before[0][5:] == times.minster_after[0][5:], "the same season"
    assert times.castle_before[1][5:] == times.castle_after[1][5:]
    assert times.minster_proposed.weekday() == 0
    assert 45 <= (today - date.fromisoformat(times.months[29] + "-01")).days - 28 < 80


@pytest.mark.parametrize("today", TODAYS)
def test_at_minster_gate_no_comparable_place_changed_as_much(today):
    study = studies.minster_gate(today)
    rank, pool = _rank(study, today)
    assert pool >= 19
    assert rank == 1
    assert _fall(study, today) < -0.4


@pytest.mark.parametrize("today", TODAYS)
def test_at_castle_parade_many_comparable_places_changed_as_much(today):
    study = studies.castle_parade(today)
    rank, pool = _rank(study, today)
    assert pool >= 19
    assert rank > 4
    assert _count(["Castle Parade"], study["before"], today) < 60


@pytest.mark.parametrize("make", [studies.minster_gate, studies.castle_parade, studies.other_theft])
def test_every_area_has_one_role_in_a_study(make):
    study = make(TODAY)
    roles = ("treated", "control", "displacement", "displacement_control", "placebo_pool")
    named = [code for role in roles for code in study[role]]
    assert len(named) == len(set(named))
    assert set(named) <= set(CODES.values())


def _sums(table, names):
    """Shop thefts in the half-year before and in that of the work."""
    return [
        sum(table[CODES[name], crimes.SHOP_THEFT, p] for name in names for p in window)
        for window in (range(12, 18), range(24, 30))
    ]


def _fall(study, today, codes=None):
    names = [NAMES[code] for code in codes or study["treated"]]
    before, after = _count(names, study["before"], today), _count(names, study["after"], today)
    return math.log((after + 0.5) / (before + 0.5))


def _rank(study, today):
    """Where the treated areas stand among comparable untreated ones (1: nothing as extreme), and how many there are."""
    usual = _count([NAMES[c] for c in study["treated"]], study["before"], today) / len(study["treated"])
    like = _fall(study, today, study["control"])
    alike = [c for c in study["placebo_pool"] if usual / 2 <= _count([NAMES[c]], study["before"], today) <= usual * 2]
    ours = abs(_fall(study, today) - like)
    return 1 + sum(abs(_fall(study, today, [c]) - like) >= ours for c in alike), len(alike)

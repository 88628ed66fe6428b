"""Is an incident asked about in nine answers, told apart into fact and opinion, passed on as the thresholds say?

*Source:* reference on the domain, 7(C) and 3 (6), (7), (11); R184, R213; D7, D8.
"""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from commonground.groundwork.sides import Side
from commonground.sharing.rules import duplicates, incidents, triage
from commonground.sharing.rules import incidents_handover as handover
from commonground.sharing.rules.incidents_reach import Offer, settled, within
from commonground.sharing.rules.references import new_reference
from commonground.sharing.rules.triage import Threshold, Way

REPORT = {
    "emergency": "called",
    "kind": "shoplifting",
    "place": "Castle Parade, by the north doors",
    "occurred": "2026-11-20T17:30",
    "happened": "A man took four bottles and ran.\nHe shouted “leave it”.",
    "outcome": "completed",
    "threat": "verbal",
    "loss": "under_200",
    "how_known": "saw it",
}
HEAD = {"reference": "INC-1", "marking": "TLP:AMBER", "organisation": "Tannery Stores", "place_name": "Castle Parade"}
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_report_needs_nine_answers_and_none_of_them_is_about_who_somebody_is():
    assert len(incidents.NEEDED) == 9
    words = " ".join(f"{one.name} {one.label}" for one in incidents.FIELDS).lower()
    assert not [word for word in ("ethnic", "religio", "orientation", "nationality", "source") if word in words]


def test_a_report_says_which_answer_it_lacks():
    assert incidents.missing(REPORT) == []
    assert [one.name for one in incidents.missing(REPORT | {"happened": "  "})] == ["happened"]
    assert len(incidents.missing({})) == 9


def test_fact_and_opinion_stand_apart_and_say_which_is_which():
    text = incidents.text_of(REPORT | {"opinion": "He has been here before."})
    fact, opinion = text.split("\n\n")
    assert fact.startswith("What happened (I saw it):")
    assert opinion == "What the reporter makes of it (opinion):\nHe has been here before."
    assert "opinion" not in incidents.text_of(REPORT)


def test_the_summary_holds_no_word_that_somebody_typed():
    typed = {"happened": "quetzal", "opinion": "plumage", "people": "tallbloke", "vehicle": "KX12", "goods": "gin"}
    said = incidents.summary_of(REPORT | typed, "Castle Parade", "20 November 2026")
    assert "Theft from a shop" in said
    assert not [word for word in typed.values() if word in said]


def test_the_files_for_police_systems_name_every_field_and_never_who_reported_it():
    values = REPORT | {"opinion": "Known to us", "reporter_name": "quetzal"}
    held = json.loads(handover.as_json(HEAD, values))["incident"]
    names, row = handover.as_rows(HEAD, values)
    text = handover.as_text(HEAD, values)
    assert tuple(held) == tuple(names) == handover.NAMES
    assert held["standard"] == incidents.STANDARD
    assert held["police_category"] == "shoplifting"
    assert dict(zip(names, row, strict=True)) == held
    assert text.startswith("TLP:AMBER  INC-1\n")
    assert "What do you make of it? (opinion) Known to us" in text
    assert "quetzal" not in f"{held}{row}{text}"


def test_what_is_taken_as_a_table_is_read_back_as_it_was_typed():
    names, row = handover.as_rows(HEAD, REPORT)
    out = io.StringIO()
    csv.writer(out).writerows([names, row])
    heading, values = list(csv.reader(io.StringIO(out.getvalue())))
    assert dict(zip(heading, values, strict=True))["happened"] == REPORT["happened"]


@pytest.mark.parametrize(
    ("kind", "threat", "loss", "alike", "way"),
    [
        ("violence", "none", "none", 1, Way.AT_ONCE),
        ("shoplifting", "verbal", "under_1000", 1, Way.AT_ONCE),
        ("shoplifting", "verbal", "under_200", 2, Way.COUNTED),
        ("shoplifting", "verbal", "under_200", 3, Way.AT_ONCE),
        ("shoplifting", "weapon", "none", 1, Way.AT_ONCE),
        ("suspicious", "none", "unknown", 1, Way.COUNTED),
    ],
)
def test_what_is_passed_on_at_once_follows_from_threat_loss_and_how_often(kind, threat, loss, alike, way):
    found, because = triage.way(triage.OURS[kind], threat=threat, loss=loss, alike=alike)
    assert found is way
    assert because.endswith(".")


def test_an_organisation_sets_its_own_thresholds_and_leaves_out_what_it_does_not_want():
    own = triage.table([Threshold("shoplifting", triage.NEVER, triage.NEVER, 0)])
    assert triage.way(own["shoplifting"], threat="weapon", loss="over_1000", alike=9)[0] is Way.COUNTED
    assert own["robbery"] == triage.OURS["robbery"]
    assert "no such kind" not in triage.table([Threshold("no such kind")])


def test_two_reports_are_near_when_their_times_meet_or_lie_three_hours_apart_at_most():
    one = duplicates.When(NOON)
    assert duplicates.is_near(one, duplicates.When(NOON + timedelta(hours=3)))
    assert not duplicates.is_near(one, duplicates.When(NOON + timedelta(hours=3, minutes=1)))
    night = duplicates.When(NOON - timedelta(hours=12), NOON - timedelta(hours=2))
    assert duplicates.is_near(one, night)
    assert duplicates.is_near(night, one)


def offer(key, side=Side.POLICE, **more):
    held = {"name": f"Body {key}", "agreement_id": 1, "reference": "ISA-1", "personal": True, "ceiling": 2}
    return Offer(**{"organisation_id": key, "side": side, "accredited": True, **held, **more})


def test_the_police_get_everything_and_a_shop_gets_no_typed_word():
    assert offer(1).version == "full"
    assert offer(1, Side.SECURITY).version == "awareness"


def test_one_agreement_that_covers_it_is_enough_and_otherwise_it_is_said_what_hinders():
    narrow = offer(1, reference="ISA-1", personal=False)
    wide = offer(1, reference="ISA-2")
    gets, without = settled([narrow, wide, offer(2, ceiling=1), offer(3, accredited=False)])
    assert [one.reference for one in gets] == ["ISA-2"]
    assert "stops below TLP:AMBER" in without[0].hindrance
    assert "accreditation" in without[1].hindrance


def test_a_reporter_can_keep_it_to_the_police_or_to_their_own_organisation():
    gets = [offer(1), offer(2, Side.SECURITY)]
    assert [one.organisation_id for one in within(gets, "agreed")] == [1, 2]
    assert [one.organisation_id for one in within(gets, "police")] == [1]
    assert within(gets, "own") == [] == within(gets, "nonsense")


def test_a_reference_is_random_and_can_be_read_aloud():
    drawn = {new_reference("INC") for _ in range(200)}
    assert len(drawn) == 200
    assert not set("IO01") & set("".join(one.removeprefix("INC") for one in drawn))

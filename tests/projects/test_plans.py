"""Does the plan keep its versions, say what differs, and wait for both sides?

*Source:* R16, R35; issue "The ten steps in depth", acceptance (properties).
"""

import re

import pytest
from django.db import DatabaseError, transaction

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.projects.actions import answers, plans
from commonground.projects.queries import plans as reading
from commonground.projects.queries import recorded, visible
from commonground.projects.rules import plans as rules
from commonground.projects.rules.guide import PARTS
from tests.projects.pages import page, text
from tests.projects.special import review_of

TACTIC = {
    "name": "Evening patrol", "police_part": "Two officers on foot", "security_part": "Two guards beside them",
    "mechanism": "A thief sees somebody", "why_here": "Most thefts are from five to nine",
}  # fmt: skip


@pytest.fixture
def alive(cast):
    """A collaboration that is under way."""
    return cast.alive()


def tactic(cast, collaboration, **values):
    """Record a tactic."""
    raw = TACTIC | values
    return answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["tactics"], raw=raw)


def put(cast, collaboration, reason="", key="tranter", review=None):
    """Put the plan forward."""
    return plans.put_forward(actor=cast.actor(key), collaboration=collaboration, reason=reason, review=review)


def change(cast, answer, **values):
    """Change an answer of the plan."""
    raw = {**answer.values, **values}
    return answers.change(actor=cast.actor("whitlock"), answer=answer, raw=raw, version=answer.version)


def test_a_plan_is_put_forward_once_there_is_something_in_it_and_kept_as_it_stood(cast, alive):
    with pytest.raises(Refused, match="no plan to put forward"):
        put(cast, alive)
    held = tactic(cast, alive)
    first = put(cast, alive)
    change(cast, held, police_part="Three officers on foot")
    assert reading.content_of(first)[0].entries[0].lines[1].words == "Two officers on foot"
    with pytest.raises(Refused, match="Nothing has changed since version 2"):
        put(cast, alive, "More people were needed")
        put(cast, alive, "And again")


def test_a_second_version_needs_a_reason_and_shows_exactly_what_changed(cast, alive):
    held = tactic(cast, alive)
    put(cast, alive)
    change(cast, held, police_part="Three officers on foot")
    with pytest.raises(Invalid, match="why the plan changes"):
        put(cast, alive, "  ")
    review = review_of(cast, alive)
    second = put(cast, alive, "Two were too few", review=review)
    (changed,) = reading.changes_to(second)
    assert [(line.label, line.before, line.after) for line in changed.lines] == [
        ("What the police side does", "Two officers on foot", "Three officers on foot")
    ]
    assert (second.number, second.review) == (2, review)


def test_each_side_agrees_by_its_lead_and_only_to_the_newest_version(cast, alive):
    held = tactic(cast, alive)
    first = put(cast, alive)
    with pytest.raises(NotAllowed):
        plans.agree(actor=cast.actor("tranter"), plan=first)
    plans.agree(actor=cast.actor("thornbury"), plan=first)
    with pytest.raises(Refused, match="has agreed to plan, version 1 already"):
        plans.agree(actor=cast.actor("thornbury"), plan=first)
    assert reading.agreed_by_both(alive) is None
    plans.agree(actor=cast.actor("whitlock"), plan=first)
    assert reading.agreed_by_both(alive) == first
    change(cast, held, name="Evening and night patrol")
    put(cast, alive, "The night was worse")
    with pytest.raises(Refused, match="newer version"):
        plans.agree(actor=cast.actor("whitlock"), plan=first)


def test_the_database_itself_refuses_to_change_a_version_or_an_agreement(cast, alive):
    tactic(cast, alive)
    first = put(cast, alive)
    agreement = plans.agree(actor=cast.actor("thornbury"), plan=first)
    for change_it in (first.save, agreement.save, agreement.delete):
        with pytest.raises(DatabaseError, match="stays as it was put forward"), transaction.atomic():
            change_it()


def test_a_plan_names_people_as_they_are_called_now_so_that_an_erased_name_goes_from_old_versions(cast, alive):
    member = next(m for m in visible.team_of(alive) if m.membership_id == cast.membership["tranter"].pk)
    raw = {"what": "Check the radios", "done_when": "All answer", "organisation": "Police", "accountable": member.ref,
           "due": "2026-12-03"}  # fmt: skip
    answers.record(actor=cast.actor("tranter"), collaboration=alive, part=PARTS["actions"], raw=raw)
    first = put(cast, alive)
    assert "Tranter" not in str(first.content)
    assert any(line.words == "Owen Tranter" for section in reading.content_of(first) for entry in section.entries
               for line in entry.lines)  # fmt: skip


def test_plan_versions_do_not_change_how_a_step_stands(cast, alive):
    tactic(cast, alive)
    before = recorded.standings_for(cast.actor("thornbury"), alive)
    plans.agree(actor=cast.actor("thornbury"), plan=put(cast, alive))
    assert recorded.standings_for(cast.actor("thornbury"), alive) == before


def test_the_pages_take_a_plan_from_its_first_version_to_the_agreement_of_both(cast, alive, client_of):
    held = tactic(cast, alive)
    client = client_of(cast.person["tranter"])
    assert "Put the plan forward" in text(client.get(page("plans", alive)))
    made = client.post(page("plan_put_forward", alive), {"reason": ""})
    assert made.status_code == 302
    change(cast, held, police_part="Three officers on foot")
    assert "Since version 1: 1 changed." in text(client.get(page("plans", alive)))
    refused = client.post(page("plan_put_forward", alive), {"reason": ""})
    assert "Enter why the plan changes" in text(refused)
    client.post(page("plan_put_forward", alive), {"reason": "Two were too few"})
    newest = reading.latest(alive)
    shown = client.get(page("plan_version", alive, newest.public_id))
    assert re.search(r"<del[^>]*>.*Two.*</del><ins[^>]*>.*Three.*</ins>", shown.content.decode())
    assert "Agree for your side" not in text(shown)
    for key in ("thornbury", "whitlock"):
        client = client_of(cast.person[key])
        assert client.post(page("plan_agree", alive, newest.public_id)).status_code == 302
    assert "Both have agreed" in text(client.get(page("plans", alive)))


def test_any_version_can_be_taken_away_and_is_for_the_team_alone(cast, alive, client_of):
    tactic(cast, alive)
    client = client_of(cast.person["tranter"])
    draft = client.get(page("plan_paper", alive, "md")).content.decode()
    assert "Draft" in draft and "Two officers on foot" in draft
    first = put(cast, alive)
    assert client.get(page("plan_version_paper", alive, first.public_id, "pdf")).content.startswith(b"%PDF")
    assert client.get(page("plan_version_paper", alive, first.public_id, "docx")).content.startswith(b"PK")
    assert client.get(page("plan_version_paper", alive, first.public_id, "nonsense")).status_code == 404
    client = client_of(cast.person["yarrow"])
    for name, more in (("plans", ()), ("plan_version", (first.public_id,)), ("plan_paper", ("md",))):
        assert client.get(page(name, alive, *more)).status_code == 404


def test_two_wordings_that_share_few_words_are_shown_one_after_the_other():
    before, after = "Move rounds to the same hours; nobody works alone.", "Guards walk with the officers"
    assert [(piece.kind, piece.words) for piece in rules.woven(before, after)] == [("out", before), ("in", after)]
    woven = rules.woven("Two officers on foot, at six", "Three officers on foot, at six")
    assert [(piece.kind, piece.words) for piece in woven] == [
        ("out", "Two"), ("in", "Three"), ("same", " officers on foot, at six"),
    ]  # fmt: skip

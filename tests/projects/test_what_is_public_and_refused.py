"""Can what is public be taken away whatever happened, and is every refusal in the record?

*Source:* R46, R69; settled questions, "Who" and "In Django" (refusals are audited).
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.projects.actions import answers, finishing, life, problem
from commonground.projects.models import StatementMark
from commonground.projects.rules.comparing import Mark
from tests.projects.doing import complete_step_two, sent
from tests.projects.pages import page, text
from tests.projects.special import at

PAGE = {"purpose": "Safer", "doing": "Walking", "reach": "A post"}


def published_draft(cast):
    """Publish the page of a draft, which both leads see and approve, then withdraw the draft."""
    held = cast.draft()
    made = finishing.draft_publication(actor=cast.actor("thornbury"), collaboration=held, kind="page", values=PAGE)
    finishing.approve(actor=cast.actor("thornbury"), publication=made)
    life.propose(actor=cast.actor("thornbury"), collaboration=held)
    life.accept(actor=cast.actor("whitlock"), collaboration=held)
    finishing.approve(actor=cast.actor("whitlock"), publication=made)
    held.refresh_from_db()
    held.state = "withdrawn"
    held.save()
    return held, made


@pytest.mark.parametrize("key", ["thornbury", "whitlock"])
def test_either_side_takes_down_at_once_what_is_public_though_the_collaboration_was_withdrawn(
    cast, client, client_of, key
):
    held, made = published_draft(cast)
    assert client.get(at("public_page", made)).status_code == 200
    browser = client_of(cast.person[key])
    assert "Take it away from the public" in text(browser.get(at("publication", held, made)))
    browser.post(at("publication_withdraw", held, made), {"reason": "Somebody is named in it"})
    assert client.get(at("public_page", made)).status_code == 404
    assert "Somebody is named in it" in text(client_of(cast.person["whitlock"]).get(at("publication", held, made)))


def test_what_is_public_is_taken_away_with_a_reason_and_by_nobody_else(cast):
    _held, made = published_draft(cast)
    with pytest.raises(Invalid):
        finishing.withdraw_publication(actor=cast.actor("thornbury"), publication=made, reason=" ")
    for key in ("tranter", "yarrow", "calder"):
        with pytest.raises(NotAllowed):
            finishing.withdraw_publication(actor=cast.actor(key), publication=made, reason="No")


def refusals(cast, key):
    return [e.summary for e in Entry.objects.filter(outcome="refused", actor_id=cast.person[key].pk)]


def test_a_refusal_that_is_said_in_a_form_is_in_the_record_too(cast, client_of):
    held = cast.alive()
    said = text(client_of(cast.person["thornbury"]).post(page("stop", held)))
    assert "Step 9 is not complete" in said
    assert any("Step 9 is not complete" in reason for reason in refusals(cast, "thornbury"))


def test_a_step_that_is_refused_its_confirmation_is_in_the_record_too(cast, client_of):
    held = cast.alive()
    client_of(cast.person["thornbury"]).post(page("confirm", held, 3), {"content": "x"})
    assert any("Step 3 cannot be confirmed yet" in reason for reason in refusals(cast, "thornbury"))


def test_what_was_only_typed_wrongly_is_no_refusal_in_the_record(cast, client_of):
    held = cast.alive()
    client_of(cast.person["thornbury"]).post(page("position", held), {"position": "stop", "reason": ""})
    client_of(cast.person["thornbury"]).post(page("answer_add", held, "victims"), {"group": ""})
    assert refusals(cast, "thornbury") == []


def test_of_two_who_mark_the_same_answer_the_second_is_shown_both(cast, client_of):
    held = cast.alive()
    sent(cast, held, "thornbury", "whitlock")
    first, second = client_of(cast.person["thornbury"]), client_of(cast.person["tranter"])
    first.post(at("mark", held, "what"), {"what-mark": "same", "what-line": "Maya’s line", "what-version": 0})
    said = second.post(at("mark", held, "what"), {"what-mark": "apart", "what-line": "Owen’s line", "what-version": 0})
    shown = said.content.decode()
    assert "Maya’s line" in shown
    assert "Owen’s line" in shown
    assert StatementMark.objects.get().line == "Maya’s line"
    with pytest.raises(Stale):
        problem.mark(actor=cast.actor("tranter"), collaboration=held, asked="what", mark=Mark.APART, version=0)
    problem.mark(actor=cast.actor("tranter"), collaboration=held, asked="what", mark=Mark.APART, version=1)
    assert StatementMark.objects.get().mark == "apart"


def test_an_invited_stakeholder_reads_what_is_agreed_now_and_no_earlier_words(cast, client_of):
    held = cast.alive()
    complete_step_two(cast, held)
    answer = held.answers.get(part="stakeholders")
    raw = answer.values | {"message": "Words of today"}
    answers.change(actor=cast.actor("thornbury"), answer=answer, raw=raw, version=1)
    team, invited = (
        text(client_of(cast.person[k]).get(page("answer", held, answer.public_id))) for k in ("tranter", "yarrow")
    )
    assert "Words of today" in team
    assert "Words of today" in invited
    assert "News" in team
    assert "News" not in invited
    assert "Earlier words" not in invited
    step = text(client_of(cast.person["yarrow"]).get(page("step", held, 2)))
    assert "Earlier words" not in step
    assert "Traders" in step


def test_the_ninth_step_reads_its_record_once(cast, client_of):
    held = cast.alive()
    browser = client_of(cast.person["thornbury"])
    browser.get(page("step", held, 9))
    with CaptureQueriesContext(connection) as asked:
        browser.get(page("step", held, 9))
    records = [
        q
        for q in asked
        if 'FROM "projects_confirmation"' in q["sql"] and '"projects_confirmation"."step" =' not in q["sql"]
    ]
    assert len(records) == 1

"""Is the ethics of a collaboration answered by both, advised on by somebody free of it, and told as both approved?

*Source:* R120.
"""

import pytest
from django.http import Http404
from django.urls import reverse

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.groundwork.sides import Side
from commonground.projects.actions import ethics, finishing
from commonground.projects.queries import cases, due
from commonground.projects.queries import ethics as reading
from commonground.projects.rules.ethics import ASKED, checked
from tests.projects.pages import text
from tests.projects.special import at


def answered(cast, collaboration, *keys, answer="settled", by=("thornbury", "whitlock")):
    for key in keys or ASKED:
        for who in by:
            side = cast.actor(who).side.value
            version = collaboration.ethics_answers.filter(question=key, side=side).count()
            ethics.answer(actor=cast.actor(who), collaboration=collaboration, question=key, answer=answer,
                          words=f"{who} on {key}", version=version)  # fmt: skip


def asked(cast, collaboration, adviser="lindqvist"):
    return ethics.ask(actor=cast.actor("whitlock"), collaboration=collaboration,
                      adviser=cast.membership[adviser], asks="Do we watch the right things?")  # fmt: skip


def test_an_answer_counts_for_ones_own_side_and_a_question_is_answered_when_both_have():
    newest = {("privacy", Side.POLICE): "settled"}
    assert checked(newest).answered == 0
    both = checked(newest | {("privacy", Side.SECURITY): "open"})
    assert (both.answered, both.settled, both.still_open) == (1, 0, ("privacy",))
    assert not both.is_whole
    whole = checked({(key, side): "settled" for key in ASKED for side in (Side.POLICE, Side.SECURITY)})
    assert whole.is_whole and whole.settled == len(ASKED) == 8


def test_whoever_answers_again_keeps_what_was_said_before(cast):
    collaboration = cast.alive()
    answered(cast, collaboration, "privacy", answer="open")
    answered(cast, collaboration, "privacy", answer="settled", by=("thornbury",))
    (said,) = [one for one in reading.said_in(collaboration) if one.key == "privacy"]
    assert [row.answer for row in said.answers[Side.POLICE]] == ["settled", "open"]
    assert said.newest(Side.SECURITY).answer == "open"


def test_two_of_a_side_who_answer_at_once_lose_nothing(cast):
    collaboration = cast.alive()
    given = {"collaboration": collaboration, "question": "power", "answer": "care", "version": 0}
    ethics.answer(actor=cast.actor("thornbury"), words="First", **given)
    with pytest.raises(Stale) as lost:
        ethics.answer(actor=cast.actor("tranter"), words="Second", **given)
    assert lost.value.theirs["words"] == "First"


def test_only_the_two_sides_own_people_answer(cast):
    collaboration = cast.alive()
    for who in ("yarrow", "lindqvist", "haddow"):
        with pytest.raises(NotAllowed):
            ethics.answer(actor=cast.actor(who), collaboration=collaboration, question="power", answer="care",
                          words="Ours", version=0)  # fmt: skip


def test_nobody_advises_whose_organisation_is_on_the_team(cast):
    collaboration = cast.alive()
    with pytest.raises(Invalid, match="organisation"):
        asked(cast, collaboration, "ellerby")
    with pytest.raises(Invalid, match="organisation"):
        asked(cast, collaboration, "ashdown")


def test_whoever_has_an_interest_gives_no_advice_and_reads_no_answers(cast, client_of):
    collaboration = cast.alive()
    answered(cast, collaboration)
    advice = asked(cast, collaboration)
    browser = client_of(cast.person["lindqvist"])
    assert "thornbury on privacy" not in text(browser.get(at("advice", advice)))
    browser.post(at("advice", advice), {"has_interest": "yes", "interest": "We buy from them"})
    page = text(browser.get(at("advice", advice)))
    assert "thornbury on privacy" not in page and "declared an interest" in page
    with pytest.raises(Refused):
        ethics.advise(actor=cast.actor("lindqvist"), advice=advice, verdict="go_on", words="Fine")


def test_advice_needs_a_declaration_first_and_is_given_once(cast):
    collaboration = cast.alive()
    advice, adviser = asked(cast, collaboration), cast.actor("lindqvist")
    with pytest.raises(Refused, match="interest"):
        ethics.advise(actor=adviser, advice=advice, verdict="go_on", words="Fine")
    ethics.declare(actor=adviser, advice=advice, has_interest=False)
    with pytest.raises(Invalid):
        ethics.advise(actor=adviser, advice=advice, verdict="nonsense", words="Fine")
    ethics.advise(actor=adviser, advice=advice, verdict="conditions", words="Count the hours")
    with pytest.raises(Refused, match="already"):
        ethics.advise(actor=adviser, advice=advice, verdict="go_on", words="Fine")


def test_what_one_is_asked_is_seen_by_nobody_else_and_stands_on_ones_day(cast, client_of):
    advice = asked(cast, cast.alive())
    assert [one.title for one in due.due_for(cast.actor("lindqvist"), advice.asked_at.date())]
    for who in ("thornbury", "haddow", "osei"):
        with pytest.raises(Http404):
            reading.advice_for(cast.actor(who), advice.public_id)
        assert client_of(cast.person[who]).get(at("advice", advice)).status_code == 404
    assert client_of(cast.person["lindqvist"]).get(at("advice", advice)).status_code == 200


def test_somebody_asked_for_advice_sees_nothing_else_of_the_collaboration(cast, client_of):
    collaboration = cast.alive()
    ethics.declare(actor=cast.actor("lindqvist"), advice=asked(cast, collaboration), has_interest=False)
    browser = client_of(cast.person["lindqvist"])
    for name in ("collaboration", "ethics", "people"):
        assert browser.get(at(name, collaboration)).status_code == 404


def test_a_note_waits_until_both_have_answered_everything_and_approved_it(cast, client):
    collaboration = cast.alive()
    answered(cast, collaboration, "privacy")
    with pytest.raises(Refused, match="eight"):
        ethics.draft_note(actor=cast.actor("thornbury"), collaboration=collaboration, note="Words")
    answered(cast, collaboration)
    note = ethics.draft_note(actor=cast.actor("thornbury"), collaboration=collaboration, note="What everybody may know")
    finishing.approve(actor=cast.actor("thornbury"), publication=note)
    assert not cases.published("ethics")
    assert client.get(reverse("projects:ethics_public", args=[note.public_id])).status_code == 404
    finishing.approve(actor=cast.actor("whitlock"), publication=note)
    page = client.get(reverse("projects:ethics_public", args=[note.public_id]))
    assert "What everybody may know" in text(page) and "whitlock on privacy" in text(page)
    assert "Minster Gate evenings" in text(client.get("/ethics/?q=minster"))
    assert "No note matches" in text(client.get("/ethics/?q=nowhere"))


def test_a_public_note_names_no_adviser_and_does_not_change_under_what_was_approved(cast, client):
    collaboration = cast.alive()
    answered(cast, collaboration)
    advice = asked(cast, collaboration)
    ethics.declare(actor=cast.actor("lindqvist"), advice=advice, has_interest=False)
    ethics.advise(actor=cast.actor("lindqvist"), advice=advice, verdict="conditions", words="Count the hours")
    note = ethics.draft_note(actor=cast.actor("thornbury"), collaboration=collaboration, note="Words")
    for who in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(who), publication=note)
    answered(cast, collaboration, "privacy", answer="open")
    page = text(client.get(reverse("projects:ethics_public", args=[note.public_id])))
    assert "Harbour View Hotel" in page and "Lindqvist" not in page
    assert "Count the hours" in page and "Still open" not in page


def test_every_page_of_ethics_works_in_a_browser_for_its_people(cast, client_of):
    collaboration = cast.alive()
    maya, dana = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    empty = maya.post(at("ethics_answer", collaboration, "privacy"), {"version": "0"})
    assert "Choose how it stands" in text(empty)
    for browser in (maya, dana):
        for key in ASKED:
            sent = browser.post(at("ethics_answer", collaboration, key),
                                {"answer": "settled", "words": "Dealt with", "version": "0"})  # fmt: skip
            assert sent.status_code == 302, key
    asked_for = maya.post(at("ethics_ask", collaboration),
                          {"adviser": cast.membership["lindqvist"].ref, "asks": "Is it right?"})  # fmt: skip
    assert asked_for.status_code == 302
    sent = maya.post(at("ethics_note", collaboration), {"note": "For everybody"})
    assert sent.status_code == 302
    note = collaboration.publications.get(kind="ethics")
    for browser in (maya, dana):
        assert browser.post(at("ethics_approve", collaboration, note)).status_code == 302
    note.refresh_from_db()
    assert note.published_at
    assert maya.post(at("ethics_withdraw", collaboration, note), {"reason": "A mistake"}).status_code == 302
    assert not cases.published("ethics")
    assert client_of(cast.person["lindqvist"]).get("/advice/").status_code == 200

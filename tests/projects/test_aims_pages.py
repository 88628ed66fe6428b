"""Do the four aims stand on one page, each with what is said and what is counted, and nothing of few?

*Source:* R248, R184.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonground.projects.models import ProblemRound, StatementMark
from commonground.projects.queries.aims import marks_of
from commonground.projects.rules.comparing import Mark
from commonground.sharing.models import Receipt
from tests.projects import asked
from tests.projects.pages import text

PAGE = "/aims/"
QUESTIONS = (
    "Do we tell each other, and hear back?", "Is it easy to share?", "Do we treat each other as partners?",
    "Do we see the same problem, and know each other’s words?",
)  # fmt: skip


def marked(cast, held, **marks):
    """Let both sides mark each question of a collaboration's problem."""
    now = timezone.now()
    ProblemRound.objects.filter(collaboration=held).delete()
    sent = {"police_sent_at": now, "security_sent_at": now, "opened_at": now}
    round_ = ProblemRound.objects.create(collaboration=held, number=1, **sent)
    for question, both in marks.items():
        for side, mark in zip(("police", "security"), both, strict=True):
            by = cast.person["thornbury" if side == "police" else "penhallow"]
            StatementMark.objects.create(round=round_, side=side, asked=question, mark=mark, by=by)


def went(cast, giver, getter, times, answered):
    """Let something go from one organisation to another, so many times, and some be answered in their time."""
    now = timezone.now()
    for number in range(times):
        Receipt.objects.create(
            originator=cast.organisation[giver], organisation=cast.organisation[getter], reference=f"A-{number}",
            sent_at=now - timedelta(days=9), answered_at=now - timedelta(days=8) if number < answered else None,
        )  # fmt: skip


def test_all_four_stand_on_one_page_and_say_what_they_rest_on(cast, client_of):
    held = asked.big_team(cast, cast.alive())
    asked.whole_round(cast, held, **dict.fromkeys((*asked.POLICE, *asked.SECURITY), 4))
    marked(cast, held, what=("same", "same"), who=("close", "same"), better=("apart", "close"))
    went(cast, "Aldermouth Police", "Marlgate Centre", 7, 6)

    words = text(client_of(cast.person["tranter"]).get(PAGE))

    assert [words.index(one) for one in QUESTIONS] == sorted(words.index(one) for one in QUESTIONS)
    assert "You sent 7 things in the last twelve months; 6 were answered, 6 in their time." in words
    assert "You got fewer than five things" in words
    assert "Fewer than five questions about sharing were answered here" in words
    assert "“The other side treats us as partners, not as “them”.”" in words
    assert words.count("n = 5") == 12  # six statements, two sides
    assert "compared 3 answers" in words
    assert "1 are the same ground, 1 are close, 1 are apart" in words


def test_before_anybody_has_answered_each_aim_says_so(cast, client_of):
    words = text(client_of(cast.person["lindqvist"]).get(PAGE))

    assert "Too few have answered the six statements yet." in words
    assert "No collaboration of yours has compared yet" in words
    assert "n = " not in words


def test_only_what_both_sides_marked_counts_and_only_for_its_team(cast):
    held = cast.alive()
    marked(cast, held, what=("same", "close"))
    StatementMark.objects.filter(asked="what", side="police").delete()
    assert not marks_of(cast.actor("tranter"))

    marked(cast, held, what=("same", "close"))
    assert marks_of(cast.actor("thornbury")) == {Mark.CLOSE: 1}
    assert not marks_of(cast.actor("lindqvist"))


def test_every_page_that_an_aim_leads_to_opens(cast, client_of):
    browser = client_of(cast.person["thornbury"])

    found = [url for aim in browser.get(PAGE).context["aims"] for _label, url in aim.links]

    assert len(found) == 13
    assert {url: browser.get(url).status_code for url in found} == dict.fromkeys(found, 200)


@pytest.mark.parametrize(("key", "status"), [("lindqvist", 200), ("calder", 404)])
def test_the_aims_are_for_members(cast, client_of, client, key, status):
    assert client_of(cast.person[key]).get(PAGE).status_code == status
    assert client.get(PAGE).status_code == 302

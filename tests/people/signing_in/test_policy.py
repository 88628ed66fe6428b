"""Does the page for those who run the site say what the code does?

*Source:* ASVS 5.0, V6.1 and V7.1.
"""

from django.conf import settings

from commonground.hosting.state import CLONE
from commonground.people.rules import sessions
from commonground.people.rules import signing_in as rules

PAGE = (CLONE / "docs/how-to/keep-signing-in-safe.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())


def test_the_page_names_every_number_as_it_is():
    minutes = rules.TRIES_WITHIN // 60
    for said in (
        f"At least {rules.LEAST_CHARACTERS} characters, at most {rules.MOST_CHARACTERS}",
        f"There are {rules.PAPER_CODES} codes on paper, each of {rules.PAPER_LENGTH} letters",
        f"{rules.TRIES} wrong passwords within {minutes} minutes",
        f"{rules.TRIES} wrong codes within {minutes} minutes",
        f"ends after {sessions.IDLE_AT_MOST // 60} minutes",
        f"after {sessions.LASTS_AT_MOST // 3600} hours in any case",
        f"After {rules.PROOF_HOLDS // 60} minutes the site asks",
        f"may be sent for {rules.PROOF_HOLDS_TO_SAVE // 60} minutes",
        f"from {rules.LEAST_CONTEXT_WORD} letters on",
    ):
        assert said in WORDS, said


def test_the_page_names_the_words_and_the_limits_of_one_machine():
    for word in rules.CONTEXT_WORDS:
        assert f'"{word}"' in WORDS
    limits = settings.ACCOUNT_RATE_LIMITS
    assert (limits["login"], limits["login_failed"]) == ("30/m/ip", "10/m/ip")
    assert limits["reset_password"] == "20/m/ip,5/h/key"
    assert "30 sign-ins a minute, of which 10 may be wrong" in WORDS
    assert settings.SESSION_COOKIE_AGE == sessions.LASTS_AT_MOST

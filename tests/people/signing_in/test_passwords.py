"""Which passwords are taken, and which does a machine or a colleague guess too soon?

*Source:* ASVS 5.0, V6.2; Cyber Essentials.
"""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from commonground.people.models import Account
from tests.cast import PASSWORD
from tests.figures import counts
from tests.people.signing_in.steps import first_step

GOOD = [
    "four words of mine",
    "correct horse battery staple",
    "zwölf Boxkämpfer jagen",
    "x7#Kq!vT2&mZ",
    "ответ на вопрос",
    "🐟🐟 swim upstream 🐟",
    "a" + "b c d e f g h" * 5,
    "many words that belong to nobody " * 7,
    "my common ground with otters and teapots",
    "    leading and trailing spaces    ",
]
TOO_SHORT = ["", "short", "elevenchars", "🐟" * 11]
COMMON = [
    "password1234",
    "password123456",
    "Password2026!!",
    "123456789012",
    "qwertyuiop12",
    "abcdefghijkl",
    "letmeinletmein",
    "monkeymonkey",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "iloveyou2026",
    "1234qwer1234qwer",
    "!!!!!!!!!!!!!!",
    "999999999999999",
]
OF_THIS_PLACE = [
    "commonground1",
    "Common Ground 26",
    "Common-Ground!!",
    "danawhitlock1",
    "Dana Whitlock!",
    "whitlock2026!!",
    "marlgatecentre",
    "MarlgateCentre7",
    "Marlgate Centre 1",
]


@pytest.fixture
def dana(cast):
    """The account of Dana Whitlock of the Marlgate Centre."""
    return Account.objects.select_related("person").get(person=cast.person["whitlock"])


@pytest.mark.parametrize("password", GOOD)
def test_any_composition_is_taken_as_long_as_it_is_long(dana, password):
    validate_password(password[:256], dana)


@pytest.mark.parametrize("password", [*TOO_SHORT, *COMMON, *OF_THIS_PLACE])
def test_what_is_guessed_soon_is_refused(dana, password):
    with pytest.raises(ValidationError):
        validate_password(password, dana)


def test_none_of_the_first_thousands_that_are_tried_is_taken_with_figures_behind(dana, figure):
    common = sorted(CommonPasswordValidator().passwords)
    tried = [f"{word}{'1234567890'[: max(1, 12 - len(word))]}" for word in common if word.isalpha()]
    tried = [word for word in tried if len(word) >= 12][: counts(3000, 20_000)]
    taken = [word for word in tried if _is_taken(word, dana)]
    assert len(tried) >= 3000
    assert taken == []
    figure("common passwords with figures behind them that are taken", len(taken), bar=f"0 of {len(tried)}")


def _is_taken(word, account):
    try:
        validate_password(word, account)
    except ValidationError:
        return False
    return True


def test_a_password_of_two_hundred_characters_is_kept_and_checked_whole(client, client_of, cast, dana):
    long = "many words that belong to nobody at all " * 5
    changed = client_of(dana.person).post("/password/change/", {"oldpassword": PASSWORD, "password1": long})
    assert changed.status_code == 302
    dana.refresh_from_db()
    assert identify_hasher(dana.password).algorithm == "argon2"
    assert first_step(client, password=long).status_code == 302
    assert first_step(type(client)(), password=long[:-1]).status_code == 200


def test_a_password_is_taken_as_it_was_typed(client, client_of, cast, dana):
    spaced = "  Spaces Before and Behind  "
    client_of(dana.person).post("/password/change/", {"oldpassword": PASSWORD, "password1": spaced})
    assert first_step(client, password=spaced.strip()).status_code == 200
    assert first_step(client, password=spaced.lower()).status_code == 200
    assert first_step(client, password=spaced).status_code == 302


def test_the_present_password_is_asked_for(client_of, cast, dana):
    browser = client_of(dana.person)
    wrong = browser.post("/password/change/", {"oldpassword": "not the phrase", "password1": "four words of mine"})
    assert "This is not your present password." in wrong.content.decode()
    dana.refresh_from_db()
    assert dana.check_password(PASSWORD)


def test_the_reason_stands_beside_the_field(client_of, cast, dana):
    browser = client_of(dana.person)
    for password, reason in (
        ("short", "Use 7 characters more: a password has at least 12"),
        ("password1234", "among the first that are tried"),
        ("marlgatecentre", "makes this password easy to guess here"),
    ):
        page = browser.post("/password/change/", {"oldpassword": PASSWORD, "password1": password}).content.decode()
        assert reason in page
        assert 'href="#id_password1"' in page


def test_a_password_can_be_pasted_shown_and_filled_by_a_keeper(client):
    page = client.get("/sign-in/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "govuk-password-input__toggle" in page
    assert "onpaste" not in page
    assert "maxlength" not in page.split('name="password"')[1].split(">")[0]

"""What do refusals and faults show, and what does every answer carry?"""

import re

import pytest
from django.test import Client

from commonground.pages import reaching
from commonground.pages.middleware import CONTENT_SECURITY_POLICY
from tests.pages.site import ERRORS, PLANTED, REASON


@pytest.mark.parametrize(("path", "status"), ERRORS.items())
def test_every_error_page_renders_without_a_database_and_tells_no_secret(bare: Client, path: str, status: int) -> None:
    answer = bare.get(path)
    assert answer.status_code == status
    html = answer.content.decode()
    assert "Common Ground" in html
    assert "<h1" in html
    assert PLANTED not in html
    assert "Traceback" not in html


SAID = {
    "name": "Aldermouth Together", "host": "Aldermouth <Business> Crime Partnership", "telephone": "01632 960 100",
    "telephone_hours": "Monday to Friday, 9am to 5pm", "email": "desk@aldermouth.example.org", "purpose": "Not for it",
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path in ERRORS if path not in {"/403", "/refused"}])
def test_every_page_that_says_that_something_failed_names_a_human_without_a_database(
    bare: Client, settings, tmp_path, path: str
) -> None:
    settings.HELP_DESK = tmp_path / "help-desk.json"
    assert "Ask whoever invited you" in bare.get(path).content.decode()
    assert reaching.keep(SAID)
    assert not reaching.keep(SAID), "What stands there already is not written again."
    said = bare.get(path).content.decode()
    assert "Aldermouth &lt;Business&gt; Crime Partnership runs this site" in said
    assert 'href="tel:01632960100"' in said
    assert "Monday to Friday, 9am to 5pm" in said
    assert 'href="mailto:desk@aldermouth.example.org"' in said
    assert "Not for it" not in said


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"{", b'{"telephone": null}', b"\xff"])
def test_a_spoilt_note_of_whom_to_call_spoils_no_error_page(bare: Client, settings, tmp_path, spoilt: bytes) -> None:
    settings.HELP_DESK = tmp_path / "help-desk.json"
    settings.HELP_DESK.write_bytes(spoilt)
    assert "Ask whoever invited you" in bare.get("/500").content.decode()


def test_the_404_page_is_the_same_bytes_for_every_address_and_person(bare: Client) -> None:
    first = bare.get("/nowhere").content
    bare.cookies["sessionid"] = "somebody"
    assert bare.get("/collaborations/5fQx?secret=1", headers={"accept-language": "cy"}).content == first
    assert not re.search(rb"<form|csrf|<input|nowhere|\d\d:\d\d", first)


def test_a_refusal_shows_its_own_sentence(bare: Client) -> None:
    assert REASON in bare.get("/refused").content.decode()


def test_a_form_without_its_token_is_told_that_nothing_was_saved(bare: Client) -> None:
    answer = bare.post("/parts", {"title": "x"})
    assert answer.status_code == 403
    assert "nothing was saved" in answer.content.decode()


def test_a_closed_site_says_when_to_come_back(bare: Client) -> None:
    assert bare.get("/503").headers["Retry-After"] == "60"


@pytest.mark.parametrize("path", ["/parts", *ERRORS])
def test_every_answer_carries_the_policy_word_for_word(bare: Client, path: str) -> None:
    headers = bare.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'none'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert not re.search(r"unsafe|\*|https?:", CONTENT_SECURITY_POLICY)


def test_https_is_remembered_for_a_year_and_only_where_it_is_spoken(bare: Client) -> None:
    assert bare.get("/parts", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in bare.get("/parts").headers


def test_what_a_signed_in_person_reads_is_stored_nowhere(bare: Client, settings) -> None:
    assert bare.get("/parts").headers.get("Cache-Control") != "no-store"
    bare.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    assert bare.get("/parts").headers["Cache-Control"] == "no-store"
    assert bare.get("/nowhere").headers["Cache-Control"] == "no-store"

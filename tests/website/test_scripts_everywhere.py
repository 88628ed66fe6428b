"""Does anything run that somebody has written anywhere? Scripts in every text of the worked example, every page opened.

The texts stand in every row of every table at once, cut to what the column holds. Then every page that the site gives
somebody is drawn and opened in Chromium under its own headers: nothing runs, nothing is reported against the policy,
no dialog opens, and no text stands in a page as anything but text.

*Source:* bar B3 of reference/security.md; issue "Dare to Share", hostile input.
"""

import pytest
from django.core.cache import cache

from commonground.people.models import Account
from commonground.website.example.people import PEOPLE
from tests.figures import counts, full_counts
from tests.security.test_sharing_scripts import BODIES, FETCHED, WATCH, payloads, served, whole
from tests.website import addresses, scripting

ROLES = ("thornbury", "whitlock", "yarrow", "lindqvist", "calder", None)
PARTS = counts(1, 4)
RAW = tuple(body.encode() for body in BODIES if body.startswith("<"))


@pytest.fixture(scope="module")
def planted(example, django_db_blocker):
    """The example with a script in every text, and every address of it; the database is this module's own."""
    with django_db_blocker.unblock():
        found = scripting.plant(payloads(500))
        cache.clear()
        held = addresses.existing()
        return found, [one.path for route in addresses.patterns() for one in addresses.filled(route, held)]


@pytest.mark.django_db
def test_the_texts_stand_in_every_field_that_holds_words_in_the_example(planted, figure):
    found, paths = planted
    empty = {name for name, rows in found.items() if not rows}
    figure("fields of the tables that hold a script", len(found) - len(empty))
    figure("rows and fields that hold a script", sum(found.values()), bar="500")
    assert len(found) - len(empty) > 250
    assert len(paths) > 1_000


def drawn(browser, paths):
    """Let the site draw each page, and what the pages fetch; gives the pages, and all answers with their headers."""
    pages, every = [], {}
    for path in paths:
        got = browser.get(path)
        assert got.status_code < 500, path
        if got.headers.get("Content-Type", "").startswith("text/html") and got.status_code != 302:
            pages.append(path)
            # What is taken away as a file is opened as a page too
            heads = {name: value for name, value in got.headers.items() if name != "Content-Disposition"}
            every[path] = (got.status_code, heads, whole(got))
    fetched = {one.decode() for _status, _headers, body in every.values() for one in FETCHED.findall(body)}
    for path in fetched:
        got = browser.get(path)
        every[path] = (got.status_code, dict(got.headers), whole(got))
    return pages, every


def opened(chromium, pages, answers):
    """Open each page in the browser; gives what ran, was reported, or did not open."""
    faults = []
    with served(answers) as address, chromium.new_context() as window:
        window.add_init_script(WATCH)
        page = window.new_page()
        page.on("dialog", lambda dialog: (faults.append(f"dialog at {page.url}"), dialog.dismiss()))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        for path in pages:
            got = page.goto(address + path, wait_until="load")
            if got is None or page.url != address + path:
                faults.append(f"{path}: it led to {page.url}")
            faults += [f"{path}: {fault}" for fault in page.evaluate("window.faults")]
    return faults


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("key", ROLES)
def test_nothing_that_stands_anywhere_runs_on_any_page(planted, client, client_of, chromium, figure, key, part):
    """Each meets a quarter of all addresses a part; with reduced counts the six meet one in fourteen between them."""
    browser = client_of(Account.objects.get(email=PEOPLE[key].email).person) if key else client
    every = sorted(planted[1])
    paths = every[part::PARTS] if full_counts() else every[ROLES.index(key) :: 14 * len(ROLES)]
    pages, answers = drawn(browser, paths)
    unescaped = [f"{path}: {raw!r}" for path in pages for raw in RAW if raw in answers[path][2]]
    faults = opened(chromium, pages, answers)
    shown = sum(b"ran()" in answers[path][2] for path in pages)
    figure(f"pages opened as {key or 'nobody'}, part {part}", len(pages))
    figure(f"of them with scripts as words, as {key or 'nobody'}, part {part}", shown)
    figure(f"that ran, opened a dialog or were reported, as {key or 'nobody'}, part {part}", len(faults), bar="0")
    figure(f"texts that were not escaped, as {key or 'nobody'}, part {part}", len(unescaped), bar="0")
    assert not unescaped, "\n".join(unescaped[:10])
    assert not faults, "\n".join(faults[:10])

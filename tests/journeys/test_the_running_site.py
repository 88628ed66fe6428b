"""What holds on a whole site that runs, and could not be seen inside one process?

Web processes and worker connect as the application's role; everybody is answered without a fault; a connection that
goes back to the pool knows nobody; two people who change the same words both keep theirs; a keyboard is enough.

*Source:* issue "The house and the first story", acceptance ("Every URL as …"); settled questions, "In Django", "Who".
"""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from django.conf import settings

from commonground.groundwork.ids import to_text
from commonground.hosting import roles
from commonground.website.example.people import SIGN_IN
from tests.figures import counts, share
from tests.journeys.asking import Asker
from tests.journeys.entering import code_of
from tests.journeys.reader import Looked, sit_down

pytestmark = [pytest.mark.slow]
MISSING = "0" * 22
AT_ONCE = 8


@pytest.fixture(scope="module")
def paths(site):
    """One path for each kind of page that either lead, a stakeholder or the public is shown."""
    found = {}
    for key in counts(("thornbury", ""), ("thornbury", "whitlock", "yarrow", "")):
        found |= Asker(site, key).every_path()
    return sorted(set(found.values()))


def minster_gate(site):
    with site.as_superuser() as database:
        found = database.execute("SELECT public_id FROM projects_collaboration WHERE name LIKE 'Minster%'").fetchone()
    return f"/collaborations/{to_text(found[0])}/"


def connections(site):
    with site.as_superuser() as database:
        return database.execute(
            "SELECT usename, state FROM pg_stat_activity WHERE backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        ).fetchall()


def test_web_and_worker_connect_as_a_role_that_owns_nothing_and_is_bound_by_the_rules(site):
    assert {role for role, _state in connections(site)} == {roles.APPLICATION}
    with site.as_superuser() as database:
        owned = "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole"
        assert database.execute(owned, [roles.APPLICATION]).fetchone() == (0,)
        rights = "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s"
        assert database.execute(rights, [roles.APPLICATION]).fetchone() == (False, False, False, False)


def test_everybody_is_answered_without_a_fault_and_no_connection_knows_anybody_afterwards(site, paths):
    assert len(paths) > 90
    public = Asker(site)
    before = {path: public.get(path) for path in paths}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for turn, key in enumerate(SIGN_IN):
            asker, wanted = Asker(site, key), share(paths, turn, 12)
            answers = dict(zip(wanted, threads.map(asker.get, wanted), strict=True))
            faults = {path: answer.status for path, answer in answers.items() if answer.status >= 500}
            assert faults == {}, key
            assert [answer.status for answer in answers.values()].count(200) > 2, key
        again = dict(zip(paths, threads.map(Asker(site).get, paths), strict=True))
    assert {path: (a.status, a.onward) for path, a in again.items()} == {
        path: (a.status, a.onward) for path, a in before.items()
    }
    inside = [path for path in paths if path.startswith("/collaborations")]
    assert {again[path].onward for path in inside} == {f"/sign-in/?next={quote(path)}" for path in inside}
    # Who is acting is set for one transaction only, so that a connection outside any knows nobody.
    # The worker may be in the middle of its own work when it is looked at, so that it is looked at more than once.
    until = time.monotonic() + 20
    while (states := {state for _role, state in connections(site)}) != {"idle"} and time.monotonic() < until:
        time.sleep(0.2)
    assert states == {"idle"}


def test_to_a_stranger_a_collaboration_that_exists_and_one_that_does_not_are_the_same_bytes(site, paths):
    asker, here = Asker(site, "lindqvist"), minster_gate(site)
    nothing = asker.get(f"/collaborations/{MISSING}/")
    assert nothing.status == 404
    for path in [path for path in paths if path.startswith(here)]:
        answer = asker.get(path)
        assert (answer.status, answer.body) in {(404, nothing.body), (405, b"")}, path


@pytest.mark.browser
def test_two_who_change_the_same_words_at_once_both_keep_theirs(site, chromium):
    looked = Looked()
    maya, owen = (sit_down(chromium, site, looked, key) for key in ("thornbury", "tranter"))
    here = minster_gate(site)
    step = maya.open(f"{here}steps/8/").page
    change = step.locator("a[href*='/answers/'][href$='/change/']").first.get_attribute("href")
    maya.open(change).fill({"effects": "Maya’s words about it"})
    owen.open(change).send({"effects": "Owen’s words about it"}, "Save ")
    maya.press("Save ")
    assert "Owen’s words about it" in maya.words() + maya.page.content()
    assert maya.page.locator("main [name=effects]").input_value() == "Maya’s words about it"
    maya.press("Save ")
    assert "Maya’s words about it" in maya.open(change).page.locator("main [name=effects]").input_value()
    assert looked.faults == []


@pytest.mark.browser
def test_a_keyboard_is_enough_to_skip_to_the_content_and_sign_in(site, chromium):
    looked = Looked()
    reader = sit_down(chromium, site, looked)
    reader.open("/sign-in/")
    keys = reader.page.keyboard
    keys.press("Tab")
    assert reader.page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    keys.press("Enter")
    keys.press("Tab")
    keys.type("maya.thornbury@police.example.org")
    keys.press("Tab")
    keys.type(site.passwords["thornbury"])
    with reader.page.expect_navigation():
        keys.press("Enter")
    reader.page.locator("main [name=code]").focus()
    keys.type(code_of(site, "thornbury"))
    with reader.page.expect_navigation():
        keys.press("Enter")
    assert "Maya" in reader.page.locator("h1").inner_text()
    assert {each["name"] for each in reader.page.context.cookies()} == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        "device",
    }
    assert looked.faults == []

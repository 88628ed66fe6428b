"""Can anything that is typed break a page, or come out as more than words? Every form, with what nobody should type.

*Source:* R91; ASVS 5.0 V1-V2; OWASP on formulas in CSV files.
"""

import json
from xml.dom import minidom

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from commonground.people.actions import members, organisations
from commonground.projects.actions import answers, consensus, finishing, problem
from commonground.projects.rules.answers import Unanswered, clean
from commonground.projects.rules.comparing import ASKED
from commonground.projects.rules.guide import PARTS, STEPS
from tests.figures import counts, share
from tests.projects.special import ask_everybody, at, case_study, lasting, read_from_outside, review_of, study_of
from tests.security.filling import fill, fitting
from tests.website import addresses

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7 }}{% now %}"
EVIL = {
    "too much": "x" * 20_000,
    "nothing at all": "",
    "only space": " \t\r\n ",
    "a zero byte": "a\x00b",
    "control characters": "a\x01\x0b\x1b\x7fb",
    "half a character": "\udcff",
    "another direction": "\u202eevil\u2066",
    "beyond the first plane": "\U0001f984" * 40,
    "a number too large": "9" * 5000,
    "a number too small": "1e-999999",
    "not a number": "NaN",
    "a negative": "-1",
    "a date that is none": "2026-02-31",
    "the end of time": "9999-12-31",
    "markup": MARKUP,
    "an id of another kind": "0" * 22,
}
QUERY = ("page", "q", "find", "next", "stage", "order", "area", "kind", "state", "search", "step", "whose")


def held_by(cast):
    """A collaboration with one of everything, its words written by both and sent by neither."""
    here = cast.alive()
    fill(cast.actor("thornbury"), here)
    for key in ("thornbury", "whitlock"):
        problem.write(actor=cast.actor(key), collaboration=here, words=dict.fromkeys(ASKED, "words"), version=0)
    review_of(cast, here)
    finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=here, study=study_of(cast))
    case_study(cast, here)
    return addresses._held_by(here)


def in_a_page(browser, path):
    """Give the names of the fields that a page asks for, found in its forms."""
    context = browser.get(path).context
    # A page made from one template comes with its context alone, from several with a list of them.
    layers = context if isinstance(context, list) else [context] if context else []
    forms = [value for layer in layers for values in layer for value in (values or {}).values()]
    return {form.add_prefix(name) for form in forms if hasattr(form, "add_prefix") for name in form.fields}


def typed(names, value):
    """Give a value for every field, whatever its control is made of."""
    parts = [f"{name}{end}" for name in names for end in ("", "_0", "_1", "_2", "-day", "-month", "-year")]
    return dict.fromkeys(parts, value) | {"version": "1"}


def attacked(browser, path, names, value):
    """Send one value in every field of a page, and in everything that its address may carry."""
    raw = value.encode("utf-8", "surrogateescape")
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value
    for method, data in (("post", typed(names, raw)), ("get", dict.fromkeys({*QUERY, *names}, raw[:2000]))):
        with transaction.atomic():
            status = getattr(browser, method)(path, data).status_code
            transaction.set_rollback(True)
        browser.cookies[settings.SESSION_COOKIE_NAME] = signed_in  # one of the forms signs out
        assert status < 500, (method, path, value[:20])


def test_nothing_that_can_be_typed_breaks_a_page(cast, client_of):
    held, values = held_by(cast), list(EVIL.values())
    walked = {key: client_of(cast.person[key]) for key in ("thornbury", "calder")}
    paths = {"thornbury": [], "calder": ["/organisations/new/", "/you/organisation/", "/search/", "/parts/"]}
    for route in addresses.patterns():
        paths["thornbury"] += [a.path for a in addresses.filled(route, [held])][: counts(1, 99)]
    for key, browser in walked.items():
        for turn, path in enumerate(paths[key]):
            names = in_a_page(browser, path)
            for number in range(counts(1, len(values))):
                attacked(browser, path, names, values[(turn + number * 7) % len(values)])


@pytest.mark.parametrize(
    "raw", ["1e-999999", "1e-20", "0." + "0" * 400 + "1", "٣" * 400, "1e999999999", "-0", "1_0", "1,,,0"]
)
def test_a_figure_is_as_short_as_people_write_it(raw):
    part = PARTS["resources"]
    number = next(field.name for field in part.fields if field.kind.value == "number")
    try:
        found = clean(part, fitting("resources") | {number: raw})[number]
    except Unanswered:
        return
    assert len(found) < 30 and not found.startswith("-")


def test_markup_is_words_on_every_page(cast, client, client_of):
    police, organisation = cast.actor("thornbury"), cast.organisation["Aldermouth Police"]
    here = cast.alive(MARKUP[:100])
    fill(police, here, MARKUP)
    for key in ("thornbury", "whitlock"):
        problem.write(actor=cast.actor(key), collaboration=here, words=dict.fromkeys(ASKED, MARKUP), version=0)
        problem.send(actor=cast.actor(key), collaboration=here)
    review_of(cast, here)
    ask_everybody(cast, here)
    consensus.take_position(actor=cast.actor("yarrow"), collaboration=here, position="stop", reason=MARKUP)
    page = {"kind": "page", "values": dict.fromkeys(("purpose", "doing", "where", "news", "who", "reach"), MARKUP)}
    version = finishing.draft_publication(actor=police, collaboration=here, **page)
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=version)
    case_study(cast, here, "thornbury", "whitlock")
    card = organisations.card_of(organisation) | {
        "about": MARKUP,
        "aliases": [MARKUP],
        "source": MARKUP,
        "telephone": MARKUP[:40],
    }
    organisations.change_card(actor=police, organisation=organisation, **card)
    held = addresses._held_by(here) | {"organisation": [organisation.ref]}
    paths = sorted({a.path for route in addresses.patterns() for a in addresses.filled(route, [held])})
    for turn, browser in enumerate((client_of(cast.person["thornbury"]), client_of(cast.person["yarrow"]), client)):
        for path in ["/search/?q=script", *share(paths, turn, 3 if turn else 2)]:
            answer = browser.get(path, follow=True)
            if "html" not in answer.headers.get("Content-Type", ""):
                continue
            assert b"<script>alert" not in answer.content, path
            assert b"<img src=x" not in answer.content, path


def test_the_feed_is_read_whatever_stands_in_a_case_study(cast, client):
    here = cast.alive("Minster \x0b Gate")
    raw = {f.name: "a\x01b\x0bc" for f in PARTS["case_study"].fields if f.required}
    answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS["case_study"], raw=raw)
    lasting(cast, here)
    made = finishing.draft_publication(actor=cast.actor("tranter"), collaboration=here, kind="case")
    read_from_outside(cast, made)
    for key in ("thornbury", "whitlock"):
        finishing.approve(actor=cast.actor(key), publication=made)
    answer = client.get(reverse("projects:case_studies_feed"))
    assert answer.status_code == 200
    assert "Minster" in minidom.parseString(answer.content).documentElement.toxml()


def test_a_page_number_that_is_none_shows_a_page(client, cast):
    for page in ("abc", "-1", "0", "99999999999999999999", "\x00", "1.5", "last", ""):
        for path in ("/organisations/", "/places/", "/case-studies/"):
            assert client.get(path, {"page": page}).status_code == 200, (path, page)


def test_ids_and_numbers_in_addresses_that_are_none_are_not_found(client_of, cast):
    browser = client_of(cast.person["thornbury"])
    for end in ("z" * 22, "0" * 21, "0" * 23, "../../etc/passwd", "%00" * 22, "%F0%9F%A6%84" * 22, "0" * 5000):
        for before in ("/collaborations/", "/organisations/", "/places/", "/case-studies/", "/evidence/published/"):
            assert browser.get(f"{before}{end}/").status_code == 404, before + end
    for number in ("0", "11", "9" * 30, "9" * 5000, "-1", "1e1"):
        assert browser.get(f"/guide/{number}/").status_code == 404


def test_a_cookie_or_a_link_that_nobody_gave_is_nobody(cast):
    for cookie in ("x" * 5000, '"\\000\\000\\000\\000\\000\\000\\000\\000\\000"', "' OR 1=1 --", "{}"):
        browser = Client()
        answer = browser.get("/collaborations/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
        assert answer.status_code in {302, 400}
    for uid in ("z" * 13, "z" * 14, "0", "-1", "1"):
        for key in ("set-password", "a-b", "x" * 3000, "c5x-" + "0" * 32):
            assert Client().get(f"/password/new/{uid}.{key}/").status_code in {200, 302, 404}


def test_every_part_can_be_answered_with_no_more_than_it_needs_and_every_page_stands(cast, client_of):
    here, actor = cast.alive(), cast.actor("thornbury")
    for key, part in PARTS.items():
        if key != "joint" and not part.sealed:
            needed = {f.name for f in part.fields if f.required} or {part.fields[0].name}
            raw = {name: value for name, value in fitting(key, here=here).items() if name in needed}
            answers.record(actor=actor, collaboration=here, part=part, raw=raw)
    browser = client_of(cast.person["thornbury"])
    for step in STEPS:
        assert browser.get(at("step", here, step.number)).status_code == 200
    for name in ("collaboration", "actions", "actions_csv", "measures", "people", "publications"):
        assert browser.get(at(name, here)).status_code == 200


def test_a_message_says_nothing_in_its_head_that_somebody_typed(cast, mailoutbox):
    members.invite_person(
        actor=cast.actor("thornbury"),
        organisation=cast.organisation["Aldermouth Police"],
        name="Eve\r\nBcc: everybody@example.org",
        email="eve@example.org",
    )
    (sent,) = mailoutbox
    head = sent.message().as_string().split("\n\n")[0]
    assert "Bcc" not in head and "Eve" not in head
    assert sent.recipients() == ["eve@example.org"]


def test_json_of_the_guide_holds_nothing_of_anybody(cast, client):
    fill(cast.actor("thornbury"), cast.alive(), "quetzalcoatl")
    assert "quetzalcoatl" not in json.dumps(client.get("/guide.json").json())

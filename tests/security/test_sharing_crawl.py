"""Does any address of what is shared give anything to somebody whose it is not, by whatever method it is asked?

Every pattern under sharing is filled with what exists and with what does not, and asked by every method, as everybody:
author, custodian, two recipients, one who only knows that something exists, a stranger, the administrator, somebody who
is suspended, and nobody. A word stands in every field; none may come back to whom it is not for.

*Source:* design/sharing.md 2, 2.2; bars A4 and A6 of reference/security.md.
"""

import re
from itertools import product
from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import transaction
from django.urls import get_resolver

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.website.example.people import PEOPLE
from tests.figures import share
from tests.security.sharing_scene import READERS, disguised, scene, word
from tests.security.test_other_peoples_addresses import text_of
from tests.website import addresses

__all__ = ["scene"]  # a fixture
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
OUTSIDERS = ("lindqvist", "calder", "tranter", None)
# What is drawn anew for every answer
DRAWN = re.compile(rb"(?<=csrfmiddlewaretoken\" value=\")\w+|(?<=csrf=)\w+|(?<=expires=)[^;]+")
# What every member may know of: the catalogue of what is lent, who the organisations are, who pledged
KNOWN_TO_ALL = frozenset({"asset", "organisation", "pledge"})


def routes():
    """Every pattern of sharing, from the configuration itself."""
    found, site = [], get_resolver().url_patterns
    sharing = next(each for each in site if getattr(each, "app_name", None) == "sharing")
    for each in sharing.url_patterns:
        inner = getattr(each, "url_patterns", None)
        found += [str(each.pattern) + str(one.pattern) for one in inner] if inner else [str(each.pattern)]
    return found


def others():
    """Every other pattern of the site: nothing of what is shared stands there for whom it is not."""
    known = set(routes())
    return [route for route in addresses.patterns() if route not in known]


def around(scene):
    """Ids for the pages of the rest of the site: of whom the scene is made, and of what is shared in it."""
    cast, person = scene.cast, scene.cast.membership["thornbury"]
    return scene.ids | {
        "organisation": [cast.organisation["Aldermouth Police"].ref], "area": [cast.area.ref],
        "programme": [cast.programme.ref], "membership": [person.ref],
    }  # fmt: skip


def filled(route, held):
    """Fill one pattern with ids of one owner."""
    return ways(route, held)[-1]


def ways(route, held):
    """Give every way to fill a pattern with ids of one owner, and with each word that can stand in it."""
    if route.startswith("incidents/") and "report" in held:
        held = held | {"rendition": held["report"]}
    found = [one.path for one in addresses.filled(route, [held])]
    return [path for path in found if addresses.MISSING not in path] or found


def kinds_of(route):
    """Name the kinds of ids in a pattern."""
    return [one["name"] for one in addresses.ARGUMENT.finditer(route) if one["kind"] == "id"]


def nothing_at(route):
    """What says that there is nothing; where an office is asked for first, its refusal does, of any id alike."""
    return {403, 404, 405} if route.endswith("/grade/") else {404, 405}


def everything(answer):
    """Give all of an answer in which a word might stand: body, head, and where it leads."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + str(answer.cookies)
    words = text_of(answer).encode() if body[:4] in (b"%PDF", b"PK\x03\x04") else b""
    return body + unquote(head).encode() + head.encode() + words


def asked(browser, method, path, **more):
    with transaction.atomic():
        answer = getattr(browser, method)(path, **more)
        transaction.set_rollback(True)
    return answer


@pytest.mark.django_db
def test_the_walk_knows_every_pattern_and_fills_each_with_what_exists(scene):
    found = set(routes())
    assert found <= set(addresses.patterns()) and len(found) > 140
    for route in found:
        assert set(kinds_of(route)) <= set(scene.ids), f"{route}: make one in the scene"


@pytest.mark.django_db
@pytest.mark.parametrize("key", READERS)
def test_no_word_comes_back_to_whom_it_is_not_for_and_nothing_fails(scene, client, client_of, figure, key):
    """Each meets a ninth of the patterns of sharing by each method and one in 126 of all others, and all of them
    under full counts."""
    browser = client_of(scene.cast.person[key]) if key else client
    hidden = [(made, disguised(made)) for made in scene.hidden_from(key)]
    count, turn = 0, READERS.index(key)
    for n, method in enumerate(METHODS):
        met = [way for route in share(routes(), turn + n, len(READERS)) for way in ways(route, scene.ids)]
        met += [filled(route, around(scene)) for route in share(others(), turn * len(METHODS) + n, 126)]
        for path in met:
            answer = asked(browser, method, path)
            count += 1
            assert answer.status_code < 500, (method, path)
            came = everything(answer)
            found = [made for made, ways in hidden if any(way in came for way in ways)]
            assert not found, (method, path, found, answer.status_code)
    # The lists, the search and one item are met by everybody whatever their share
    words = [made for made, _ in hidden]
    for path in (
        "/shared/",
        "/api/1/items",
        "/",
        "/search/?q=" + words[0],
        f"/api/1/search?q={words[0]}",
        "/shared/as/",
    ):
        came = everything(asked(browser, "get", path)).replace(words[0].encode(), b"")
        assert not [made for made, ways in hidden[1:] if any(way in came for way in ways)], path
    figure(f"addresses of the site asked by {key or 'nobody'}", count)
    figure(f"words that came back to {key or 'nobody'} and are not theirs", 0, bar="0")


def apart(one, two):
    """Give where two answers part, to be read in a failure."""
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one[max(0, at - 60) : at + 60], two[max(0, at - 60) : at + 60]


@pytest.mark.django_db
@pytest.mark.parametrize("key", OUTSIDERS)
def test_what_is_not_ones_own_and_what_is_missing_are_the_same_bytes(scene, client, client_of, figure, key):
    """On every pattern with ids: each id in turn is that of something hidden, or of nothing; no answer differs."""
    browser = client_of(scene.cast.person[key]) if key else client
    compared = 0
    asking = [route for route in routes() if set(kinds_of(route)) - KNOWN_TO_ALL]
    hidden = {kind: refs[:1] for kind, refs in scene.ids.items()}
    nothing = {kind: [ids.to_text(ids.uuid.UUID(int=n + 7))] for n, kind in enumerate(scene.ids)}
    replaced = {ref.encode() for held in (hidden, nothing) for refs in held.values() for ref in refs}
    for n, method in enumerate(METHODS):
        for route in share(asking, OUTSIDERS.index(key) + n, 8):
            kinds = [kind for kind in kinds_of(route) if kind not in KNOWN_TO_ALL]
            kinds += ["report"] if route.startswith("incidents/") else []
            answers = []
            for chosen in product((hidden, nothing), repeat=len(kinds)):
                held = hidden | {kind: each[kind] for kind, each in zip(kinds, chosen, strict=True)}
                answer = asked(browser, method, filled(route, held))
                body = everything(answer)
                for one in replaced:
                    body = body.replace(one, b"-")
                answers.append((answer.status_code, DRAWN.sub(b"-", body)))
            for other in answers[1:]:
                assert answers[0] == other, (method, route, answers[0][0], apart(answers[0][1], other[1]))
            compared += len(answers) - 1
    figure(f"pairs of a hidden and a missing address compared for {key or 'nobody'}", compared)
    figure(f"patterns with ids among them for {key or 'nobody'}", len(asking))


def several(route):
    return route.count("<id:") > 1 and route.startswith(("shared/", "api/"))


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["thornbury", "whitlock"])
def test_a_child_is_never_reached_through_a_parent_of_somebody_else(scene, client_of, figure, key):
    """Each id of every pattern with two or more is in turn that of the other organisation."""
    browser, tried = client_of(scene.cast.person[key]), 0
    mine, theirs = (scene.ids, scene.foreign) if key == "thornbury" else (scene.foreign, scene.ids)
    two = [route for route in routes() if several(route)]
    assert len(two) >= 12
    for route in two:
        for kind in kinds_of(route):
            path = filled(route, mine | {kind: theirs[kind]})
            for method in ("get", "post"):
                answer = asked(browser, method, path)
                assert answer.status_code in nothing_at(route), (method, path, answer.status_code)
                tried += 1
    figure(f"patterns with two ids, tried by {key}", len(two))
    figure(f"mismatched addresses tried by {key}", tried)


@pytest.mark.django_db
def test_a_version_of_the_same_item_that_is_not_ones_own_is_no_way_in_either(scene, client_of):
    """The recipient of one version takes the other's id, or the other's file, under the item that they may read."""
    browser = client_of(scene.cast.person["whitlock"])
    other = scene.versions[1]
    sibling = scene.ids | {"rendition": [other.ref]}
    file = sibling | {"file": [other.attachments.get().ref]}
    mixed = scene.ids | {"file": [other.attachments.get().ref]}
    for held in (sibling, file, mixed):
        for route in routes():
            if several(route) and {"shared", "rendition"} <= set(kinds_of(route)):
                if held is mixed and "<id:file>" not in route:
                    continue
                assert asked(browser, "get", filled(route, held)).status_code in nothing_at(route), route


@pytest.mark.django_db
def test_neither_the_record_nor_any_message_holds_a_word_of_what_is_shared(scene, client_of):
    for key in ("whitlock", "haddow", "thornbury"):
        browser = client_of(scene.cast.person[key])
        for path in ("/shared/", f"/shared/{scene.item.ref}/", f"/api/1/items/{scene.item.ref}", "/api/1/export"):
            browser.get(path)
    told = "".join(f"{one.summary} {one.details} {one.subject_name} {one.subject_id}" for one in Entry.objects.all())
    names = {
        word("group"),
        word("own group"),
        word("draft title"),
    }  # by which the record calls a group or an agreement, as it calls an organisation by its own
    assert not [made for made in scene.words if made in told and made not in names]
    for one in mail.outbox:
        got = {key for key, member in PEOPLE.items() if member.email in one.to}
        found = [made for made in scene.words if made in f"{one.subject} {one.body}"]
        assert got and not [made for made in found if not got <= scene.words[made]], (one.to, one.subject)

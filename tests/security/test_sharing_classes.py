"""Which ways have others found, in products like this one, to what was not theirs? Each, tried here by name.

The classes are those of the public advisories of the nearest product of the field, which reference/security.md 1.3
counts: things at the side that forget whose they are, ids of another container, powers of administrators, and ways
round the proof of who asks. Stored scripts, its largest class, have a file of their own.

*Source:* reference/security.md 1.3; bar A6; design/sharing.md 2.1, 2.2.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.groundwork.refusals import NotAllowed, Refused
from commonground.people.adapters import signing_in_marks as marks
from commonground.people.models import Account, Membership
from commonground.sharing.actions import items, programs, releases, renditions
from commonground.sharing.models import AccessToken, Feedback, Item, Opening, Release, Rendition
from commonground.sharing.queries import feedback as said
from commonground.sharing.queries import visible
from commonground.sharing.rules import programs as rules
from commonground.sharing.rules.feedback import Said
from tests.security.sharing_scene import answer, scene, word
from tests.security.test_sharing_crawl import asked, filled, nothing_at, routes

pytestmark = pytest.mark.django_db
__all__ = ["scene"]  # a fixture

WRITING = ("change/", "grade/", "personal/", "open/", "attach/", "remove/", "withdraw/", "until/", "known/", "add/")


@pytest.fixture
def within(scene, as_application):
    """Ask the queries as the site does, in somebody's name."""

    def ask(key):
        return as_application(scene.cast.actor(key))

    return ask


def test_sightings_of_one_recipient_are_not_told_to_another(scene, client_of, within):
    """CVE-2019-9482: sightings without the visibility of what was seen."""
    answer(scene.cast, "whitlock", scene.versions[0], Said.TOO)
    with within("haddow"):
        assert not list(said.said_of(scene.cast.actor("haddow"), scene.versions[0]))
        assert not Feedback.objects.filter(rendition=scene.versions[0]).exists()
    page = client_of(scene.cast.person["haddow"]).get(f"/shared/{scene.item.ref}/").content.decode()
    assert "Marlgate" not in page


def test_correlations_and_counts_are_made_of_what_the_reader_may_read(scene, within):
    """CVE-2020-14969: correlations that reveal what cannot be reached."""
    own = Item.objects.get(public_id=Rendition.objects.get(title=word("own title")).item.public_id)
    for key, wanted in (("lindqvist", set()), ("whitlock", {scene.item.pk, own.pk}), ("haddow", {scene.item.pk})):
        with within(key):
            actor = scene.cast.actor(key)
            assert visible.readable_ids(actor, [scene.item.pk, own.pk]) == wanted
            assert visible.count(actor, words=word("full text")) == (key == "whitlock")


def test_a_file_is_asked_for_with_its_version_each_time(scene, client_of):
    """CVE-2020-15411: attachments without the visibility of their parent."""
    files = [route for route in routes() if "<id:file>" in route]
    assert len(files) == 4
    for key in ("haddow", "hartnoll", "lindqvist", "calder"):
        browser = client_of(scene.cast.person[key])
        assert {asked(browser, "get", filled(route, scene.ids)).status_code for route in files} <= {404, 405}
    owner = client_of(scene.cast.person["whitlock"])
    assert [asked(owner, "get", filled(route, scene.ids)).status_code for route in files].count(200) == 2


def test_what_is_said_of_a_version_is_between_its_writer_and_the_originator(scene, within):
    """CVE-2020-8894: threads that were open to whoever knew of them."""
    for key, sees in (("haddow", True), ("thornbury", True), ("whitlock", False), ("lindqvist", False)):
        with within(key):
            visible.latest(scene.cast.actor(key))
            assert Feedback.objects.filter(words=word("feedback")).exists() is sees, key


def test_nobody_writes_to_an_originator_about_what_they_may_not_read(scene, client_of):
    """CVE-2020-15412: a contact form for events that one cannot see."""
    sent = len(mail.outbox)
    browser = client_of(scene.cast.person["lindqvist"])
    ways = [route for route in routes() if route.endswith(("marking/", "pass-on/", "known/<id:shared>/"))]
    assert len(ways) == 3
    for route in ways:
        given = {"reason": "Tell me", "organisation": scene.cast.organisation["Marlgate Centre"].ref}
        assert asked(browser, "post", filled(route, scene.ids), data=given).status_code == 404
    assert len(mail.outbox) == sent


def test_what_somebody_keeps_for_themselves_is_theirs_alone(scene, client_of, within):
    """CVE-2024-45509: bookmarks of others. Here: notices that were sent to one, and programs that one let in."""
    for key in ("haddow", "hartnoll", "calder"):
        with within(key), pytest.raises(Http404):
            visible.notice_for(scene.cast.actor(key), ids.from_text(scene.ids["notice"][0]))
        browser = client_of(scene.cast.person[key])
        for name in ("notice", "access"):
            route = next(one for one in routes() if f"<id:{name}>" in one)
            assert asked(browser, "get", filled(route, scene.ids)).status_code == 404


def test_the_record_of_an_item_is_its_originators(scene, within):
    """CVE-2023-50918: an audit log that told of what its reader could not see."""
    for key, sees in (("thornbury", True), ("whitlock", False), ("lindqvist", False), ("calder", False)):
        with within(key):
            assert visible.history_of(scene.cast.actor(key), scene.item).exists() is sees, key
            assert visible.who_has_seen(scene.cast.actor(key), scene.item).exists() is sees, key


def test_nobody_but_its_keepers_says_when_an_item_ends(scene):
    """CVE-2023-24028: settings of decay changed by others."""
    for key in ("whitlock", "haddow", "lindqvist", "calder"):
        actor = scene.cast.actor(key)
        with pytest.raises((NotAllowed, Http404)):
            items.extend(actor=actor, item=scene.item, closes=timezone.now() + timedelta(days=900))


def test_nobody_but_its_keepers_marks_a_version(scene):
    """CVE-2019-19379: tags put on by whoever could read."""
    for key in ("whitlock", "lindqvist", "calder"):
        with pytest.raises((NotAllowed, Http404)):
            renditions.change(actor=scene.cast.actor(key), rendition=scene.versions[0], version=1, tlp=0)
    assert Rendition.objects.get(pk=scene.versions[0].pk).tlp == 2


def test_a_child_is_taken_with_its_own_parent_and_no_other(scene, client_of):
    """CVE-2018-8949: ids of attributes of another event."""
    browser = client_of(scene.cast.person["thornbury"])
    for kind in ("rendition", "file", "release"):
        for route in routes():
            if f"<id:{kind}>" in route and "<id:shared>" in route:
                path = filled(route, scene.ids | {kind: scene.foreign[kind]})
                assert asked(browser, "get", path).status_code in nothing_at(route), path


def test_a_group_of_somebody_else_is_no_audience_that_can_be_sent(scene, client_of):
    """CVE-2021-31780: the id of a sharing group used again in an edit."""
    browser = client_of(scene.cast.person["thornbury"])
    route = next(one for one in routes() if one.endswith("<id:rendition>/open/"))
    known = scene.ids | {"rendition": [scene.versions[0].ref]}
    before = Release.objects.count()
    given = {"to": f"g:{scene.foreign['circle'][0]}", "purpose": "x", "clearance": "0"}
    answer = asked(browser, "post", filled(route, known), data=given)
    assert answer.status_code == 200 and Release.objects.count() == before
    theirs = client_of(scene.cast.person["whitlock"])
    for path in (f"/shared/groups/{scene.ids['circle'][0]}/", f"/shared/groups/{scene.ids['circle'][0]}/join/"):
        assert asked(theirs, "get", path).status_code == 404


def test_everybody_is_an_audience_of_clear_alone(scene):
    """CVE-2021-27904: a flag for all organisations set on what was for few."""
    draft = releases.ReleaseDraft(to="public", purpose="x", basis_of_giver="x", basis_of_getter="x")
    with pytest.raises(Refused):
        releases.release(actor=scene.cast.actor("thornbury"), rendition=scene.versions[0], draft=draft)
    assert not Opening.objects.filter(key__to="public").exists()


def test_who_keeps_an_organisations_card_does_not_keep_what_it_shares(scene):
    """CVE-2019-12794: an administrator of one organisation with powers over more."""
    held = scene.cast.membership["thornbury"]
    Membership.objects.filter(pk=held.pk).update(roles=["coordinator"])
    own = Item.objects.filter(author=scene.cast.person["thornbury"]).first()
    Item.objects.filter(pk=own.pk).update(author=None)
    own.refresh_from_db()
    held.refresh_from_db()
    scene.cast.membership["thornbury"] = held
    try:
        with pytest.raises((NotAllowed, Http404)):
            items.withdraw(actor=scene.cast.actor("thornbury"), item=own, reason="Because I can")
    finally:
        held.roles = ["coordinator", "custodian"]


def test_an_administrator_of_the_installation_reads_and_keeps_nothing(scene, client_of, within):
    """CVE-2024-46918: an administrator who reached another organisation's things."""
    with within("calder"):
        actor = scene.cast.actor("calder")
        assert visible.latest(actor).rows == [] and visible.count(actor) == 0
        with pytest.raises(Http404):
            visible.item_for(actor, scene.item.public_id)
    browser = client_of(scene.cast.person["calder"])
    inside = [route for route in routes() if "<id:shared>" in route]
    for route in inside:
        assert asked(browser, "get", filled(route, scene.ids)).status_code in nothing_at(route), route


def test_a_custodian_does_not_grade_what_only_intelligence_staff_grade(scene):
    """CVE-2019-16202: one power of an administrator taken for another."""
    for key in ("ashdown", "whitlock", "calder"):
        with pytest.raises((NotAllowed, Refused, Http404)):
            renditions.grade(actor=scene.cast.actor(key), rendition=scene.versions[0], grade="1AP")


def test_a_recipient_learns_no_roles_levels_or_names_of_other_readers(scene, client_of):
    """CVE-2022-42724: names of roles told to whoever asked."""
    browser = client_of(scene.cast.person["whitlock"])
    for path in (f"/shared/{scene.item.ref}/", f"/api/1/items/{scene.item.ref}"):
        page = browser.get(path).content.decode()
        for told in ("custodian", "Northgate", "Haddow", "Ashdown", "Vetted: ", "intelligence staff"):
            assert told not in page, (path, told)


def test_no_secret_and_no_hash_of_one_is_in_the_record(scene):
    """CVE-2017-16946: the hash of a password in the audit log."""
    made, secret = programs.make(actor=scene.cast.actor("whitlock"), use="read", name="x", days=9)
    programs.end(actor=scene.cast.actor("whitlock"), access=made)
    told = "".join(str(row) for row in Entry.objects.values())
    assert secret not in told and made.digest not in told
    assert not [one for one in Account.objects.values_list("password", flat=True) if one in told]


def test_nobody_makes_or_ends_the_secret_of_a_program_for_somebody_else(scene):
    """CVE-2026-44380: an administrator of an organisation who reset another's key."""
    one = AccessToken.objects.get(membership=scene.cast.membership["whitlock"])
    for key in ("thornbury", "calder", "haddow"):
        with pytest.raises(Http404):
            programs.end(actor=scene.cast.actor(key), access=one)
    with pytest.raises(NotAllowed):
        programs.make(actor=scene.cast.actor("calder"), use="read", name="x", days=9)
    assert AccessToken.objects.get(pk=one.pk).ended_at is None


def test_who_may_read_may_not_write_at_any_address(scene, client_of):
    """CVE-2026-56424: one object authorised and another changed; the right to view used for writing."""
    browser = client_of(scene.cast.person["whitlock"])
    before = list(Rendition.objects.order_by("pk").values()) + list(Release.objects.order_by("pk").values())
    given = {"reason": "x", "title": "x", "text": "x", "tlp": "0", "version": "1", "closes": "", "to": "public"}
    tried = [route for route in routes() if "<id:shared>" in route and route.endswith(WRITING)]
    assert len(tried) >= 8
    for route in tried:
        for method in ("post", "put", "patch", "delete"):
            status = getattr(browser, method)(f"/{filled(route, scene.ids).lstrip('/')}", given).status_code
            assert status in nothing_at(route), (method, route, status)
    assert list(Rendition.objects.order_by("pk").values()) + list(Release.objects.order_by("pk").values()) == before


def asked_by(client, scene, method):
    """Ask with a secret that holds and with one that does not, by a method that is not for reading."""
    _, secret = programs.make(actor=scene.cast.actor("whitlock"), use="read", name="x", days=9)
    answers = [
        getattr(client, method)("/api/1/items", headers={"authorization": f"Bearer {each}"})
        for each in (secret, "cg_nonsense")
    ]
    return {answer.status_code for answer in answers}, len({answer.content for answer in answers})


def test_put_does_not_tell_a_secret_that_holds_from_one_that_does_not(scene, client):
    """CVE-2018-12649: PUT instead of POST went round the count of guesses."""
    assert asked_by(client, scene, "put") == ({405}, 1)


@pytest.mark.parametrize("method", ["post", "patch", "delete", "head", "options"])
def test_no_further_method_does_so_either(scene, client, method):
    """CVE-2020-8892: the same went round the count again, after it had been mended for one method."""
    assert asked_by(client, scene, method) == ({405}, 1)


@pytest.mark.parametrize("said", ["Bearer", "Bearer ", "Bearer null", "Bearer \x00", "bearer", "Basic Og==", "", " "])
def test_a_secret_that_says_nothing_is_nobodys(scene, client, said):
    """Of the class of ways round the sign-in: an identity that was empty, and let in as somebody."""
    programs.make(actor=scene.cast.actor("whitlock"), use="read", name="x", days=9)
    assert client.get("/api/1/items", headers={"authorization": said}).status_code == 401


def test_a_secret_is_worth_nothing_for_another_use_or_at_another_door(scene, client):
    """Of the class of ways round the sign-in: what was given for one door opened another."""
    cache.clear()
    for use in ("read", "feed"):
        _, secret = programs.make(actor=scene.cast.actor("whitlock"), use=use, name=use, days=9)
        headers = {"authorization": f"Bearer {secret}"}
        assert client.get("/api/1/export", headers=headers).status_code in {401, 403}
        assert client.get("/shared/", headers=headers).status_code == 302, "pages ask for both factors"
        assert client.get("/api/1/items", headers=headers).status_code == (200 if use == "read" else 401)
        assert client.get(f"/shared/feed/{secret}/").status_code == (200 if use == "feed" else 404)


def test_the_clock_of_whoever_asks_lengthens_nothing(scene, client):
    """CVE-2020-8890: a guard that trusted a clock."""
    made, secret = programs.make(actor=scene.cast.actor("whitlock"), use="read", name="x", days=9)
    AccessToken.objects.filter(pk=made.pk).update(until=timezone.localdate())
    for day in ("Tue, 01 Jan 2019 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"):
        headers = {"authorization": f"Bearer {secret}", "date": day, "if-modified-since": day}
        assert client.get("/api/1/items", headers=headers).status_code == 401


def test_a_secret_in_another_spelling_is_none_and_is_counted_as_a_guess(scene, client, monkeypatch):
    """CVE-2020-8891: names that were not brought into one form."""
    cache.clear()
    _, secret = programs.make(actor=scene.cast.actor("whitlock"), use="read", name="x", days=9)
    monkeypatch.setattr(rules, "WRONG_SECRETS", ((3600, 5),))
    spellings = (secret.upper(), f" {secret}", f"{secret} ", f"{secret}\u200b".encode().decode("latin-1"), secret[:-1])
    for each in spellings:
        assert client.get("/api/1/items", headers={"authorization": f"Bearer {each}"}).status_code == 401
    assert client.get("/api/1/items", headers={"authorization": "Bearer cg_x"}).status_code == 429


def test_asking_for_json_does_not_spare_the_proof_of_who_one_is(scene, client_of):
    """CVE-2022-29534: the confirmation of a password skipped with another Accept."""
    browser = client_of(scene.cast.person["whitlock"])
    session = browser.session
    for one in session[marks.PROOFS]:
        one["at"] = 0
    session.save()
    before = AccessToken.objects.count()
    for accept in ("text/html", "application/json", "*/*"):
        given = {"name": "x", "use": "read", "days": "30"}
        answer = browser.post("/shared/programs/new/", given, headers={"accept": accept})
        assert answer.status_code == 302 and "/prove" in answer["Location"], accept
    assert AccessToken.objects.count() == before


def test_an_export_that_is_looked_at_changes_nothing_of_what_is_shared(scene, client_of):
    """CVE-2024-25675: an export that was started by GET."""
    browser = client_of(scene.cast.person["thornbury"])
    tables = ("item", "rendition", "release", "opening", "key", "accesstoken", "attachment", "feedback", "approval")

    def content():
        with connection.cursor() as cursor:
            asked_of = " UNION ALL ".join(
                f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM sharing_{n} t" for n in tables
            )
            cursor.execute(asked_of)
            return cursor.fetchall()

    before = content()
    with transaction.atomic():
        assert browser.get("/api/1/export").status_code == 200
        assert browser.post("/api/1/export").status_code == 405
        assert content() == before


def test_twenty_seven_classes_are_tried():
    """17 of authorisation, 2 of this year, 8 of ways round the sign-in; each by a test of its own."""
    named = [each for name, each in globals().items() if name.startswith("test_") and each.__doc__]
    assert len([each for each in named if each.__doc__.startswith(("CVE-", "Of the class"))]) == 27


def test_what_does_not_exist_here_must_be_tried_when_it_comes():
    """Threads, bookmarks, tags of one's own and imports of items are no part of this product; whoever adds one writes
    the test of its class."""
    names = {model.__name__.lower() for model in apps.get_app_config("sharing").get_models()}
    assert not [name for name in names if any(word in name for word in ("thread", "bookmark", "tag", "import"))]
    assert not [route for route in routes() if "import" in route or "bookmark" in route]

"""Does the law that was asked for one reader ever serve another? Connections come from a pool, and are left in haste.

*Source:* design/sharing.md 3; bars A10 and A12 of reference/security.md.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from commonground.people.context import set_context
from commonground.people.models import Account, Membership, Person
from commonground.sharing.actions import releases, telling
from commonground.sharing.actions.items import ReleaseDraft
from commonground.sharing.models import Release, Rendition
from commonground.sharing.queries import asking, visible
from tests.cast import assemble
from tests.figures import counts
from tests.sharing.town import AMBER, town_of
from tests.website.test_pool import pooled, session_of

READERS = ("whitlock", "haddow", "hartnoll", "lindqvist")
PARTS, PEOPLE, CONNECTIONS = 25, 200, 4
REQUESTS = 50_000 // PARTS // PEOPLE
LEFT = "SELECT " + ", ".join(f"coalesce(current_setting('cg.{name}', true), '')" for name in asking.SETTINGS)


@pytest.fixture
def town(cast):
    return town_of(cast)


def hurried(seed, key, own, reference):
    """Ask for pages in haste on a pooled connection, breaking off at random; gives what somebody else's was shown."""
    dice, browser, wrong = Random(seed), Client(raise_request_exception=False), 0
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    for _ in range(counts(6, REQUESTS)):
        try:
            page = browser.get(dice.choice(["/shared/", f"/shared/{reference}/", "/nowhere/", "/shared/?words=only"]))
            shown = page.content.decode()
            wrong += sum(f"Only {other}" in shown for other in READERS if other != own)
            wrong += page.status_code >= 500
            if dice.random() < 0.3:
                wrong += broken_off(own)
        finally:
            connection.close()
    return wrong


def crowd(town, number):
    """Give so many people who can sign in, each with a session and the reader of the cast for whose organisation they
    act."""
    found = []
    for n in range(number):
        key = READERS[n % len(READERS)]
        person = Person.objects.create(name=f"Hurried {n}")
        account = Account.objects.create(email=f"hurried{n}@example.org", password="!", person=person)
        body = town.cast.membership[key].organisation
        Membership.objects.create(person=person, organisation=body, starts=timezone.localdate() - timedelta(9))
        found.append((session_of(account), key))
    return found


def broken_off(own):
    """Begin a transaction, fail in it, and look on the same connection what a bare statement is given."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('cg.membership', '1', true)")
            cursor.execute("SELECT 1 / 0")
    except Exception:
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_rendition")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("part", range(counts(1, PARTS)))
@pytest.mark.django_db(transaction=True)
def test_no_pooled_connection_carries_a_keyring_to_the_next_reader(figure, part):
    """Under `make proof` the parts together make the 50,000 requests, each from 200 people."""
    town = town_of(assemble())
    for key in READERS:
        body = town.cast.membership[key].organisation
        draft = ReleaseDraft(organisation_id=body.pk, purpose="To tell them")
        item = town.alert(f"Only {key}", [draft], tlp=AMBER, personal=False)
    people = crowd(town, counts(8, PEOPLE))
    jobs = [(1_000 * part + n, session, key, item.ref) for n, (session, key) in enumerate(people)]
    with pooled(CONNECTIONS), ThreadPoolExecutor(CONNECTIONS) as threads:
        wrong = list(threads.map(lambda job: hurried(*job), jobs))
        left = threads.submit(settings_left, CONNECTIONS).result()
    many, asked = f"{len(people)} hurried readers over {CONNECTIONS}", f"{len(people) * counts(6, REQUESTS):,}"
    figure(f"requests from {many} pooled connections, part {part + 1} of {counts(1, PARTS)}", asked)
    figure(f"rows of somebody else among them, part {part + 1}", sum(wrong), bar="0")
    assert sum(wrong) == 0
    assert {value for row in left for value in row} == {""}


def settings_left(size):
    pool = connection.pool
    taken = [pool.getconn() for _ in range(size)]
    try:
        return [one.execute(LEFT).fetchone() for one in taken]
    finally:
        for one in taken:
            pool.putconn(one)


def test_nothing_is_given_to_whoever_did_not_ask(town, as_application):
    town.three_versions()
    with as_application(town.actor("whitlock")):
        assert not Rendition.objects.exists()
        assert visible.latest(town.actor("whitlock")).rows
        assert Rendition.objects.count() == 1
        set_context(town.actor("lindqvist"))
        assert not Rendition.objects.exists()


def test_an_undone_act_leaves_the_keyring_of_whoever_asked_before(town, as_application):
    town.three_versions()
    with as_application(town.actor("whitlock")):
        assert visible.count(town.actor("whitlock")) == 1
        with pytest.raises(ZeroDivisionError), asking.as_reader(town.actor("tranter")):
            assert Rendition.objects.count() == 3
            raise ZeroDivisionError
        assert Rendition.objects.count() == 1
        with asking.as_reader(town.actor("tranter")):
            assert Rendition.objects.count() == 3
        assert Rendition.objects.count() == 1


def test_the_sites_own_role_writes_only_what_the_acting_person_keeps(town, as_application):
    item = town.three_versions()
    statements = (
        "UPDATE sharing_item SET category = 'alert' WHERE true",
        "UPDATE sharing_rendition SET text = 'x' WHERE true",
        "UPDATE sharing_release SET closes = NULL WHERE true",
        "DELETE FROM sharing_rendition WHERE true",
        "DELETE FROM sharing_opening WHERE true",
    )
    with as_application(town.actor("whitlock")), connection.cursor() as cursor:
        asking.keep(town.actor("whitlock"), "change")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement
    item.refresh_from_db()
    assert item.category == "intelligence"


@pytest.mark.parametrize("table", ["opening", "rendition", "release"])
def test_the_sites_own_role_adds_no_row_that_would_open_something(town, as_application, table):
    item = town.three_versions()
    rendition = item.renditions.first()
    bodies = {
        "opening": (
            "INSERT INTO sharing_opening (key_id, item_id, rendition_id, place, originator_id, moment, opens, closes)"
            " SELECT id, %s, %s, 1, %s, now(), '-infinity', 'infinity' FROM sharing_key LIMIT 1"
        ),
        "rendition": (
            "INSERT INTO sharing_rendition (public_id, item_id, place, kind, title, text, tlp, clearance, personal,"
            " not_personal_because, children, offences, fields, gsc, grade, conditions, written_at, version)"
            " SELECT gen_random_uuid(), %s, 9, 'full', '', '', 0, 0, false, '', false, false, '{{}}', '', '', '',"
            " now(), %s - %s"
        ).replace("{{}}", "{}"),
        "release": (
            'INSERT INTO sharing_release (public_id, rendition_id, place, "to", clearance, revoked_because, purpose,'
            " basis_of_giver, basis_of_getter) SELECT gen_random_uuid(), %s, 9, 'public', 0 * %s * %s, '', '', '', ''"
        ),
    }
    given = {
        "opening": [item.pk, rendition.pk, item.originator_id],
        "rendition": [item.pk, 1, 1],
        "release": [rendition.pk, 1, 1],
    }
    with as_application(town.actor("whitlock")), pytest.raises(Exception, match="row-level security"):
        asking.keep(town.actor("whitlock"), "change")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(bodies[table], given[table])


def test_of_what_was_revoked_between_queue_and_delivery_nothing_is_delivered(town, figure):
    hat = town.cast.membership["whitlock"]
    draft = ReleaseDraft(to="person", membership_id=hat.pk, purpose="To act on it")
    queued = []
    for number in range(counts(8, 1000)):
        town.alert(f"For Dana {number}", [draft], tlp=AMBER, personal=False)
    queued = list(Release.objects.select_related("rendition__item"))
    mail.outbox.clear()
    assert telling.deliver(hat.pk, queued[0].rendition_id)
    for one in queued:
        releases.revoke(actor=town.actor("thornbury"), release=one, reason="In error")
    delivered = sum(telling.deliver(hat.pk, one.rendition_id) for one in queued)
    figure("releases revoked between queue and delivery", len(queued))
    figure("delivered all the same", delivered, bar="0")
    assert delivered == 0 and len(mail.outbox) == 1

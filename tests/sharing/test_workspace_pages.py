"""Does one page gather all of sharing, and show of it to each reader what is theirs?

*Source:* R81, R78; design/sharing.md 2.2.
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.sharing.models import Item
from tests.projects.pages import text
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

PAGE, BULLETIN = reverse("sharing:workspace"), reverse("sharing:bulletin")


@pytest.fixture
def shared(cast):
    """The police give alerts to the centre under an agreement, and an item to the guards alone."""
    role(cast, "thornbury", "custodian")
    for key in ("thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)
    made = agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")
    written(cast, version("Two women with a bag", to(cast, "Marlgate Centre", made)), category="alert")
    written(cast, version("Late shift", to(cast, "Marlgate Centre", made)), category="briefing")
    written(cast, version("A pair at the desk", to(cast, "Northgate Guarding", made)), category="intelligence")
    return made


def test_alerts_agreements_sources_and_whom_to_ask_stand_on_one_page(cast, shared, client_of):
    said = text(client_of(cast.person["whitlock"]).get(PAGE))

    parts = ("Alerts and briefings", "Newest that you can read", "Where it comes from", "Whom to ask", "Agreements in")
    assert [part for part in parts if part not in said] == []
    assert "Two women with a bag" in said and "Late shift" in said
    assert "ISA-0007" in said
    assert re.search(r"Aldermouth Police .*under ISA-0007 ?\. You can read 2 items", said)


def test_nobody_reads_or_counts_there_what_they_may_not_read(cast, shared, client_of):
    centre, guards, police = (
        text(client_of(cast.person[key]).get(PAGE)) for key in ("whitlock", "haddow", "lindqvist")
    )

    assert "A pair at the desk" not in centre
    assert "A pair at the desk" in guards
    assert "You can read 1 item" in guards
    assert not any(title in police for title in ("A pair", "Two women", "Late shift", "ISA-0007"))
    assert "Nobody gives you anything yet" in police


def test_each_thing_that_one_can_do_is_a_link_that_works(cast, shared, client_of):
    browser = client_of(cast.person["thornbury"])
    page = browser.get(PAGE).content.decode().partition("<main")[2].partition("</main>")[0]

    links = {one.partition("#")[0] for one in re.findall(r'href="(/[^"]*)"', page)}

    assert {reverse(f"sharing:{name}") for name in ("effect", "programs", "what_if", "retention", "register")} <= links
    assert {one: browser.get(one).status_code for one in links} == dict.fromkeys(links, 200)


def test_it_is_for_those_who_act_for_an_organisation_and_what_it_showed_is_recorded(cast, shared, client_of, client):
    assert client.get(PAGE).status_code == 302
    assert client_of(cast.person["calder"]).get(PAGE).status_code == 403

    client_of(cast.person["whitlock"]).get(PAGE)

    (row,) = Entry.objects.filter(tag__endswith=":workspace:seen")
    assert row.actor_name == "Dana Whitlock"
    assert "Two women" not in str(row.details)


def test_it_asks_as_often_for_many_items_as_for_few(cast, shared, client_of, django_assert_max_num_queries):
    browser = client_of(cast.person["whitlock"])
    browser.get(PAGE)
    with django_assert_max_num_queries(200) as few:
        browser.get(PAGE)
    for number in range(6):
        written(cast, version(f"Alert {number}", to(cast, "Marlgate Centre", shared)), category="alert")
    with django_assert_max_num_queries(200) as many:
        browser.get(PAGE)

    assert len(many.captured_queries) <= len(few.captured_queries) + 4


@pytest.mark.parametrize("name", ["workspace", "items", "item_new", "incidents", "incident_new", "desk", "dare"])
def test_wherever_something_is_reported_or_alerted_the_four_numbers_stand(cast, shared, client_of, name):
    page = client_of(cast.person["thornbury"]).get(reverse(f"sharing:{name}"))

    assert page.status_code == 200
    words = page.content.decode()
    assert [one for one in ("999", "101", "0800789321", "0800555111") if f'href="tel:{one}"' not in words] == []
    assert "Common Ground is not an emergency channel." in words


def test_a_bulletin_says_what_is_new_to_its_reader_and_carries_the_strictest_marking(cast, shared, client_of):
    """Alerts first, then briefings; each reader's is their own, and what is older is not in it."""
    old = written(cast, version("Last month's pair", to(cast, "Marlgate Centre", shared)), category="alert")
    Item.objects.filter(pk=old.pk).update(opens=timezone.now() - timedelta(days=20))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_reopen(%s)", [[old.pk]])
    page = client_of(cast.person["whitlock"]).get(BULLETIN)
    said = text(page)

    assert said.index("Two women with a bag") < said.index("Late shift")
    assert "2 items" in said and "Last month" not in said and "A pair at the desk" not in said
    assert "cg-paper--amber" in page.content.decode()
    assert "Last month" in text(client_of(cast.person["whitlock"]).get(BULLETIN, {"days": "30"}))
    assert "Nothing that you can read is new" in text(
        client_of(cast.person["lindqvist"]).get(BULLETIN, {"days": "a week"})
    )


def test_what_a_bulletin_showed_is_recorded_without_its_words(cast, shared, client_of, client):
    assert client.get(BULLETIN).status_code == 302
    assert client_of(cast.person["calder"]).get(BULLETIN).status_code == 403

    client_of(cast.person["whitlock"]).get(BULLETIN)

    (row,) = Entry.objects.filter(tag__endswith=":bulletin:seen")
    assert len(row.details["listed"]) == 2
    assert "Two women" not in str(row.details)

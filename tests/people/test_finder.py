"""Does the finder find whom one needs, soonest and nearest first, and nothing that is not one's to see?

*Source:* R115; issue on people who can be found, item 4 and acceptance (finder).
"""

import json
import re
from datetime import datetime, timedelta
from random import Random

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.audit.models import Entry
from commonground.groundwork.actors import ANONYMOUS
from commonground.people.models import Post
from commonground.people.queries import finding
from commonground.people.queries import posts as queries
from commonground.people.queries.finding import Question
from commonground.people.rules import finding as rules
from commonground.people.rules import posts_hours
from commonground.people.rules.finding import Urgency
from commonground.places.models import Area, Postcode
from tests.figures import counts
from tests.people.posting import MARLGATE, NORTHGATE, POLICE, opened, topic

MONDAY_NOON = "2026-11-16 12:00+00:00"


def area(name, kind, within):
    made = Area(code=f"X{name[:6]}", name=name, kind=kind, within=within)
    made.derive()
    made.save()
    return made


@pytest.fixture(autouse=True)
def town(cast):
    """Three areas, one in another, and a ward beside."""
    cast.area.derive()
    cast.area.save()
    ward = area("Minster Gate", "ward", cast.area)
    small, beside = area("Friary", "lsoa", ward), area("Quay", "ward", cast.area)
    return {"town": cast.area, "ward": ward, "small": small, "beside": beside}


def titles(actor, **question):
    return [post.title for post in finding.ask(actor, Question(**question)).posts]


def test_the_nearest_area_comes_first_then_wider_ones_then_parts(cast, town):
    for title, where in (("The town", "town"), ("A part", "small"), ("The ward", "ward"), ("Beside", "beside")):
        opened(cast, title=title, areas=[town[where]])
    assert titles(cast.actor("whitlock"), where="Minster Gate") == ["The ward", "The town", "A part"]
    assert titles(cast.actor("whitlock"), where="minster gaet") == ["The ward", "The town", "A part"]
    assert titles(cast.actor("whitlock"), area=town["small"]) == ["A part", "The ward", "The town"]


@time_machine.travel(MONDAY_NOON, tick=False)
def test_now_puts_who_is_on_duty_first_and_later_does_not(cast, town):
    opened(cast, title="Near, at night", areas=[town["ward"]], hours="every day 10pm to 6am")
    opened(cast, title="Wide, by day", hours="every day 9am to 5pm")
    opened(cast, title="Wide, this evening", hours="every day 6pm to 8pm")
    opened(cast, title="Wide, yesterday", hours="Sunday 9am to 5pm", urgent_route="Control room")
    asked = {"where": "Minster Gate"}
    assert titles(cast.actor("whitlock"), **asked, when=Urgency.NOW)[:2] == ["Wide, by day", "Wide, yesterday"]
    today = titles(cast.actor("whitlock"), **asked, when=Urgency.TODAY)
    assert today == ["Near, at night", "Wide, by day", "Wide, this evening", "Wide, yesterday"]
    assert titles(cast.actor("whitlock"), **asked, when=Urgency.LATER)[0] == "Near, at night"


def test_on_duty_in_sql_is_on_duty_in_python_at_any_minute(cast, figure):
    chance, compared = Random(1), 0
    for number in range(30):
        turns = [
            [chance.randrange(7), f"{chance.randrange(24):02d}:{chance.choice([0, 30]):02d}", f"{number % 24:02d}:15"]
            for _ in range(chance.randrange(5))
        ]
        post = opened(cast, title=f"Post {number}")
        Post.objects.filter(pk=post.pk).update(hours=turns)
    posts, monday = list(Post.objects.all()), datetime(2026, 11, 16)
    for _ in range(counts(60, 2000)):
        minute = chance.randrange(7 * 24 * 60)
        found = set(Post.objects.filter(finding.on_duty(minute)).values_list("pk", flat=True))
        plain = {post.pk: posts_hours.duty(post.hours, monday + timedelta(minutes=minute)) for post in posts}
        assert found == {pk for pk, duty in plain.items() if duty and duty.is_on}, minute
        compared += len(plain)
    figure("posts and minutes on which SQL and Python agree who is on duty", compared)


def test_a_topic_a_side_and_an_organisation_narrow_it_and_slips_of_the_pen_do_not_matter(cast):
    theft, data = topic(), topic("Agreements and data", ())
    opened(cast, title="Sergeant", topics=[theft])
    opened(cast, "whitlock", MARLGATE, "whitlock", "ellerby", title="Manager", topics=[theft, data])
    whitlock = cast.actor("whitlock")
    assert set(titles(whitlock, about="shoplifiting")) == {"Sergeant", "Manager"}
    assert titles(whitlock, about="agrements") == ["Manager"]
    assert titles(whitlock, about="theft", side="police") == ["Sergeant"]
    assert titles(whitlock, organisation="Marlgat Center") == ["Manager"]
    assert titles(whitlock, organisation="marlgate") == ["Manager"]
    assert titles(whitlock, about="sergeant") == ["Sergeant"]
    assert titles(whitlock, about="gardening") == []
    assert finding.ask(whitlock, Question(organisation="Qwxyz")).understood.misses == {"organisation"}


def test_the_finder_gives_nothing_that_its_reader_may_not_see(cast):
    opened(cast, title="Public", visibility="public")
    opened(cast, title="Members")
    opened(cast, title="Named", visibility="named", named=[cast.organisation[MARLGATE]])
    opened(cast, title="Own", visibility="named")
    asked = {"where": "Aldermouth", "when": Urgency.LATER}
    assert titles(ANONYMOUS, **asked) == ["Public"]
    assert titles(cast.actor("haddow"), **asked) == ["Members", "Public"]
    assert titles(cast.actor("whitlock"), **asked) == ["Members", "Named", "Public"]
    assert titles(cast.actor("tranter"), **asked) == ["Members", "Named", "Own", "Public"]


def test_an_empty_question_lists_nobody(cast):
    opened(cast, visibility="public")
    assert titles(ANONYMOUS) == []
    assert titles(ANONYMOUS, side="police") == ["Neighbourhood sergeant"]


def test_the_directory_cannot_be_copied_through_the_finder(cast, client_of):
    for number in range(rules.MOST + 3):
        opened(cast, title=f"Post {number:03d}", visibility="public")
    browser = client_of(cast.person["whitlock"])
    seen = set()
    for page in range(1, 12):
        text = browser.get(f"/contacts/?where=Aldermouth&page={page}").content.decode()
        seen |= set(re.findall(r"Post \d{3}", text))
    assert len(seen) == rules.MOST
    assert f"More than {rules.MOST} contacts fit" in text
    assert "The list ends here" in text
    assert browser.get("/contacts/?where=Aldermouth&page=-1").status_code == 200
    assert len(text.encode()) < 60_000


def test_every_page_of_contacts_is_recorded_with_ids_and_without_content(cast, client, client_of):
    post = opened(cast, visibility="public")
    client.get("/contacts/?where=Aldermouth")
    assert not Entry.objects.filter(tag__endswith=":seen").exists()
    browser = client_of(cast.person["whitlock"])
    for path in ("/contacts/?where=Aldermouth", f"/contacts/{post.ref}/", f"/contacts/{post.ref}/card.vcf"):
        assert browser.get(path).status_code == 200
    tags = list(Entry.objects.filter(tag__endswith=":seen").values_list("tag", flat=True))
    assert sorted(tags) == ["post:card:seen", "post:finder:seen", "post:vcard:seen"]
    kept = json.dumps([entry.details for entry in Entry.objects.filter(tag__endswith=":seen")])
    assert post.ref in kept
    assert "01632" not in kept


def test_whoever_looks_up_more_than_anybody_needs_is_told_so_and_shown_a_way_on(cast, client_of, monkeypatch):
    post = opened(cast, visibility="public")
    monkeypatch.setattr(rules, "LIMITS_OF_A_PERSON", ((3600, 5), (86400, 400)))
    browser = client_of(cast.person["whitlock"])
    paths = ["/contacts/?where=Aldermouth", f"/contacts/{post.ref}/", f"/contacts/{post.ref}/card.vcf"] * 2
    assert [browser.get(path).status_code for path in paths] == [200] * 5 + [429]
    refused = browser.get("/contacts/?where=Aldermouth")
    assert refused.status_code == 429
    assert "limit for each hour" in refused.content.decode()
    assert browser.get("/contacts/").status_code == 200
    assert client_of(cast.person["tranter"]).get("/contacts/?where=Aldermouth").status_code == 200


def test_an_address_that_looks_up_too_much_is_stopped_without_signing_in(cast, client, monkeypatch):
    opened(cast, visibility="public")
    monkeypatch.setattr(rules, "LIMITS_OF_AN_ADDRESS", ((3600, 3),))
    statuses = [client.get("/contacts/?where=Aldermouth", REMOTE_ADDR="10.1.1.1").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert client.get("/contacts/?where=Aldermouth", REMOTE_ADDR="10.1.1.2").status_code == 200


@pytest.mark.parametrize(
    "question",
    [
        "where=Atlantis",
        "organisation=Nobody+Ltd",
        "about=gardening&where=Aldermouth",
        "where=%00%27%3B--&when=nonsense&side=nonsense",
        "area=nonsense&about=gardening&page=9999999999999",
        "where=" + "x" * 90,
    ],
)
def test_a_question_without_an_answer_leads_to_a_person(cast, client, question):
    opened(cast, visibility="public")
    cast.programme.telephone = "01632 960100"
    cast.programme.save()
    answer = client.get(f"/contacts/?{question}")
    assert answer.status_code == 200
    assert 'href="tel:01632960100"' in answer.content.decode()


def test_the_emergency_line_comes_first(client):
    text = client.get("/contacts/").content.decode()
    assert text.index("tel:999") < text.index("Find the right person</h1>")


def test_whom_an_area_an_organisation_and_the_search_show_is_one_answer(cast):
    opened(cast, "haddow", NORTHGATE, "haddow", None, title="Kept back", visibility="named")
    opened(cast, title="Shown", of=POLICE)
    for key, shown in (("whitlock", {"Shown"}), ("haddow", {"Shown", "Kept back"})):
        actor = cast.actor(key)
        assert {p.title for p in queries.of_area(actor, [cast.area.pk])} == shown
        assert {p.title for p in queries.found(actor, "Aldermouth")} == shown
        listed = [queries.of_organisation(actor, cast.organisation[name]) for name in (POLICE, NORTHGATE)]
        assert {p.title for found in listed for p in found} == shown


def test_the_first_of_a_wide_question_are_the_first_whichever_way_they_are_looked_for(cast, town, figure):
    chance, compared = Random(7), 0
    for number in range(40):
        opened(
            cast,
            title=f"{chance.choice('abAB')} post {number}",
            areas=[town[chance.choice(list(town))]],
            hours=chance.choice(["", "every day 9am to 5pm", "every day 6pm to 8pm", "Monday 10pm to 6am"]),
            urgent_route=chance.choice(["", "", "Control room"]),
        )
    posts, local = queries.open_to(cast.actor("whitlock")), datetime(2026, 11, 16)
    for _ in range(counts(60, 1500)):
        asked = Question(area=chance.choice([None, *town.values()]), when=chance.choice(list(Urgency)))
        at, most = local + timedelta(minutes=chance.randrange(7 * 24 * 60)), chance.choice([1, 3, 8, 30, 60])
        understood = finding.Understood(asked.area)
        ways = [finding.foremost(posts, asked, understood, at, most, wide) for wide in (True, False)]
        assert ways[0] == ways[1], (asked, at, most)
        compared += 1
    figure("wide questions whose first posts are the same, put in order by index or all at once", compared)


@pytest.mark.parametrize(
    ("without", "indexes"),
    [
        ("enable_sort", ["posts_by_route_and_title"]),
        ("enable_indexscan", ["posts_by_words_of_title", "posts_by_words_about"]),
    ],
)
def test_indexes_answer_for_the_words_of_posts_and_for_who_is_needed_soonest(cast, without, indexes):
    opened(cast)
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = off; SET LOCAL {without} = off")
        assert list(queries.found(cast.actor("whitlock"), "sergeant"))
        assert finding.ask(cast.actor("whitlock"), Question(about="neighbourhood")).count == 1
    plans = "\n".join(planned(each["sql"]) for each in asked if each["sql"].startswith("SELECT"))
    assert [name for name in indexes if name not in plans] == []


def planned(question):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {question}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_a_postcode_and_a_cell_of_the_matrix_find_who_is_there_for_them(cast, town):
    Postcode.objects.create(postcode="ZZ1 1AA", area=town["small"])
    opened(cast, title="Patrols together", areas=[town["small"]], cells=["criminal/project/active"])
    opened(cast, title="News for all", areas=[town["ward"]], cells=["low/ongoing/awareness"])
    opened(cast, title="Beside", areas=[town["beside"]])
    reader = cast.actor("whitlock")
    assert titles(reader, where="zz11aa") == ["Patrols together", "News for all"]
    assert titles(reader, where="ZZ1 1AA", cell="criminal/project/active") == ["Patrols together"]
    assert titles(reader, cell="low/ongoing/awareness") == ["News for all"]
    assert titles(reader, cell="terrorist/immediate/active") == []


def test_a_cell_that_is_none_is_taken_for_no_question(client):
    assert "contacts can help" not in client.get("/contacts/", {"cell": "criminal/nothing"}).content.decode()

"""Does a program get what its owner may read, as long as they may, and nothing by any other way?

*Source:* R213; D2, D8; design/sharing.md 2, 2.2; bars A2, A4, B6.
"""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork import ids
from commonground.people.models import Membership
from commonground.sharing.actions import attachments, programs, renditions
from commonground.sharing.api.entering import TOO_OFTEN
from commonground.sharing.models import AccessToken, Reading
from commonground.sharing.queries import visible
from commonground.sharing.rules import programs as rules
from tests.projects.pages import text
from tests.sharing.shared_things import CANARY, agreed, cleared, role, to, version, written

LIST, SEARCH, EXPORT = "/api/1/items", "/api/1/search", "/api/1/export"
MISSING = "0" * 22
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def partners(cast):
    """Police and centre under one agreement, with a custodian on either side, all cleared."""
    for key in ("ashdown", "whitlock"):
        role(cast, key, "custodian")
    for key in ("ashdown", "thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)
    return agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")


@pytest.fixture
def item(cast, partners):
    """One item of the police in two versions: one for the centre, with a file, and one for the guards."""
    made = written(
        cast,
        version("Two men in green jackets", to(cast, "Marlgate Centre", partners), kind="full", tlp=2, personal=True),
        version("Watch the lower shelves", to(cast, "Northgate Guarding", partners), tlp=1, text="Sit on the shelves"),
        category="intelligence",
    )
    full = made.renditions.get(place=1)
    attachments.attach(actor=cast.actor("thornbury"), rendition=full, caption="A note", content=b"They came at nine.\n")
    return made


def secret_of(cast, key, use="read", days=30):
    """Let a program in for somebody, and give its secret."""
    return programs.make(actor=cast.actor(key), use=use, name="Control room", days=days)[1]


def asked(client, path, secret=None, **given):
    """Ask as a program does."""
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    return client.get(path, given, headers=headers)


def of(item):
    """The address of one item."""
    return f"{LIST}/{item.ref}"


def test_a_program_reads_the_version_that_its_owner_may_read_and_no_other(cast, item, client):
    for key, title, other in (
        ("whitlock", "Two men in green jackets", "shelves"),
        ("haddow", "Watch the lower shelves", "jackets"),
    ):
        secret = secret_of(cast, key)
        rows = asked(client, LIST, secret).json()
        assert [one["title"] for one in rows["items"]] == [title] and rows["count"] == 1
        whole = asked(client, of(item), secret)
        assert [one["title"] for one in whole.json()["versions"]] == [title]
        assert "ISA-0007" in whole.json()["versions"][0]["why"]
        assert other not in whole.content.decode()
    assert Reading.objects.filter(membership=cast.membership["haddow"]).count() == 1


def test_a_title_that_stands_behind_conditions_is_told_to_no_program_no_feed_and_no_list(cast, item, client, client_of):
    role(cast, "tranter", "intelligence", "custodian")
    green = item.renditions.get(place=2)
    renditions.grade(actor=cast.actor("tranter"), rendition=green, grade="1AC", conditions="By word of mouth alone.")
    secret, address = secret_of(cast, "haddow"), reverse("sharing:feed", args=[secret_of(cast, "haddow", "feed")])
    browser, page = client_of(cast.person["haddow"]), reverse("sharing:item", args=[item.public_id])
    exporting = secret_of(cast, "haddow", "export") if "custodian" in cast.membership["haddow"].roles else None

    def everywhere():
        asking_ = [asked(client, path, secret) for path in (LIST, of(item), f"{SEARCH}?q=shelves")]
        asking_ += [client.get(address), browser.get(page), browser.get(reverse("sharing:items"))]
        asking_ += [browser.get(reverse("sharing:owed")), *([asked(client, EXPORT, exporting)] if exporting else [])]
        assert {answer.status_code for answer in asking_} == {200}
        return ["lower shelves" in answer.content.decode() for answer in asking_]

    assert not any(everywhere())
    reader = cast.actor("haddow")
    renditions.read(actor=reader, rendition=visible.item_for(reader, item.public_id), accepted=True)
    assert all(everywhere())


def test_the_originators_program_reads_all_versions_in_their_order(cast, item, client):
    found = asked(client, of(item), secret_of(cast, "thornbury")).json()
    assert [one["marking"] for one in found["versions"]] == ["TLP:AMBER", "TLP:GREEN"]
    assert found["versions"][0]["text"] == CANARY


def test_whoever_is_signed_in_asks_without_a_secret(cast, item, client_of, client):
    assert client_of(cast.person["whitlock"]).get(of(item)).status_code == 200
    for path in (LIST, SEARCH, EXPORT, of(item)):
        answer = client.get(path)
        assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"


def test_what_may_not_be_read_is_answered_with_the_bytes_of_what_is_missing(cast, item, client):
    secret = secret_of(cast, "lindqvist")
    one = item.renditions.get(place=1)
    file = one.attachments.get()
    there = [of(item), f"{of(item)}/{one.ref}/files/{file.ref}"]
    nowhere = [f"{LIST}/{MISSING}", f"{LIST}/{MISSING}/{MISSING}/files/{MISSING}"]
    answers = [asked(client, path, secret) for path in there + nowhere]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for method in ("post", "put", "patch", "delete", "options"):
        got = {getattr(client, method)(path).content for path in (there[0], nowhere[0])}
        assert len(got) == 1


def test_words_are_found_in_versions_that_may_be_read_and_nowhere_else(cast, item, client):
    for key, wanted in (("whitlock", 0), ("haddow", 1)):
        found = asked(client, SEARCH, secret_of(cast, key), q="shelves").json()
        assert len(found["items"]) == wanted
        assert asked(client, LIST, secret_of(cast, key), q="shelves").json()["count"] == wanted


def test_a_list_is_narrowed_and_paged(cast, partners, client):
    for n in range(5):
        release = to(cast, "Marlgate Centre", partners)
        written(cast, version(f"Note {n}", release), category="alert" if n % 2 else "briefing")
    secret, seen, before = secret_of(cast, "whitlock"), [], ""
    for _ in range(3):
        page = asked(client, LIST, secret, size=2, before=before).json()
        seen, before = seen + [one["title"] for one in page["items"]], page["next"]
    assert sorted(seen) == [f"Note {n}" for n in range(5)] and before == ""
    assert asked(client, LIST, secret, category="alert").json()["count"] == 2
    police, centre = cast.organisation["Aldermouth Police"].ref, cast.organisation["Marlgate Centre"].ref
    assert asked(client, LIST, secret, originator=police).json()["count"] == 5
    assert asked(client, LIST, secret, originator=centre).json()["count"] == 0
    assert asked(client, LIST, secret, originator=MISSING).json()["count"] == 0
    assert asked(client, LIST, secret, own="true").json()["count"] == 0
    assert asked(client, LIST, secret, area=cast.area.ref, own="false").json()["count"] == 5


@pytest.mark.parametrize(
    "given",
    [{"size": 0}, {"size": 100_000}, {"before": "../../x"}, {"q": "a\x00b"}, {"own": "perhaps"}, {"q": "x" * 300}],
)
def test_what_is_asked_wrongly_is_named_and_not_repeated(cast, partners, client, given):
    answer = asked(client, LIST, secret_of(cast, "whitlock"), **given)
    assert answer.status_code == 422
    assert answer.json() == {"detail": f"Not understood: {next(iter(given))}"}


def test_a_file_is_fetched_with_its_version_and_through_no_other(cast, item, client):
    one, two = item.renditions.order_by("place")
    file = one.attachments.get()
    ours = asked(client, of(item), secret_of(cast, "whitlock")).json()["versions"][0]["files"][0]
    got = asked(client, ours["address"].partition("8000")[2] or ours["address"], secret_of(cast, "whitlock"))
    assert got.content == b"They came at nine.\n" and "attachment" in got.headers["Content-Disposition"]
    assert got.headers["X-Content-Type-Options"] == "nosniff" and got.headers["Cache-Control"] == "no-store"
    for key, path in (
        ("haddow", f"{of(item)}/{one.ref}/files/{file.ref}"),
        ("haddow", f"{of(item)}/{two.ref}/files/{file.ref}"),
        ("thornbury", f"{of(item)}/{two.ref}/files/{file.ref}"),
    ):
        assert asked(client, path, secret_of(cast, key)).status_code == 404


def test_whole_items_are_exported_by_custodians_alone_and_with_a_secret_for_it(cast, item, client, client_of):
    role(cast, "thornbury", "custodian")
    wanted = secret_of(cast, "thornbury", "export")
    found = asked(client, EXPORT, wanted).json()
    assert [len(one["versions"]) for one in found["items"]] == [2] and found["next"] == ""
    assert asked(client, LIST, wanted).status_code == 200, "who may export may read"
    assert asked(client, EXPORT, secret_of(cast, "thornbury")).status_code == 401, "a secret for reading is none here"
    refused = client_of(cast.person["haddow"]).get(EXPORT)
    assert refused.status_code == 403 and "custodians" in refused.json()["detail"]
    assert Entry.objects.filter(tag="website:request:refused", subject_id=EXPORT).exists()


def test_an_export_ends_with_the_role(cast, item, client):
    role(cast, "thornbury", "custodian")
    secret = secret_of(cast, "thornbury", "export")
    Membership.objects.filter(pk=cast.membership["thornbury"].pk).update(roles=[])
    assert asked(client, EXPORT, secret).status_code == 403


def suspended(cast, access):
    Membership.objects.filter(pk=access.membership_id).update(suspended_at=timezone.now())


def left(cast, access):
    Membership.objects.filter(pk=access.membership_id).update(until=timezone.localdate())


def inactive(cast, access):
    cast.person["whitlock"].is_active = False
    cast.person["whitlock"].save()


def organisation_closed(cast, access):
    body = cast.organisation["Marlgate Centre"]
    body.is_active = False
    body.save()


def past_its_day(cast, access):
    AccessToken.objects.filter(pk=access.pk).update(until=timezone.localdate())


def ended(cast, access):
    programs.end(actor=cast.actor("whitlock"), access=access)


def before_the_code_of_conduct(cast, access):
    Membership.objects.filter(pk=access.membership_id).update(conduct_version="")


@pytest.mark.parametrize(
    "happens",
    [suspended, left, inactive, organisation_closed, past_its_day, ended, before_the_code_of_conduct],
    ids=lambda each: each.__name__,
)
def test_a_secret_is_nothing_at_the_next_request_once_it_has_ended_in_any_way(cast, item, client, happens):
    nothing = asked(client, LIST, "cg_nonsense")
    for use, path in (("read", LIST), ("feed", None)):
        made, secret = programs.make(actor=cast.actor("whitlock"), use=use, name="Reader", days=30)
        where = path or reverse("sharing:feed", args=[secret])
        assert asked(client, where, secret).status_code == 200
        happens(cast, made)
        answer = asked(client, where, secret)
        assert answer.status_code == (401 if use == "read" else 404)
        if use == "read":
            assert answer.content == nothing.content, "unknown, ended and somebody else's are one answer"
            undo(cast)


def undo(cast):
    """Put back what a test has ended, for the next use."""
    held = cast.membership["whitlock"]
    Membership.objects.filter(pk=held.pk).update(
        suspended_at=None, until=None, conduct_version=held.conduct_version or "1"
    )
    for one in (cast.person["whitlock"], cast.organisation["Marlgate Centre"]):
        one.is_active = True
        one.save()


def test_a_secret_that_is_brought_counts_and_not_who_is_signed_in(cast, item, client_of):
    browser = client_of(cast.person["thornbury"])
    assert asked(browser, of(item), secret_of(cast, "lindqvist")).status_code == 404
    assert asked(browser, of(item), "cg_nonsense").status_code == 401


def test_a_secret_is_kept_as_a_hash_and_each_use_opens_its_own(cast, item, client):
    secret = secret_of(cast, "whitlock")
    held = AccessToken.objects.get()
    assert secret not in str(AccessToken.objects.values().get()) and held.digest == rules.digest(secret)
    assert asked(client, LIST, secret).status_code == 200
    held.refresh_from_db()
    assert held.used_on == timezone.localdate()
    assert client.get(reverse("sharing:feed", args=[secret])).status_code == 404
    assert asked(client, LIST, secret_of(cast, "whitlock", "feed")).status_code == 401
    assert not Entry.objects.filter(details__icontains=secret[:12]).exists()


def entries(answer):
    """Title and link of each entry of a feed."""
    return [
        (one.findtext(f"{ATOM}title"), one.find(f"{ATOM}link").attrib["href"])
        for one in ET.fromstring(answer.content).iter(f"{ATOM}entry")
    ]


def test_a_feed_holds_labels_titles_up_to_green_and_links_and_never_words(cast, item, client):
    for key, title in (("whitlock", f"TLP:AMBER {item.ref}"), ("haddow", "TLP:GREEN Watch the lower shelves")):
        path = reverse("sharing:feed", args=[secret_of(cast, key, "feed")])
        answer = client.get(path)
        assert [shown for shown, _ in entries(answer)] == [title]
        assert entries(answer)[0][1].endswith(f"/shared/{item.ref}/")
        assert CANARY not in answer.content.decode() and "jackets" not in answer.content.decode()
        again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
        assert again.status_code == 304 and not again.content
    assert entries(client.get(reverse("sharing:feed", args=[secret_of(cast, "lindqvist", "feed")]))) == []


def test_the_address_of_a_feed_stands_nowhere_in_the_record(cast, item, client):
    secret = secret_of(cast, "whitlock", "feed")
    client.get(reverse("sharing:feed", args=[secret]))
    programs.end(actor=cast.actor("whitlock"), access=AccessToken.objects.get())
    client.get(reverse("sharing:feed", args=[secret]))
    assert secret not in json.dumps([str(one) for one in Entry.objects.values()])


def test_every_reading_of_a_program_is_in_the_record_with_ids_alone(cast, item, client):
    secret = secret_of(cast, "whitlock")
    asked(client, LIST, secret)
    asked(client, SEARCH, secret, q="jackets")
    asked(client, of(item), secret)
    by = Entry.objects.filter(actor_id=cast.person["whitlock"].pk)
    assert by.filter(tag="item:program_list:seen", details__listed=[item.ref]).exists()
    assert by.filter(tag="item:program_search:seen").exists()
    assert Reading.objects.filter(membership=cast.membership["whitlock"]).exists()
    assert "green jackets" not in str(list(Entry.objects.values()))


def test_who_asks_too_often_is_slowed_whichever_program_it_is(cast, item, client, monkeypatch):
    from commonground.sharing.api import items

    cache.clear()
    monkeypatch.setattr(items.reading, "limits", ((3600, 3),))
    secrets = [secret_of(cast, "whitlock") for _ in range(2)]
    answers = [asked(client, LIST, secrets[n % 2]) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].json() == {"detail": TOO_OFTEN} and answers[-1].headers["Retry-After"] == "60"
    assert asked(client, LIST, secret_of(cast, "haddow")).status_code == 200, "others are not slowed by it"


def test_a_machine_that_tries_secrets_is_slowed(cast, client, monkeypatch):
    cache.clear()
    monkeypatch.setattr(rules, "WRONG_SECRETS", ((3600, 3),))
    statuses = [asked(client, LIST, f"cg_{n}").status_code for n in range(5)]
    assert statuses == [401, 401, 401, 429, 429]


def test_somebody_lets_a_program_in_sees_its_secret_once_and_ends_it(cast, item, client_of, client):
    browser = client_of(cast.person["whitlock"])
    assert "No program reads in your name" in text(browser.get(reverse("sharing:programs")))
    made = browser.post(reverse("sharing:program_new"), {"name": "Control room", "use": "feed", "days": "30"})
    secret = made.content.decode().partition("/shared/feed/")[2].partition("/")[0]
    assert client.get(reverse("sharing:feed", args=[secret])).status_code == 200
    page = browser.get(reverse("sharing:programs")).content.decode()
    assert "Control room" in page and secret not in page
    end = reverse("sharing:program_end", args=[AccessToken.objects.get().public_id])
    assert browser.get(end).status_code == 200
    assert client.get(reverse("sharing:feed", args=[secret])).status_code == 200, (
        "a page that is looked at ends nothing"
    )
    assert browser.post(end).status_code == 302
    assert client.get(reverse("sharing:feed", args=[secret])).status_code == 404


def test_export_is_offered_to_custodians_alone(cast, partners, client_of):
    for key, offered in (("whitlock", True), ("haddow", False)):
        browser = client_of(cast.person[key])
        assert ("export" in browser.get(reverse("sharing:program_new")).content.decode()) is offered
        made = browser.post(reverse("sharing:program_new"), {"name": "x", "use": "export", "days": "30"})
        assert AccessToken.objects.filter(membership=cast.membership[key]).exists() is offered
        assert made.status_code == 200


def test_nobody_ends_or_finds_the_program_of_somebody_else(cast, partners, client_of):
    secret_of(cast, "whitlock")
    end = reverse("sharing:program_end", args=[AccessToken.objects.get().public_id])
    missing = reverse("sharing:program_end", args=[ids.from_text(MISSING)])
    for key in ("haddow", "thornbury", "calder"):
        browser = client_of(cast.person[key])
        assert browser.get(end).content == browser.get(missing).content
        assert browser.post(end).status_code == 404
    assert AccessToken.objects.get().ended_at is None


def test_a_secret_ends_after_a_year_at_most(cast, partners):
    made, _ = programs.make(actor=cast.actor("whitlock"), use="read", name="For ever", days=100_000)
    assert made.until == timezone.localdate() + timedelta(days=365)


def test_the_description_of_it_all_is_served_from_here(client):
    answer = client.get(reverse("sharing:api:openapi-json"))
    found = answer.json()
    assert answer.status_code == 200 and len(found["paths"]) == 5
    assert {method for each in found["paths"].values() for method in each} == {"get"}, "it reads, and changes nothing"
    assert all(each["get"]["security"] for each in found["paths"].values())

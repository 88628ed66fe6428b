"""Does everybody find out who an organisation is, where it stands among others, and how to reach a human there?

*Source:* R48, R56, R140-R142, R155, R159; issue "People who can be found, trusted and replaced", item 1.
"""

import csv
import time
from argparse import Namespace

import pytest

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people import commands
from commonground.people.actions import organisations, organisations_import, profiles_brought
from commonground.people.models import Organisation, Topic
from commonground.people.queries import acting
from commonground.people.queries import organisations as queries
from commonground.people.rules.organisations_finding import Card, alike, find, overlaps, widened, words_of
from tests.figures import counts

MARLGATE, POLICE, PARTNERSHIP = "Marlgate Centre", "Aldermouth Police", "Aldermouth Business Crime Partnership"


def place(cast, name, within=None, predecessor=None):
    held = Organisation.objects.get(pk=cast.organisation[name].pk)
    return organisations.place_organisation(
        actor=cast.actor("calder"), organisation=held, version=held.version,
        within=cast.organisation[within] if within else None,
        predecessor=cast.organisation[predecessor] if predecessor else None,
    )  # fmt: skip


def test_a_member_stands_on_its_associations_page_and_a_unit_on_its_forces(cast, client):
    place(cast, MARLGATE, within=PARTNERSHIP, predecessor="Castle Parade Traders")
    whole = client.get(f"/organisations/{cast.organisation[PARTNERSHIP].ref}/").content.decode()
    assert "Its members" in whole
    assert MARLGATE in whole
    part = client.get(f"/organisations/{cast.organisation[MARLGATE].ref}/").content.decode()
    assert "Member of" in part
    assert "Came after" in part
    before = client.get(f"/organisations/{cast.organisation['Castle Parade Traders'].ref}/").content.decode()
    assert "What came after it" in before


def test_nothing_is_part_of_itself_of_its_own_part_or_of_the_other_side(cast):
    place(cast, MARLGATE, within=PARTNERSHIP)
    with pytest.raises(Invalid, match="part of Aldermouth Business Crime Partnership already"):
        place(cast, PARTNERSHIP, within=MARLGATE)
    with pytest.raises(Invalid, match="already"):
        place(cast, PARTNERSHIP, within=PARTNERSHIP)
    with pytest.raises(Invalid, match="on the same side"):
        place(cast, MARLGATE, within=POLICE)
    place(cast, "Mitie", predecessor="Sainsbury's")
    with pytest.raises(Invalid, match="this one came after"):
        place(cast, "Sainsbury's", predecessor="Mitie")


def test_a_coordinator_does_not_place_an_organisation_on_anothers_page(cast, client_of):
    address = f"/organisations/{cast.organisation[MARLGATE].ref}/place/"
    assert client_of(cast.person["whitlock"]).get(address).status_code == 403
    browser = client_of(cast.person["calder"])
    typed = {"within": cast.organisation[PARTNERSHIP].ref, "predecessor": "", "version": 1}
    assert browser.post(address, typed).status_code == 302
    page = browser.post(address, {**typed, "within": ""}).content.decode()
    assert "Somebody saved while you were writing" in page


def test_every_record_says_how_to_reach_a_human(cast, client):
    assert queries.reach_of(cast.organisation[MARLGATE]) is None
    page = client.get(f"/organisations/{cast.organisation[MARLGATE].ref}/").content.decode()
    assert "It has not said a number yet." in page
    Organisation.objects.filter(name=PARTNERSHIP).update(telephone="01632 960100")
    place(cast, MARLGATE, within=PARTNERSHIP)
    page = client.get(f"/organisations/{cast.organisation[MARLGATE].ref}/").content.decode()
    assert "Through Aldermouth Business Crime Partnership" in page
    assert 'href="tel:01632960100"' in page
    Organisation.objects.filter(name=MARLGATE).update(telephone="01632 960120")
    own = client.get(f"/organisations/{cast.organisation[MARLGATE].ref}/").content.decode()
    assert "Call 01632 960120" in own
    assert "Through" not in own


def test_an_organisation_that_ends_opens_nothing_and_can_begin_again(cast, client, client_of):
    marlgate = cast.organisation[MARLGATE]
    with pytest.raises(NotAllowed):
        organisations.end_organisation(actor=cast.actor("whitlock"), organisation=marlgate)
    browser = client_of(cast.person["whitlock"])
    assert browser.get("/you/").wsgi_request.actor.is_member
    keeper = client_of(cast.person["calder"])
    for _ in range(2):  # what is sent twice does not begin again with the second
        keeper.post(f"/organisations/{marlgate.ref}/end/", {"deed": "end"})
    assert not acting.memberships_of(cast.person["whitlock"].pk).exists()
    assert not browser.get("/you/").wsgi_request.actor.is_member
    assert "no longer takes part" in client.get(f"/organisations/{marlgate.ref}/").content.decode()
    with pytest.raises(Refused, match="already"):
        organisations.end_organisation(actor=cast.actor("calder"), organisation=marlgate)
    keeper.post(f"/organisations/{marlgate.ref}/end/", {"deed": "begin"})
    assert browser.get("/you/").wsgi_request.actor.organisation_name == MARLGATE


# Whom do I need?


def test_a_need_in_words_and_a_misspelt_place_finds_few_each_with_reasons(cast, client):
    Organisation.objects.filter(name=PARTNERSHIP).update(area=cast.area)
    Organisation.objects.filter(name=POLICE).update(area=cast.area)
    answer = client.get("/organisations/find/?kind=manager&where=Aldermuth&q=radio+link+for+my+shop").content.decode()
    assert "Says “radio”, “link” and “shop” in what it does." in answer
    assert "Works in Aldermouth." in answer
    assert "Businesses and security teams like yours join it." in answer
    assert "They police the place where you are." in answer
    assert answer.index(PARTNERSHIP) < answer.index(POLICE)
    assert "Sainsbury" not in answer
    nowhere = client.get("/organisations/find/?where=Qxzzvw&q=radio").content.decode()
    assert "There is no area here that sounds like “Qxzzvw”" in nowhere
    assert "No organisation here says these words" in client.get("/organisations/find/?q=zebra").content.decode()
    assert client.get("/organisations/find/").status_code == 200


def test_a_need_finds_what_an_organisation_lists_and_not_what_it_keeps_to_itself(cast, client):
    values = {"organisation": cast.organisation["Mitie"], "kind": "dogs", "name": "Bloodhounds"}
    held = profiles_brought.add_capability(actor=cast.actor("calder"), **values)
    assert ">Mitie<" not in client.get("/organisations/find/?q=bloodhounds").content.decode()
    profiles_brought.change_capability(actor=cast.actor("calder"), capability=held, version=1, is_listed=True)
    assert "in what it can bring" in client.get("/organisations/find/?q=bloodhound").content.decode()


def test_a_topics_other_words_mean_the_same(cast, client):
    Topic.objects.create(code="dogs", name="Dogs", also=["canine"])
    Organisation.objects.filter(name="Mitie").update(about="Trains dogs")
    assert ">Mitie<" in client.get("/organisations/find/?q=canine").content.decode()


def test_words_are_alike_by_their_beginning_and_everyday_words_say_nothing():
    assert alike("theft", "thefts")
    assert alike("guarding", "guard")
    assert not alike("car", "cards")
    assert not alike("port", "portfolio")
    assert words_of("I run a shop and want the shop's radio") == ["shop", "radio"]


def test_the_nearest_come_first_and_within_a_group_by_name():
    near = frozenset({1, 2})
    cards = [
        Card(1, "B there", "manager", {"about": "radio"}, 2),
        Card(2, "A there", "manager", {"about": "radios"}, 1),
        Card(3, "Nowhere said", "manager", {"about": "radio"}),
        Card(4, "Elsewhere", "manager", {"about": "radio"}, 9),
        Card(5, "Silent there", "manager", {"about": "cakes"}, 1),
        Card(6, "Police there", "police", {"about": "cakes"}, 1),
    ]
    found = find(widened(["radio"], []), near, cards)
    assert [hit.card.name for hit in found] == ["A there", "B there", "Nowhere said", "Police there"]
    only_there = find(widened(["zebra"], []), near, cards)
    assert [hit.card.name for hit in only_there] == ["A there", "B there", "Police there", "Silent there"]


def test_two_of_a_kind_and_area_that_say_the_same_overlap():
    def card(number, kind, about, area=None):
        return Card(number, f"Body {number}", kind, {"about": about}, area)

    same = "Trains guards for hospital doors"
    cards = [card(n, "association", same) for n in (1, 2)] + [card(3, "association", same, area=4)]
    cards += [card(4, "provider", same), card(5, "association", "Bakes bread"), card(6, "association", "Sells boats")]
    [pair] = overlaps(cards)
    assert (pair.first.name, pair.second.name) == ("Body 1", "Body 2")
    assert pair.words == ("doors", "guards", "hospital", "trains")


@pytest.mark.django_db
def test_a_thousand_organisations_are_searched_for_a_need_quickly(cast, client, figure):
    many = counts(1_000, 5_000)
    Organisation.objects.bulk_create(
        Organisation(name=f"Body {n}", kind="provider", about=f"Guards shop number {n} and street {n % 97}")
        for n in range(many)
    )
    client.get("/organisations/find/?q=street+5")
    started = time.perf_counter()
    assert client.get("/organisations/find/?q=radio+for+the+street&where=Aldermouth").status_code == 200
    figure(f"seconds to find by need among {many} organisations", time.perf_counter() - started, bar="at most 2")
    started = time.perf_counter()
    assert client.get("/organisations/overlaps/").status_code == 200
    figure(f"seconds to list overlaps among {many} organisations", time.perf_counter() - started)
    assert time.perf_counter() - started < 60


# In and out of a spreadsheet


def typed(**options):
    return Namespace(**{"source": None, "target": None, "dry_run": False, **options})


def written(folder, *rows, name="bodies.csv", encoding="utf-8"):
    path = folder / name
    path.write_text("\n".join(rows), encoding=encoding)
    return path


def test_a_spreadsheet_brings_organisations_in_and_says_which(cast, tmp_path, capsys):
    file = written(
        tmp_path,
        "Name;Kind;Other names;Area;Part of;About",
        "Quay Watch;Security-related organisation;QW; ;;Watches the quay",
        ";;;;;",
        "Quay Bar;manager;;X02000001;Quay Watch;A bar",
        f"{MARLGATE};manager;The Marl;;;",
    )
    assert commands._organisations(typed(source=file, dry_run=True)) == 0
    assert "would be added: 2" in capsys.readouterr().out
    assert not Organisation.objects.filter(name="Quay Bar").exists()
    assert commands._organisations(typed(source=file)) == 0
    said = capsys.readouterr().out
    assert "added: 2: Quay Watch; Quay Bar" in said
    assert f"changed: 1: {MARLGATE}" in said
    bar = Organisation.objects.get(name="Quay Bar")
    assert (bar.within.name, bar.area) == ("Quay Watch", cast.area)
    assert Organisation.objects.get(name=MARLGATE).about == cast.organisation[MARLGATE].about, "an empty cell is silent"
    assert commands._organisations(typed(source=file)) == 0
    assert "as it was: 3" in capsys.readouterr().out


def test_every_fault_is_named_by_row_and_column_and_nothing_is_brought_in(cast, tmp_path, capsys):
    before = Organisation.objects.count()
    file = written(
        tmp_path,
        "name,kind,website,area,part_of",
        "Good One,manager,,,",
        "Bad Kind,gang,,,",
        ",manager,no address,,",
        "good one,provider,,,",
    )
    assert commands._organisations(typed(source=file)) == 2
    said = capsys.readouterr().out
    assert "row 3, kind: “gang” is no kind" in said
    assert "row 4, name: This cell is empty" in said
    assert "row 4, website: Write the address" in said
    assert "row 5, name: This name stands in row 2 already" in said
    assert "Nothing was brought in: 4 faults." in said
    late = written(tmp_path, "name,kind,area,part_of", "New,manager,Atlantis,", "Newer,manager,,Nobody",
                   f"{MARLGATE},police,,")  # fmt: skip
    assert commands._organisations(typed(source=late)) == 2
    said = capsys.readouterr().out
    assert "row 2, area: There is no area “Atlantis” here." in said
    assert "row 3, part_of: There is no organisation called “Nobody”" in said
    assert "row 4, kind: Choose a kind on the same side" in said
    assert Organisation.objects.count() == before


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["naam,kind"], "row 1, name: This column is missing."),
        (["name,kind,name"], "row 1, name: This column is there twice."),
        (["name,kind", "A,manager,more"], "row 2: This row has 3 cells, the heading 2."),
    ],
)
def test_a_heading_or_row_that_does_not_fit_is_said(cast, tmp_path, capsys, rows, said):
    assert commands._organisations(typed(source=written(tmp_path, *rows))) == 2
    assert said in capsys.readouterr().out


def test_a_file_that_is_no_text_or_not_there_is_refused_in_a_sentence(cast, tmp_path):
    with pytest.raises(Refused, match="not text in UTF-8"):
        commands._organisations(typed(source=written(tmp_path, "name,kind", "Café,manager", encoding="latin-1")))
    with pytest.raises(Refused, match="cannot be opened"):
        commands._organisations(typed(source=tmp_path / "missing.csv"))
    with pytest.raises(Refused, match="is empty"):
        commands._organisations(typed(source=written(tmp_path, "")))


def test_what_is_written_out_comes_back_as_it_was(cast, tmp_path, capsys):
    Organisation.objects.filter(name=MARLGATE).update(about="=1+1, “quoted”; and so on", aliases=["+MC", "The Marl"])
    place(cast, MARLGATE, within=PARTNERSHIP)
    file = tmp_path / "out.csv"
    assert commands._organisations(typed(target=file)) == 0
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert next(row for row in rows if row["name"] == MARLGATE)["about"].startswith("'=")
    capsys.readouterr()
    assert commands._organisations(typed(source=file)) == 0
    assert f"as it was: {Organisation.objects.count()}" in capsys.readouterr().out


def test_a_member_brings_no_spreadsheet_in(cast):
    with pytest.raises(NotAllowed):
        organisations_import.bring_in(actor=cast.actor("whitlock"), rows=[])

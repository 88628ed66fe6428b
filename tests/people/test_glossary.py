"""Are the words of both sides explained to everybody, and kept by those who coordinate?

*Source:* R77, R87.
"""

import pytest

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.people.actions import glossary, profiles
from commonground.people.models import Term
from commonground.people.queries import glossary as queries
from commonground.people.rules.glossary import occurs
from commonground.website.example.glossary import WORDS


@pytest.fixture
def words(cast):
    for word in WORDS:
        glossary.add_term(
            actor=cast.actor("calder"), term=word.term, meaning=word.meaning, said_by=word.said_by,
            also=list(word.also), source=word.source,
        )  # fmt: skip


def test_everybody_reads_some_thirty_words_from_a_to_z_each_with_its_source(words, client):
    page = client.get("/glossary/").content.decode()
    assert len(WORDS) >= 30
    assert all(word.source for word in WORDS)
    assert f"{len(WORDS)} words" in page
    assert page.index('id="letter-0-9"') < page.index('id="letter-A"') < page.index('id="letter-S"')
    assert page.index(">ACS<") < page.index(">ACT Awareness<") < page.index(">BCCB<")


def test_a_word_is_found_by_itself_its_other_names_and_its_meaning_and_by_who_says_it(words, client):
    questions = {
        "q=approved+contractor": ">ACS<",
        "q=osara": ">SARA<",
        "q=scanning": ">SARA<",
        "said_by=security": ">DS<",
        "said_by=both": ">TLP<",
    }
    for question, there in questions.items():
        assert there in client.get(f"/glossary/?{question}").content.decode(), question
    security = client.get("/glossary/?said_by=security").content.decode()
    assert ">Sanitise<" not in security
    assert ">TLP<" in security, "what both say is said by security too"
    assert "No word like this is explained here" in client.get("/glossary/?q=qqqq").content.decode()


def test_coordinators_and_administrators_keep_the_glossary_and_others_do_not(cast, client_of):
    for key in ("ellerby", "lindqvist", "osei"):
        with pytest.raises(NotAllowed, match="Only a coordinator or an administrator"):
            glossary.add_term(actor=cast.actor(key), term="Gold", meaning="Who commands", said_by="police")
        assert client_of(cast.person[key]).get("/glossary/new/").status_code == 403
    browser = client_of(cast.person["thornbury"])
    typed = {"term": "Gold", "meaning": "Who commands", "said_by": "police", "also": "Gold commander\n"}
    assert "is in the glossary." in browser.post("/glossary/new/", typed, follow=True).content.decode()
    held = Term.objects.get()
    assert (held.also, held.organisation.name) == (["Gold commander"], "Aldermouth Police")
    empty = browser.post("/glossary/new/", {"term": "", "meaning": "Kept", "said_by": "both"}).content.decode()
    assert "Enter the word or short form" in empty
    assert "Kept" in empty


def test_one_word_has_two_meanings_only_where_the_sides_differ(cast):
    keeper = cast.actor("calder")
    glossary.add_term(actor=keeper, term="Control", meaning="The police control room", said_by="police")
    glossary.add_term(actor=keeper, term="control", meaning="Where the cameras are watched", said_by="security")
    for said_by in ("police", "both"):
        with pytest.raises(Invalid, match="is in the glossary already"):
            glossary.add_term(actor=keeper, term="CONTROL", meaning="Again", said_by=said_by)


def test_a_word_that_is_taken_out_is_kept_and_can_come_back(cast, client, client_of):
    keeper = cast.actor("calder")
    held = glossary.add_term(actor=keeper, term="Amber", meaning="A child is missing", said_by="security")
    browser = client_of(cast.person["whitlock"])
    for _ in range(2):  # what is sent twice is not brought back by the second
        browser.post(f"/glossary/{held.ref}/take-out/", {"deed": "take_out"})
    assert "Amber" not in client.get("/glossary/").content.decode()
    assert "Words that were taken out" in browser.get("/glossary/").content.decode()
    with pytest.raises(Refused, match="Bring it back"):
        glossary.change_term(actor=keeper, entry=held, version=2, meaning="Another")
    browser.post(f"/glossary/{held.ref}/take-out/", {"deed": "bring_back"})
    assert "Amber" in client.get("/glossary/").content.decode()


def test_a_lost_race_for_a_word_shows_both_texts(cast, client_of):
    held = glossary.add_term(actor=cast.actor("calder"), term="Code", meaning="One", said_by="both")
    glossary.change_term(actor=cast.actor("calder"), entry=held, version=1, meaning="Said by the keeper")
    typed = {"term": "Code", "meaning": "Said by Dana", "said_by": "both", "version": 1}
    page = client_of(cast.person["whitlock"]).post(f"/glossary/{held.ref}/", typed).content.decode()
    assert "Said by the keeper" in page
    assert "Said by Dana" in page
    with pytest.raises(Stale):
        glossary.change_term(actor=cast.actor("calder"), entry=held, version=1, meaning="Late")


def test_the_words_that_an_organisation_names_are_explained_beside_them(words, cast, client_of):
    marlgate = cast.organisation["Marlgate Centre"]
    told = "DS and PSS: our licences\nWe adds no ads, and is no GSCs"
    profiles.change_about_us(actor=cast.actor("whitlock"), organisation=marlgate, version=0, jargon=told)
    assert [term.term for term in queries.named_in(told)] == ["DS", "PSS"]
    page = client_of(cast.person["thornbury"]).get(f"/organisations/{marlgate.ref}/").content.decode()
    assert "What those words mean" in page
    assert "Licence sector: keeping the door." in page


@pytest.mark.parametrize(
    ("word", "text", "does"),
    [
        ("ISA", "an ISA is signed", True),
        ("ISA", "visa and isa", False),
        ("Sanitise", "sanitise it", True),
        ("key-holding", "Key-holding.", True),
        ("C++ (x", "a C++ (x", True),
        ("SG", "MSG", False),
    ],
)
def test_a_word_occurs_whole_and_a_short_form_in_capitals(word, text, does):
    assert occurs(word, text) is does

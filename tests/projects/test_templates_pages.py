"""Do the pages of templates, shapes and packs say what is published, and nothing else?

*Source:* R105-R107, R116, R125, R217.
"""

import pytest

from commonground.pages import documents
from commonground.projects.actions import answers
from commonground.projects.models import Collaboration
from commonground.projects.queries import evidence
from commonground.projects.rules import model_library
from commonground.projects.rules.books import PARTS
from commonground.projects.rules.guide.partnership import SHAPE
from commonground.projects.rules.templates import TEMPLATES
from commonground.projects.views.packs import PACKS
from tests.projects.pages import text
from tests.projects.special import at, case_study
from tests.projects.test_books import LINE, kept
from tests.projects.test_templates import begun, published

START = "/templates/community-guarding/start/"


def test_anybody_reads_a_template_and_only_a_side_starts_from_it(cast, client, client_of):
    said = text(client.get("/templates/community-guarding/"))
    for one in TEMPLATES["community-guarding"].components:
        assert one.name in said
    assert client.get(START).status_code == 302
    assert client_of(cast.person["yarrow"]).get(START).status_code == 403
    assert client.get("/templates/nonsense/").status_code == 404


def test_a_draft_that_began_from_a_template_says_so_at_each_step_until_it_is_changed(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    given = {"name": "Our street", "about": "Guards for all", "area": cast.area.ref}
    assert "Choose a person" in text(browser.get(START))
    sent = browser.post(START, given | {"other_lead": cast.membership["whitlock"].ref})
    assert sent.status_code == 302
    made = Collaboration.objects.get(name="Our street")
    third = text(browser.get(at("step", made, 3)))
    assert "7 answers here still say what Community Guarding, version 1, says" in third
    assert "Two tiers of guarding" in text(browser.get(at("origin", made)))
    assert "Guarding together" in text(browser.get(at("step", made, 6)))


def test_what_a_collaboration_did_not_begin_from_it_has_no_page_about(cast, client_of):
    alive, browser = cast.alive(), client_of(cast.person["thornbury"])
    assert browser.get(at("origin", alive)).status_code == 404
    assert browser.get(at("origin_check", alive, "two_tiers")).status_code == 404
    made = begun(cast)
    assert browser.get(at("origin_check", made, "nonsense")).status_code == 404
    assert client_of(cast.person["haddow"]).get(at("origin", made)).status_code == 404


def test_a_check_is_typed_refused_without_reasons_and_then_kept(cast, client_of):
    made, browser = begun(cast), client_of(cast.person["thornbury"])
    page = at("origin_check", made, "tasking")
    assert "Choose how it stands" in text(browser.post(page, {"words": "Seen", "version": "0"}))
    assert browser.post(page, {"standing": "partly", "words": "Seen", "version": "0"}).status_code == 302
    lost = text(browser.post(page, {"standing": "in_place", "words": "Mine", "version": "0"}))
    assert "Both texts are below" in lost and "Seen" in lost
    assert made.origin.checks.count() == 1


@pytest.mark.parametrize("form", documents.FORMS)
def test_a_template_can_be_taken_away_in_every_form(client, db, form):
    answer = client.get(f"/templates/community-guarding/paper.{form}")
    assert answer.status_code == 200 and len(answer.content) > 1000


def test_the_paper_of_a_template_says_every_component_and_every_answer(client, db):
    paper = client.get("/templates/community-guarding/paper.md").content.decode()
    kit = TEMPLATES["community-guarding"]
    for words in (
        *(one.name for one in kit.components),
        *kit.conditions,
        "Somebody on your team",
        "days after you begin",
    ):
        assert words in paper, words
    assert "@member" not in paper and "@days" not in paper


def test_a_case_study_without_marks_offers_no_start(cast, client):
    made = case_study(cast, cast.alive(), "thornbury", "whitlock")
    page = client.get(at("case_study", made))
    assert page.status_code == 200 and "Start from this case study" not in text(page)


def test_a_case_study_with_marks_is_started_from_and_tells_of_who_did(cast, client, client_of):
    publication = published(cast)
    assert "Start from this case study" in text(client.get(at("case_study", publication)))
    browser = client_of(cast.person["thornbury"])
    given = {"name": "Second street", "about": "The same again", "area": cast.area.ref}
    sent = browser.post(at("case_start", publication), given | {"other_lead": cast.membership["whitlock"].ref})
    assert sent.status_code == 302
    assert "Second street" in text(browser.get(at("case_study", publication)))
    assert "Second street" not in text(client.get(at("case_study", publication)))


def test_a_pack_shows_what_is_published_and_says_when_there_is_nothing(cast, client):
    for key in PACKS:
        assert "Nothing is published yet" in text(client.get(f"/packs/{key}/"))
        assert "Nothing is published yet" in client.get(f"/packs/{key}.md").content.decode()
    collaboration = cast.alive()
    kept(cast, collaboration, "benefits", LINE)
    kept(cast, collaboration, "benefits", LINE | {"benefit": "Kept to ourselves", "tell": "no"})
    case_study(cast, collaboration, "thornbury", "whitlock")
    said = text(client.get("/packs/security/"))
    assert "Stock that was not lost" in said and "Kept to ourselves" not in said
    assert "No evaluation stands behind it" in said
    assert client.get("/packs/nonsense/").status_code == 404


QUOTE = {"words": "I open up alone again.", "name": "Jo Arkwright", "post": "Shop manager", "side": "security",
         "on": "2026-03-02", "consent": "yes", "consent_on": "2026-03-05"}  # fmt: skip


def test_people_are_quoted_by_name_and_day_only_while_they_agree_to_it(cast, client):
    collaboration = cast.alive()
    quote = kept(cast, collaboration, "testimonials", QUOTE)
    kept(cast, collaboration, "testimonials", QUOTE | {"words": "CANARY said in confidence", "consent": "no"})
    kept(cast, collaboration, "testimonials", QUOTE | {"words": "CANARY without a day", "consent_on": ""})
    kept(
        cast,
        collaboration,
        "testimonials",
        QUOTE | {"words": "CANARY of the police", "side": "police", "name": "Al Reeve"},
    )
    assert "Jo Arkwright" not in text(client.get("/packs/security/"))
    publication = case_study(cast, collaboration, "thornbury", "whitlock")
    for path in ("/packs/security/", "/packs/security.md"):
        said = client.get(path).content.decode()
        assert "I open up alone again." in said and "Jo Arkwright, Shop manager" in said
        assert "2 March 2026" in said and "5 March 2026" in said and "CANARY" not in said
    page_of = at("case_study", publication)
    assert "Jo Arkwright" in text(client.get(page_of)) and "in confidence" not in text(client.get(page_of))
    answers.change(
        actor=cast.actor("thornbury"), answer=quote, raw=QUOTE | {"consent": "no", "consent_on": ""},
        version=quote.version,
    )  # fmt: skip
    for path in ("/packs/security/", "/packs/security.md", page_of):
        assert "Jo Arkwright" not in client.get(path).content.decode()


def test_what_was_tried_is_told_only_where_the_team_says_so(cast):
    collaboration = cast.alive()
    raw = {"idea": "Posters", "hypothesis": "Seen", "site": "Gate", "starts": "2026-01-01", "ends": "2026-02-01",
           "measure": "People who noticed", "result": "not", "tell": "yes"}  # fmt: skip
    for tell in ("yes", "no"):
        answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["trials"],
                       raw=raw | {"tell": tell, "idea": f"Told {tell}"})  # fmt: skip
    case_study(cast, collaboration, "thornbury", "whitlock")
    assert [one.what["idea"] for one in evidence.trials()] == ["Told yes"]


def test_every_shape_that_step_two_offers_is_in_the_library(cast, client):
    assert [one.key for one in model_library.models()] == list(SHAPE.field_named("shape").choices)
    assert [number for number, _ in model_library.CHANGED][-1] == model_library.NUMBER
    for one in model_library.models():
        assert one.when in text(client.get(f"/models/{one.key}/"))
    assert client.get("/models/nonsense/").status_code == 404


def test_the_library_counts_the_published_work_of_each_shape(cast, client):
    collaboration = cast.alive()
    kept(cast, collaboration, "architecture", {"shape": "liaison", "decides": "The group", "meets": "Monthly"})
    case_study(cast, collaboration, "thornbury", "whitlock")
    assert "Minster Gate evenings" in text(client.get("/models/liaison/"))
    assert "No published case study had this shape yet" in text(client.get("/models/steering/"))

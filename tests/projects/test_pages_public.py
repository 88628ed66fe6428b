"""Does everybody read exactly what both sides approved, and the guide? Case studies, public pages, the feed.

*Source:* R3, R27, R46, R69-R70; settled questions, "Who".
"""

from commonground.projects.actions import answers, finishing
from commonground.projects.models import Publication
from tests.projects.special import at, case_study, decide_to_stop, study_of

# Publishing


def test_the_public_reads_a_case_study_only_when_both_sides_approved_that_version(cast, client, client_of):
    collaboration = cast.alive()
    study = study_of(cast)
    finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=collaboration, study=study)
    case = case_study(cast, collaboration, "thornbury", study=study)
    assert client.get(at("case_study", case)).status_code == 404
    assert collaboration.name not in client.get(at("case_studies")).content.decode()
    security = client_of(cast.person["whitlock"])
    assert (
        "Approve version 1 for the security side"
        in security.get(at("publication", collaboration, case)).content.decode()
    )
    assert security.get(at("publication_approve", collaboration, case)).status_code == 302
    assert client.get(at("case_study", case)).status_code == 404
    assert security.post(at("publication_approve", collaboration, case)).status_code == 302
    said = client.get(at("case_study", case)).content.decode()
    for words in ("words on not_worked", "This study cannot tell", "Firmness 3 of 5", "Aldermouth Police"):
        assert words in said
    assert collaboration.name in client.get(at("case_studies")).content.decode()
    assert collaboration.name in client.get(at("case_studies_feed")).content.decode()


def test_only_a_lead_approves_and_a_newer_version_must_be_read_first(cast, client_of):
    collaboration = cast.alive()
    first = case_study(cast, collaboration)
    second = case_study(cast, collaboration)
    tranter, police = client_of(cast.person["tranter"]), client_of(cast.person["thornbury"])
    assert tranter.post(at("publication_approve", collaboration, second)).status_code == 403
    assert police.post(at("publication_approve", collaboration, first)).status_code == 403
    assert "There is a newer version" in police.get(at("publication", collaboration, first)).content.decode()
    assert not Publication.objects.filter(approvals__isnull=False).exists()


def test_an_older_public_version_leads_to_the_newest_and_a_withdrawn_one_is_gone(cast, client, client_of):
    collaboration = cast.alive()
    first = case_study(cast, collaboration, "thornbury", "whitlock")
    second = case_study(cast, collaboration, "thornbury", "whitlock")
    assert client.get(at("case_study", first)).headers["Location"] == at("case_study", second)
    address = at("publication_withdraw", collaboration, second)
    browser = client_of(cast.person["whitlock"])
    assert "Enter why it is taken away" in browser.post(address, {"reason": ""}).content.decode()
    assert browser.post(address, {"reason": "A name stands in it"}).status_code == 302
    for version in (first, second):
        assert client.get(at("case_study", version)).status_code == 404


def test_what_is_approved_does_not_change_when_the_answers_do(cast, client):
    collaboration = cast.alive()
    case = case_study(cast, collaboration, "thornbury", "whitlock")
    answer = collaboration.answers.get(part="case_study")
    answers.change(
        actor=cast.actor("thornbury"), answer=answer, raw=answer.values | {"summary": "New words"}, version=1
    )
    said = client.get(at("case_study", case)).content.decode()
    assert "words on summary" in said
    assert "New words" not in said


def test_a_public_page_is_written_approved_and_read_by_everybody(cast, client, client_of):
    collaboration = cast.alive()
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    typed = {"purpose": "Safe evenings", "doing": "We walk together", "reach": "01632 960100"}
    assert police.post(at("page_new", collaboration), typed | {"reach": ""}).context["form"].errors.keys() == {"reach"}
    assert police.post(at("page_new", collaboration), typed).status_code == 302
    page = Publication.objects.get()
    for lead in (police, security):
        assert client.get(at("public_page", page)).status_code == 404
        lead.post(at("publication_approve", collaboration, page))
    assert "We walk together" in client.get(at("public_page", page)).content.decode()
    assert "Safe evenings" in client.get(at("case_studies")).content.decode()


def test_case_studies_are_found_by_words_step_and_area(cast, client):
    collaboration = cast.alive()
    decide_to_stop(cast, collaboration)
    case_study(cast, collaboration, "thornbury", "whitlock")
    page = at("case_studies")
    for asked, found in (
        ({"search": "WORDS mechanism"}, True),
        ({"search": "bicycles"}, False),
        ({"step": "9"}, True),
        ({"step": "3"}, False),
        ({"area": cast.area.code}, True),
        ({"area": "X09999999"}, True),
        ({"step": "eleven"}, True),
    ):
        assert (collaboration.name in client.get(page, asked).content.decode()) is found, asked
    assert collaboration.name in client.get(at("guide_step", 9)).content.decode()
    assert collaboration.name not in client.get(at("guide_step", 3)).content.decode()


# The guide


def test_everybody_reads_the_guide_on_one_page_and_takes_it_home(client):
    page = client.get(at("guide")).content.decode()
    data = client.get(at("guide_json")).json()
    text = client.get(at("guide_markdown")).content.decode()
    questions = [question for step in data["steps"] for question in step["questions"]]
    assert (len(data["steps"]), len(questions)) == (10, 30)
    for question in questions:
        assert question["code"] in page
        assert f"### {question['code']} {question['asks']}" in text
    assert client.get(at("guide_step", 10)).status_code == 200
    assert client.get("/guide/11/").status_code == 404

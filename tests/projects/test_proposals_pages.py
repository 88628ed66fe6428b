"""Can a proposal go its way through pages, by people of both sides who each see what is theirs to see?

*Source:* R93, R103-R104, R108-R109; D12.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.projects.actions import assessing, proposals
from commonground.projects.models import Assessment, Collaboration, Need, Proposal
from commonground.projects.queries import reusing
from commonground.projects.rules.assessing import KEYS
from commonground.projects.rules.proposals import WRITTEN
from commonground.projects.rules.reusing import Match
from tests.projects.proposals import (
    OF_POLICE,
    OF_SECURITY,
    OFFICE,
    PROPOSER,
    draft,
    in_review,
    now,
    reviewed,
    supported,
)

TODAY = timezone.localdate()


def typed(name, day):
    """Type a day into its three fields."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def page(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_need_and_a_proposal_are_written_through_pages(cast, client_of):
    browser = client_of(cast.person[PROPOSER])
    words = dict.fromkeys(("title", "who", "what", "where", "how_known", "must_do"), "dark and late")
    made = browser.post("/needs/new/", words | {"area": cast.area.ref})
    assert made.status_code == 302
    need = Need.objects.get()
    assert "dark and late" in page(client_of(cast.person["whitlock"]), f"/needs/{need.ref}/")
    assert client_of(cast.person["whitlock"]).post(f"/needs/{need.ref}/confirm/", {"version": 1}).status_code == 302
    browser.post("/proposals/new/", {"title": "Lamps", "area": cast.area.ref})
    held = Proposal.objects.get()
    said = {name: f"words of {name}" for name in WRITTEN} | {
        "area": cast.area.ref, "need": need.ref, "risk": "low", "timeliness": "project", "participation": "active",
        "version": held.version,
    }  # fmt: skip
    assert browser.post(f"/proposals/{held.ref}/change/", said).status_code == 302
    assert now(held).cell == "low/project/active"
    assert "Nothing is missing" in page(browser, f"/proposals/{held.ref}/submit/")
    assert browser.post(f"/proposals/{held.ref}/submit/", {"version": now(held).version}).status_code == 302
    assert now(held).state == "submitted"


def test_what_is_missing_is_said_on_the_page_before_it_is_submitted(cast, client_of):
    held = draft(cast, resources="")
    text = page(client_of(cast.person[PROPOSER]), f"/proposals/{held.ref}/submit/")
    assert "Say what it needs, and from whom." in text
    answer = client_of(cast.person[PROPOSER]).post(f"/proposals/{held.ref}/submit/", {"version": held.version})
    assert answer.status_code == 200
    assert now(held).state == "draft"


def test_something_else_that_exists_is_added_on_a_page(cast, client_of):
    held, browser = draft(cast), client_of(cast.person[PROPOSER])
    said = {"name": "Taxi marshals", "way": "extends", "why": "They end at ten"}
    assert browser.post(f"/proposals/{held.ref}/exists/add/", said).status_code == 302
    assert "Taxi marshals" in page(browser, f"/proposals/{held.ref}/exists/")


def test_a_reviewer_declares_reads_and_sends_through_pages(cast, client_of):
    made = in_review(cast)
    browser, here = client_of(cast.person[OF_POLICE]), f"/proposals/{made.ref}/"
    assert "what stands under what" not in page(browser, here)
    assert browser.post(f"{here}declare/", {"close": "yes", "words": ""}).status_code == 200
    assert browser.post(f"{here}declare/", {"close": "no"}).status_code == 302
    assert "what stands under what" in page(browser, here)
    given = {f"score_{key}": "3" for key in KEYS} | {f"comment_{key}": "Well shown" for key in KEYS}
    half = given | {"version": 0, "overall": "", "recommends": "", "comment_need": ""}
    text = browser.post(f"{here}review/", half | {"send": "1"}).content.decode()
    assert "Enter why: A real need" in text
    assert "Well shown" in text, "what was typed is kept"
    assert browser.post(f"{here}review/", half | {"save": "1"}).status_code == 302
    whole = given | {"version": 1, "overall": "Like Dana Whitlock said", "recommends": "support", "send": "1"}
    assert "You name Dana Whitlock" in browser.post(f"{here}review/", whole).content.decode()
    assert browser.post(f"{here}review/", whole | {"keep": "1"}).status_code == 302
    assert Assessment.objects.get().sent_at is not None


def test_the_office_asks_reviewers_decides_and_supports_through_pages(cast, client_of):
    made = draft(cast)
    proposer, office, here = client_of(cast.person[PROPOSER]), client_of(cast.person[OFFICE]), f"/proposals/{made.ref}/"
    proposer.post(f"{here}submit/", {"version": made.version})
    assert office.post(f"{here}take-up/").status_code == 302
    asked = {"police": [cast.membership[OF_POLICE].ref], "security": [cast.membership[OF_SECURITY].ref]}
    assert office.post(f"{here}reviewers/", asked).status_code == 302
    assert "Idris Calloway" in page(office, f"{here}reviewers/")
    assert office.post(f"{here}reviewers/send/", typed("until", date(2000, 1, 1))).status_code == 200
    assert office.post(f"{here}reviewers/send/", typed("until", TODAY + timedelta(14))).status_code == 302
    for key in (OF_POLICE, OF_SECURITY):
        browser = client_of(cast.person[key])
        browser.post(f"{here}declare/", {"close": "no"})
        given = {f"score_{k}": "4" for k in KEYS} | {f"comment_{k}": f"by {key}" for k in KEYS}
        browser.post(f"{here}review/", given | {"version": 0, "recommends": "support", "send": "1"})
    assert now(made).state == "deciding"
    assert "4.0" in page(office, "/proposals/reviews/")
    days = typed("starts", TODAY) | typed("until", TODAY + timedelta(365))
    term = days | {"reasons": "Gain for both", "sponsor": cast.organisation["Marlgate Centre"].ref, "conditions": ""}
    assert office.post(f"{here}support/", term).status_code == 302
    assert now(made).state == "supported"
    assert "Gain for both" in page(proposer, here)
    begun = {"name": "Lamps", "about": "Light", "other_lead": cast.membership["thornbury"].ref}
    assert proposer.post(f"{here}begin/", begun).status_code == 302
    assert Collaboration.objects.get().proposal == now(made)


def test_the_public_list_shows_success_of_both_sides_to_everybody(cast, client):
    made = supported(cast, reviewed(cast, in_review(cast)))
    assert made.title in page(client, "/supported/")
    text = page(client, f"/supported/{made.ref}/")
    assert "what stands under success_police" in text
    assert "what stands under success_security" in text
    assert "Gwen Hartnoll" not in text, "the organisation is named in public, not the person"
    assert page(client, f"/supported/{made.ref}/badge.svg").startswith("<svg")


@pytest.mark.parametrize("key", ["lindqvist", "tranter"])
def test_nothing_of_an_open_proposal_is_found_by_others(cast, client_of, key):
    made, browser = in_review(cast), client_of(cast.person[key])
    assert made.title not in page(browser, "/proposals/")
    for name in ("proposal", "proposal_review", "proposal_decide", "proposal_change", "proposal_reviewers"):
        page(browser, reverse(f"projects:{name}", args=[made.public_id]), 404)
    page(browser, "/proposals/reviews/", 403)


def test_a_list_is_narrowed_ordered_and_taken_away(cast, client_of):
    draft(cast, title="Lamps")
    draft(cast, title="Radios")
    browser = client_of(cast.person[PROPOSER])
    assert "Radios" not in page(browser, "/proposals/?q=lamps&order=name&state=draft&whose=mine")
    assert "Nothing" not in page(browser, f"/proposals/?area={cast.area.ref}&order=longest")
    file = browser.get("/proposals.csv").content.decode()
    assert "Radios" in file
    assert "Gwen Hartnoll" in file


def test_an_interest_that_is_declared_closes_the_page(cast, client_of):
    made = in_review(cast)
    browser = client_of(cast.person[OF_SECURITY])
    here = f"/proposals/{made.ref}/"
    assert browser.post(f"{here}declare/", {"close": "yes", "words": "We would fit them"}).status_code == 302
    page(browser, here, 404)
    assert "We would fit them" in page(client_of(cast.person[OFFICE]), here)


def test_a_review_that_is_kept_by_somebody_else_first_is_not_lost(cast, client_of):
    made = in_review(cast)
    assessing.declare_none(actor=cast.actor(OF_POLICE), proposal=made)
    browser, here = client_of(cast.person[OF_POLICE]), f"/proposals/{made.ref}/review/"
    one = {"version": 0, "overall": "First words", "save": "1"}
    browser.post(here, one)
    text = browser.post(here, one | {"overall": "Second words"}).content.decode()
    assert "First words" in text
    assert "Second words" in text


def test_what_is_about_a_terrorist_threat_leads_to_the_police_before_it_is_kept(cast, client_of):
    held, browser = draft(cast), client_of(cast.person[PROPOSER])
    said = {name: f"words of {name}" for name in WRITTEN} | {
        "area": cast.area.ref, "need": held.need.ref, "risk": "terrorist", "timeliness": "ongoing",
        "participation": "active", "version": held.version,
    }  # fmt: skip
    text = browser.post(f"/proposals/{held.ref}/change/", said).content.decode()
    assert "0800 789 321" in text
    assert now(held).cell == "criminal/project/active"
    assert browser.post(f"/proposals/{held.ref}/change/", said | {"told": "1"}).status_code == 302
    assert "0800 789 321" in page(browser, f"/proposals/{held.ref}/")


def test_the_search_finds_a_proposal_for_who_may_open_it_and_for_nobody_else(cast, client_of, client):
    made = draft(cast, title="Wolverine lamps")

    def finds(browser):
        return made.title in browser.get("/search/?q=wolverine").content.decode()

    assert finds(client_of(cast.person[PROPOSER]))
    assert not any(finds(client_of(cast.person[key])) for key in ("thornbury", "lindqvist", OFFICE))
    assert not finds(client)


def test_a_collaboration_that_only_the_proposer_may_read_keeps_its_name_from_reviewers(cast, client_of):
    secret = cast.alive("Wolverine passage evenings")
    held = draft(cast, by="thornbury", title="Passage lamps")
    match = Match("collaboration", secret.ref, secret.name, "", "Speaks of: passage")
    proposals.answer_match(
        actor=cast.actor("thornbury"), proposal=held, match=match, way="extends", why="It ends at ten", version=0
    )
    mine = page(client_of(cast.person["thornbury"]), reverse("projects:proposal", args=[held.public_id]))
    assert "Wolverine" in mine
    rows = list(held.reuses.all())
    assert [name for _row, name in reusing.named_for(cast.actor("calloway"), rows)] == [
        "A collaboration that you may not read"
    ]
    assert "Wolverine" not in proposals.kept_of(held)["reuse"] and "It ends at ten" in proposals.kept_of(held)["reuse"]

"""Do steps 2 and 3 show who works together, how they are joined, whom it touches, and where to find what is missing?

*Source:* R11-R15, R18.
"""

import html
import re

import pytest
from django.urls import reverse

from commonground.groundwork.refusals import Refused
from commonground.people.models import Organisation, Profile
from commonground.projects.actions import answers, structure
from commonground.projects.queries import recorded, setting_up
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.structure import about, link_in_words, structure_of
from commonground.projects.rules.structure_ready import READY
from commonground.sharing.models import Agreement, Clause
from tests.projects import proposals as proposing
from tests.projects.doing import complete_step_two
from tests.projects.pages import page, text
from tests.projects.special import case_study


def shape(cast, collaboration, which="steering"):
    """Choose the shape of the relationship."""
    raw = {"shape": which, "decides": "The group decides", "meets": "Monthly"}
    return answers.record(
        actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["architecture"], raw=raw
    )


@pytest.mark.parametrize("which", READY)
def test_every_body_and_link_of_the_drawing_is_said_in_words(cast, client_of, which):
    collaboration = cast.alive()
    shape(cast, collaboration, which)
    structure.begin_with_ready_set(actor=cast.actor("tranter"), collaboration=collaboration)
    shown = client_of(cast.person["tranter"]).get(page("step", collaboration, 2)).content.decode()
    record = recorded.record_of(collaboration)
    found = structure_of(record.part("bodies"), record.part("links"))
    picture = html.unescape(re.search(r"<svg[^>]*aria-labelledby=\"structure-title.*?</svg>", shown, re.S)[0])
    in_words = html.unescape(shown.partition("The same in words")[2].partition("</details>")[0])
    assert len(found.bodies) == len(READY[which].bodies) and len(found.links) == len(READY[which].links)
    for body in found.bodies:
        assert body.name in in_words
        for sentence in about(body):
            assert sentence in in_words and sentence in picture
    for link in found.links:
        assert link_in_words(found, link) in in_words and link_in_words(found, link) in picture
    assert picture.count("<path") + picture.count("<circle") >= len(found.links)


def test_a_ready_structure_waits_for_the_shape_and_does_not_overwrite_bodies(cast):
    collaboration = cast.alive()
    actor = cast.actor("tranter")
    with pytest.raises(Refused, match="Choose the shape"):
        structure.begin_with_ready_set(actor=actor, collaboration=collaboration)
    shape(cast, collaboration)
    structure.begin_with_ready_set(actor=actor, collaboration=collaboration)
    with pytest.raises(Refused, match="named already"):
        structure.begin_with_ready_set(actor=actor, collaboration=collaboration)


def test_a_body_that_a_link_names_cannot_be_taken_out(cast):
    collaboration = cast.alive()
    shape(cast, collaboration)
    body = structure.begin_with_ready_set(actor=cast.actor("tranter"), collaboration=collaboration)[0]
    with pytest.raises(Refused, match="A link between bodies uses this"):
        answers.remove(actor=cast.actor("tranter"), answer=body)


def test_partner_organisations_stand_in_step_2_by_side_with_their_people(cast, client_of):
    shown = text(client_of(cast.person["tranter"]).get(page("step", cast.alive(), 2)))
    here = shown.partition("Who works together")[2].partition("2a.")[0]
    assert "Maya Thornbury, Owen Tranter" in here and "Maya Thornbury: governance" in here
    assert here.index("Owen Tranter") < here.index("Dana Whitlock")


def test_the_paper_of_the_chosen_form_holds_what_is_recorded_and_rules_lines_for_the_rest(cast, client_of):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    structure.begin_with_ready_set(actor=cast.actor("tranter"), collaboration=collaboration)
    client = client_of(cast.person["whitlock"])
    made = client.get(page("arrangement_paper", collaboration, "md")).content.decode()
    assert "Note of who decides what: Minster Gate evenings" in made and "The group decides" in made
    assert "Liaison group advises Police organisations." in made and "What ends it" in made
    assert client.get(page("arrangement_paper", collaboration, "pdf")).content.startswith(b"%PDF")
    assert client.get(page("arrangement_paper", collaboration, "docx")).content.startswith(b"PK")
    before = re.search(r"wording (\d+)", made)[1]
    formality = recorded.answers_of(collaboration, "formality").get()
    raw = {**formality.values, "money": True, "chosen": "contract", "reason": "The city pays"}
    answers.change(actor=cast.actor("tranter"), answer=formality, raw=raw, version=1)
    heads = client.get(page("arrangement_paper", collaboration, "md")).content.decode()
    assert "Heads of terms for a contract" in heads and "Price, and when it is paid" in heads
    assert int(re.search(r"wording (\d+)", heads)[1]) == int(before) + 1


def test_a_stakeholder_stands_on_the_map_and_one_click_notes_that_somebody_was_in_touch(cast, client_of):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    client, row = client_of(cast.person["tranter"]), recorded.answers_of(collaboration, "stakeholders").get()
    before = recorded.standings_for(cast.actor("tranter"), collaboration)[1].content
    shown = client.get(page("step", collaboration, 2)).content.decode()
    assert re.search(r'<td class="cg-stakes__closest"><ul><li>Traders', shown)
    assert "Nobody has been in touch yet" in shown
    address = page("stakeholder_contacted", collaboration, row.public_id)
    assert client.post(address, {"version": row.version}).status_code == 302
    row.refresh_from_db()
    assert row.values["last_contacted"]
    assert recorded.standings_for(cast.actor("tranter"), collaboration)[1].content == before
    assert "while you were writing" in text(client.post(address, {"version": 1}))


def suggested_in(response):
    """The part of the page of step 2 that suggests stakeholders; empty where nobody is suggested."""
    return text(response).partition("that nobody has named")[2]


def test_those_of_a_partners_trade_are_suggested_from_elsewhere_too_and_first_of_the_area(cast, client_of):
    collaboration, partner = cast.alive(), cast.membership["whitlock"].organisation
    pastors = next(one for name, one in cast.organisation.items() if "Street Pastors" in name)
    partners = {member.membership.organisation_id for member in collaboration.team.all()} | {pastors.pk}
    near, far, *_rest = (one for one in cast.organisation.values() if one.pk not in partners)
    for one, sectors in ((partner, ["Retail"]), (far, ["retail"]), (near, ["Retail", "Leisure"])):
        Profile.objects.update_or_create(organisation=one, defaults={"sectors": sectors})
    Organisation.objects.filter(pk__in=[near.pk, pastors.pk]).update(area=cast.area)
    found = setting_up.suggested_stakeholders(collaboration, [])
    order = [one.organisation for one in found]
    assert order.index(near) < order.index(pastors) < order.index(far)
    assert [(one.is_near, one.sectors) for one in found if one.organisation == far] == [(False, ("retail",))]
    shown = suggested_in(client_of(cast.person["tranter"]).get(page("step", collaboration, 2)))
    assert f"{far.name}" in shown and "works in retail, as a partner does" in shown


def test_organisations_of_the_area_are_suggested_until_they_are_named(cast, client_of):
    collaboration = cast.alive()
    pastors = next(one for name, one in cast.organisation.items() if "Street Pastors" in name)
    pastors.area = cast.area
    pastors.save()
    client = client_of(cast.person["tranter"])
    assert pastors.name in text(client.get(page("step", collaboration, 2)))
    form = client.get(page("stakeholder_add", collaboration, pastors.public_id)).content.decode()
    assert f'value="{pastors.name}"' in form
    member = collaboration.team.filter(part="team").first()
    raw = {"name": pastors.name, "interest": "high", "influence": "low", "channel": "Briefing", "message": "Where",
           "how_often": "weekly", "owner": member.ref}  # fmt: skip
    assert client.post(page("stakeholder_add", collaboration, pastors.public_id), raw).status_code == 302
    assert pastors.name not in suggested_in(client.get(page("step", collaboration, 2)))


def test_an_invited_stakeholder_does_not_read_where_they_are_said_to_stand_nor_how_ready_a_side_is(cast, client_of):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    row = recorded.answers_of(collaboration, "stakeholders").get()
    raw = {**row.values, "stance": "against", "contact": "CONTACT-CANARY"}
    answers.change(actor=cast.actor("tranter"), answer=row, raw=raw, version=1)
    ready = answers.record(
        actor=cast.actor("tranter"), collaboration=collaboration, part=PARTS["readiness"],
        raw={"side": "police", "ready": "not_yet", "first": "READY-CANARY"},
    )  # fmt: skip
    yarrow = client_of(cast.person["yarrow"])
    for address in (page("step", collaboration, 2), page("answer", collaboration, row.public_id)):
        shown = yarrow.get(address).content.decode()
        assert "Against it" not in shown and "CANARY" not in shown
    assert yarrow.get(page("answer", collaboration, ready.public_id)).status_code == 404
    team = client_of(cast.person["whitlock"]).get(page("step", collaboration, 2)).content.decode()
    assert "Against it" in team and "READY-CANARY" in team


def test_what_was_decided_about_sharing_says_what_to_do_next(cast, client_of):
    collaboration = cast.alive()
    complete_step_two(cast, collaboration)
    client, row = client_of(cast.person["tranter"]), recorded.answers_of(collaboration, "sharing").get()
    assert "figures that name nobody" in text(client.get(page("step", collaboration, 2)))
    for decided, words in (("request", "Ask in writing each time"), ("agreement", "Write the agreement before")):
        raw = {**row.values, "decided": decided}
        row = answers.change(actor=cast.actor("tranter"), answer=row, raw=raw, version=row.version)
        assert words in text(client.get(page("step", collaboration, 2)))
    sheet = client.get(page("request_sheet", collaboration, "md")).content.decode()
    assert "What would happen without it" in sheet


def decided_to_agree(cast, **more):
    """A collaboration whose team decided in question 2c that an agreement is needed."""
    collaboration = cast.alive()
    raw = {"personal": "yes", "intelligence": "no", "images": "yes", "regular": "regular", "decided": "agreement",
           "reason": "They come back to the same shops."} | more  # fmt: skip
    answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["sharing"], raw=raw)
    return collaboration


def test_one_press_begins_the_agreement_with_both_sides_as_parties_and_its_purpose(cast, client_of):
    collaboration = decided_to_agree(cast)
    browser = client_of(cast.person["thornbury"])
    step = page("step", collaboration, 2)
    assert "Begin the agreement" in text(browser.get(step))
    begun = browser.post(page("agreement_begin", collaboration), follow=True)
    assert "The agreement is begun" in text(begun)
    made = Agreement.objects.get()
    bodies = {party.organisation.name for party in made.parties.all()}
    on_both_sides = {row.membership.organisation.name for row in collaboration.team.filter(part="team")}
    assert bodies == on_both_sides and len(bodies) >= 2
    purpose = Clause.objects.get(version__agreement=made, key="purpose").values
    assert purpose["aim"] == collaboration.about
    assert purpose["why"] == (
        "They come back to the same shops.\nWill pass between us: names or other personal data, images from cameras."
    )
    for who in ("thornbury", "whitlock"):
        shown = client_of(cast.person[who]).get(step).content.decode()
        assert reverse("sharing:agreement", args=[made.public_id]) in shown
        assert "agreement/begin/" not in shown


def test_an_agreement_is_begun_once_only_where_it_was_decided_and_by_one_who_may(cast, client_of):
    collaboration = decided_to_agree(cast)
    press = page("agreement_begin", collaboration)
    may_not = client_of(cast.person["tranter"])
    assert "A coordinator or custodian of an organisation on the team begins it" in text(
        may_not.get(page("step", collaboration, 2))
    )
    assert may_not.post(press).status_code == 403
    assert client_of(cast.person["haddow"]).post(press).status_code == 404
    assert not Agreement.objects.exists()
    browser = client_of(cast.person["thornbury"])
    assert browser.get(press).status_code == 405
    for _press in range(2):
        last = browser.post(press, follow=True)
    assert "begun already" in text(last)
    assert Agreement.objects.count() == 1
    other = cast.alive("Quay bicycles")
    assert "ask for no agreement" in text(browser.post(page("agreement_begin", other), follow=True))


def test_the_library_is_narrowed_and_begins_a_tactic_with_a_part_for_each_side(cast, client_of):
    collaboration, client = cast.alive(), client_of(cast.person["tranter"])
    every = text(client.get(page("tactics_here", collaboration)))
    assert "10. Strengthen formal surveillance" in every and "25. Control drink and drugs" in every
    narrowed = text(client.get(page("tactics_here", collaboration), {"mechanism": "risk", "q": "light"}))
    assert "Let people see more" in narrowed and "Harden the target" not in narrowed
    assert "Nothing in the library fits" in text(client.get(page("tactics_here", collaboration), {"q": "zeppelin"}))
    form = client.get(page("tactic_use", collaboration, "t6")).content.decode()
    raw = {
        name: html.unescape(value) for name, value in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\s*([^<]*)', form)
    }
    assert raw["police_part"].strip() == "Time foot patrols for the hours that count."
    raw |= {"name": "Extend guardianship", "technique": "t6", "why_here": "Nobody is there after five"}
    assert client.post(page("tactic_use", collaboration, "t6"), raw).status_code == 302
    kept = recorded.answers_of(collaboration, "tactics").get()
    assert kept.values["technique"] == "t6" and kept.values["why_here"] == "Nobody is there after five"
    assert client.get(page("tactic_use", collaboration, "t99")).status_code == 404


def test_case_studies_are_narrowed_by_crime_place_and_cost(cast, client_of):
    told, silent = cast.alive("Castle Parade"), cast.alive("Harbour nights")
    raw = {f.name: "words" for f in PARTS["case_study"].fields if f.required}
    raw |= {"crime": "Shop theft", "setting": "A shopping centre", "cost_year": "9000"}
    answers.record(actor=cast.actor("thornbury"), collaboration=told, part=PARTS["case_study"], raw=raw)
    for here in (told, silent):
        case_study(cast, here, "thornbury", "whitlock")
    client, address = client_of(cast.person["tranter"]), page("tactics_here", told)
    for asked in ({"crime": "Shop theft"}, {"setting": "A shopping centre"}, {"cost": "10000"}):
        shown = text(client.get(address, asked))
        assert "Begin a tactic from it : Castle Parade" in shown and ": Harbour nights" not in shown, asked
    assert "Begin a tactic from it" not in text(client.get(address, {"cost": "1000"}))


def test_a_supported_initiative_is_in_the_library_and_a_tactic_begins_from_it(cast, client_of):
    made = proposing.supported(cast, proposing.reviewed(cast, proposing.in_review(cast)))
    collaboration, client = cast.alive(), client_of(cast.person["tranter"])
    shown = text(client.get(page("tactics_here", collaboration), {"of": "supported"}))
    assert made.title in shown and "Strengthen formal surveillance" not in shown
    form = client.get(page("tactic_use_supported", collaboration, made.public_id)).content.decode()
    assert f"Supported initiative: {made.title}" in form
    draft = proposing.draft(cast, title="Nobody has seen this")
    assert client.get(page("tactic_use_supported", collaboration, draft.public_id)).status_code == 404


def test_the_crime_triangle_may_be_left_out_or_filled_in_part(cast, client_of):
    collaboration, client = cast.alive(), client_of(cast.person["tranter"])
    assert client.post(page("answer_add", collaboration, "triangle"), {"place": "A dark corner"}).status_code == 302
    assert "A dark corner" in text(client.get(page("step", collaboration, 1)))

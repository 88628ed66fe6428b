"""Does what is shared or asked for keep its cell of the requirement matrix, and say what is wanted back?

*Source:* R91, R94-R97.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.matrix import defaults, read_cell
from commonground.groundwork.refusals import Invalid, Refused
from commonground.sharing.models import AssetRequest, Item
from tests.projects.pages import text
from tests.sharing.shared_things import CANARY, role, to, version, written
from tests.sharing.test_pages_items_writing import page, partners, typed
from tests.sharing.test_requests import asked

__all__ = ["partners"]

ACTIVE = "criminal/project/active"
TERRORIST = "terrorist/ongoing/awareness"


def axes(cell):
    return dict(zip(("risk", "timeliness", "participation"), cell.split("/"), strict=True))


def begun(cell, category="alert"):
    """The address of the editor after the first page asked its questions."""
    return page(category) + "".join(f"&{name}={level}" for name, level in axes(cell).items())


def test_a_cell_sets_how_long_an_item_may_be_read_and_how_far_its_readers_are_cleared(cast, partners, client_of):
    shown = client_of(cast.person["thornbury"]).get(begun(ACTIVE))
    profile = defaults()[read_cell(ACTIVE)]
    closes = timezone.localdate() + timedelta(days=profile.expires.days)
    initial = shown.context["form"].initial
    assert initial["closes"] == closes
    assert {name: initial[name] for name in axes(ACTIVE)} == axes(ACTIVE), "what was answered first is not asked again"
    forms = {form.kind: form for form in shown.context["written"].forms}
    assert int(forms["full"].initial["clearance"]) >= profile.clearance
    assert "What your answers ask for" in text(shown) and "Who may take part" in text(shown)
    assert f"{reverse('people:contacts')}?cell=criminal%2Fproject%2Factive" in shown.content.decode()


def test_a_question_that_is_answered_asks_for_the_other_two(cast, partners, client_of):
    shown = client_of(cast.person["thornbury"]).get(f"{page()}&risk=criminal")
    assert "What do you want to share?" in text(shown) and "There is a problem" in text(shown)


def test_an_item_keeps_its_cell_for_its_originator_and_asks_its_readers_for_what_is_wanted(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    said = typed(cast, partners, do="share", feedback_wanted="Whether somebody has seen the pair", **axes(ACTIVE))
    assert browser.post(begun(ACTIVE), said).status_code == 302
    item = Item.objects.get()
    assert (item.cell, item.feedback_wanted) == (ACTIVE, "Whether somebody has seen the pair")
    shown = text(client_of(cast.person["whitlock"]).get(reverse("sharing:item", args=[item.public_id])))
    assert "What they want to hear back" in shown and "Whether somebody has seen the pair" in shown
    assert "Criminal" not in shown and "requirement matrix" not in shown
    rendition = item.renditions.get()
    give = client_of(cast.person["whitlock"]).get(reverse("sharing:feedback", args=[rendition.public_id]))
    assert "They want to hear: Whether somebody has seen the pair" in text(give)
    record = browser.get(reverse("sharing:record", args=[item.public_id]), {"purpose": "change"})
    assert "In the requirement matrix: Criminal, Operation or project, Active" in text(record)


def test_each_share_is_asked_for_its_purpose_its_handling_and_what_is_wanted_back(cast, partners, client_of):
    shown = client_of(cast.person["thornbury"]).get(page()).content.decode()
    for name in ("sanitised-purpose", "sanitised-tlp", "feedback_wanted"):
        assert f'name="{name}"' in shown
    assert "Whether you used it, and what came of it." in shown


def test_an_item_about_a_terrorist_threat_is_not_kept_before_the_police_know(cast, partners, client_of):
    browser = client_of(cast.person["thornbury"])
    first = browser.post(begun(TERRORIST), typed(cast, partners, **axes(TERRORIST)))
    assert "Tell the police first" in text(first) and CANARY in first.content.decode()
    assert not Item.objects.exists()
    back = browser.post(begun(TERRORIST), typed(cast, partners, back="1", **axes(TERRORIST)))
    assert "tell the police first" in text(back) and CANARY in back.content.decode()
    looked = browser.post(begun(TERRORIST), typed(cast, partners, told="1", **axes(TERRORIST)))
    assert "Nothing is shared yet" in text(looked) and 'name="told"' in looked.content.decode()
    browser.post(begun(TERRORIST), typed(cast, partners, told="1", do="share", **axes(TERRORIST)))
    assert Item.objects.get().cell == TERRORIST
    with pytest.raises(Refused):
        written(cast, version("A pair", to(cast, "Marlgate Centre", partners)), cell=read_cell(TERRORIST))


def test_an_older_marking_is_not_smuggled_into_what_is_wanted_back(cast, partners):
    with pytest.raises(Invalid, match="SECRET"):
        written(cast, version("A pair", to(cast, "Marlgate Centre", partners)), feedback_wanted="SECRET: names")


def test_the_cell_of_a_request_sets_until_when_and_whom_to_call(cast, client_of):
    role(cast, "whitlock", "coordinator")
    made = asked(cast, wanted_until=None, cell=read_cell(ACTIVE))
    profile = defaults()[read_cell(ACTIVE)]
    assert made.cell == ACTIVE
    assert made.wanted_until == timezone.localdate() + timedelta(days=profile.expires.days)
    shown = client_of(cast.person["whitlock"]).get(reverse("sharing:asset_request", args=[made.public_id]))
    assert "What it asks for" in text(shown) and "Find points of contact for this" in text(shown)
    with pytest.raises(Invalid, match="until when"):
        asked(cast, wanted_until=None)
    with pytest.raises(Refused):
        asked(cast, cell=read_cell(TERRORIST))


def test_a_request_is_asked_the_three_questions_on_its_page(cast, client_of):
    today = timezone.localdate()
    said = {
        "to": cast.organisation["Aldermouth Police"].ref, "title": "Names", "what": "Names", "purpose": "Patrols",
        "needed_by_day": str(today.day), "needed_by_month": str(today.month), "needed_by_year": str(today.year),
        "risks": "Talk", "likelihood": "2", "impact": "3", "mitigations": "Few know",
    }  # fmt: skip
    browser, address = client_of(cast.person["whitlock"]), reverse("sharing:asset_request_new")
    assert "Enter until when" in text(browser.post(address, said))
    assert "Tell the police first" in text(browser.post(address, said | axes(TERRORIST)))
    assert not AssetRequest.objects.exists()
    assert browser.post(address, said | axes(ACTIVE)).status_code == 302
    assert AssetRequest.objects.get().cell == ACTIVE

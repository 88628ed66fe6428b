"""Do the pages of agreements answer to those whose they are, and to nobody else?

*Source:* R15, R212; settled questions, "Who"; bar B12.
"""

import re

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from commonground.groundwork import matters
from commonground.groundwork.ids import to_text
from commonground.groundwork.refusals import Refused
from commonground.sharing.actions import agreements_life
from commonground.sharing.actions import agreements_signing as signing
from commonground.sharing.models import Agreement, Clause
from tests.projects.pages import text
from tests.sharing import agreeing
from tests.sharing.test_agreements import body, joined

ARGUMENT = re.compile(r"<\w+:(\w+)>")


def every_page(cast, made):
    """The address of every page of one agreement, filled with what there is of it."""
    reading = agreeing.read(cast, made)
    here, party = to_text(made.public_id), reading.parties[0]
    values = {
        "agreement": here, "clause": "limits", "place": "1", "party": party.ref, "direction": "gives", "basis": here,
        "acting": reading.people[0].ref if reading.people else here, "number": "1", "form": "md",
        "change": reading.waiting[0].ref if reading.waiting else here, "organisation": party.organisation.ref,
    }  # fmt: skip
    site = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "sharing")
    for route in (str(one.pattern) for one in site.url_patterns):
        if route.startswith("agreements/<id:agreement>/"):
            yield "/" + ARGUMENT.sub(lambda found: values[found[1]], route)


def stages(cast):
    """An agreement at each turn of its life."""
    yield agreeing.begun(cast, "A draft")
    offered = agreeing.complete(cast, "Offered")
    signing.offer(actor=cast.actor("thornbury"), agreement=offered)
    yield offered
    running = agreeing.in_force(cast, "In force")
    joined(cast, running)
    signing.begin_version(actor=cast.actor("thornbury"), agreement=running, because="A year has passed.")
    yield running
    over = agreeing.in_force(cast, "Over")
    agreements_life.leave(actor=cast.actor("whitlock"), agreement=over, because="It closes.")
    yield over


def test_every_page_answers_to_a_party_at_every_turn_and_an_empty_form_breaks_none(cast, client_of):
    police, security = client_of(cast.person["thornbury"]), client_of(cast.person["whitlock"])
    answered = {200, 302, 403, 404, 405}
    for made in stages(cast):
        paths = list(every_page(cast, made))
        for path in paths:
            assert police.get(path).status_code in answered, path
        for path in paths:
            assert security.post(path, {}).status_code in answered, path


def test_every_page_is_missing_for_a_stranger_and_leads_the_public_to_sign_in(cast, client_of, client):
    made = agreeing.in_force(cast)
    stranger = client_of(cast.person["lindqvist"])
    missing = stranger.get(reverse("sharing:agreement", args=[cast.area.public_id])).content
    for path in every_page(cast, made):
        answer = stranger.get(path)
        assert (answer.status_code, answer.content) == (404, missing), path
        assert stranger.post(path, {}).status_code in {404, 405}, path
        assert client.get(path)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", ["agreement", "agreement_words", "agreement_parties", "agreement_history"])
def test_a_party_reads_the_whole_agreement(cast, client_of, page):
    made = agreeing.in_force(cast)
    answer = client_of(cast.person["ellerby"]).get(reverse(f"sharing:{page}", args=[made.public_id]))
    assert answer.status_code == 200 and "In force" in text(answer)


def test_a_clause_is_written_on_its_page_with_help_beside_it_and_may_be_left_unfinished(cast, client_of):
    made = agreeing.begun(cast)
    path = reverse("sharing:agreement_clause", args=[made.public_id, "purpose"])
    browser = client_of(cast.person["whitlock"])
    assert "Why this is asked" in text(browser.get(path))
    browser.post(path, {"aim": "Fewer thefts", "version": 0})
    assert Clause.objects.get(version__agreement=made, key="purpose").values["aim"] == "Fewer thefts"
    assert "In progress" in text(browser.get(reverse("sharing:agreement", args=[made.public_id])))


def test_what_somebody_else_saved_first_is_shown_beside_ones_own_words(cast, client_of):
    made = agreeing.begun(cast)
    path = reverse("sharing:agreement_clause", args=[made.public_id, "excluded"])
    client_of(cast.person["whitlock"]).post(path, {"excluded": "Addresses", "version": 0})
    shown = text(client_of(cast.person["thornbury"]).post(path, {"excluded": "Names", "version": 0}))
    assert "Somebody else changed this clause" in shown and "Addresses" in shown and "Names" in shown


def test_the_register_shows_a_plain_summary_to_everybody_and_no_draft(cast, client):
    agreeing.begun(cast, "Canary draft")
    made = agreeing.in_force(cast, "Pictures in the centre")
    shown = text(client.get(reverse("sharing:register")))
    assert "Pictures in the centre" in shown and "Canary" not in shown
    page = text(client.get(reverse("sharing:registered", args=[made.public_id])))
    assert "Words on summary" in page and "Maya Thornbury" not in page
    draft = Agreement.objects.get(title="Canary draft")
    assert client.get(reverse("sharing:registered", args=[draft.public_id])).status_code == 404


def test_step_2_of_a_collaboration_leads_into_the_builder_with_its_answers(cast, client_of):
    browser = client_of(cast.person["thornbury"])
    path = reverse("sharing:agreement_new")
    asked = {"title": "Castle Parade", "area": cast.area.ref, "collaboration": "A" * 22, "why": "They come back.",
             "regular": "regular", "images": "yes"}  # fmt: skip
    assert "put into the first clauses" in text(browser.get(path, asked))
    typed = {"title": "Castle Parade", "kind": "isa", "area": cast.area.ref}
    browser.post(f"{path}?{'&'.join(f'{key}={value}' for key, value in asked.items())}", typed)
    made = Agreement.objects.get()
    said = Clause.objects.get(key="purpose").values["why"]
    assert "They come back." in said and "images from cameras" in said and made.collaboration == "A" * 22


def test_the_paper_says_what_was_signed_and_by_whom(cast, client_of):
    made = agreeing.in_force(cast)
    paper = client_of(cast.person["whitlock"]).get(reverse("sharing:agreement_paper", args=[made.public_id, "md"]))
    words = paper.content.decode()
    assert agreeing.read(cast, made).signed.content in words
    assert "Dana Whitlock" in words and "Annex B: lawful bases" in words and "second-hand" in words


def test_it_asks_again_who_signs_before_the_signature(cast, client_of, monkeypatch):
    made = agreeing.complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    browser = client_of(cast.person["whitlock"])
    path = reverse("sharing:agreement_sign", args=[made.public_id])
    assert "You sign for Marlgate Centre" in text(browser.get(path))
    monkeypatch.setattr("commonground.people.context.PROOF_HOLDS", 0)  # as if the proof were long ago
    answer = browser.get(path)
    assert answer.status_code == 302 and "next=" in answer["Location"]


def test_what_waits_for_somebody_stands_on_their_day(cast):
    made = agreeing.complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    today = timezone.localdate()
    assert f"Read and sign: {made.title}" in {one.title for one in matters.due_for(cast.actor("whitlock"), today)}
    assert any(one.kind == "agreement" for one in matters.open_matters_of(cast.membership["whitlock"].pk))
    agreeing.signs(cast, made, "whitlock")
    assert f"Read and sign: {made.title}" not in {one.title for one in matters.due_for(cast.actor("whitlock"), today)}


def test_a_part_passes_to_somebody_of_the_same_organisation_only(cast):
    made = agreeing.in_force(cast)
    leaver = cast.membership["whitlock"].pk
    held = next(one for one in matters.open_matters_of(leaver) if one.kind == "agreement")
    given = {"package": "sharing", "key": held.key, "from_membership": leaver, "ends": timezone.localdate()}
    with pytest.raises(Refused):
        matters.hand_over(actor=cast.actor("whitlock"), to_membership=cast.membership["tranter"].pk, **given)
    matters.hand_over(actor=cast.actor("whitlock"), to_membership=cast.membership["ellerby"].pk, **given)
    assert any(one.kind == "agreement" for one in matters.open_matters_of(cast.membership["ellerby"].pk))
    assert body(cast, "ellerby").pk in {one.organisation_id for one in agreeing.read(cast, made).parties}

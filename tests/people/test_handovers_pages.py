"""Do the pages of a handover lead the leaver, the successor and the coordinator through it, and nobody else in?

*Source:* R45, R115; the look, section 7 ("Handover"); the mock-up of a handover.
"""

import pytest
from django.core import mail

from commonground.audit.models import Entry
from commonground.people.actions import handovers
from commonground.people.models import Handover, Holding
from tests.people.handing import everything, join, offered, post, today

SUCCESSOR_READS = (
    "What passes to you",
    "What you will be able to see",
    "The note from Owen Tranter",
    "partners are told",
    "Accept the handover",
    "Ask Owen Tranter a question",
    "Say that it should be someone else",
)


def typed(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def words(answer):
    return answer.content.decode()


def test_an_officer_hands_everything_over_and_the_successor_accepts_through_the_pages(cast, client_of):
    everything(cast)
    owen, leila = client_of(cast.person["tranter"]), client_of(cast.person["marchbank"])
    begun = {"member": cast.membership["tranter"].ref, "what": "", "reason": "moves", **typed("leaves_on", today())}
    page = words(owen.post("/handovers/begin/", begun, follow=True))
    assert "Point of contact" not in page
    assert "Shop theft desk" in page
    assert "Check the radios" in page
    made = Handover.objects.get()
    prepared = {
        "successor": cast.membership["marchbank"].ref,
        "note": "Owen answers before six.",
        "version": made.version,
        **typed("starts_on", today()),
        **typed("leaves_on", today()),
    }
    page = words(owen.post(f"/handovers/{made.ref}/prepare/", prepared, follow=True))
    assert "Offer it to Leila Marchbank" in page
    assert leila.get(f"/handovers/{made.ref}/").status_code == 404
    owen.post(f"/handovers/{made.ref}/offer/")
    page = words(leila.get(f"/handovers/{made.ref}/"))
    for said in SUCCESSOR_READS:
        assert said in page, said
    assert "All of Minster Gate evenings, as a member of its team" in page
    page = words(leila.post(f"/handovers/{made.ref}/accept/", follow=True))
    assert "You have accepted" in page
    assert Handover.objects.get().state == "done"
    assert Entry.objects.filter(tag="handover:handover:seen").count() >= 3


def test_a_note_with_a_password_is_refused_beside_the_field_and_kept(cast, client_of):
    made = handovers.begin(
        actor=cast.actor("ellerby"), membership=cast.membership["ellerby"], reason="leaves", leaves_on=today()
    )
    answer = client_of(cast.person["ellerby"]).post(
        f"/handovers/{made.ref}/prepare/",
        {"successor": "", "note": "The password is Minster44", "version": made.version, **typed("leaves_on", today())},
    )
    page = words(answer)
    assert "never handed over here" in page
    assert "The password is Minster44</textarea>" in page
    assert Handover.objects.get().note == ""


def test_a_gap_between_the_two_days_is_refused_beside_its_field(cast, client_of):
    made = handovers.begin(
        actor=cast.actor("ellerby"), membership=cast.membership["ellerby"], reason="leaves", leaves_on=today()
    )
    days = {**typed("leaves_on", today()), "starts_on_day": 1, "starts_on_month": 1, "starts_on_year": today().year + 2}
    answer = client_of(cast.person["ellerby"]).post(
        f"/handovers/{made.ref}/prepare/", {"successor": "", "note": "", "version": made.version, **days}
    )
    assert "leaves no gap" in words(answer)


def test_the_pack_is_one_file_that_shows_the_same_and_no_more(cast, client_of):
    join(cast, "Vera Lunt", "Aldermouth Police", "coordinator")
    everything(cast)
    made = offered(cast, "tranter", "marchbank", note="Owen answers before six.")
    pack = client_of(cast.person["marchbank"]).get(f"/handovers/{made.ref}/pack/")
    assert pack["Content-Disposition"] == f'attachment; filename="handover-{made.ref}.html"'
    assert "Owen answers before six." in words(pack)
    assert "Check the radios" in words(pack)
    shown = words(client_of(cast.person["Vera Lunt"]).get(f"/handovers/{made.ref}/pack/"))
    assert "Owen answers before six." not in shown
    assert "Check the radios" not in shown
    assert "Something to answer for" in shown


def test_the_heading_is_the_post_and_its_number_stays(cast, client_of):
    desk = post(cast, "Marlgate Centre", "ellerby", "whitlock", title="Late-shift security lead")
    made = offered(cast, "ellerby", "whitlock", post=desk)
    page = words(client_of(cast.person["whitlock"]).get(f"/handovers/{made.ref}/"))
    assert "Late-shift security lead, Marlgate Centre</h1>" in page
    assert "The number and the mailbox stay the same." in page
    assert "Accept the post" in page


def test_somebody_else_takes_one_matter_through_its_page(cast, client_of):
    everything(cast)
    owen = client_of(cast.person["tranter"])
    made = handovers.begin(
        actor=cast.actor("tranter"), membership=cast.membership["tranter"], reason="leaves", leaves_on=today()
    )
    row = made.matters.get(package="outcomes")
    page = f"/handovers/{made.ref}/matters/{row.ref}/"
    assert "Choose who takes it" in words(owen.post(page, {"choice": "other", "to": ""}))
    owen.post(page, {"choice": "other", "to": cast.membership["calloway"].ref})
    row.refresh_from_db()
    assert row.to == cast.membership["calloway"]
    desk = made.matters.get(key__startswith="holding")
    assert "cannot be left without anybody" in words(owen.get(f"/handovers/{made.ref}/matters/{desk.ref}/"))


def test_a_handover_is_cancelled_only_after_a_page_that_says_what_follows(cast, client_of):
    made = offered(cast, "ellerby", "whitlock")
    tomas = client_of(cast.person["ellerby"])
    assert "Everything stays where it is" in words(tomas.get(f"/handovers/{made.ref}/cancel/"))
    assert Handover.objects.get().state == "offered"
    tomas.post(f"/handovers/{made.ref}/cancel/")
    assert Handover.objects.get().state == "cancelled"


def test_a_question_goes_to_the_other_by_mail_without_its_words(cast, client_of):
    made = offered(cast, "ellerby", "whitlock")
    page = words(
        client_of(cast.person["whitlock"]).post(f"/handovers/{made.ref}/ask/", {"text": "Who opens?"}, follow=True)
    )
    assert "Who opens?" in page
    assert mail.outbox[-1].to == ["lateshift@marlgate.example.org"]
    assert "Who opens?" not in mail.outbox[-1].body


@pytest.mark.parametrize("key", ["penhallow", "lindqvist", "calder"])
def test_every_page_of_a_handover_is_the_404_page_for_others(cast, client_of, key):
    everything(cast)
    made = offered(cast, "tranter", "marchbank")
    row = made.matters.first()
    browser = client_of(cast.person[key])
    for page in ("", "pack/", "prepare/", f"matters/{row.ref}/", "cancel/", "someone-else/", "ask/"):
        assert browser.get(f"/handovers/{made.ref}/{page}").status_code == 404, page
    for page in ("offer/", "accept/", "take-back/"):
        assert browser.post(f"/handovers/{made.ref}/{page}").status_code == 404, page
    assert not Holding.objects.filter(membership=cast.membership["marchbank"]).exists()


def test_a_member_who_holds_nothing_finds_an_empty_list_that_says_what_comes(cast, client_of):
    assert "Nothing is being handed over" in words(client_of(cast.person["lindqvist"]).get("/handovers/"))
    assert "You act for no organisation now" in words(client_of(cast.person["calder"]).get("/handovers/"))

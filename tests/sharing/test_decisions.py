"""Is a decision on sharing recorded whole, for a yes and for a no, and does the record stay as it was?

*Source:* R184; reference on the domain, 7(B); design/sharing.md 1, 2.1, 5.
"""

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.sharing.actions import decisions as doing
from commonground.sharing.actions import decisions_using as using
from commonground.sharing.actions import desk
from commonground.sharing.models import Item, SharingRecord
from commonground.sharing.queries import decisions as queries
from commonground.sharing.rules import decisions_recording as rules
from commonground.sharing.rules.decisions_recording import Note, Standing
from tests.people.posting import opened
from tests.sharing.recording import complete
from tests.sharing.test_desk import asked

# Every field of the list of the reference that is asked, by the words of that list.
FIELD_LIST = {
    "direction": "direction", "organisation requesting": "asking_organisation", "person requesting": "asking_person",
    "identity verified": "identity", "date received": "received_on", "deadline": "deadline", "matrix cell": "cell",
    "description": "description", "subjects": "subjects", "fact or opinion": "facts", "controllers": "controllers",
    "agreement in place": "agreement", "agreement ref": "agreement_reference", "purpose": "purpose",
    "lawful basis": "basis", "why necessary": "necessary", "less intrusive": "less", "special or criminal": "special",
    "Part 3": "part3", "legal power": "power", "exemption": "exemption", "confidentiality": "confidence",
    "DPIA": "dpia", "DPO views": "dpo", "retention": "retention", "security": "security", "rights": "rights",
    "dates": "dates", "marking": "marking", "handling": "handling", "version released": "manifest",
    "recipients": "recipients", "decision": "outcome", "reasons": "reasons",
}  # fmt: skip


def decide(cast, by="tranter", question=None, second=None, corrects=None, **changed):
    return doing.decide(
        actor=cast.actor(by), values=complete(**changed), question=question, second=second, corrects=corrects
    )


def faults(**changed):
    return set(rules.faults(complete(**changed)))


def test_the_record_has_every_field_of_the_list():
    assert set(FIELD_LIST.values()) <= set(rules.FIELDS)
    assert faults() == set()


@pytest.mark.parametrize("key", sorted(set(rules.FIELDS) - {"direction", "outcome", "recipients", "public"}))
def test_what_has_to_be_answered_is_missed_when_it_is_not(key):
    one = rules.FIELDS[key]
    values = complete(**{key: [] if one.kind == "choices" else None if one.kind == "day" else "  "})
    if one.kind in ("choice", "basis", "cell"):
        values[key] = ""
    assert (key in rules.faults(values)) == (one.when is not rules.When.OPTIONAL)


@pytest.mark.parametrize("outcome", ["refuse", "defer"])
def test_a_no_needs_a_reason_as_much_as_a_yes_but_nobody_who_gets_it(outcome):
    idle = dict.fromkeys(("recipients", "public", "retention", "security", "rights", "manifest", "dates"), "")
    assert faults(outcome=outcome, **idle) == set()
    assert faults(outcome=outcome, reasons="") == {"reasons"}
    assert faults(outcome=outcome, reasons="No.") == {"reasons"}


def test_an_agreement_is_named_and_what_is_about_a_crime_has_a_further_reason():
    assert faults(agreement="yes") == {"agreement_reference"}
    assert faults(subjects=["suspect"]) == {"special"}
    assert faults(subjects=["none", "victim"]) == {"subjects"}
    assert faults(public="yes") == {"marking"}
    assert faults(public="yes", marking="CLEAR", recipients="") == set()


def test_an_emergency_asks_only_for_what_can_be_said_at_once():
    said = {key: value for key, value in complete(direction="emergency").items() if rules.FIELDS[key].at_once}
    assert rules.faults({**said, "recipients": "Marlgate Centre"}) == {}
    assert set(rules.faults(said)) == {"recipients"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"marking": "RED"}, "TLP:RED"),
        ({"children": "yes"}, "children"),
        ({"subjects": ["convicted"]}, "offences"),
        ({"public": "yes", "subjects": ["witness"]}, "public"),
    ],
)
def test_what_weighs_more_takes_a_second_person_unless_nothing_is_shared_or_it_is_an_emergency(changed, reason):
    assert reason in " ".join(rules.second_because(complete(**changed)))
    assert not rules.second_because(complete(**changed, outcome="refuse"))
    assert not rules.second_because(complete(**changed, direction="emergency"))


def test_figures_of_fewer_than_five_are_held_back_and_so_are_few_among_many():
    assert rules.ease({"all": 4}, [1.0] * 4) == rules.Ease(None, None, None)
    assert rules.ease({"all": 6, "refuse": 2}, [1.0] * 8) == rules.Ease(8, None, 1.0)
    assert rules.ease({"all": 6, "part": 1, "refuse": 5}, [1, 2, 3, 4, 50]) == rules.Ease(12, 7, 3)
    assert rules.ease({"all": 5}, [1, 2, 3, 4, 50]) == rules.Ease(5, 5, 3)


@pytest.mark.django_db
def test_numbers_run_for_each_organisation(cast):
    assert [decide(cast).number, decide(cast).number] == [1, 2]
    assert decide(cast, by="whitlock", direction="own", recipients="Northgate Guarding").number == 1


@pytest.mark.django_db
def test_a_record_cannot_be_changed_or_removed_by_the_site(cast, as_application):
    made = decide(cast)
    with as_application(cast.actor("tranter")):
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            for table in ("sharing_sharingrecord", "sharing_recordnote", "sharing_recordrecipient"):
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    connection.cursor().execute(statement.format(table))
    assert SharingRecord.objects.get() == made


@pytest.mark.django_db
def test_what_is_released_is_kept_with_its_fingerprint(cast):
    assert decide(cast).fingerprint == hashlib.sha256(b"Hour\nStreet").hexdigest()
    assert decide(cast, outcome="refuse").fingerprint == ""


@pytest.mark.django_db
def test_a_recipient_is_an_organisation_that_is_known_here(cast):
    with pytest.raises(doing.Incomplete) as refusal:
        decide(cast, recipients="Marlgate Centre\nNobody Ltd")
    assert "Nobody Ltd" in refusal.value.faults["recipients"]
    cast.organisation["Northgate Guarding"].aliases = ["NG"]
    cast.organisation["Northgate Guarding"].save()
    made = decide(cast, recipients="marlgate centre\nng\nMarlgate Centre")
    assert sorted(one.organisation.name for one in made.recipients.all()) == ["Marlgate Centre", "Northgate Guarding"]


@pytest.mark.django_db
def test_whoever_asked_is_told_by_mail_without_a_word_of_the_answer(cast):
    question = asked(cast, opened(cast))
    mail.outbox.clear()
    made = decide(cast, question=question, reasons="Quetzalcoatl would help them.")
    question.refresh_from_db()
    assert question.answered_at == made.decided_at and made.asked_at == question.asked_at
    assert [message.to for message in mail.outbox] == [["dana.whitlock@marlgate.example.org"]]
    assert "Quetzalcoatl" not in mail.outbox[0].body and question.ref in mail.outbox[0].body


@pytest.mark.django_db
def test_only_the_organisation_that_is_asked_decides_and_only_once(cast):
    question = asked(cast, opened(cast))
    with pytest.raises(NotAllowed):
        decide(cast, by="penhallow", question=question)
    decide(cast, question=question)
    with pytest.raises(Refused, match="answered"):
        decide(cast, question=question)


@pytest.mark.django_db
def test_a_decision_that_is_put_off_leaves_the_question_open(cast):
    question = asked(cast, opened(cast))
    decide(cast, question=question, outcome="defer")
    question.refresh_from_db()
    assert question.answered_at is None
    decide(cast, question=question)


@pytest.mark.django_db
def test_what_weighs_more_waits_for_the_second_person_and_then_whoever_asked_is_told(cast):
    question = asked(cast, opened(cast))
    with pytest.raises(doing.Incomplete) as refusal:
        decide(cast, question=question, marking="RED")
    assert set(refusal.value.faults) == {"second"}
    with pytest.raises(doing.Incomplete):
        decide(cast, question=question, marking="RED", second=cast.membership["whitlock"])
    mail.outbox.clear()
    made = decide(cast, question=question, marking="RED", second=cast.membership["ashdown"])
    assert queries.standing_of(made) is Standing.AWAITS
    assert [message.to for message in mail.outbox] == [["helen.ashdown@police.example.org"]]
    question.refresh_from_db()
    assert question.answered_at is None
    for key in ("tranter", "thornbury"):
        with pytest.raises(NotAllowed):
            doing.approve(actor=cast.actor(key), record=made, agrees=True)
    with pytest.raises(Refused, match="waits"):
        decide(cast, question=question)
    doing.approve(actor=cast.actor("ashdown"), record=made, agrees=True)
    question.refresh_from_db()
    assert question.answered_at and mail.outbox[-1].to == ["dana.whitlock@marlgate.example.org"]
    with pytest.raises(Refused):
        doing.approve(actor=cast.actor("ashdown"), record=made, agrees=False, words="No.")


@pytest.mark.django_db
def test_a_second_person_who_does_not_approve_says_why_and_nothing_goes(cast):
    made = decide(cast, marking="RED", second=cast.membership["ashdown"])
    with pytest.raises(Invalid):
        doing.approve(actor=cast.actor("ashdown"), record=made, agrees=False)
    doing.approve(actor=cast.actor("ashdown"), record=made, agrees=False, words="Less will do.")
    assert queries.standing_of(SharingRecord.objects.get(pk=made.pk)) is Standing.NOT_APPROVED


@pytest.mark.django_db
def test_an_emergency_works_at_once_and_somebody_else_reviews_it_within_72_hours(cast, monkeypatch):
    question = asked(cast, opened(cast))
    said = {k: v for k, v in complete(direction="emergency", marking="RED").items() if rules.FIELDS[k].at_once}
    made = doing.decide(
        actor=cast.actor("tranter"), values={**said, "recipients": "Marlgate Centre"}, question=question
    )
    question.refresh_from_db()
    assert question.answered_at and queries.standing_of(made) is Standing.REVIEW
    assert rules.review_by(made.decided_at) == made.decided_at + timedelta(hours=72)
    assert queries.emergencies(cast.actor("tranter")) == [], "nobody reviews their own"
    assert queries.emergencies(cast.actor("ashdown")) == [made]
    assert queries.due_reviews(made.organisation_id) == 0
    assert queries.due_reviews(made.organisation_id, now=made.decided_at + timedelta(hours=72)) == 1
    with pytest.raises(NotAllowed):
        doing.review(actor=cast.actor("tranter"), record=made, words="Right.")
    doing.review(actor=cast.actor("ashdown"), record=made, words="It was right.")
    assert queries.standing_of(SharingRecord.objects.get(pk=made.pk)) is Standing.STANDS
    with pytest.raises(Refused):
        doing.review(actor=cast.actor("ashdown"), record=made, words="Again.")


@pytest.mark.django_db
def test_a_correction_is_a_record_of_its_own_and_the_first_stays_as_it_was(cast):
    first = decide(cast)
    before = SharingRecord.objects.filter(pk=first.pk).values().get()
    later = decide(cast, corrects=first, outcome="part", reasons="One line was too much.")
    assert SharingRecord.objects.filter(pk=first.pk).values().get() == before
    assert queries.standing_of(SharingRecord.objects.get(pk=first.pk)) is Standing.CORRECTED
    assert (later.corrects, later.number) == (first, 2)
    with pytest.raises(Refused, match="corrected already"):
        decide(cast, corrects=first)
    with pytest.raises(NotAllowed):
        decide(cast, by="whitlock", corrects=later)


@pytest.mark.django_db
def test_a_correction_begins_with_what_the_record_says(cast, client_of):
    made = decide(cast, until=timezone.localdate() + timedelta(30))
    page = client_of(cast.person["tranter"]).get(reverse("sharing:decision_correct", args=[made.public_id]))
    assert "They walk there" in page.content.decode()


@pytest.mark.django_db
def test_a_refusal_is_looked_at_again_once_by_somebody_who_did_not_decide_it(cast):
    question = asked(cast, opened(cast))
    made = decide(cast, question=question, outcome="refuse", reasons="It could harm somebody.")
    with pytest.raises(NotAllowed):
        desk.ask_for_review(actor=cast.actor("penhallow"), question=question, because="x")
    desk.ask_for_review(actor=cast.actor("whitlock"), question=question, because="We need less of it")
    with pytest.raises(Refused):
        desk.ask_for_review(actor=cast.actor("whitlock"), question=question, because="again")
    with pytest.raises(NotAllowed):
        doing.answer_review(actor=cast.actor("tranter"), record=made, words="It stays.")
    note = doing.answer_review(actor=cast.actor("ashdown"), record=made, words="It stays, because of a source.")
    assert note.kind == Note.APPEAL and mail.outbox[-1].to == ["dana.whitlock@marlgate.example.org"]


@pytest.mark.django_db
def test_what_came_of_it_is_added_and_never_changes_the_record(cast):
    made = decide(cast)
    doing.note(actor=cast.actor("marchbank"), record=made, kind="outcome", words="Two patrols were moved.")
    with pytest.raises(Invalid):
        doing.note(actor=cast.actor("marchbank"), record=made, kind="approved", words="Sly")
    with pytest.raises(NotAllowed):
        doing.note(actor=cast.actor("whitlock"), record=made, kind="outcome", words="Mine")
    assert [note.words for note in made.notes.all()] == ["Two patrols were moved."]


@pytest.mark.django_db
def test_the_register_is_searched_and_filtered_and_only_ones_own(cast):
    yes, no = (
        decide(cast),
        decide(cast, outcome="refuse", description="Names of thieves", asking_organisation="Tannery"),
    )
    decide(cast, by="whitlock", direction="own", recipients="Northgate Guarding")
    actor = cast.actor("marchbank")
    assert list(queries.register(actor)) == [no, yes]
    assert list(queries.register(actor, search="thieves names")) == [no]
    assert list(queries.register(actor, search="1")) == [yes]
    assert list(queries.register(actor, outcome="refuse")) == [no]
    for standing in Standing:
        found = set(queries.register(actor, standing=standing.value))
        assert found == {one for one in (yes, no) if queries.standing_of(one) is standing}
    assert list(queries.register(cast.actor("calder"))) == []


@pytest.mark.django_db
def test_a_record_is_a_page_a_file_and_a_line_of_a_table_for_its_organisation_alone(cast, client_of):
    made = decide(cast, reasons="=1+1 is how a formula begins.")
    own, other = client_of(cast.person["marchbank"]), client_of(cast.person["whitlock"])
    path = reverse("sharing:decision", args=[made.public_id])
    assert "Times and places of thefts" in own.get(path).content.decode()
    assert other.get(path).status_code == 404
    for form in ("pdf", "docx", "md"):
        paper = reverse("sharing:decision_paper", args=[made.public_id, form])
        assert own.get(paper).status_code == 200 and other.get(paper).status_code == 404
    rows = list(csv.reader(io.StringIO(own.get(reverse("sharing:decisions_table")).content.decode("utf-8-sig"))))
    assert len(rows) == 2 and len(rows[0]) == 5 + len(rules.FIELDS)
    assert "'=1+1 is how a formula begins." in rows[1]


@pytest.mark.django_db
def test_the_form_of_a_record_says_at_each_field_what_is_missing_and_keeps_what_was_typed(cast, client_of):
    browser = client_of(cast.person["tranter"])
    page = browser.post(reverse("sharing:decision_new"), {"purpose": "To plan patrols", "outcome": "refuse"})
    text = page.content.decode()
    assert page.status_code == 200 and "To plan patrols" in text
    assert 'href="#id_reasons"' in text and 'href="#id_necessary"' in text


@pytest.mark.django_db
def test_an_officer_records_the_answer_to_a_question_on_its_page(cast, client_of):
    question = asked(cast, opened(cast))
    browser = client_of(cast.person["tranter"])
    path = reverse("sharing:question_decide", args=[question.public_id])
    page = browser.get(path).content.decode()
    assert "Dana Whitlock, Security manager" in page and "Times and places" in page
    sent = {key: value for key, value in complete().items() if value is not None and key != "received_on"}
    today = timezone.localdate()
    sent |= {"received_on_day": today.day, "received_on_month": today.month, "received_on_year": today.year}
    answer = browser.post(path, sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    asker = client_of(cast.person["whitlock"]).get(reverse("sharing:question", args=[question.public_id]))
    assert "It helps them and shows nobody." in asker.content.decode()
    assert "Nobody told us in confidence" not in asker.content.decode(), "what was weighed stays with who decided"
    assert client_of(cast.person["penhallow"]).get(path).status_code == 404


@pytest.mark.django_db
def test_the_figures_count_what_was_asked_and_answered(cast):
    post = opened(cast)
    for number in range(6):
        question = asked(cast, post, about=f"Question {number}")
        decide(cast, question=question, outcome="refuse" if number == 0 else "all")
    ease = queries.ease_of()
    assert (ease.answered, ease.yes) == (6, None), "one no among six is not shown"
    assert ease.hours is not None and ease.hours < 1
    assert queries.ease_of(cast.organisation["Marlgate Centre"].pk) == rules.Ease(None, None, None)


@pytest.mark.django_db
def test_a_record_that_stands_is_used_for_an_item_and_becomes_the_decision_of_the_policy(cast):
    made = decide(cast, until=timezone.localdate() + timedelta(30))
    item = Item.objects.create(
        programme=cast.programme, area=cast.area, originator=cast.organisation["Aldermouth Police"],
        author=cast.person["tranter"], category="alert",
    )  # fmt: skip
    found = using.use_for_item(actor=cast.actor("tranter"), record=made, item=item)
    assert (found.outcome, found.item, found.closes) == ("share", item, made.closes)
    assert [one.organisation.name for one in found.recipients.all()] == ["Marlgate Centre"]
    with pytest.raises(Refused, match="already"):
        using.use_for_item(actor=cast.actor("tranter"), record=made, item=item)
    theirs = Item.objects.create(
        programme=cast.programme, area=cast.area, originator=cast.organisation["Marlgate Centre"], category="alert"
    )
    with pytest.raises(NotAllowed):
        using.use_for_item(actor=cast.actor("tranter"), record=made, item=theirs)


@pytest.mark.django_db
def test_a_record_that_waits_for_a_second_person_opens_nothing(cast):
    made = decide(cast, marking="RED", second=cast.membership["ashdown"])
    item = Item.objects.create(
        programme=cast.programme, area=cast.area, originator=cast.organisation["Aldermouth Police"], category="alert"
    )
    with pytest.raises(Refused, match="does not stand"):
        using.use_for_item(actor=cast.actor("tranter"), record=made, item=item)

"""Is e-mail that comes in kept, answered once with the way to apply, read by verifiers alone, and let in by nobody?

*Source:* R232.
"""

import io
import sys
from datetime import timedelta
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from commonground.audit.models import Entry
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, NotAllowed, Stale
from commonground.people.actions import letters as actions
from commonground.people.adapters.letters import read
from commonground.people.models import Account, Application, Letter
from commonground.people.queries import letters as queries
from commonground.people.rules.letters import ANSWERS_A_DAY, answers_itself
from commonground.website import cli

SHELL = Actor(name="The mail server", roles=frozenset({"administrator"}))


def message(sender="Ravi Holt <Ravi@Example.org>", subject="Joining", text="How do I join?", **headers) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = sender, subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def taken(**more) -> Letter:
    kept = actions.take_in(actor=SHELL, raw=message(**more))
    assert kept is not None
    return kept


@pytest.fixture
def verifier(cast):
    held = cast.membership["penhallow"]
    held.roles = [*held.roles, "verifier"]
    held.save()
    return cast.actor("penhallow")


def test_a_message_is_kept_and_its_sender_is_told_where_to_apply_and_is_nobody_yet(cast):
    before = Account.objects.count(), Application.objects.count()
    kept = taken()
    assert (kept.name, kept.email, kept.subject, kept.text) == (
        "Ravi Holt", "ravi@example.org", "Joining", "How do I join?",
    )  # fmt: skip
    (told,) = mail.outbox
    assert told.to == ["ravi@example.org"]
    assert "/join/apply/" in told.body
    assert "How do I join?" not in told.body
    assert told.extra_headers["Auto-Submitted"] == "auto-replied"
    assert (Account.objects.count(), Application.objects.count()) == before


def test_a_message_that_comes_twice_is_kept_and_answered_once(cast):
    raw = message(Message_ID="<one@example.org>")
    assert actions.take_in(actor=SHELL, raw=raw)
    assert actions.take_in(actor=SHELL, raw=raw) is None
    assert actions.take_in(actor=SHELL, raw=message())
    assert actions.take_in(actor=SHELL, raw=message()) is None
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<list.example.org>"},
        {"Return_Path": "<>"},
    ],
)
def test_a_machine_is_never_answered(cast, headers):
    assert taken(**headers).is_automatic
    assert mail.outbox == []


def test_somebody_is_told_once_a_day_and_the_site_never_answers_itself(cast, settings):
    taken(text="One")
    taken(text="Two")
    taken(sender=settings.DEFAULT_FROM_EMAIL)
    assert len(mail.outbox) == 1
    letter = read(message())
    assert not answers_itself(letter, answered_within_a_day=False, answers_today=ANSWERS_A_DAY, own=frozenset())


@pytest.mark.parametrize("raw", [b"", b"no message", b"From: nobody\n\ntext", b"From: a b@c\n\n"])
def test_what_is_no_message_is_refused_in_a_sentence(cast, raw):
    with pytest.raises(Invalid):
        actions.take_in(actor=SHELL, raw=raw)
    with pytest.raises(Invalid, match="larger than 5 MB"):
        actions.take_in(actor=SHELL, raw=message(text="x" * 5_000_001))


def test_the_text_is_plain_whatever_was_sent(cast):
    made = EmailMessage()
    made["From"] = "Eve <eve@example.org>"
    made.set_content("<p>Hello &amp; <script>alert(1)</script>good \u202eday</p>", subtype="html")
    kept = actions.take_in(actor=SHELL, raw=made.as_bytes())
    assert "script" not in kept.text
    assert "alert" not in kept.text
    assert "Hello &" in kept.text
    assert "\u202e" not in kept.text


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw):
    for bytes_ in (raw, b"From: a@b.example\n" + raw, b"From: a@b.example\nContent-Type: text/plain; charset=" + raw):
        try:
            letter = read(bytes_)
        except Invalid:
            continue
        for words in (letter.name, letter.email, letter.subject, letter.text, letter.message_id):
            words.encode()
            assert "\x00" not in words


def test_verifiers_read_and_answer_and_others_do_not(cast, verifier, client_of):
    kept = taken()
    mail.outbox.clear()
    reader = client_of(cast.person["penhallow"])
    assert "Joining" in reader.get("/letters/").content.decode()
    page = reader.get(f"/letters/{kept.ref}/").content.decode()
    assert "How do I join?" in page
    assert "proves nothing" in page
    answer = reader.post(f"/letters/{kept.ref}/", {"text": "Apply on the page, it is quick.", "version": kept.version})
    assert answer.status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["ravi@example.org"]
    assert "Apply on the page" in sent.body
    assert "Ruth Penhallow answers your message" in sent.body
    assert Entry.objects.filter(tag="people:letter:answered").count() == 1
    for key in ("whitlock", "thornbury", "ellerby"):
        other = client_of(cast.person[key])
        assert other.get("/letters/").status_code == 403
        assert other.get(f"/letters/{kept.ref}/").status_code == 404
        with pytest.raises(NotAllowed):
            actions.answer(actor=cast.actor(key), letter=kept, version=2, text="Yes")


def test_an_empty_answer_keeps_the_page_and_says_so(cast, verifier, client_of):
    kept = taken()
    answer = client_of(cast.person["penhallow"]).post(f"/letters/{kept.ref}/", {"text": "", "version": 1})
    assert answer.status_code == 200
    assert Letter.objects.get().state == "new"


def test_a_message_is_set_aside_and_put_back_and_two_do_not_answer_it(cast, verifier, client_of):
    kept = taken()
    reader = client_of(cast.person["penhallow"])
    reader.post(f"/letters/{kept.ref}/set-aside/", {"version": 1})
    assert Letter.objects.get().state == "set_aside"
    reader.post(f"/letters/{kept.ref}/set-aside/", {"version": 2})
    assert Letter.objects.get().state == "new"
    actions.answer(actor=verifier, letter=kept, version=3, text="Yes")
    with pytest.raises(Stale):
        actions.answer(actor=verifier, letter=kept, version=3, text="No")
    with pytest.raises(Invalid, match="dealt with already"):
        actions.set_aside(actor=verifier, letter=kept, version=4)


def test_what_was_dealt_with_is_deleted_after_ninety_days_and_the_rest_waits(cast, verifier):
    now = timezone.now()
    for days, automatic in ((91, False), (10, False), (31, True)):
        kept = taken(text=f"{days} {automatic}", **({"Precedence": "bulk"} if automatic else {}))
        Letter.objects.filter(pk=kept.pk).update(came_at=now - timedelta(days=days))
        if not automatic:
            actions.set_aside(actor=verifier, letter=kept, version=1)
            Letter.objects.filter(pk=kept.pk).update(done_at=now - timedelta(days=days))
    waits = taken(text="Still new")
    Letter.objects.filter(pk=waits.pk).update(came_at=now - timedelta(days=400))
    assert actions.forget_letters(timezone.localdate()) == 2
    assert queries.waiting(verifier) == 1


def test_the_command_takes_what_a_mail_server_hands_over(cast, monkeypatch, capsys):
    options = cli._parser("people").parse_args(["people", "take-mail"])
    for said in ("The message is kept.", "The message was here before."):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(message())))
        assert options.command.run(options) == 0
        assert said in capsys.readouterr().out


def test_a_verifier_finds_on_their_day_that_messages_wait(cast, verifier, client_of):
    taken()
    assert "Read what came in by e-mail" in client_of(cast.person["penhallow"]).get("/").content.decode()
    assert "Read what came in by e-mail" not in client_of(cast.person["whitlock"]).get("/").content.decode()

"""Is senior backing asked for, given, declined and renewed as it should be?

*Source:* R23.
"""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.models import Account, Holding, Post
from commonground.projects.actions import backing, backing_files
from commonground.projects.adapters import links
from commonground.projects.models import Answer, BackingFile, BackingRequest
from commonground.projects.queries import backing as queries
from commonground.projects.rules.backing import renewal
from tests.projects.pages import page, text


def asked(cast, collaboration, **more):
    """Let Maya Thornbury ask the superintendent of her own force."""
    organisation = cast.membership["thornbury"].organisation
    values = {"name": "Asha Penrose", "post_title": "Superintendent", "email": "asha.penrose@example.org"} | more
    return backing.ask(actor=cast.actor("thornbury"), collaboration=collaboration, organisation=organisation, **values)


def link(request):
    """The path that the message to a senior person holds."""
    return reverse("projects:backing_answer", args=[links.token(links.BACK, request.ref)])


def gave(request, **answer):
    """Let whoever is asked answer."""
    return backing.answer(actor=queries.speaking(request), request=request, **answer)


@pytest.fixture
def collaboration(cast):
    return cast.alive()


def test_a_superintendent_without_an_account_backs_it_on_one_page_and_step_4_says_so(cast, collaboration, client):
    asked(cast, collaboration)
    path = next(line for line in mail.outbox[-1].body.splitlines() if "/backing/" in line).partition("/backing/")[2]
    response = client.get(f"/backing/{path}")
    assert "Do you back Minster Gate evenings?" in text(response)
    done = client.post(f"/backing/{path}", {"answer": "backs", "words": "My officers have the hours."})
    assert "You back it until" in text(done)
    said = Answer.objects.get(collaboration=collaboration, part="backing")
    assert said.values["words"] == "My officers have the hours." and said.values["side"] == "police"
    assert said.due == timezone.localdate() + timedelta(days=365)


def test_the_message_names_neither_the_collaboration_nor_what_it_is_for(cast, collaboration):
    asked(cast, collaboration, note="The canary sings at dusk")
    assert "Minster Gate" not in mail.outbox[-1].body and "canary" not in mail.outbox[-1].body


def test_opening_the_link_changes_nothing_and_answering_ends_it(cast, collaboration, client):
    request = asked(cast, collaboration)
    for _ in range(3):
        assert client.get(link(request)).status_code == client.head(link(request)).status_code == 200
    request.refresh_from_db()
    assert request.answered_at is None
    client.post(link(request), {"answer": "declines", "reason": "Two other pilots take my people this year."})
    assert client.get(link(request)).status_code == 404
    assert client.post(link(request), {"answer": "backs", "words": "Yes"}).status_code == 404


def test_a_decline_is_kept_with_its_reason_and_leaves_the_way_open(cast, collaboration, client, client_of):
    request = asked(cast, collaboration)
    client.post(link(request), {"answer": "declines", "reason": "Two other pilots take my people this year."})
    assert not Answer.objects.filter(collaboration=collaboration, part="backing").exists()
    shown = text(client_of(cast.person["whitlock"]).get(page("step", collaboration, 4)))
    assert "Two other pilots take my people this year." in shown and "Declined" in shown
    assert asked(cast, collaboration).pk != request.pk


def test_an_answer_without_a_sentence_says_so_beside_the_field_and_keeps_what_was_chosen(cast, collaboration, client):
    request = asked(cast, collaboration)
    response = client.post(link(request), {"answer": "declines"})
    assert "Enter why not, in a sentence" in text(response)
    assert 'value="declines" checked' in response.content.decode().replace("\n", " ")
    assert "Answer the question: Do you back it?" in text(client.post(link(request), {}))


@pytest.mark.parametrize("days", [-1, 0, 4 * 365])
def test_backing_ends_on_a_day_that_can_be(cast, collaboration, days):
    with pytest.raises(Refused):
        until = timezone.localdate() + timedelta(days=days)
        gave(asked(cast, collaboration), backs=True, words="Yes", until=until)


def test_a_link_that_is_old_taken_back_or_made_up_opens_nothing(cast, collaboration, client):
    request = asked(cast, collaboration)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.get(link(request)).status_code == 404
    backing.take_back(actor=cast.actor("whitlock"), request=request)
    assert client.get(link(request)).status_code == 404
    assert client.get(reverse("projects:backing_answer", args=["nonsense"])).status_code == 404
    other = links.token(links.POLL, request.ref)
    assert client.get(reverse("projects:backing_answer", args=[other])).status_code == 404


def test_nobody_is_asked_twice_at_a_time_nor_for_a_body_that_is_not_on_the_team(cast, collaboration):
    asked(cast, collaboration)
    with pytest.raises(Refused, match="asked already"):
        asked(cast, collaboration, email="Asha.Penrose@example.org")
    stranger = next(o for o in cast.organisation.values() if o not in queries.bodies(collaboration))
    with pytest.raises(Refused, match="on the team"):
        backing.ask(
            actor=cast.actor("thornbury"), collaboration=collaboration, organisation=stranger,
            name="X", post_title="Y", email="x@example.org",
        )  # fmt: skip


def test_an_invited_stakeholder_asks_nobody_for_backing_and_sees_no_answer(cast, collaboration, client_of):
    with pytest.raises(NotAllowed):
        backing.ask(
            actor=cast.actor("yarrow"), collaboration=collaboration,
            organisation=cast.membership["yarrow"].organisation, name="X", post_title="Y", email="x@example.org",
        )  # fmt: skip
    assert client_of(cast.person["yarrow"]).get(page("backing_ask", collaboration)).status_code == 404


def backed(cast, collaboration, **more):
    """Let the superintendent back it for a year."""
    return gave(asked(cast, collaboration, **more), backs=True, words="Yes, for a year.")


def test_backing_that_ends_soon_is_asked_for_again_once(cast, collaboration):
    given = backed(cast, collaboration)
    assert backing.renew_due(today=timezone.localdate()) == 0
    later = given.until - timedelta(days=30)
    assert backing.renew_due(today=later) == 1 and backing.renew_due(today=later) == 0
    again = BackingRequest.objects.get(renews=given)
    assert again.cause == "due" and again.email == given.email
    gave(again, backs=True, words="And for another.")
    said = Answer.objects.get(collaboration=collaboration, part="backing")
    assert said.values["words"] == "And for another." and said.version == 2


def post_of(cast, key):
    """A post of Maya Thornbury's force, held by somebody of it."""
    organisation = cast.membership["thornbury"].organisation
    today = timezone.localdate()
    post = Post.objects.create(organisation=organisation, title="Area commander", created_on=today)
    Holding.objects.create(post=post, membership=cast.membership[key], part="holder", starts=today)
    return post


def test_backing_is_asked_for_again_of_whoever_follows_in_the_post(cast, collaboration):
    post, today = post_of(cast, "tranter"), timezone.localdate()
    given = backed(cast, collaboration, post=post)
    assert backing.renew_due(today=today) == 0
    post.holdings.update(until=today)
    assert backing.renew_due(today=today) == 0, "a vacant post waits for its next holder"
    Holding.objects.create(post=post, membership=cast.membership["thornbury"], part="holder", starts=today)
    assert backing.renew_due(today=today) == 1
    again = BackingRequest.objects.get(renews=given)
    assert again.cause == "moved" and again.name == cast.person["thornbury"].name
    assert again.email == Account.objects.get(person=cast.person["thornbury"]).email


def test_renewal_is_due_a_month_before_and_at_once_when_the_post_moved():
    today = timezone.localdate()
    assert renewal(today, today + timedelta(days=31), moved=False) is None
    assert renewal(today, today + timedelta(days=30), moved=False) == "due"
    assert renewal(today, today + timedelta(days=300), moved=True) == "moved"


LETTER = b"%PDF-1.4\n1 0 obj<</Title(CANARY letter)>>endobj\nstartxref\n9\n%%EOF\nCANARY behind the end"


def recorded(cast, collaboration, client):
    """Let the superintendent back it through the message, and give what is recorded of it."""
    client.post(link(asked(cast, collaboration)), {"answer": "backs", "words": "My officers have the hours."})
    return Answer.objects.get(collaboration=collaboration, part="backing")


def kept(cast, collaboration, answer, who="thornbury", **more):
    values = {"caption": "Her letter of 3 March", "content": LETTER} | more
    return backing_files.keep(actor=cast.actor(who), collaboration=collaboration, backing=answer, **values)


def test_a_signed_letter_is_kept_as_evidence_and_taken_as_a_download_with_a_name_of_ours(
    cast, collaboration, client, client_of
):
    answer = recorded(cast, collaboration, client)
    browser = client_of(cast.person["thornbury"])
    letter = SimpleUploadedFile("../../<script>.html", LETTER, content_type="text/html")
    address = reverse("projects:backing_file_keep", args=[collaboration.public_id, answer.public_id])
    shown = browser.post(address, {"caption": "Her letter of 3 March", "file": letter}, follow=True)
    assert "Her letter of 3 March" in text(shown) and "Files that show it" in text(shown)
    held = BackingFile.objects.get()
    fetched = client_of(cast.person["whitlock"]).get(page("backing_file", collaboration, held.public_id))
    assert fetched.content.startswith(b"%PDF-") and b"behind the end" not in fetched.content
    assert fetched.headers["Content-Disposition"] == f'attachment; filename="common-ground-{held.ref[:8]}.pdf"'
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    assert fetched.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(tag="projects:backing:evidence_kept").exists()
    assert Entry.objects.filter(tag="collaboration:backing_file:seen").exists()


def test_only_those_who_see_the_collaboration_find_its_evidence(cast, collaboration, client, client_of):
    held = kept(cast, collaboration, recorded(cast, collaboration, client))
    address = page("backing_file", collaboration, held.public_id)
    assert client_of(cast.person["whitlock"]).get(address).status_code == 200
    collaboration.team.filter(membership=cast.membership["tranter"]).delete()
    assert client_of(cast.person["tranter"]).get(address).status_code == 404
    assert client.get(address).status_code == 302
    other = page("backing_file", cast.alive("Quay bicycles"), held.public_id)
    assert client_of(cast.person["thornbury"]).get(other).status_code == 404
    with pytest.raises(NotAllowed):
        kept(cast, collaboration, held.answer, who="tranter")


@pytest.mark.parametrize(
    ("content", "caption", "says"),
    [
        (b"%PDF-1.4\n/JS (app.alert(1))\nstartxref\n%%EOF", "A letter", "runs something"),
        (b"<html><script>1</script></html>", "A letter", "web page"),
        (b"MZ\x00\x00", "A letter", "a program"),
        (LETTER, "  ", "in a few words"),
    ],
)
def test_a_file_that_could_do_harm_or_says_nothing_is_refused_as_evidence(
    cast, collaboration, client, content, caption, says
):
    answer = recorded(cast, collaboration, client)
    with pytest.raises(Invalid, match=says):
        kept(cast, collaboration, answer, content=content, caption=caption)
    assert not BackingFile.objects.exists()


def test_a_file_that_is_taken_away_loses_its_bytes_at_once_and_the_folder_holds_the_rest(
    cast, collaboration, client, client_of
):
    answer = recorded(cast, collaboration, client)
    first, second = kept(cast, collaboration, answer), kept(cast, collaboration, answer, content=b"She said yes.")
    browser = client_of(cast.person["whitlock"])
    assert "Nobody" not in text(browser.get(page("backing_file_take_away", collaboration, first.public_id)))
    browser.post(page("backing_file_take_away", collaboration, first.public_id))
    first.refresh_from_db()
    assert bytes(first.content) == b"" and first.removed_at
    assert browser.get(page("backing_file", collaboration, first.public_id)).status_code == 404
    packed = browser.post(page("everything", collaboration))
    with ZipFile(BytesIO(packed.content)) as folder:
        assert [name for name in folder.namelist() if name.startswith("evidence/")] == [f"evidence/{second.name}"]
        assert folder.read(f"evidence/{second.name}") == b"She said yes."

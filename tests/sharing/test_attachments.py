"""Does a file reach those alone who may read its version, and leave as a download that nothing runs?

*Source:* R213; D1, D2; design/sharing.md 2.2; bars B2 and B11.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.sharing.actions import attachments, releases
from commonground.sharing.models import Attachment, AttachmentContent
from commonground.sharing.queries import asking
from tests.projects.pages import text
from tests.sharing import hostile_files
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

PDF = hostile_files.document()


@pytest.fixture
def item(cast):
    """An alert in two versions: one for Marlgate Centre, one for Northgate Guarding."""
    role(cast, "ashdown", "custodian")
    for key in ("ashdown", "thornbury", "whitlock", "haddow"):
        cleared(cast, key)
    agreement = agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")
    return written(
        cast,
        version("For the centre", to(cast, "Marlgate Centre", agreement)),
        version("For the guards", to(cast, "Northgate Guarding", agreement), kind="awareness"),
    )


def versions(item):
    """The two versions, in the originator's order."""
    return list(item.renditions.order_by("place"))


def attached(cast, rendition, content=PDF, caption="A still"):
    """Attach a file in Maya Thornbury's name."""
    return attachments.attach(actor=cast.actor("thornbury"), rendition=rendition, caption=caption, content=content)


def link(file, rendition=None, item=None):
    """The address of a file."""
    rendition = rendition or file.rendition
    return reverse("sharing:file", args=[(item or rendition.item).public_id, rendition.public_id, file.public_id])


def test_a_partner_fetches_the_file_of_its_version_as_a_download_under_a_name_of_our_own(cast, item, client_of):
    file = attached(cast, versions(item)[0])
    response = client_of(cast.person["whitlock"]).get(link(file))
    assert response.status_code == 200 and response.content == PDF
    assert response.headers["Content-Disposition"] == f'attachment; filename="common-ground-{file.ref[:8]}.pdf"'
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert Entry.objects.filter(tag="item:file:seen", actor_id=cast.person["whitlock"].pk).exists()


def test_who_reads_another_version_or_none_gets_the_bytes_of_a_missing_file(cast, item, client_of):
    one, other = versions(item)
    file = attached(cast, one)
    missing = reverse("sharing:file", args=[item.public_id, other.public_id, item.public_id])
    for key in ("haddow", "hartnoll", "lindqvist"):
        browser = client_of(cast.person[key])
        response = browser.get(link(file))
        assert response.status_code == 404
        assert response.content == browser.get(missing).content
        assert browser.post(link(file)).status_code in (404, 405)


def test_a_file_is_not_reached_through_another_version_or_another_item(cast, item, client_of):
    one, other = versions(item)
    second = written(cast, version("Another", *[to(cast, "Marlgate Centre")], tlp=1))
    file = attached(cast, one)
    browser = client_of(cast.person["thornbury"])
    assert browser.get(link(file)).status_code == 200
    assert browser.get(link(file, rendition=other)).status_code == 404
    assert browser.get(link(file, item=second)).status_code == 404
    assert browser.get(link(file, rendition=versions(second)[0])).status_code == 404


def test_a_link_opens_nothing_from_the_next_request_on_when_the_release_is_closed(cast, item, client_of):
    file = attached(cast, versions(item)[0])
    browser = client_of(cast.person["whitlock"])
    assert browser.get(link(file)).status_code == 200
    release = versions(item)[0].releases.get()
    releases.revoke(actor=cast.actor("thornbury"), release=release, reason="No longer needed")
    assert browser.get(link(file)).status_code == 404


def test_a_picture_makes_its_version_personal_and_loses_what_the_camera_wrote(cast, item):
    rendition = versions(item)[0]
    file = attached(cast, rendition, hostile_files.photograph())
    rendition.refresh_from_db()
    assert rendition.personal
    assert hostile_files.CANARY not in bytes(AttachmentContent.objects.get(attachment=file).content)


def test_a_partner_attaches_nothing_to_what_it_reads(cast, item):
    with pytest.raises(NotAllowed):
        attachments.attach(actor=cast.actor("whitlock"), rendition=versions(item)[0], caption="Ours", content=PDF)


def test_what_is_taken_away_is_deleted_at_once(cast, item, client_of):
    file = attached(cast, versions(item)[0])
    attachments.remove(actor=cast.actor("thornbury"), attachment=file)
    assert not AttachmentContent.objects.exists()
    assert client_of(cast.person["whitlock"]).get(link(file)).status_code == 404
    again = attachments.remove(actor=cast.actor("thornbury"), attachment=file)
    assert again.removed_at is not None


def test_a_version_holds_ten_files_and_no_more(cast, item):
    for _number in range(10):
        attached(cast, versions(item)[0])
    with pytest.raises(Invalid, match="at most 10 files"):
        attached(cast, versions(item)[0])


def test_the_database_itself_gives_a_file_to_nobody_who_is_not_given_its_version(cast, item, as_application):
    file = attached(cast, versions(item)[0])
    for key, expected in (("whitlock", 1), ("haddow", 0), ("lindqvist", 0)):
        with as_application(cast.actor(key)):
            assert Attachment.objects.count() == 0, "nothing before the law is asked"
            asking.enter(cast.actor(key))
            assert Attachment.objects.filter(pk=file.pk).count() == expected
            assert AttachmentContent.objects.count() == expected


def test_the_form_refuses_a_hostile_file_beside_the_field_and_keeps_nothing(cast, item, client_of):
    browser, rendition = client_of(cast.person["thornbury"]), versions(item)[0]
    page = reverse("sharing:attach", args=[item.public_id, rendition.public_id])
    for number, (name, content) in enumerate(hostile_files.refused(40)):
        if len(content) > 1_000_000 or number > 60:
            continue
        file = SimpleUploadedFile("../../etc/passwd.jpg", content, content_type="image/jpeg")
        response = browser.post(page, {"caption": "A still", "file": file})
        assert response.status_code == 200, name
        assert "There is a problem" in text(response), name
    assert not Attachment.objects.exists()


def test_a_file_is_attached_through_the_page_and_its_own_name_is_kept_nowhere(cast, item, client_of):
    browser, rendition = client_of(cast.person["thornbury"]), versions(item)[0]
    page = reverse("sharing:attach", args=[item.public_id, rendition.public_id])
    assert browser.post(page, {"caption": "", "file": ""}).status_code == 200
    file = SimpleUploadedFile("secret-name.html", b"Two people, seen twice", content_type="text/html")
    response = browser.post(page, {"caption": "What the guard wrote", "file": file}, follow=True)
    assert response.status_code == 200 and "What the guard wrote" in text(response)
    kept = Attachment.objects.get()
    assert (kept.kind, kept.name[-4:]) == ("text", ".txt") and kept.added_at <= timezone.now()
    assert "secret-name" not in str(list(Entry.objects.values()))
    assert client_of(cast.person["whitlock"]).get(link(kept)).headers["Content-Type"].startswith("text/plain")

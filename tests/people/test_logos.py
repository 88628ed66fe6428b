"""Is a logo drawn anew, shown with its words where its owner is named, and nothing else of the file kept?

*Source:* R1, R5; D3 (what is uploaded).
"""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonground.groundwork.refusals import Invalid, NotAllowed
from commonground.people.actions import logos as actions
from commonground.people.models import Logo
from commonground.people.rules.pictures import LONGEST_FILE, NotAPicture, measured

SECRET = b"GPS 53.2 1.5 CANARY"


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide=400, high=200, secret=SECRET, size=None):
    """A plain PNG that carries words beside its dots; `size` is what its head says, where that is a lie."""
    rows = b"".join(b"\0" + bytes([20, 90, 60, 255]) * wide for _ in range(high))
    head = struct.pack(">IIBBBBB", *(size or (wide, high)), 8, 6, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"tEXt", b"Comment\0" + secret) + chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"") + secret


def own(cast):
    """An organisation and its coordinator."""
    key = next(key for key, held in cast.membership.items() if "coordinator" in held.roles)
    return cast.membership[key].organisation, key


def put_up(cast, picture=None, words="A white gate on green"):
    organisation, key = own(cast)
    return actions.put_up(
        actor=cast.actor(key), whose=organisation, picture=png() if picture is None else picture, words=words
    )


def test_what_is_kept_is_drawn_anew_and_nothing_else_of_the_file_stays(cast):
    made = put_up(cast)
    kept = bytes(made.picture)
    assert kept.startswith(b"\x89PNG") and SECRET not in kept and b"tEXt" not in kept
    assert struct.unpack(">II", kept[16:24]) == (made.wide, made.high) == (400, 200)
    large = put_up(cast, png(1000, 250))
    assert struct.unpack(">II", bytes(large.picture)[16:24]) == (large.wide, large.high) == (480, 120)
    assert Logo.objects.count() == 1, "a new one takes the place of the old"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a" + b"x" * 100, "PNG, JPEG or WebP"),
        (b"", "PNG, JPEG or WebP"),
        (b"<html><script>alert(1)</script></html>", "PNG, JPEG or WebP"),
        (b"x" * (LONGEST_FILE + 1), "500 kB"),
        (png(20, 20), "32 by 32"),
        (png(40, 40, size=(60_000, 60_000)), "4,000"),
        (png(40, 40, size=(3_900, 3_900)), "8 million"),
        (png()[:200], "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 64, 64) + b"\0" * 40, "cannot be read"),
        (b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 64, 64) + b"\0" * 40, "cannot be read"),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x3f\0\0\x3f\0\0" + b"\0" * 40, "cannot be read"),
    ],
)
def test_what_is_no_picture_that_is_taken_is_refused_in_a_sentence(cast, file, says):
    with pytest.raises(Invalid, match=says):
        put_up(cast, file)
    assert not Logo.objects.exists()


def test_no_bytes_whatever_make_the_measuring_fail_otherwise():
    for head in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF    WEBPVP8 ", b"RIFF    WEBPVP8L", b"RIFF    WEBPVP8X"):
        for length in range(64):
            try:
                measured(head + bytes(range(length)))
            except NotAPicture as fault:
                assert str(fault).endswith(".")


def test_only_whoever_keeps_the_card_puts_a_logo_up(cast):
    organisation, key = own(cast)
    stranger = next(
        k for k, held in cast.membership.items() if held.organisation_id != organisation.pk and k != "calder"
    )
    for who in (stranger, "lindqvist"):
        if cast.membership[who].organisation_id != organisation.pk:
            with pytest.raises(NotAllowed):
                actions.put_up(actor=cast.actor(who), whose=organisation, picture=png(), words="x")
    with pytest.raises(NotAllowed):
        actions.put_up(actor=cast.actor(key), whose=cast.programme, picture=png(), words="x")


def test_a_logo_goes_up_through_its_page_is_served_from_here_and_taken_down(cast, client_of, client):
    organisation, key = own(cast)
    browser, page = client_of(cast.person[key]), reverse("people:logo_of_organisation", args=[organisation.public_id])
    file = SimpleUploadedFile("../../logo.php", png(), "text/html")
    without = browser.post(page, {"file": file, "words": "A gate"}).content.decode()
    assert "Tick that it may be shown" in without and not Logo.objects.exists()
    file.seek(0)
    assert browser.post(page, {"file": file, "words": 'A gate & a "lamp"', "consent": "on"}).status_code == 302
    card = client.get(reverse("people:organisation", args=[organisation.public_id])).content.decode()
    address = reverse("people:logo", args=[Logo.objects.get().public_id])
    assert f'src="{address}"' in card and 'alt="A gate &amp; a &quot;lamp&quot;"' in card
    served = client.get(address)
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "default-src 'none'" in served["Content-Security-Policy"]
    assert "php" not in served["Content-Disposition"]
    remove = reverse("people:remove_organisation_logo", args=[organisation.public_id])
    assert browser.get(remove).status_code == 200 and Logo.objects.exists()
    browser.post(remove)
    assert not Logo.objects.exists() and client.get(address).status_code == 404
    assert browser.get(remove).status_code == 404


def test_an_administrator_puts_up_the_logo_of_a_programme_and_everybody_reads_it(cast, client_of, client):
    key = next(key for key, person in cast.person.items() if person.is_administrator)
    page = reverse("people:logo_of_programme", args=[cast.programme.public_id])
    file = SimpleUploadedFile("logo.png", png(), "image/png")
    assert client_of(cast.person[key]).post(page, {"file": file, "words": "A lamp", "consent": "on"}).status_code == 302
    assert 'alt="A lamp"' in client.get(reverse("about")).content.decode()

"""Is a file taken for what it is, and is nothing passed on beside it?

*Source:* R213; D2, D7; bars B2 and B11.
"""

import random
import resource

import pytest

from commonground.groundwork.files import received
from commonground.groundwork.refusals import Invalid
from commonground.sharing.rules.attachments import LARGEST, FileKind
from tests.figures import counts
from tests.sharing import hostile_files as files


def test_every_hostile_file_is_refused_with_a_sentence(figure):
    corpus = list(files.refused(counts(300, 3_000)))
    for name, content in corpus:
        with pytest.raises(Invalid) as refusal:
            pytest.fail(f"{name} is taken as {received(content).kind}")
        assert refusal.value.field == "file" and refusal.value.reason[0].isupper(), name
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figure("hostile files refused with a sentence", f"{len(corpus)} of {len(corpus)}, at most {megabytes} MB in all")


@pytest.mark.parametrize(("name", "kind", "content"), [pytest.param(*each, id=each[0]) for each in files.taken()])
def test_what_may_be_attached_is_taken_without_what_stands_beside_it(name, kind, content):
    taken = received(content)
    assert taken.kind == kind
    assert files.CANARY not in taken.content
    again = received(taken.content)
    assert again == taken, "what is kept is what would be taken again"


def test_fifty_photographs_keep_which_way_up_they_are_and_nothing_else(figure):
    kept = 0
    for number in range(50):
        turned = number % 8 + 1
        taken = received(files.photograph(turned, canary=b"N51.50%02d" % number, order="<>"[number % 2]))
        kept += b"N51.50" in taken.content
        assert (b"Exif" in taken.content) == (turned != 1)
        assert turned == 1 or taken.content[taken.content.index(b"\x01\x12") + 8 :][:2] == bytes([0, turned])
    figure("photographs that kept a place after cleaning", f"{kept} of 50")
    assert kept == 0


def test_text_is_kept_word_for_word():
    assert received("\ufeffCafé\r\nnext\rlast".encode()).content.decode() == "Café\nnext\nlast"


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(Invalid, match="at most 10 MB"):
        received(bytes(LARGEST + 1))


def test_a_refusal_names_the_line_that_cannot_be_read():
    with pytest.raises(Invalid, match="Line 3"):
        received(b"a\nb\nc\x07")
    with pytest.raises(Invalid, match="from line 2 on"):
        received(b"a\n\xff\xfe\xfd")


def test_files_whose_bytes_are_changed_at_random_are_taken_or_refused_and_nothing_else(figure):
    chance, done = random.Random(11), {"taken": 0, "refused": 0}
    wholes = [content for name, _kind, content in files.taken() if len(content) < 10_000]
    for _number in range(counts(2_000, 50_000)):
        whole = bytearray(chance.choice(wholes))
        for _change in range(chance.randint(1, 8)):
            whole[chance.randrange(len(whole))] = chance.randrange(256)
        try:
            assert received(bytes(whole)).kind in FileKind
            done["taken"] += 1
        except Invalid as refusal:
            assert refusal.reason
            done["refused"] += 1
    figure("files with random bytes changed", f"{done['taken']:,} taken, {done['refused']:,} refused, 0 faults")

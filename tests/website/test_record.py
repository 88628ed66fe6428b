"""Can everybody hold the installation to its record: read the checkpoint, take the program and the log, and check?

*Source:* issue "Dare to Share", audit; D1.
"""

import json

import pytest

from commonground.audit import actions, notes
from commonground.audit.models import Checkpoint
from commonground.audit.sealing import Sealer
from commonground.audit.verifier import verify_record

SEED = bytes(range(32))


@pytest.fixture
def signed(cast, tmp_path, monkeypatch):
    """A record of a few deeds of two organisations, sealed and signed with the key of the state folder."""
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path))
    (tmp_path / "audit-key").write_text("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    for key in ("thornbury", "whitlock", "tranter"):
        actions.record("people:test:done", actor=cast.actor(key), subject=cast.person["tranter"])
    sealer = Sealer(SEED)
    sealer.seal()
    return sealer.sign()


def test_before_anything_is_signed_the_page_says_so_and_there_is_no_checkpoint(client, db):
    assert "Nothing is signed yet" in client.get("/record/").content.decode()
    assert client.get("/record/checkpoint/").status_code == 404


def test_the_public_reads_the_newest_checkpoint_with_its_key(client, signed):
    page = client.get("/record/").content.decode()
    assert notes.verification_key(SEED) in page.replace("&#x2B;", "+")
    downloaded = client.get("/record/checkpoint/").content.decode()
    assert notes.read(downloaded, notes.verification_key(SEED)).size == signed.size


def test_the_program_that_is_downloaded_is_the_one_that_is_tested(client, db):
    with open(verify_record.__file__, "rb") as file:
        assert client.get("/record/program/").content == file.read()


def test_a_member_takes_the_log_with_their_own_rows_in_full_and_it_checks(client_of, cast, signed, tmp_path):
    response = client_of(cast.person["thornbury"]).get("/record/log/")
    (tmp_path / "record.jsonl").write_bytes(b"".join(response.streaming_content))
    (tmp_path / "checkpoint.txt").write_text(Checkpoint.objects.first().note)
    told = [json.loads(line) for line in (tmp_path / "record.jsonl").read_text().splitlines()]
    in_full = [json.loads(line["content"]) for line in told if "content" in line]
    assert {(row["organisation_name"], row["actor_id"]) for row in in_full} == {
        ("Aldermouth Police", cast.person["thornbury"].pk)
    }, "of Owen Tranter of the same organisation there are numbers only"
    key = notes.verification_key(SEED)
    assert verify_record.main(
        [str(tmp_path / "record.jsonl"), "--key", key, "--checkpoint", str(tmp_path / "checkpoint.txt")]
    ) == 0  # fmt: skip


def test_somebody_without_an_organisation_takes_nothing_away(client_of, cast, signed):
    assert client_of(cast.person["calder"]).get("/record/log/").status_code == 403

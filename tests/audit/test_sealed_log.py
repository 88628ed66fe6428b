"""Can anybody rewrite the record without being found out by somebody who kept a checkpoint?

*Source:* bars C2, C3 and C5 of the reference on security; issue "Dare to Share", audit.
"""

import json
import random
import subprocess
import sys
import time
from collections import deque
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from commonground.audit import actions, notes, sealing, verifying
from commonground.audit.commands import COMMANDS
from commonground.audit.models import Checkpoint, Entry, Leaf
from commonground.audit.sealing import Sealer
from commonground.audit.verifier import verify_record
from commonground.groundwork.refusals import Refused
from tests.figures import counts

SEED = bytes(range(32))
KEY = notes.verification_key(SEED)


@pytest.fixture
def sealed(cast):
    """A record of forty deeds, sealed in four goes with a checkpoint after each, and the sealer."""
    sealer = Sealer(SEED)
    for number in range(40):
        actor = cast.actor(("thornbury", "whitlock", "tranter")[number % 3])
        subject = cast.organisation["Marlgate Centre"] if number % 2 else cast.person["tranter"]
        actions.record(f"people:test:{number}", actor=actor, subject=subject, summary=f"Deed {number}")
        if number % 10 == 9:
            sealer.seal()
            sealer.sign()
    return sealer


def test_a_record_that_nobody_touched_is_found_whole(sealed):
    found = verifying.verify(KEY, Checkpoint.objects.first().note)
    assert (found.faults, found.checkpoints) == ([], 4)
    assert found.rows == Leaf.objects.count() == Entry.objects.count()


def test_rows_that_wait_for_nobody_are_sealed_in_the_order_in_which_they_are_found(sealed, cast):
    before = Leaf.objects.count()
    actions.record("people:test:more", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    assert verifying.unsealed().count() == 1
    assert (sealed.seal(), sealed.seal()) == (1, 0)
    assert Leaf.objects.count() == before + 1


def test_a_sealer_goes_on_where_another_ended(sealed, cast):
    other = Sealer(SEED)
    assert other.tree.root() == sealed.tree.root()
    actions.record("people:test:more", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    other.seal()
    actions.record("people:test:again", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    sealed.seal()
    sealed.sign()
    assert verifying.verify(KEY).faults == []


def test_a_long_queue_is_sealed_batch_by_batch_and_what_came_late_between_is_looked_for_after_it(
    sealed, cast, monkeypatch
):
    monkeypatch.setattr(sealing, "A_BATCH", 2)
    who, what = cast.actor("thornbury"), cast.person["tranter"]
    late = actions.record("people:test:late", actor=who, subject=what)
    for _ in range(4):
        actions.record("people:test:done", actor=who, subject=what)
    monkeypatch.setattr(sealed, "_went_on", (time.monotonic(), late.pk))  # as if it was committed after its batch
    assert [sealed.seal() for _ in range(4)] == [2, 2, 0, 1]
    assert Leaf.objects.filter(entry=late.pk).exists()


def test_what_was_committed_very_late_with_a_low_number_is_found_on_the_round_through_what_is_older(
    sealed, cast, monkeypatch
):
    late = actions.record("people:test:late", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    sealed._floors = deque([(time.monotonic() - 3600, late.pk)])
    monkeypatch.setattr(sealing, "A_BATCH", 15)
    sealed._swept = late.pk - 40
    assert [sealed.seal() for _ in range(4)] == [0, 0, 1, 0]
    assert sealed._swept < late.pk, "the next round begins where the record does"


TAMPERS = {
    "a deed": "UPDATE audit_entry SET tag = tag || 'x' WHERE id = {id}",
    "who did it": "UPDATE audit_entry SET actor_id = coalesce(actor_id, 0) + 1 WHERE id = {id}",
    "when": "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = {id}",
    "what it was done to": "UPDATE audit_entry SET subject_id = 'other' WHERE id = {id}",
    "details": "UPDATE audit_entry SET details = '{{\"x\": 1}}' WHERE id = {id}",
    "whether it was refused": "UPDATE audit_entry SET outcome = 'refused' WHERE id = {id}",
    "a name": "UPDATE audit_entry SET actor_name = 'Somebody else' WHERE id = {id}",
    "the name of what it was done to": "UPDATE audit_entry SET subject_name = 'Else' WHERE id = {id}",
    "a phrase": "UPDATE audit_entry SET summary = 'Else' WHERE id = {id}",
    "a row is gone": "DELETE FROM audit_entry WHERE id = {id}",
    "a row and its leaf are gone": "DELETE FROM audit_entry WHERE id = {id}; DELETE FROM audit_leaf WHERE entry = {id}",
    "a leaf": "UPDATE audit_leaf SET hash = (SELECT hash FROM audit_leaf WHERE index = 0) WHERE entry = {id}",
}


@pytest.mark.parametrize("what", TAMPERS)
def test_a_row_that_was_changed_is_named(sealed, what):
    index = 17
    entry = Leaf.objects.get(index=index).entry
    with connection.cursor() as cursor:
        cursor.execute(TAMPERS[what].format(id=entry))
    faults = verifying.verify(KEY).faults
    assert f"ow {index} " in faults[0] or f"row {index} " in faults[0]


def test_an_end_that_was_cut_off_is_found_by_whoever_kept_a_checkpoint(sealed):
    kept = Checkpoint.objects.first().note
    last = Leaf.objects.order_by("-index").values_list("entry", flat=True)[:3]
    Entry.objects.filter(pk__in=list(last)).delete()
    Leaf.objects.filter(entry__in=list(last)).delete()
    Checkpoint.objects.order_by("-size").first().delete()
    assert verifying.verify(KEY).faults == []
    assert "kept elsewhere" in verifying.verify(KEY, kept).faults[0]


def test_a_whole_history_written_anew_is_found_by_whoever_kept_a_checkpoint(sealed):
    kept = Checkpoint.objects.first().note
    Entry.objects.filter(tag="people:test:3").update(tag="people:test:never")
    Leaf.objects.all().delete()
    Checkpoint.objects.all().delete()
    forger = Sealer(SEED)
    while forger.seal():
        continue
    forger.sign()
    assert verifying.verify(KEY).faults == []
    assert verifying.verify(KEY, kept).faults != []


def test_names_can_be_taken_away_and_the_record_still_verifies(sealed, cast, as_application):
    person = cast.person["tranter"]
    with as_application(cast.actor("calder")):
        actions.take_names_away(person_id=person.pk, subjects=[("person", person.ref)])
    assert not Entry.objects.filter(actor_name=person.name).exists()
    assert not Entry.objects.filter(subject_name=person.name).exists()
    assert Entry.objects.filter(actor_id=person.pk).exists()
    assert verifying.verify(KEY, Checkpoint.objects.first().note).faults == []
    Entry.objects.filter(actor_id=person.pk).update(actor_name="Somebody else")
    assert "names" in verifying.verify(KEY).faults[0]


COLUMN = {"audit_entry": "tag", "audit_leaf": "hash", "audit_checkpoint": "note"}
SQL_AGAINST_THE_RECORD = [
    f"{verb} {table}{rest}"
    for table in ("audit_entry", "audit_leaf", "audit_checkpoint")
    for verb, rest in (
        ("DELETE FROM", ""),
        ("TRUNCATE", ""),
        ("ALTER TABLE", " DISABLE TRIGGER ALL"),
        ("DROP TABLE", ""),
        ("UPDATE", f" SET {COLUMN[table]} = {COLUMN[table]}"),
    )
]


@pytest.mark.parametrize("attempt", SQL_AGAINST_THE_RECORD)
def test_the_application_cannot_change_the_record(sealed, cast, as_application, attempt):
    with (
        pytest.raises(DatabaseError, match=r"denied|must be owner"),
        as_application(cast.actor("thornbury")),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)


def test_a_note_is_believed_from_its_own_key_alone():
    said = notes.Checkpoint(notes.origin_of(SEED), 3, bytes(32), "2026-11-22T00:00:00Z")
    note = notes.sign(said, SEED)
    assert notes.read(note, KEY) == said
    other = notes.verification_key(bytes(32))
    for key, changed in ((other, note), (KEY, note.replace("\n3\n", "\n4\n")), (KEY, "nothing"), ("no key", note)):
        with pytest.raises(ValueError):
            notes.read(changed, key)


def export_to(folder: Path, organisation: int | None = None) -> list[str]:
    """Write record, checkpoints and key as a partner gets them, and give the program's arguments."""
    (folder / "record.jsonl").write_text("\n".join(verifying.exported(organisation)) + "\n")
    arguments = [str(folder / "record.jsonl"), "--key", KEY]
    for checkpoint in Checkpoint.objects.all():
        file = folder / f"checkpoint-{checkpoint.size}.txt"
        file.write_text(checkpoint.note)
        arguments += ["--checkpoint", str(file)]
    return arguments


def test_a_partner_checks_the_record_with_one_file_that_knows_nothing_of_the_site(sealed, tmp_path):
    arguments = export_to(tmp_path)
    program = tmp_path / "verify_record.py"
    program.write_bytes(Path(verify_record.__file__).read_bytes())
    assert len(program.read_text().splitlines()) < 200
    run = subprocess.run([sys.executable, "-I", str(program), *arguments], capture_output=True, text=True, check=False)
    assert (run.returncode, "nothing was changed" in run.stdout) == (0, True)


def test_a_partner_who_gets_only_their_own_rows_can_still_check_the_whole(sealed, tmp_path, cast, capsys):
    own = cast.organisation["Marlgate Centre"].pk
    arguments = export_to(tmp_path, own)
    text = (tmp_path / "record.jsonl").read_text()
    assert "Marlgate" in text and "Maya Thornbury" not in text
    assert verify_record.main(arguments) == 0


def test_every_tamper_is_found_by_the_program_that_stands_alone(sealed, tmp_path, figure):
    arguments = export_to(tmp_path)
    record = tmp_path / "record.jsonl"
    clean = record.read_text().splitlines()
    chance, tried, missed, unnamed = random.Random(20), counts(300, 10_000), 0, 0
    points = {int(Path(name).stem.split("-")[1]): name for name in arguments if "checkpoint-" in name}
    roots = dict(verify_record.read_note(Path(name).read_text(), KEY) for name in points.values())
    for _ in range(tried):
        lines, index = tampered(clean, chance)
        try:
            _, faults = verify_record.check(lines, roots)
        except verify_record.Unreadable:
            faults = ["unreadable"]
        missed += not faults
        unnamed += bool(faults) and not names(faults[0], index)
    figure(f"tampers of {tried} that the stand-alone verifier missed", missed, bar="0")
    assert (missed, unnamed) == (0, 0)
    for _ in range(counts(20, 1_000)):
        assert verify_record.check(clean, roots)[1] == []


def names(fault: str, index: int) -> bool:
    """Whether a fault names the row, or a span that holds it, or says that the end is cut off or unreadable."""
    if "to" in fault.split() and "from" in fault.split():
        words = fault.split()
        return int(words[words.index("from") + 1]) <= index <= int(words[words.index("to") + 1])
    return f"row {index} " in fault or "cut off" in fault or fault == "unreadable" or "line" in fault


def tampered(clean: list[str], chance: random.Random) -> tuple[list[str], int]:
    """Change a record in one of the ways in which it could be changed, and tell at which row."""
    lines, index = list(clean), chance.randrange(len(clean) - 1)
    way = chance.choice(["bit", "rehash", "delete", "insert", "swap", "cut", "name"])
    row = json.loads(lines[index])
    if way in {"bit", "rehash"}:
        content = bytearray(row["content"].encode())
        where = chance.randrange(len(content))
        content[where] = chance.choice([c for c in b"abcdefgh0123456789" if c != content[where]])
        row["content"] = content.decode()
        if way == "rehash":
            row["hash"] = verify_record.sha256(b"\x00" + bytes(content)).hexdigest()
            row.pop("actor", None), row.pop("subject", None)
    elif way == "name" and "actor" in row:
        row["actor"]["names"] = ["Somebody else"]
    elif way == "delete":
        return lines[:index] + renumbered(lines[index + 1 :], index), index
    elif way == "insert":
        return lines[:index] + renumbered([clean[-1], *lines[index:]], index), index
    elif way == "swap" and lines[index] != lines[index + 1]:
        return lines[:index] + renumbered([lines[index + 1], lines[index]], index) + lines[index + 2 :], index
    else:
        return lines[: chance.randrange(len(clean))], index
    lines[index] = json.dumps(row, sort_keys=True)
    return lines, index


def renumbered(lines: list[str], start: int) -> list[str]:
    """Give rows the numbers that a forger would give them."""
    return [json.dumps(json.loads(line) | {"index": start + n}, sort_keys=True) for n, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("file", "text"),
    [("record.jsonl", "no json"), ("record.jsonl", "{}"), ("checkpoint-x.txt", "nothing"), ("missing", None)],
)
def test_what_cannot_be_read_is_said_in_one_line(sealed, tmp_path, capsys, file, text):
    arguments = export_to(tmp_path)
    if text is None:
        arguments[0] = str(tmp_path / file)
    elif file.startswith("checkpoint"):
        (tmp_path / file).write_text(text)
        arguments += ["--checkpoint", str(tmp_path / file)]
    else:
        (tmp_path / file).write_text(text)
    assert verify_record.main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_commands_seal_check_export_and_print(cast, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path))
    (tmp_path / "audit-key").write_text("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    actions.record("people:test:done", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    run = {command.verb: command.run for command in COMMANDS}
    with pytest.raises(Refused):
        run["checkpoint"](None)
    sealer = Sealer(SEED)
    sealer.seal()
    sealer.sign()
    assert run["key"](None) == 0 and KEY in capsys.readouterr().out
    assert run["checkpoint"](None) == 0 and notes.read(capsys.readouterr().out, KEY).size == sealer.tree.size


def test_sealing_and_checking_keep_up_with_a_busy_day(cast, figure):
    rows, example = (
        counts(5_000, 1_000_000),
        actions.record(
            "people:test:done", actor=cast.actor("thornbury"), subject=cast.person["tranter"], summary="Done"
        ),
    )
    with connection.cursor() as cursor:
        names = [field.column for field in Entry._meta.concrete_fields if field.column != "id"]
        cursor.execute(
            f"INSERT INTO audit_entry ({', '.join(names)}) SELECT {', '.join(names)} FROM audit_entry,"
            " generate_series(1, %s) WHERE id = %s",
            [rows, example.pk],
        )
    sealer, began = Sealer(SEED), time.monotonic()
    while sealer.seal():
        continue
    sealed = time.monotonic()
    sealer.sign()
    assert verifying.verify(KEY).rows == Leaf.objects.count() > rows
    figure("rows of the record sealed in a second", int(rows / (sealed - began)), bar="at least 200")
    figure("seconds to verify a million rows", 1e6 / rows * (time.monotonic() - sealed), bar="at most 30")


def test_rows_from_before_names_were_sealed_get_what_stands_for_theirs(cast):
    old = actions.record("people:test:old", actor=cast.actor("thornbury"), subject=cast.person["tranter"])
    Entry.objects.all().update(actor_salt=None, actor_commitment="", subject_salt=None, subject_commitment="")
    migration = import_module("commonground.audit.migrations.0003_names_of_earlier_rows")
    migration.commit_to_names(apps, None)
    sealer = Sealer(SEED)
    sealer.seal()
    assert verifying.verify(KEY).faults == []
    Entry.objects.filter(pk=old.pk).update(actor_name="Somebody else")
    assert len(verifying.verify(KEY).faults) == 1

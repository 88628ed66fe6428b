"""Can any file that somebody sends or brings in break the site, get in by half, or fill its memory?

Every form that takes a file and every command that reads one gets the same corpus: what it does with each is to take it
whole, or to refuse it with a sentence and to have changed nothing.

*Source:* bar B2 of reference/security.md; ASVS 5.0 V5.2; R159, R187, R213.
"""

import io
import json
from argparse import ArgumentParser
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from commonground.groundwork.refusals import Refused
from commonground.outcomes.adapters.street_files import HEADER
from commonground.people.adapters.organisations_csv import write_file
from commonground.people.models import Letter, Logo, Organisation
from commonground.places.models import Area, Postcode
from commonground.projects.models import Answer
from commonground.projects.models.backing import BackingFile
from commonground.sharing.models import Attachment
from commonground.website import cli
from tests.figures import share
from tests.outcomes import made as crimes
from tests.places.world import feature, square
from tests.security.filling import fill
from tests.security.hostile_imports import corpus
from tests.sharing import hostile_files
from tests.sharing.hostile import hostile
from tests.sharing.town import town_of
from tests.website import addresses

WANTED = 300
MEMORY = 256  # MB
OUTLINE = json.dumps({"type": "FeatureCollection", "features": [feature("W1", "North", square(1.55, 53.22, 0.05))]})
MESSAGE = b"From: Ravi Holt <ravi@example.org>\nSubject: Joining\nContent-Type: text/plain\n\nHow do I join?\n"


def peak():
    """Give the most memory that this process has held since `begin_peak`, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return {name: int(value.split()[0]) // 1024 for name, _, value in (one.partition(":\t") for one in lines)
            if name in {"VmHWM", "VmRSS"}}  # fmt: skip


def begin_peak():
    """Forget how much memory was held at most until now; gives how much is held."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak()["VmRSS"]


def attachments(cast, client_of):
    """The file of a version."""
    item = town_of(cast).three_versions()
    path = reverse("sharing:attach", args=[item.public_id, item.renditions.first().public_id])
    return client_of(cast.person["thornbury"]), path, {"caption": "A lorry"}, Attachment, hostile_files.drawing()


def evidence(cast, client_of):
    """The evidence of senior backing."""
    here = cast.alive()
    fill(cast.actor("thornbury"), here)
    path = reverse("projects:backing_file_keep", args=[here.public_id, _backing(here).public_id])
    return client_of(cast.person["thornbury"]), path, {"caption": "A letter"}, BackingFile, hostile_files.document()


def _backing(here):
    return Answer.objects.filter(collaboration=here, part="backing", removed_at__isnull=True).first()


def logo_of_an_organisation(cast, client_of):
    """The logo of an organisation."""
    path = reverse("people:logo_of_organisation", args=[cast.organisation["Aldermouth Police"].public_id])
    return client_of(cast.person["thornbury"]), path, LOGO, Logo, hostile_files.drawing(40, 40)


def logo_of_a_programme(cast, client_of):
    """The logo of a programme."""
    path = reverse("people:logo_of_programme", args=[cast.programme.public_id])
    return client_of(cast.person["calder"]), path, LOGO, Logo, hostile_files.drawing(40, 40)


def outline(cast, client_of):
    """The outline of a shape."""
    path = reverse("places:draw", args=[cast.area.public_id])
    one = json.loads(OUTLINE)["features"][0]
    return client_of(cast.person["thornbury"]), path, {"name": "The mile"}, Area, json.dumps(one).encode()


LOGO = {"words": "A white gate", "consent": "on"}
FORMS = (attachments, evidence, logo_of_an_organisation, logo_of_a_programme, outline)


@pytest.mark.parametrize("way", FORMS, ids=lambda way: way.__name__)
def test_every_file_that_is_sent_is_taken_whole_or_refused_with_a_sentence(cast, client_of, figure, way):
    browser, path, typed, kept, good = way(cast, client_of)
    before, done = kept.objects.count(), {"taken": 0, "refused": 0}
    held = begin_peak()
    text = good if good.isascii() else b"Hour,Street\n22,Castle Parade\n"
    for name, content in [("good", good), *share(list(corpus(text, WANTED)), FORMS.index(way), 14)]:
        with transaction.atomic():
            file = SimpleUploadedFile(f"../../{name[:40]}.png\r\nX: y", content, content_type="text/html")
            answer = browser.post(path, {**typed, "file": file})
            taken = kept.objects.count() - before
            assert (answer.status_code, taken) in {(302, 1), (200, 0)}, (name, answer.status_code, taken)
            assert taken or b"There is a problem" in answer.content or b"error" in answer.content, name
            assert taken or name != "good"
            done["taken" if taken else "refused"] += 1
            transaction.set_rollback(True)
    used = peak()["VmHWM"] - held
    figure(
        f"hostile files sent as {way.__name__}", f"{done['taken']} taken, {done['refused']} refused", bar="at least 300"
    )
    figure(f"MB of memory beside what was held, as {way.__name__}", used, bar=f"less than {MEMORY}")
    assert used < MEMORY


def organisations(tmp_path, cast):
    """The spreadsheet of organisations."""
    write_file(tmp_path / "good.csv", list(Organisation.objects.order_by("pk")[:4]))
    good = (tmp_path / "good.csv").read_bytes().replace(b"Aldermouth Police", b"Elsewhere Police")
    return "people", ["organisations", "--import"], good, Organisation


def boundaries(tmp_path, cast):
    """A layer of boundaries."""
    words = ["import", "--code", "code", "--name", "name", "--kind", "ward"]
    return "places", words, OUTLINE.encode(), Area


def postcodes(tmp_path, cast):
    """Postcodes with their areas."""
    Area.objects.create(code="E01000001", name="Elsewhere 001A", kind="lsoa")
    return "places", ["postcodes"], b"pcds,lsoa21cd\nAL1 1AA,E01000001\nAL1 1AB,E01000001\n", Postcode


def street_crime(tmp_path, cast):
    """Recorded crimes of a month."""
    good = "\n".join([HEADER, crimes.row(), crimes.row(), ""]).encode()
    return "outcomes", ["import", "--force", "testshire"], good, Organisation


def own_logs(tmp_path, cast):
    """A log that members keep themselves."""
    good = b"when,x,y,what\n2018-06-01,-0.1,51.5,theft\n2018-06-02,-0.1,51.5,theft\n"
    columns = ["date=when", "longitude=x", "latitude=y", "crime_type=what"]
    return "outcomes", ["import", "--force", "own", "--columns", *columns, "--"], good, Organisation


def studies(tmp_path, cast):
    """A study file."""
    return "outcomes", ["evaluate"], b'{"name": "x", "treated": {"codes": ["E01"]}}\n', Organisation


def worlds(tmp_path, cast):
    """A world to be replayed."""
    return "sharing", ["replay"], json.dumps(hostile(1)).encode(), Organisation


def mail(tmp_path, cast):
    """A message that a mail server hands over."""
    return "people", ["take-mail"], MESSAGE, Letter


COMMANDS = (organisations, boundaries, postcodes, street_crime, own_logs, studies, worlds, mail)


def run(package, words):
    """Type a command in this process; a refusal is what the shell says in one line."""
    options = cli._parser(package).parse_args([package, *words])
    try:
        return options.command.run(options), ""
    except Refused as refusal:
        return 2, refusal.reason


@pytest.mark.parametrize("way", COMMANDS, ids=lambda way: way.__name__)
def test_every_file_that_is_brought_in_is_taken_whole_or_refused_in_a_line(
    cast, tmp_path, monkeypatch, capsys, figure, way
):
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    package, words, good, kept = way(tmp_path, cast)
    path, before, done = tmp_path / "2018-06-testshire-street.csv", kept.objects.count(), {"taken": 0, "refused": 0}
    held = begin_peak()
    for name, content in share(list(corpus(good, WANTED)), COMMANDS.index(way), 14):
        path.write_bytes(content)
        if way is mail:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        with transaction.atomic():
            status, reason = run(package, [*words, *([] if way is mail else [str(path)])])
            said = capsys.readouterr()
            assert status in {0, 2}, (name, status)
            assert "Traceback" not in said.err + said.out and "\n" not in reason, name
            assert status == 0 or reason or said.err or said.out, name
            assert status == 0 or kept.objects.count() == before, f"{name}: something of it got in"
            assert name != "as it should be" or status == 0 or way is studies, said.err + reason
            done["refused" if status else "taken"] += 1
            transaction.set_rollback(True)
    used = peak()["VmHWM"] - held
    figure(f"hostile files brought in as {way.__name__}", f"{done['taken']} taken, {done['refused']} refused",
           bar="at least 300")  # fmt: skip
    figure(f"MB of memory beside what was held, as {way.__name__}", used, bar=f"less than {MEMORY}")
    assert used < MEMORY


def test_every_form_with_a_file_and_every_command_with_one_is_among_them():
    """Whoever adds an upload or an import adds it to the corpus."""
    assert list(addresses.patterns()), "so that all pages, and with them their forms, are read"
    fields = {each.__qualname__ for each in _all(forms.Form) if any(
        isinstance(one, forms.FileField) for one in getattr(each, "base_fields", {}).values())}  # fmt: skip
    assert fields == {"FileForm", "EvidenceForm", "AttachmentForm", "LogoForm", "ShapeForm", "EveryField"}, fields
    asks = set()
    for package, module in cli.groups().items():
        for command in cli.commands_in(module):
            parser = ArgumentParser()
            command.add_arguments(parser)
            reads = [one for one in parser._actions if one.type is Path]
            asks |= {f"{package} {command.verb} {one.dest}" for one in reads}
    written = {"audit export file", "people organisations target"}
    read = {"people organisations source", "places import file", "places postcodes file", "outcomes import paths",
            "outcomes evaluate study", "sharing replay world"}  # fmt: skip
    assert asks - written - read <= {"audit verify checkpoint"}, asks


def _all(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _all(each)

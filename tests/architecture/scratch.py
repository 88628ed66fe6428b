"""What does a small house look like that keeps every rule? Stub packages in a folder of their own, to be broken.

The contracts are the product's own text; only the list of room packages is that of the stubs.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture import deeds, house, purity, sizes, source, templates, voice

DOCSTRING = '"""What is this? A stub.\n\n*Source:* R1.\n"""\n'
WITH_ROOMS = ("consultations", "outcomes", "people", "places", "projects", "registers", "sharing")
LINT = """
import sys
from importlinter.cli import lint_imports_command
sys.argv = ["lint-imports", "--no-cache", "--no-logo"]
lint_imports_command()
"""
RELATIONS = """
import sys, django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=[f"commonground.{name}" for name in sys.argv[1:]], DEFAULT_AUTO_FIELD="django.db.models.AutoField"
)
django.setup()
from django.apps import apps
from tests.architecture.relations import upward
print("\\n".join(upward(apps.get_models())))
"""
MODEL = "from django.db import models\n\n\nclass {name}(models.Model):\n    {field}\n"
TEXT_FIELD = "words = models.TextField()"
_KNOWN: dict[tuple[str, str], set[str]] = {}
FILES = {
    "people/models.py": DOCSTRING + MODEL.format(name="Person", field=TEXT_FIELD),
    "people/queries.py": DOCSTRING + "from commonground.people import models\n",
    "projects/rules/__init__.py": DOCSTRING,
    "projects/rules/steps.py": DOCSTRING,
    "projects/rules/guide.py": DOCSTRING + "from commonground.projects.rules import steps\n",
    "projects/permissions.py": DOCSTRING + "from commonground.projects.rules import guide\n",
    "projects/models.py": DOCSTRING
    + MODEL.format(name="Project", field='leader = models.ForeignKey("people.Person", models.PROTECT)'),
    "projects/queries.py": DOCSTRING
    + "from commonground.people import queries\nfrom commonground.projects import models\n",
    "projects/actions.py": DOCSTRING + "from commonground.projects import queries\n",
    "projects/forms.py": DOCSTRING,
    "projects/views.py": DOCSTRING + "from commonground.projects import actions, forms\n",
    "projects/urls.py": DOCSTRING + "from commonground.projects import views\n",
    "projects/templates/projects/page.html": '{% extends "pages/base.html" %}{% load i18n %}{% translate "Words" %}',
    "pages/templates/pages/base.html": "<title>Common Ground</title>{% block main %}{% endblock %}",
    "registers/forms.py": DOCSTRING,
    "registers/queries.py": DOCSTRING,
    "consultations/queries.py": DOCSTRING,
    "sharing/queries.py": DOCSTRING,
    "website/settings.py": DOCSTRING,
}


def build(folder: Path) -> Path:
    """Build the stub packages with the product's contracts in a folder, and give the folder of the packages."""
    packages = folder / "commonground"
    for name in ("", *house.heights()):
        write(packages / name / "__init__.py", DOCSTRING)
    for name, text in FILES.items():
        write(packages / name, text)
    containers = ", ".join(f'"commonground.{name}"' for name in WITH_ROOMS)
    configuration = (house.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rooms_of_stubs = re.sub(r'containers = \["commonground\.[^]]*\]', f"containers = [{containers}]", configuration)
    write(folder / "pyproject.toml", rooms_of_stubs)
    return packages


def write(path: Path, text: str) -> None:
    """Write one file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def broken(packages: Path) -> set[str]:
    """Run everything that guards the house on the stubs, and name what complains."""
    checks: dict[str, list[str]] = {
        "lengths": sizes.too_long(packages),
        "docstrings": source.undescribed(packages),
        "signals": source.signals(packages),
        "addresses": source.scattered_urls(packages),
        "templates": templates.borrowed_from_above(packages),
        "translation": templates.unmarked_words(packages),
        "voice": voice.out_of_voice(packages),
        "actions": deeds.actions_out_of_form(packages),
        "queries": deeds.queries_that_write(packages),
    }
    return {name for name, complaints in checks.items() if complaints} | _broken_in_processes(packages)


def _broken_in_processes(packages: Path) -> set[str]:
    """Run the guards that need a process of their own, once for each state of what they look at."""
    guards = {"*.py": _broken_by_imports, "models.py": _broken_by_tables}
    found: set[str] = set()
    for pattern, guard in guards.items():
        text = "".join(f"{path.relative_to(packages)}{path.read_text()}" for path in sorted(packages.rglob(pattern)))
        if (pattern, text) not in _KNOWN:
            _KNOWN[pattern, text] = guard(packages)
        found |= _KNOWN[pattern, text]
    return found


def _broken_by_imports(packages: Path) -> set[str]:
    return broken_contracts(packages) | ({"fresh process"} if purity.loads_django(packages) else set())


def _broken_by_tables(packages: Path) -> set[str]:
    return {"relations"} if relations_upward(packages) else set()


def broken_contracts(packages: Path) -> set[str]:
    """Run import-linter on the stubs, and give the first word of each contract that is broken."""
    output = _run(LINT, packages).stdout
    if "Contracts:" not in output:
        raise AssertionError(output)
    return {line.split(":")[0].split()[0] for line in output.splitlines() if line.endswith(" BROKEN")}


def relations_upward(packages: Path) -> list[str]:
    """Load the stubs' models in a process of their own, and name the relations that point upwards."""
    run = _run(RELATIONS, packages, *house.room_packages(packages))
    if run.returncode:
        raise AssertionError(run.stderr)
    return run.stdout.split("\n")[:-1] if run.stdout.strip() else []


def _run(program: str, packages: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=packages.parent,
        env={**os.environ, "PYTHONPATH": f"{packages.parent}{os.pathsep}{house.ROOT}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

"""Would the house notice? Each rule is broken once, on stub packages, and exactly its own guard complains.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import pytest

from tests.architecture import house, scratch

STUB = scratch.DOCSTRING
# What is done wrong, in which file, with which text in place of the stub's, and who complains.
VIOLATIONS = {
    "a register knows a project": (
        "registers/queries.py", "from commonground.projects import models\n", {"Floors"},
    ),
    "sharing knows consultations, hidden in a function": (
        "sharing/queries.py", "def _f():\n    from commonground.consultations import queries\n", {"Floors"},
    ),
    "a package that nobody declared": ("utils/__init__.py", "", {"Floors"}),
    "a file that nobody declared": ("projects/helpers.py", "", {"Rooms"}),
    "queries call actions": ("people/queries.py", "from commonground.people import views\n", {"Rooms"}),
    "rules import Django": (
        "people/rules.py", "from django.db.models import Q as _Q\n", {"Pure", "fresh process"},
    ),
    "rules import Django for types only": (
        "people/rules.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import django\n", {"Pure"},
    ),
    "rules load Django by name": (
        "people/rules.py", "import importlib\nimportlib.import_module('django')\n", {"fresh process"},
    ),
    "permissions ask the database": (
        "projects/permissions.py", "from commonground.registers import queries\n", {"Pure"},
    ),
    "permissions ask the database through rules": (
        "projects/rules/guide.py", "from commonground.registers import queries\n", {"Pure"},
    ),
    "an action uses another package's form": (
        "projects/actions.py", "from commonground.registers import forms\n", {"Doors"},
    ),
    "a view uses another package's view": (
        "projects/views.py", "from commonground.people import views\n", {"Doors"},
    ),
    "a form asks the database": ("projects/forms.py", "from commonground.registers import queries\n", {"Forms"}),
    "two files import each other": (
        "projects/rules/steps.py", "from commonground.projects.rules import guide\n", {"No"},
    ),
    "a person points to a project by a string": (
        "people/models.py",
        scratch.MODEL.format(name="Person", field='favourite = models.ForeignKey("projects.Project", models.PROTECT)'),
        {"relations"},
    ),
    "a function of 41 lines": ("projects/actions.py", "def _long():\n" + "    x = 1\n" * 40, {"lengths"}),
    "a view of 26 lines": (
        "projects/views.py", "def long():\n" + "    x = 1\n" * 25, {"lengths"},
    ),
    "a file of 401 lines": ("projects/actions.py", "\n" * 397, {"lengths"}),
    "settings of 201 lines": ("website/settings.py", "\n" * 197, {"lengths"}),
    "a signal is heard": ("projects/actions.py", "from allauth.account.signals import user_logged_in\n", {"signals"}),
    "a package includes another one's addresses": (
        "projects/urls.py", "from django.urls import include\n\nX = include('allauth.urls')\n", {"addresses"},
    ),
    "a public function says nothing": ("projects/actions.py", "def propose():\n    return 1\n", {"docstrings"}),
    "a person's view draws a project's page": (
        "people/views.py", 'def show(render):\n    return render("projects/page.html")\n', {"templates"},
    ),
    "a view draws a page that nobody has": (
        "projects/views.py", 'def show(render):\n    return render("projects/nothing.html")\n', {"templates"},
    ),
    "an action that may be half done": (
        "projects/actions.py", 'def stop(*, actor):\n    """Stop it."""\n', {"actions"},
    ),
    "an action of nobody": (
        "projects/actions.py",
        'from django.db import transaction\n\n\n@transaction.atomic\ndef stop(project):\n    """Stop it."""\n',
        {"actions"},
    ),
    "a query writes": (
        "projects/queries.py", 'def project(rows):\n    """Give one."""\n    return rows.create()\n', {"queries"},
    ),
    "an action begs": (
        "projects/actions.py", "_ = str\nWORDS = _('Please try again.')\n", {"voice"},
    ),
}  # fmt: skip
TEMPLATES = {
    "a person's page borrows a project's": ('{% extends "projects/page.html" %}', {"templates"}),
    "a page borrows what nobody has": ('{% include "pages/nothing.html" %}', {"templates"}),
    "a page includes what a variable names": ("{% include part %}", {"templates"}),
    "a page loads tags that nobody has": ("{% load nothing %}", {"templates"}),
    "a page shows words that no translator sees": ("<p>Words for the eye</p>", {"translation"}),
    "a page reads out words that no translator sees": ('<img alt="Words for the ear">', {"translation"}),
    "a page hands words to a tag": ('{% include "pages/base.html" with title="Raw words" %}', {"translation"}),
    "a page shouts": ('{% load i18n %}{% translate "It is done!" %}', {"voice"}),
}


@pytest.fixture
def packages(tmp_path):
    return scratch.build(tmp_path)


def test_the_stubs_keep_every_rule(packages):
    assert scratch.broken(packages) == set()


@pytest.mark.parametrize(("file", "text", "guards"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_each_violation_is_noticed_by_its_own_guard(packages, file, text, guards):
    scratch.write(packages / "people/views.py", STUB)
    scratch.write(packages / file, STUB + text)

    assert scratch.broken(packages) == guards


@pytest.mark.parametrize(("text", "guards"), TEMPLATES.values(), ids=TEMPLATES)
def test_each_fault_of_a_template_is_noticed_by_its_own_guard(packages, text, guards):
    scratch.write(packages / "people/templates/people/page.html", text)

    assert scratch.broken(packages) == guards


@pytest.mark.parametrize(("file", "text"), [("people/rules.py", "X = 1\n"), ("people/page.py", "X = 1\n")])
def test_a_module_without_its_paragraph_or_source_is_noticed(packages, file, text):
    scratch.write(packages / file, text)
    undescribed = "docstrings" in scratch.broken(packages)

    scratch.write(packages / file, '"""What is it? Something."""\n' + text)

    assert undescribed
    assert "docstrings" in scratch.broken(packages)


def test_a_room_package_that_the_contract_forgets_is_noticed(packages):
    declared = {
        name.removeprefix("commonground.") for name in house.contract(house.ROOMS, packages.parent)["containers"]
    }
    scratch.write(packages / "messaging/rules.py", STUB)

    assert declared == set(scratch.WITH_ROOMS)
    assert set(house.room_packages(packages)) - declared >= {"messaging"}

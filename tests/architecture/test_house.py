"""Does the product keep to its own plan?

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import subprocess
import sys

import pytest
from django.apps import apps
from django.template.loader import get_template

from tests.architecture import deeds, exceptions, house, purity, relations, sizes, source, templates, voice


def test_every_import_contract_is_kept():
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-logo",
        ],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_every_folder_with_rooms_is_in_the_contract_of_rooms():
    declared = {name.removeprefix("commonground.") for name in house.contract(house.ROOMS)["containers"]}

    assert declared == set(house.room_packages(house.PACKAGES))


def test_every_relation_points_to_the_same_or_a_lower_floor():
    assert relations.upward(apps.get_models()) == []


def test_rules_and_permissions_work_without_django():
    assert purity.loads_django(house.PACKAGES) == []


def test_nothing_is_longer_than_it_may_be():
    assert sizes.too_long(house.PACKAGES) == []


def test_at_most_five_lengths_are_excepted_each_still_needed_and_with_its_reason():
    assert len(exceptions.SIZES) <= 5
    assert all(reason for _, reason in exceptions.SIZES.values())
    assert all(exceptions.SIGNALS.values())
    assert sizes.idle_exceptions(house.PACKAGES) == []


def test_every_module_and_public_function_says_what_it_is_for():
    assert source.undescribed(house.PACKAGES) == []


def test_every_action_is_one_transaction_with_its_actor_named():
    assert deeds.actions_out_of_form(house.PACKAGES) == []


def test_queries_write_nothing():
    assert deeds.queries_that_write(house.PACKAGES) == []


def test_there_are_no_signals():
    assert source.signals(house.PACKAGES) == []


def test_addresses_are_gathered_in_the_website_only():
    assert source.scattered_urls(house.PACKAGES) == []


def test_templates_borrow_only_from_their_own_and_lower_packages():
    assert templates.borrowed_from_above(house.PACKAGES) == []


def test_every_word_of_a_template_is_marked_for_translation():
    assert templates.unmarked_words(house.PACKAGES) == []


def test_no_sentence_begs_blames_or_shouts():
    assert voice.out_of_voice(house.PACKAGES) == []


@pytest.mark.parametrize(
    "path", templates.files(house.PACKAGES), ids=lambda p: p.relative_to(house.PACKAGES).as_posix()
)
def test_every_template_can_be_read_by_django(path):
    get_template(path.as_posix().split("/templates/", 1)[1])

"""Is the requirement matrix read by everybody, changed by an administrator alone, and never without the police?

*Source:* R94-R97.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from commonground.audit.models import Entry
from commonground.groundwork.matrix import CELLS, Risk, TakingPart, defaults, read_cell
from commonground.groundwork.refusals import NotAllowed, Stale
from commonground.pages.matrix import slug
from commonground.people.actions import matrix as doing
from commonground.people.queries import matrix

PATROLS = read_cell("criminal/ongoing/active")


def changed(cast, cell=PATROLS, version=0, **values):
    """Let the keeper of the installation change one line."""
    from dataclasses import replace

    profile = replace(matrix.table_of(cast.programme)[cell], **values)
    doing.change_line(actor=cast.actor("calder"), programme=cast.programme, cell=cell, profile=profile, version=version)


def test_without_a_line_of_its_own_an_installation_has_our_table(cast):
    assert matrix.table_of(cast.programme) == defaults()
    assert matrix.own_cells(cast.programme) == frozenset()


def test_an_administrator_changes_one_line_and_the_other_26_stay_ours(cast):
    changed(cast, review=timedelta(days=90), taking_part=TakingPart.NAMED)

    table = matrix.table_of(cast.programme)
    assert table[PATROLS].review == timedelta(days=90)
    assert table[PATROLS].taking_part is TakingPart.NAMED
    assert {cell for cell in CELLS if table[cell] != defaults()[cell]} == {PATROLS}
    assert Entry.objects.filter(tag="people:matrix:changed").count() == 1


def test_a_line_goes_back_to_ours_and_its_history_stays(cast):
    changed(cast, review=timedelta(days=90))
    doing.back_to_ours(actor=cast.actor("calder"), programme=cast.programme, cell=PATROLS, version=1)

    assert matrix.table_of(cast.programme) == defaults()
    assert [bool(line.line) for line in matrix.lines_of(cast.programme, PATROLS)] == [False, True]


def test_of_two_administrators_who_write_at_once_the_second_is_shown_the_first_ones_line(cast):
    changed(cast, review=timedelta(days=90))

    with pytest.raises(Stale) as lost:
        changed(cast, review=timedelta(days=60))

    assert (lost.value.theirs["review"], lost.value.version) == (90, 1)


def test_nobody_but_an_administrator_changes_the_matrix(cast):
    with pytest.raises(NotAllowed):
        doing.back_to_ours(actor=cast.actor("thornbury"), programme=cast.programme, cell=PATROLS, version=0)


def test_everybody_reads_all_27_cells_and_that_the_defaults_are_ours(client, cast):
    words = client.get(reverse("people:matrix")).content.decode()

    assert all(reverse("people:matrix_cell", args=[slug(cell)]) in words for cell in CELLS)
    assert "These defaults are ours, not the strategy" in words
    assert words.count('scope="row"') == 9


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell.risk is Risk.TERRORIST], ids=str)
def test_each_of_the_nine_cells_of_a_terrorist_threat_shows_the_ways_to_the_police_before_anything_else(
    client, cast, cell
):
    for path in (reverse("people:matrix_cell", args=[slug(cell)]), f"{reverse('people:matrix')}?{asked(cell)}"):
        words = client.get(path).content.decode()
        first = words.index("A terrorist threat goes to the police first")
        assert first < words.index("How partners reach each other")
        assert words.index("tel:999") < words.index("tel:0800789321") < words.index("https://www.gov.uk/ACT")


def asked(cell):
    """Write the three answers that give a cell as they stand in an address."""
    return f"risk={cell.risk}&timeliness={cell.timeliness}&participation={cell.participation}"


def test_a_cell_that_does_not_exist_is_not_found(client, cast):
    assert client.get(reverse("people:matrix_cell", args=["criminal-soon-active"])).status_code == 404


def test_the_keeper_changes_a_line_on_its_page_and_reads_when_it_was_changed(client_of, cast):
    browser, address = client_of(cast.person["calder"]), reverse("people:matrix_change", args=[slug(PATROLS)])
    form = browser.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"review": "", "version": "0"}

    refused = browser.post(address, typed)
    assert "Enter the days until somebody looks at it again" in refused.content.decode()

    read = browser.post(address, typed | {"review": "45"}, follow=True).content.decode()
    assert "45 days" in read and "this installation’s own" in read and "Changed on" in read

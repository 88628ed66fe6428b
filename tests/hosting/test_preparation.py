"""Is everything so before the site starts, is nothing done twice, and is it said plainly when it cannot be?

*Source:* settled questions, "Running it"; reference on security, section 0.
"""

import stat
from pathlib import Path

import psycopg
import pytest

from commonground.hosting import preparation, roles
from commonground.hosting.postgres import Server
from commonground.hosting.preparation import Installation
from commonground.hosting.state import CannotRun


@pytest.fixture
def here(server: Server) -> Installation:
    """An installation on the shared server, whose database is made anew."""
    with psycopg.connect(server.address("postgres", "postgres"), autocommit=True) as administrator:
        administrator.execute("DROP DATABASE common_ground WITH (FORCE)")
        administrator.execute("CREATE DATABASE common_ground OWNER cg_owner TEMPLATE template0")
    (server.home / "prepared.json").unlink(missing_ok=True)
    return Installation(server.home, server.addresses.owner, server.addresses.app)


def test_the_secret_key_is_random_kept_and_for_its_owner_only(tmp_path: Path) -> None:
    path = preparation.make_secret_key(tmp_path)
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first) > 60

    path.chmod(0o644)
    preparation.make_secret_key(tmp_path)
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    (tmp_path / "another").mkdir()
    assert preparation.make_secret_key(tmp_path / "another").read_text() != first


def test_the_site_never_learns_the_owners_address(here: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", here.owner)
    monkeypatch.setenv("COMMONGROUND_AS", "owner")
    children = here.environment(PORT="8000")
    assert children["DATABASE_URL"] == here.app
    assert not {"DATABASE_OWNER_URL", "COMMONGROUND_AS"} & set(children)
    assert here.owner not in children.values()
    assert here.environment(as_owner=True)["DATABASE_OWNER_URL"] == here.owner


@pytest.mark.slow
def test_tables_are_made_once_and_the_sites_role_gets_its_rights(here: Installation) -> None:
    preparation.migrate(here)
    with preparation.connected(here.app) as site:
        roles.refuse_unless_safe(site)
        assert site.execute("SELECT count(*) FROM audit_entry").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            site.execute("DELETE FROM audit_entry")

    preparation.migrate(Installation(here.home, "", here.app))  # nothing is left: no owner is needed


@pytest.mark.slow
def test_tables_that_are_not_up_to_date_are_refused_when_nobody_may_change_them(here: Installation) -> None:
    with pytest.raises(CannotRun, match=r"^The tables are not up to date; .*DATABASE_OWNER_URL\.$"):
        preparation.migrate(Installation(here.home, "", here.app))


def test_an_address_that_nobody_answers_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    address = f"postgresql://cg_app:s3cret-word@/nowhere?host={tmp_path}"
    with pytest.raises(CannotRun) as refusal, preparation.connected(address):
        pass
    assert refusal.value.reason.startswith("The database cannot be entered: ")
    assert "\n" not in refusal.value.reason
    assert "s3cret-word" not in refusal.value.reason


def test_a_role_that_does_not_exist_is_one_sentence(server: Server) -> None:
    with (
        pytest.raises(CannotRun, match=r'role "nobody_knows" does not exist'),
        preparation.connected(server.address("nobody_knows")),
    ):
        pass


def test_a_database_has_its_first_start_once_and_a_new_one_in_its_place_again(here: Installation) -> None:
    assert preparation.first_start(here)
    preparation.remember_start(here)
    assert not preparation.first_start(here)
    with psycopg.connect(
        here.app.replace("cg_app@/common_ground", "postgres@/postgres"), autocommit=True
    ) as administrator:
        administrator.execute("DROP DATABASE common_ground WITH (FORCE)")
        administrator.execute("CREATE DATABASE common_ground OWNER cg_owner TEMPLATE template0")
    assert preparation.first_start(here)

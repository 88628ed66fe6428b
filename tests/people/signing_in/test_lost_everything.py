"""Who has lost everything: does it take two people to let them begin anew, and are they told?

*Source:* ASVS 5.0, V6.4.4; issue "People who can be found, trusted and replaced", item 3.
"""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.people.actions import signing_in as own
from commonground.people.actions import signing_in_help as actions
from commonground.people.adapters import signing_in_factors as factors
from commonground.people.adapters.signing_in import as_themselves
from commonground.people.commands import COMMANDS, KEEPER
from commonground.people.models import Account, FactorReset, RecoveryCode
from tests.conftest import SiteClient
from tests.people.signing_in.steps import FIRST, first_step, is_in, second_step, telephone_of

SAID = {"reason": "The telephone was stolen.", "proofing": "She came to the office with her warrant card."}


@pytest.fixture
def dana(cast):
    """Dana, with a telephone and codes on paper; two coordinators of Marlgate Centre are Tomas and Marit."""
    telephone_of(cast.person["whitlock"])
    account = Account.objects.get(person=cast.person["whitlock"])
    own.make_paper_codes(actor=as_themselves(account), account=account)
    for key in ("ellerby", "lindqvist"):
        membership = cast.membership[key]
        membership.organisation = cast.membership["whitlock"].organisation
        membership.roles = ["coordinator"]
        membership.save()
    mail.outbox.clear()
    return account


def test_it_takes_two_coordinators_and_she_is_told_both_times(cast, dana):
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    assert factors.has_factor(dana)
    actions.confirm_taking_away(actor=cast.actor("lindqvist"), reset=asked)
    assert not factors.has_factor(dana)
    assert not RecoveryCode.objects.filter(account=dana).exists()
    assert [message.to for message in mail.outbox] == [[dana.email]] * 2
    assert "Somebody asked that your second factor be taken away." in mail.outbox[0].body
    assert "Your second factor was taken away." in mail.outbox[1].body
    assert "Tomas Ellerby, Marit Lindqvist" in mail.outbox[1].body
    assert Entry.objects.filter(tag__startswith="people:factor_reset").count() == 2


def test_whoever_asked_does_not_confirm(cast, dana):
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    with pytest.raises(NotAllowed, match="second person"):
        actions.confirm_taking_away(actor=cast.actor("ellerby"), reset=asked)
    assert factors.has_factor(dana)


def test_the_database_itself_takes_two(cast, dana):
    person = cast.person["ellerby"]
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(
            person=dana.person, asked_by=person, decided_by=person, decided_at=timezone.now(), is_done=True
        )


def test_nobody_asks_or_confirms_for_themselves(cast, dana):
    membership = cast.membership["whitlock"]
    membership.roles = ["coordinator"]
    membership.save()
    with pytest.raises(NotAllowed):
        actions.ask_to_take_away(actor=cast.actor("whitlock"), account=dana, **SAID)
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    with pytest.raises(NotAllowed):
        actions.confirm_taking_away(actor=cast.actor("whitlock"), reset=asked)


@pytest.mark.parametrize("key", ["thornbury", "yarrow", "marchbank"])
def test_strangers_neither_ask_nor_see_that_it_was_asked(cast, dana, client_of, key):
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    with pytest.raises(NotAllowed):
        actions.let_drop(actor=cast.actor(key), reset=asked)
    browser = client_of(cast.person[key])
    assert "Dana Whitlock" not in browser.get("/sign-in-help/").content.decode().partition("<main")[2]
    assert browser.get(reverse("people:help_sign_in", args=[dana.person.public_id])).status_code == 404
    assert browser.get(reverse("people:factor_reset", args=[asked.public_id])).status_code == 404


def test_a_coordinator_does_not_take_over_who_keeps_the_installation(cast, dana):
    dana.person.is_administrator = True
    dana.person.save()
    with pytest.raises(NotAllowed):
        actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    actions.ask_to_take_away(actor=cast.actor("calder"), account=dana, **SAID)


def test_it_is_asked_once_and_decided_once(cast, dana):
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    with pytest.raises(Invalid, match="asked already"):
        actions.ask_to_take_away(actor=cast.actor("calder"), account=dana, **SAID)
    actions.let_drop(actor=cast.actor("ellerby"), reset=asked)
    with pytest.raises(Refused, match="meanwhile"):
        actions.confirm_taking_away(actor=cast.actor("lindqvist"), reset=asked)
    assert factors.has_factor(dana)


def test_on_the_pages_it_goes_from_one_to_the_other_and_she_sets_up_anew(cast, dana, client_of):
    hers = SiteClient()
    first_step(hers)
    one, two = client_of(cast.person["ellerby"]), client_of(cast.person["lindqvist"])
    page = reverse("people:help_sign_in", args=[dana.person.public_id])
    empty = one.post(page, {"reason": ""}).content.decode()
    assert "Answer the question: What has happened?" in empty
    assert one.post(page, SAID)["Location"] == "/sign-in-help/"
    decide = reverse("people:factor_reset", args=[FactorReset.objects.get().public_id])
    assert "somebody else confirms it" in one.get(decide).content.decode()
    assert one.post(decide).status_code == 403
    seen = two.get(decide).content.decode()
    assert SAID["proofing"] in seen
    assert "Take it away" in seen
    said = two.post(decide, follow=True).content.decode()
    assert "Dana Whitlock has no second factor any more" in said
    assert not is_in(hers)
    fresh = SiteClient()
    first_step(fresh)
    assert fresh.get("/you/")["Location"] == FIRST


def test_it_ends_every_session(cast, dana):
    telephone = factors.telephone(dana)
    telephone.delete()
    phone = telephone_of(cast.person["whitlock"])
    browser = SiteClient()
    first_step(browser)
    second_step(browser, phone.code())
    assert is_in(browser)
    asked = actions.ask_to_take_away(actor=cast.actor("ellerby"), account=dana, **SAID)
    actions.confirm_taking_away(actor=cast.actor("lindqvist"), reset=asked)
    assert not is_in(browser)


def test_the_keeper_of_the_machine_does_it_alone_from_the_shell(cast, dana, capsys):
    command = next(each for each in COMMANDS if each.verb == "reset-factor")
    options = type("Options", (), {"email": f" {dana.email.upper()} "})()
    assert command.run(options) == 0
    assert not factors.has_factor(dana)
    assert "Dana Whitlock has no second factor any more" in capsys.readouterr().out
    assert Entry.objects.filter(tag="people:factor_reset:by_keeper").count() == 1
    with pytest.raises(NotAllowed):
        actions.take_away_as_keeper(actor=cast.actor("calder"), account=dana)
    assert KEEPER.person_id is None


def test_the_shell_says_when_it_knows_nobody(cast):
    command = next(each for each in COMMANDS if each.verb == "reset-factor")
    with pytest.raises(Invalid, match="Nobody signs in with"):
        command.run(type("Options", (), {"email": "nobody@example.org"})())
    code = next(each for each in COMMANDS if each.verb == "code")
    with pytest.raises(Invalid, match="has no telephone"):
        code.run(type("Options", (), {"email": "nobody@example.org"})())

"""Who gains and who loses what, if an agreement lapses, a firm leaves, a clearance falls, an accreditation expires? The
page answers before it is done, and looking at it changes nothing.

*Source:* design/sharing.md 2.2, 4; R212, R213; D2.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.people.models import Accreditation, Clearance, Membership, Organisation
from commonground.sharing.models import AgreementVersion, GroupEntry, Party, TimeInForce
from commonground.sharing.queries import visible
from tests.projects.pages import text
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

PAGE = reverse("sharing:what_if")
STANDARD = "Guarding standard"
LAW = (Accreditation, AgreementVersion, Clearance, GroupEntry, Membership, Organisation, Party, TimeInForce)


@pytest.fixture
def agreement(cast):
    """An agreement of three, in which only who holds the standard gets what is shared, with two items under it."""
    for key in ("thornbury", "whitlock"):
        role(cast, key, "custodian")
    for key in ("thornbury", "tranter", "whitlock", "haddow"):
        cleared(cast, key)
    made = agreed(cast, "Aldermouth Police", "Marlgate Centre", "Northgate Guarding")
    AgreementVersion.objects.filter(agreement=made).update(accreditation_any_of=[STANDARD])
    for name in ("Marlgate Centre", "Northgate Guarding"):
        _accredited(cast, name)
    written(cast, version("Two men in green jackets", to(cast, "Marlgate Centre", made), personal=True))
    written(cast, version("A pair at the desk", to(cast, "Northgate Guarding", made)))
    return made


def _accredited(cast, name, days=400):
    today = timezone.localdate()
    return Accreditation.objects.create(
        organisation=cast.organisation[name], standard=STANDARD, starts=today - timedelta(days=30),
        until=today + timedelta(days=days), verified_at=timezone.now(),
    )  # fmt: skip


def asked(browser, words):
    """Choose the change whose words hold these, press the button, and give what the page then says of it."""
    codes = [code for group in browser.get(PAGE).context["form"].fields["change"].choices[1:] for code in group[1]]
    (code,) = [code for code, said in codes if words in f"={said}="]
    answer = browser.post(PAGE, {"change": code})
    assert answer.status_code == 200
    return text(answer).partition("What would happen?")[2].partition("Nothing has been changed")[0]


CHANGES = (
    ("ISA-0007", ["Marlgate Centre loses your “Two men in green jackets”", "Northgate Guarding loses your “A pair"]),
    ("=Northgate Guarding=", ["1 person of Northgate Guarding loses your “A pair at the desk”"]),
    ("Marlgate Centre: Guarding standard", ["1 person of Marlgate Centre loses your “Two men in green jackets”"]),
    ("Tranter: to “not checked”", ["1 person of Aldermouth Police loses your “Two men in green jackets”"]),
)


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_each_of_the_four_changes_says_who_would_lose_what_and_no_more(cast, agreement, client_of, change, said):
    answer = asked(client_of(cast.person["thornbury"]), change)

    assert [one for one in said if one not in answer] == [], answer
    assert answer.count(" loses your ") + answer.count(" lose your ") == len(said)
    assert " gain" not in answer


def test_a_clearance_may_fall_to_each_lower_level_and_only_what_asks_for_more_is_lost(cast, agreement, client_of):
    written(cast, version("The van", to(cast, "Marlgate Centre", agreement), clearance=2))
    browser = client_of(cast.person["thornbury"])

    lost = asked(browser, "Tranter: to “checked”")

    assert "1 person of Aldermouth Police loses your “The van”" in lost
    assert "green jackets" not in lost


def test_what_others_share_is_counted_and_a_small_number_is_held_back(cast, agreement, client_of):
    one = asked(client_of(cast.person["whitlock"]), "ISA-0007")
    for number in range(5):
        written(cast, version(f"Number {number}", to(cast, "Marlgate Centre", agreement)))
    six = asked(client_of(cast.person["whitlock"]), "ISA-0007")

    assert "Your people lose some items of others; the number is too small to be shown." in one
    assert "Your people lose 6 items of others." in six
    assert not any(title in one + six for title in ("green jackets", "A pair at the desk", "Number"))


def test_a_change_that_touches_nobody_says_so(cast, agreement, client_of):
    _accredited(cast, "Aldermouth Police")

    said = asked(client_of(cast.person["thornbury"]), "Aldermouth Police: Guarding standard")

    assert "Nobody gains or loses anything by it." in said


def _law():
    """Every row that the law asks."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in LAW}


def _read_by(cast):
    return {key: {one.pk for one in visible.latest(cast.actor(key)).rows} for key in ("tranter", "whitlock", "haddow")}


@pytest.mark.parametrize("change", [change for change, _said in CHANGES])
def test_asking_changes_nothing_but_the_record(cast, agreement, client_of, change):
    browser, before, could = client_of(cast.person["thornbury"]), _law(), _read_by(cast)

    asked(browser, change)

    assert _law() == before
    assert _read_by(cast) == could
    kept = Entry.objects.filter(tag="sharing:whatif:asked")
    assert [(one.actor_name, set(one.details)) for one in kept] == [("Maya Thornbury", {"kind", "about"})]


def test_the_page_begins_with_what_ends_by_itself_in_the_order_of_its_days(cast, agreement, client_of):
    today, ends = timezone.localdate(), timezone.now() + timedelta(days=20)
    Accreditation.objects.filter(organisation=cast.organisation["Marlgate Centre"]).update(
        until=today + timedelta(days=40)
    )
    TimeInForce.objects.filter(version__agreement=agreement).update(closes=ends)
    Clearance.objects.filter(membership=cast.membership["tranter"]).update(until=today + timedelta(days=10))
    Clearance.objects.filter(membership=cast.membership["haddow"]).update(until=today + timedelta(days=10))

    said = text(client_of(cast.person["thornbury"]).get(PAGE)).partition("in the next 60 days")[2]

    heads = ("A clearance ends:", "An agreement lapses:", "An item ends:", "An accreditation expires:")
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    clearance, agreed_to, standard = (said.partition(heads[place])[2] for place in (0, 1, 3))
    assert "Owen Tranter" in clearance and "loses your “Two men in green jackets”" in clearance
    assert "1 person of Northgate Guarding loses your “A pair at the desk”" in agreed_to
    assert "Nobody gains or loses anything by it." in standard  # the agreement has lapsed by then
    assert "Haddow" not in said  # when somebody of another organisation loses a level is theirs to know


def test_a_clearance_that_is_renewed_ahead_is_no_end(cast, agreement, client_of):
    end = timezone.localdate() + timedelta(days=10)
    Clearance.objects.filter(membership=cast.membership["tranter"]).update(until=end)
    Clearance.objects.create(membership=cast.membership["tranter"], level=2, starts=end, vetted_by="Aldermouth Police")

    said = text(client_of(cast.person["thornbury"]).get(PAGE))

    assert "A clearance ends" not in said


def test_where_nothing_ends_the_page_says_so(cast, client_of):
    role(cast, "haddow", "custodian")
    cleared(cast, "haddow")

    assert "Nothing ends by itself" in text(client_of(cast.person["haddow"]).get(PAGE))


def test_looking_ahead_changes_nothing_and_is_in_the_record(cast, agreement, client_of):
    TimeInForce.objects.filter(version__agreement=agreement).update(closes=timezone.now() + timedelta(days=20))
    browser, before, could = client_of(cast.person["thornbury"]), _law(), _read_by(cast)

    browser.get(PAGE)

    assert (_law(), _read_by(cast)) == (before, could)
    assert Entry.objects.filter(tag__endswith=":what_if:seen", actor_name="Maya Thornbury").count() == 1


def test_custodians_and_coordinators_ask_and_nobody_else(cast, agreement, client_of):
    answers = {key: client_of(cast.person[key]).get(PAGE).status_code for key in ("thornbury", "whitlock", "tranter")}

    assert answers == {"thornbury": 200, "whitlock": 200, "tranter": 403}
    assert client_of(cast.person["tranter"]).post(PAGE, {"change": "agreement-0-x"}).status_code == 403


def test_nobody_asks_about_what_is_not_offered_to_them(cast, agreement, client_of):
    other = agreed(cast, "Northgate Guarding", "Aldermouth Business Crime Partnership", reference="ISA-0099")
    named = f"agreement-0-{other.ref}"
    level = f"clearance-0-{cast.membership['haddow'].ref}"

    for code in (named, level, "agreement-0-nonsense", ""):
        answer = client_of(cast.person["thornbury"]).post(PAGE, {"change": code})
        assert answer.status_code == 200
        assert "ISA-0099" not in text(answer)
        assert "There is a problem" in text(answer)


def test_the_database_keeps_no_trace_of_a_trial_when_a_question_fails(cast, agreement, client_of):
    browser = client_of(cast.person["thornbury"])
    browser.post(PAGE, {"change": "agreement-0-nonsense"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('cg.moment', true), '')")
    assert TimeInForce.objects.filter(closes__lt=timezone.now()).count() == 0

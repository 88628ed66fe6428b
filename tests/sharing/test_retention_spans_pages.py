"""Does each organisation choose how long it keeps what it shares, within limits, and knowing what leaves by it?

*Source:* D4; UK GDPR, article 5(1)(e); DPA 2018, section 39.
"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse
from django.utils import timezone

from commonground.audit.models import Entry
from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.sharing.actions import retention
from commonground.sharing.actions.retention_spans import choose
from commonground.sharing.models import KeptUntil, RetentionSpan
from commonground.sharing.queries import retention_spans as queries
from commonground.sharing.rules import retention as schedule
from commonground.sharing.rules.retention_records import RECORDS
from commonground.sharing.rules.retention_spans import FIXED, LIMITS
from tests.projects.pages import text
from tests.sharing.reporting import CENTRE, agree, reported

WHY = "Our insurers ask within a year."
PAGE = reverse("sharing:retention")
pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(cast):
    """Four reports of Marlgate Centre: one nearly a year old, one new, one held by law, one with a decided day."""
    agree(cast)
    kept = [KeptUntil.objects.get(item=reported(cast).rendition.item_id) for _number in range(4)]
    today = timezone.localdate()
    KeptUntil.objects.exclude(pk=kept[1].pk).update(leaves_on=today + timedelta(days=380))
    retention.hold(actor=cast.actor("whitlock"), kept=kept[2], reason="Inquest")
    decided = today + timedelta(days=100)
    retention.review(actor=cast.actor("whitlock"), kept=kept[3], reason="Trial", keep_until=decided)
    return kept


def days_of(kept):
    """In how many days each leaves."""
    today = timezone.localdate()
    return [(KeptUntil.objects.get(pk=one.pk).leaves_on - today).days for one in kept]


def chosen(cast, days, *, leaving=0, by="whitlock", kind="incident", reason=WHY, version=0):
    """Choose a span."""
    return choose(actor=cast.actor(by), kind=kind, days=days, reason=reason, version=version, leaving=leaving)


def morning():
    """Let what has come to its day leave."""
    return retention.let_go(today=timezone.localdate())


def test_every_line_of_the_schedule_may_be_chosen_within_limits_or_says_why_not():
    kinds = {line.kind: line for line in (*schedule.SCHEDULE.values(), schedule.OTHER, *RECORDS.values())}

    assert set(LIMITS) | set(FIXED) == set(kinds)
    assert not set(LIMITS) & set(FIXED)
    assert all(limits.hold(kinds[kind].days) for kind, limits in LIMITS.items())


def test_another_span_moves_what_is_kept_and_nothing_that_is_held_by_decision(cast, reports):
    before = days_of(reports)

    chosen(cast, 800)

    assert before == [380, 730, 380, 100]
    assert days_of(reports) == [450, 800, 450, 100]


def test_what_is_new_and_what_the_morning_gives_a_day_follows_the_span(cast, reports):
    chosen(cast, 800)
    fresh = KeptUntil.objects.get(item=reported(cast).rendition.item_id)
    KeptUntil.objects.filter(pk=reports[1].pk).delete()
    morning()

    assert days_of([fresh]) == [800]
    assert (KeptUntil.objects.get(item=reports[1].item_id).leaves_on - timezone.localdate()).days == 800


def test_other_organisations_keep_to_their_own(cast, reports):
    chosen(cast, 800)

    centre, police = (cast.organisation[name].pk for name in (CENTRE, "Aldermouth Police"))
    assert queries.span_of(centre, "incident").days == 800
    assert queries.span_of(police, "incident").days == schedule.SCHEDULE["incident"].days
    assert queries.span_of(centre, "alert").days == schedule.SCHEDULE["alert"].days


def test_a_shorter_span_says_how_many_leave_and_then_they_do(cast, reports):
    effect = queries.effect_of(cast.actor("whitlock"), "incident", 340, timezone.localdate())
    with pytest.raises(Invalid, match="What would leave has changed"):
        chosen(cast, 340)
    assert days_of(reports) == [380, 730, 380, 100]

    chosen(cast, 340, leaving=effect.leaving)
    gone = morning()

    assert (effect.moved, effect.leaving, effect.to_review) == (3, 1, 0)
    assert gone == 1
    assert list(KeptUntil.objects.order_by("pk").values_list("pk", flat=True)) == [one.pk for one in reports[1:]]


def test_what_waits_for_a_review_is_reviewed_earlier_and_never_leaves_by_it(cast, reports):
    KeptUntil.objects.filter(pk=reports[0].pk).update(awaits_review=True)

    effect = queries.effect_of(cast.actor("whitlock"), "incident", 340, timezone.localdate())
    chosen(cast, 340)

    assert (effect.leaving, effect.to_review) == (0, 1)
    assert morning() == 0


@pytest.mark.parametrize("kind", LIMITS)
def test_neither_shorter_nor_longer_than_the_limits_and_not_without_a_reason(cast, kind):
    agree(cast)
    for days in (0, LIMITS[kind].least - 1, LIMITS[kind].most + 1):
        with pytest.raises(Invalid, match="Enter a number of days from"):
            chosen(cast, days, kind=kind)
    with pytest.raises(Invalid, match="Say why"):
        chosen(cast, LIMITS[kind].least, kind=kind, reason=" ")
    for version, days in enumerate((LIMITS[kind].least, LIMITS[kind].most)):
        assert chosen(cast, days, kind=kind, version=version).days == days


@pytest.mark.parametrize("kind", [*FIXED, "nonsense"])
def test_what_is_one_for_all_is_chosen_by_nobody(cast, kind):
    agree(cast)
    with pytest.raises(Refused, match="one for all"):
        chosen(cast, 100, kind=kind)


def test_who_chose_and_what_it_was_before_is_in_the_record(cast, reports):
    made = chosen(cast, 800)

    (kept,) = Entry.objects.filter(tag="sharing:retention:span_chosen", subject_id=made.ref)
    assert kept.actor_name == "Dana Whitlock"
    said = {name: kept.details[name] for name in ("line", "before", "after", "moved", "leaving")}
    assert said == {"line": "incident", "before": 730, "after": 800, "moved": 3, "leaving": 0}


def test_whoever_is_late_sees_that_somebody_has_chosen(cast, reports):
    chosen(cast, 800)

    with pytest.raises(Stale) as refusal:
        chosen(cast, 900)
    assert refusal.value.theirs == {"days": 800, "reason": WHY}


def test_only_custodians_choose_and_only_for_their_own(cast, reports, client_of, as_application):
    for key in ("ellerby", "haddow", "tranter"):
        with pytest.raises(NotAllowed):
            chosen(cast, 800, by=key)
        address = reverse("sharing:retention_span", args=["incident"])
        assert client_of(cast.person[key]).get(address).status_code == 403
    with as_application(cast.actor("thornbury")), transaction.atomic(), pytest.raises(ProgrammingError):
        RetentionSpan.objects.create(
            organisation=cast.organisation[CENTRE], line="alert", days=30, reason="Not mine", since=timezone.now()
        )


def test_a_custodian_sees_what_it_does_before_it_is_done(cast, reports, client_of):
    browser, address = client_of(cast.person["whitlock"]), reverse("sharing:retention_span", args=["incident"])
    typed = {"days": "340", "reason": WHY, "version": "0"}

    first = browser.post(address, typed)
    after_first = days_of(reports)
    changed = browser.post(address, typed | {"days": "330", "shown": "340", "leaving": "1"})
    last = browser.post(address, typed | {"shown": "340", "leaving": "1"})

    assert "1 of them leaves with the next morning" in text(first)
    assert "Keep it for 340 days" in text(first)
    assert after_first == [380, 730, 380, 100]
    assert "What 330 days would do" in text(changed)  # another number is shown before it is done, too
    assert last.status_code == 302
    assert days_of(reports) == [-10, 340, -10, 100]
    assert "instead of 730: Our insurers ask within a year." in text(browser.get(PAGE))


def test_what_does_not_fit_is_said_beside_its_field_and_what_was_typed_stays(cast, reports, client_of):
    browser, address = client_of(cast.person["whitlock"]), reverse("sharing:retention_span", args=["incident"])

    answer = browser.post(address, {"days": "7", "reason": WHY, "version": "0"})

    assert "Enter a number of days from 90 to 2190." in text(answer)
    assert WHY in text(answer)
    assert "would do" not in text(answer)
    assert browser.get(reverse("sharing:retention_span", args=["draft"])).status_code == 404


def test_every_member_reads_the_schedule_and_custodians_are_led_to_their_choice(cast, reports, client_of):
    theirs, ours = (text(client_of(cast.person[key]).get(PAGE)) for key in ("ellerby", "whitlock"))

    assert "One for all: it belongs to both who shared and who got it." in theirs
    assert "Choose yours" not in theirs
    assert ours.count("Choose yours") == len(LIMITS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_retentionspan")
        assert cursor.fetchone() == (0,)

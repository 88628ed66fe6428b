"""Whatever was recorded about an application: is anybody admitted whom nobody but themselves vouches for?

*Source:* R232; D3, D12.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.people.rules.joining import Call, Facts, State, Voucher, digits, missing, same_number
from tests.figures import counts

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
REGISTER = "Register of approved contractors, entry 4711"
PEOPLE = st.integers(1, 5)
MOMENTS = st.integers(0, 20).map(lambda hours: NOW + timedelta(hours=hours))
NUMBERS = st.sampled_from(["01632 960301", "+44 1632 960300", "07700 900300", ""])
PLACES = st.sampled_from([REGISTER, "https://bellwether.example.org/about", "Our vans", ""])
CALLS_MADE = st.builds(
    Call, NUMBERS, PLACES, st.sampled_from(["confirmed", "not_reached", "not_known"]), MOMENTS, PEOPLE
)
VOUCHERS = st.builds(
    Voucher,
    PEOPLE,
    st.integers(1, 4),
    st.sampled_from(["asked", "vouched", "declined"]),
    st.none() | MOMENTS,
    st.booleans(),
)
FACTS = st.builds(
    Facts,
    state=st.just(State.SENT),
    confirmed=st.booleans(),
    conduct_is_current=st.booleans(),
    organisation=st.none() | st.integers(1, 4),
    applicant=st.none() | PEOPLE,
    own_number=st.just("07700 900300"),
    own_switchboard=st.just("01632 960300"),
    own_source=st.just("Our vans"),
    own_website=st.just("https://www.bellwether.example.org"),
    changed_at=st.none() | MOMENTS,
    calls=st.lists(CALLS_MADE, max_size=4),
    vouchers=st.lists(VOUCHERS, max_size=5),
    verifiers=st.frozensets(PEOPLE, max_size=3),
)


@settings(max_examples=counts(300, 20_000), deadline=None)
@given(FACTS, PEOPLE)
def test_nothing_is_missing_only_where_a_call_and_two_others_say_so(facts, decider):
    if missing(facts, decider):
        return
    since = facts.changed_at
    good = [
        call
        for call in facts.calls
        if call.outcome == "confirmed"
        and call.number in {"01632 960301", "+44 1632 960300"}
        and (call.number == "01632 960301" or call.published_at == REGISTER)
        and call.published_at
        and (since is None or call.at > since)
        and call.by != facts.applicant
    ]
    words = [
        each
        for each in facts.vouchers
        if each.state == "vouched" and each.holds and each.organisation != facts.organisation
        and each.person not in {facts.applicant, decider, *(call.by for call in good)}
        and (since is None or each.at > since)
    ]  # fmt: skip
    assert facts.confirmed and facts.conduct_is_current
    assert good
    assert len({each.person for each in words}) >= 2
    assert len({each.organisation for each in words}) >= 2
    assert {call.by for call in good} != {decider} or facts.verifiers <= {decider}


@given(FACTS, PEOPLE)
def test_one_more_confirmed_call_or_voucher_never_makes_more_missing_for_nobody_in_particular(facts, who):
    more = replace(facts, vouchers=[*facts.vouchers, Voucher(99, 98, "vouched", NOW + timedelta(days=9))])
    assert set(missing(more)) <= set(missing(facts))


@pytest.mark.parametrize("written", ["01632 960301", "+44 1632 960301", "0044 (0)1632 960-301", "+44 (0) 1632 960301"])
def test_a_number_is_known_however_it_is_written(written):
    assert digits(written) == "01632960301"


def test_nothing_is_no_number():
    assert not same_number("", "")
    assert not same_number("ext.", "none")

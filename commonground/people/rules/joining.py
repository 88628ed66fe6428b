"""How does somebody get in? An application moves through few states, and is admitted only when nothing is missing.

An e-mail address proves nothing about an organisation. What does is a call to a number that the organisation itself has
published and that the applicant did not supply, and two members of two other organisations who know the applicant.

*Source:* R89, R232; D3, D12; reference on the domain, section 0 (call-back, two sponsors).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlsplit


class State(StrEnum):
    """Where an application stands."""

    UNCONFIRMED = "unconfirmed"
    SENT = "sent"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.UNCONFIRMED: "E-mail address not confirmed",
    State.SENT: "Being checked",
    State.ADMITTED: "Admitted",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrawn",
}
STATES = {state.value: label for state, label in LABELS.items()}
TRANSITIONS: dict[State, dict[str, State]] = {
    State.UNCONFIRMED: {"confirm": State.SENT, "withdraw": State.WITHDRAWN},
    State.SENT: {"admit": State.ADMITTED, "decline": State.DECLINED, "withdraw": State.WITHDRAWN},
    State.ADMITTED: {},
    State.DECLINED: {},
    State.WITHDRAWN: {},
}
OPEN = tuple(state for state, verbs in TRANSITIONS.items() if verbs)
CALLS = {"confirmed": "Confirmed who they are", "not_reached": "Nobody was reached", "not_known": "Not known there"}
VOUCHING = {"asked": "Asked", "vouched": "Vouches", "declined": "Does not vouch"}
CONCERNS = {"open": "Open", "looked_at": "Being looked at", "closed": "Closed"}
SPONSORS = 2
# An address that nobody confirms is forgotten, because it may be somebody else's.
FORGOTTEN_AFTER = timedelta(days=7)
# How many messages one address, and how many applications one machine, may cause.
MESSAGES_A_DAY = 3
APPLICATIONS_AN_HOUR = 10


class Missing(StrEnum):
    """What an application still needs."""

    ADDRESS = "address"
    CONDUCT = "conduct"
    CALL = "call"
    SPONSORS = "sponsors"
    SECOND = "second"


MISSING = {
    Missing.ADDRESS: "The e-mail address is not confirmed.",
    Missing.CONDUCT: "The code of conduct is not accepted as it stands now.",
    Missing.CALL: "Nobody has confirmed it yet at a number that the organisation has published.",
    Missing.SPONSORS: "Two members of two other organisations have not both vouched yet.",
    Missing.SECOND: "Another verifier decides: whoever made the call does not decide alone.",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the number, where whoever called found it published, how it ended, when, and by whom."""

    number: str
    published_at: str
    outcome: str
    at: datetime
    by: int


@dataclass(frozen=True, slots=True)
class Voucher:
    """One sponsor: the person, through which organisation, what they answered, when, and whether their membership
    holds now."""

    person: int
    organisation: int
    state: str
    at: datetime | None
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides about one application. `organisation` is None for one that is not in the register; `applicant`
    for somebody who does not sign in here yet; `verifiers` are the persons who may decide it now."""

    state: State
    confirmed: bool
    conduct_is_current: bool
    organisation: int | None
    applicant: int | None
    own_number: str
    own_switchboard: str
    own_source: str
    own_website: str
    changed_at: datetime | None
    calls: Sequence[Call]
    vouchers: Sequence[Voucher]
    verifiers: frozenset[int]


def missing(facts: Facts, decider: int | None = None) -> tuple[Missing, ...]:
    """Name what an application still needs before anybody, or one decider, may admit it; empty when nothing."""
    calls = [call for call in facts.calls if counts(facts, call)]
    callers = {call.by for call in calls}
    found = {
        Missing.ADDRESS: not facts.confirmed or facts.state is State.UNCONFIRMED,
        Missing.CONDUCT: not facts.conduct_is_current,
        Missing.CALL: not calls,
        Missing.SPONSORS: not _two_vouch(facts, callers, decider),
        Missing.SECOND: decider is not None and callers == {decider} and bool(facts.verifiers - {decider}),
    }
    return tuple(what for what, is_missing in found.items() if is_missing)


def counts(facts: Facts, call: Call) -> bool:
    """Whether a call proves anything: it was confirmed, after the last change of who applies, on a number that is not
    the applicant's own, found somewhere else than in the applicant's own words."""
    return (
        call.outcome == "confirmed"
        and bool(digits(call.number))
        and not same_number(call.number, facts.own_number)
        and bool(call.published_at.strip())
        and not is_own_word(facts, call)
        and (facts.changed_at is None or call.at > facts.changed_at)
        and call.by != facts.applicant
    )


def is_own_word(facts: Facts, call: Call) -> bool:
    """Whether the only witness for a number is the applicant: it is the switchboard that they gave, published where
    they said, or on the website that they gave."""
    if not same_number(call.number, facts.own_switchboard):
        return False
    told = _plain(call.published_at)
    own = {_plain(facts.own_source), _plain(facts.own_website)} - {""}
    host = _host(facts.own_website)
    return (
        told in own or bool(host and host in told) or bool(_host(facts.own_source) and _host(facts.own_source) in told)
    )


def digits(number: str) -> str:
    """Give the figures of a telephone number as they are dialled within the country."""
    plain = re.sub(r"\D", "", re.sub(r"\(0\)", "", number))
    return re.sub(r"^(0044|44)0?", "0", plain) if plain.startswith(("0044", "44")) else plain


def same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers are one, however they are written."""
    return bool(digits(one)) and digits(one) == digits(other)


def _two_vouch(facts: Facts, callers: set[int], decider: int | None) -> bool:
    able = [each for each in facts.vouchers if vouches(facts, each) and each.person not in {*callers, decider}]
    return any(a.person != b.person and a.organisation != b.organisation for a, b in combinations(able, SPONSORS))


def vouches(facts: Facts, voucher: Voucher) -> bool:
    """Whether a sponsor's word stands: a present member of another organisation, who said so after the last change of
    who applies."""
    return (
        voucher.state == "vouched"
        and voucher.holds
        and voucher.organisation != facts.organisation
        and voucher.person != facts.applicant
        and voucher.at is not None
        and (facts.changed_at is None or voucher.at > facts.changed_at)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("/.")


def _host(address: str) -> str:
    text = address.strip()
    if " " in text or "." not in text:
        return ""
    return (urlsplit(text if "//" in text else f"//{text}").hostname or "").removeprefix("www.").casefold()

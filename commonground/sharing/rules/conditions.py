"""What is each condition of the policy called, and what is said when it fails?

A clause completes "… because …". Beside it stands what the originator may be told of somebody elsewhere: conditions
that the release could change are said in full, all about another organisation or its people in one of two phrases.

*Source:* design/sharing.md 2, 2.2.
"""

from collections.abc import Iterator
from enum import Enum, StrEnum


class About(StrEnum):
    """Whom a condition is about, and so what is said of it outside."""

    RELEASE = "release"
    ORGANISATION = "not through an organisation that this covers"
    LEVEL = "level not sufficient"


class Condition(Enum):
    """One condition of section 2: the clause that is true when it fails, and whom it is about."""

    PERSON_ACTIVE = "the account is not active", About.ORGANISATION

    ITEM_LIVE = "the item is not live yet or has expired", About.RELEASE
    NOT_WITHDRAWN = "the item is withdrawn", About.RELEASE
    ORIGINATOR_ACTIVE = "the originator is not active", About.RELEASE

    MEMBERSHIP_IN_PERIOD = "the membership has not begun or is over", About.ORGANISATION
    NOT_SUSPENDED = "the membership is suspended", About.ORGANISATION
    ORGANISATION_ACTIVE = "the organisation is not active", About.ORGANISATION

    OF_THE_ORIGINATOR = "the membership is not of the originator", About.ORGANISATION
    LEVEL = "the level is lower than is needed", About.LEVEL
    AUTHOR_IF_RED = "only the author reads TLP:RED here", About.RELEASE
    CUSTODIAN_OR_AUTHOR = "only custodians and the author keep it", About.ORGANISATION

    RELEASE_OPEN = "the release has not begun or is over", About.RELEASE
    NOT_REVOKED = "the release is revoked", About.RELEASE
    MARKING = "the marking does not allow such an audience", About.RELEASE
    AUDIENCE = "the audience does not name them", About.ORGANISATION

    IN_FORCE = "the agreement is not in force", About.RELEASE
    AGREEMENT_OPEN = "the agreement has not begun or is over", About.RELEASE
    GIVES = "the originator does not give this category under the agreement", About.RELEASE
    GETS = "the organisation does not get this category under the agreement", About.ORGANISATION
    COVERS_PERSONAL = "the agreement does not cover personal data", About.RELEASE
    CEILING = "the marking is above the ceiling of the agreement", About.RELEASE
    ACCREDITED = "the organisation holds none of the accreditations that the agreement requires", About.ORGANISATION

    DECIDED_BY_ORIGINATOR = "the decision was not taken by the originator", About.RELEASE
    DECIDED_ON_ITEM = "the decision is about another item", About.RELEASE
    SAYS_SHARE = "the decision does not say share", About.RELEASE
    DECISION_OPEN = "the decision has not begun or is over", About.RELEASE
    NAMES_ORGANISATION = "the decision does not name the organisation", About.ORGANISATION
    NAMES_PUBLIC = "the decision does not name the public", About.RELEASE

    NOT_PERSONAL = "nothing stands under the release of personal data", About.RELEASE

    TO_PUBLIC = "the release is not to the public", About.RELEASE
    NO_LEVEL_FOR_PUBLIC = "the public has no level where one is needed", About.RELEASE
    PUBLIC_BASIS = "an agreement cannot open anything to the public", About.RELEASE

    def __init__(self, clause: str, about: About) -> None:
        self.clause = clause
        self.about = about


# A condition with whether it holds. They are made one by one, so that asking stops at the first that fails.
Checks = Iterator[tuple[Condition, bool]]


def all_hold(checks: Checks) -> bool:
    """Whether every condition holds."""
    return all(holds for _, holds in checks)


def failing(checks: Checks) -> tuple[Condition, ...]:
    """List the conditions that do not hold, in the order of the policy."""
    return tuple(condition for condition, holds in checks if not holds)

"""What may be seen around an item? Replies, history, previews, that it exists at all, and the subject of a message.

*Source:* design/sharing.md 2.2; R78, R213; D1, D2.
"""

from collections.abc import Collection
from dataclasses import dataclass

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.conditions import all_hold
from commonground.sharing.rules.explaining import explain
from commonground.sharing.rules.items import Item, Rendition
from commonground.sharing.rules.organisations import Membership, Person
from commonground.sharing.rules.policy import Policy
from commonground.sharing.rules.telling import told_to_originator

NAMED_IN_SUBJECTS_UP_TO = Tlp.GREEN


def may_see_reply(organisation: str, writers: str, item: Item) -> bool:
    """Whether an organisation sees feedback, a sighting, a receipt or a question: its writer's and the originator do.

    Recipients compete with each other, so none learns of another.
    """
    return organisation in (writers, item.originator)


def may_see_history(organisation: str, item: Item) -> bool:
    """Whether an organisation sees the history of an item: the originator alone does."""
    return organisation == item.originator


@dataclass(frozen=True, slots=True)
class Preview:
    """Who will read a rendition: own staff and points of contact by name, all others as a number, and the public.

    `without` are those named people who will not read it, each with the sentences that may be told about why.
    """

    named: tuple[str, ...]
    others: int
    public: bool
    without: tuple[tuple[str, tuple[str, ...]], ...] = ()


def preview(
    policy: Policy, item: Item, rendition: Rendition, viewers: str, points_of_contact: Collection[str]
) -> Preview:
    """Say who may read a rendition and who may not, to the originator that is about to release it.

    `points_of_contact` are the people whose names that organisation may know anyway.
    """
    named, without, others = [], [], 0
    for person in policy.world.people.values():
        reason = explain(policy, person, item, rendition)
        known = person.id in points_of_contact or any(m.organisation == viewers for m in person.memberships)
        if known and reason.allowed:
            named.append(person.id)
        elif known:
            without.append((person.id, tuple(told_to_originator(reason, person))))
        else:
            others += reason.allowed
    return Preview(tuple(named), others, policy.may_read(None, item, rendition), tuple(without))


def may_know_that_it_exists(
    policy: Policy,
    person: Person,
    through: Membership,
    item: Item,
    rendition: Rendition,
    named: Collection[str],
    title: str,
) -> bool:
    """Whether somebody acting through a membership is told "exists, ask for access", by a title written for that.

    The originator names the organisations; never RED, never personal, only while the item is live.
    """
    return (
        bool(title.strip())
        and through.organisation in named
        and all_hold(policy.is_somebody(person))
        and all_hold(policy.is_current(through))
        and all_hold(policy.is_live(item))
        and rendition.tlp is not Tlp.RED
        and not rendition.personal
    )


def subject_of(rendition: Rendition, reference: str, title: str) -> str:
    """Write the subject of a message about a rendition: the label first, and the title only up to GREEN, not personal.

    Otherwise the random reference stands for it, and the body of the message is a link.
    """
    open_enough = rendition.tlp <= NAMED_IN_SUBJECTS_UP_TO and not rendition.personal
    return f"{rendition.tlp.label} {title if open_enough else reference}"


@dataclass(frozen=True, slots=True)
class WithdrawalNotice:
    """All that is said of a withdrawal; it outlives the access to what was withdrawn."""

    reference: str
    originator: str
    reason: str

"""How much of a reason may be told, and to whom?

The reader of a yes is told all of it: which release, agreement and membership. A no is for those of the originator who
may read or keep the rendition; they are told what in their release would have to change, and of somebody elsewhere only
one of two phrases, because the rest is for that person's own organisation. Nobody else is told: it does not exist.

*Source:* design/sharing.md 2.2, 6; R213; D2.
"""

from commonground.sharing.rules.conditions import About
from commonground.sharing.rules.explaining import Reason
from commonground.sharing.rules.items import Item, Rendition
from commonground.sharing.rules.organisations import Membership, Person
from commonground.sharing.rules.policy import Policy


def may_hear_no(policy: Policy, asker: Person, through: Membership, item: Item, rendition: Rendition) -> bool:
    """Whether the asker, acting through one membership, is of the originator and may read or keep the rendition."""
    return through.organisation == item.originator and (
        policy.may_read_through([through], asker, item, rendition)
        or policy.keeps_through([through], asker, item, rendition)
    )


def told_to_originator(reason: Reason, person: Person | None) -> list[str]:
    """Give the sentences of a no that the originator may be told about the person.

    Own staff are told of in full. Of others, what is not about the release shrinks to two phrases, each said once.
    """
    asked = [reason.membership] if reason.membership else person.memberships if person else []
    own = any(m.organisation == reason.item.originator for m in asked)
    phrases = [c.clause if own or c.about is About.RELEASE else str(c.about) for c in reason.failing]
    return [f"{phrase[:1].upper()}{phrase[1:]}." for phrase in dict.fromkeys(phrases)]

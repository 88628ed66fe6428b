"""Why, or why not? One plain sentence for every answer, naming release, basis and membership, or what they lack.

A yes names the first way whose conditions all hold. A no names the way that came nearest: the one with the fewest
failing conditions, the first among equals. Ways that lead to somebody else are left out.

*Source:* design/sharing.md 2.2; R184, R213.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from commonground.groundwork.markings import Tlp
from commonground.sharing.rules.conditions import Condition, failing
from commonground.sharing.rules.items import Item, Release, Rendition
from commonground.sharing.rules.organisations import Membership, Person
from commonground.sharing.rules.policy import Policy, Way, least

# When one of these fails, the way leads to somebody else.
ELSEWHERE = frozenset({Condition.OF_THE_ORIGINATOR, Condition.AUDIENCE, Condition.TO_PUBLIC})


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer with what it rests on; `failing` is empty exactly for a yes."""

    allowed: bool
    item: Item
    rendition: Rendition
    membership: Membership | None = None
    number: int | None = None
    release: Release | None = None
    level: int = 0
    failing: tuple[Condition, ...] = ()
    keeping: bool = False

    @property
    def sentence(self) -> str:
        """One sentence, in the words of the policy, for whoever may know all of it."""
        if self.keeping:
            return why_kept(self)
        if self.allowed:
            through = self.membership.organisation if self.membership else None
            return why(self.item, self.rendition, through, self.level, self.number, self.release)
        return why_not(self)


def explain(
    policy: Policy,
    person: Person | None,
    item: Item,
    rendition: Rendition,
    through: Iterable[Membership] | None = None,
) -> Reason:
    """Give the policy's answer with what it rests on; `through` are the memberships that are asked, all by default."""
    memberships = list((person.memberships if person else ()) if through is None else through)
    if barred := failing(policy.is_somebody(person)) + failing(policy.is_live(item)):
        return Reason(False, item, rendition, failing=barred)
    nearest: Reason | None = None
    for way in policy.ways(memberships, person, item, rendition):
        fails = failing(way.checks)
        if not fails or not ELSEWHERE & set(fails):
            found = _reason(policy, item, rendition, way, fails)
            if found.allowed:
                return found
            if nearest is None or len(fails) < len(nearest.failing):
                nearest = found
    return nearest or Reason(False, item, rendition, failing=(Condition.AUDIENCE,))


def explain_keeping(policy: Policy, person: Person | None, item: Item, rendition: Rendition) -> Reason:
    """Give the policy's answer about keeping with what it rests on; it has no release."""
    nearest = Reason(False, item, rendition, failing=(Condition.OF_THE_ORIGINATOR,), keeping=True)
    if person is None:
        return nearest
    barred = failing(policy.is_somebody(person))
    for m in person.memberships:
        if m.organisation == item.originator:
            fails = barred + failing(policy.keeping(person, m, item, rendition))
            found = Reason(not fails, item, rendition, m, level=policy.level(m), failing=fails, keeping=True)
            if found.allowed:
                return found
            if nearest.membership is None or len(fails) < len(nearest.failing):
                nearest = found
    return nearest


def _reason(policy: Policy, item: Item, rendition: Rendition, way: Way, fails: tuple[Condition, ...]) -> Reason:
    level = policy.level(way.membership) if way.membership else 0
    return Reason(not fails, item, rendition, way.membership, way.number, way.release, level, fails)


def why(
    item: Item, rendition: Rendition, through: str | None, level: int, number: int | None, release: Release | None
) -> str:
    """Say which way opens it: through which organisation, at which level, by which release; the level is 0 to 3."""
    if release is None:
        author = ", and the author reads TLP:RED" if rendition.tlp is Tlp.RED else ""
        return f"Through {through}, which is the originator: level {level}, where {least(rendition)} is needed{author}."
    if through is None:
        return f"{_named(number, release)} opens it to everybody."
    needed = max(least(rendition), release.clearance)
    inside = ", which is the originator" if through == item.originator else ""
    return f"{_named(number, release)} opens it through {through}{inside}: level {level}, where {needed} is needed."


def why_not(reason: Reason) -> str:
    """Say which way came nearest, and everything that it lacks."""
    lacks = _joined([condition.clause for condition in reason.failing])
    if reason.failing == (Condition.AUDIENCE,) and reason.release is None:
        return "No release is addressed to them, and they are not of the originator."
    if reason.release is not None:
        through = f" through {reason.membership.organisation}" if reason.membership else ""
        return f"{_named(reason.number, reason.release)} does not open it{through}, because {lacks}."
    if reason.membership is not None:
        return f"Not through {reason.membership.organisation}, which is the originator, because {lacks}."
    return f"Not now, because {lacks}."


def why_kept(reason: Reason) -> str:
    """Say why the records are kept, or everything that is lacking."""
    if reason.membership is None:
        return "They are not of the originator, whose staff alone keep it."
    through = f"through {reason.membership.organisation}, which is the originator"
    if not reason.allowed:
        return f"Not kept {through}, because {_joined([condition.clause for condition in reason.failing])}."
    needed = f"level {reason.level}, where {least(reason.rendition)} is needed"
    return f"Kept {through}, as {'a custodian' if reason.membership.custodian else 'its author'}: {needed}."


def _named(number: int | None, release: Release) -> str:
    basis = str(release.under) if release.under else "under nothing"
    return f"Release {number}, to {release.to}, {basis},"


def _joined(clauses: list[str]) -> str:
    return " and ".join([", ".join(clauses[:-1]), clauses[-1]] if len(clauses) > 1 else clauses)

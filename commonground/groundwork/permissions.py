"""Who may? How a package's table of permissions is read.

A table maps each action to alternatives; an alternative is a list of predicates that must all hold. A predicate is a
function of the actor and the subject, with a docstring that completes the sentence "… if the person …", from which
the reference page is made.

*Source:* R56; D2.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed

Predicate = Callable[[Actor, Any], bool]
Table = Mapping[str, "Rule"]


class Rule:
    """One row of a table: what the action is called, who may, and the sentence for everybody else."""

    def __init__(self, *alternatives: Sequence[Predicate], otherwise: str) -> None:
        self.alternatives = alternatives
        self.otherwise = otherwise

    def allows(self, actor: Actor, subject: Any) -> bool:
        """Whether some alternative holds whole."""
        return any(all(holds(actor, subject) for holds in every) for every in self.alternatives)

    def in_words(self) -> str:
        """The row as a sentence, for the generated reference page."""
        return "; or ".join(
            " and ".join((p.__doc__ or p.__name__).strip().rstrip(".") for p in every) for every in self.alternatives
        )


def may(table: Table, action: str, actor: Actor, subject: Any) -> bool:
    """Tell whether the actor may do the action to the subject; an action without a row is refused to everybody."""
    rule = table.get(action)
    return rule is not None and rule.allows(actor, subject)


def require(table: Table, action: str, actor: Actor, subject: Any) -> None:
    """Refuse with the row's own sentence unless the actor may do the action to the subject.

    :raises NotAllowed: with a sentence fit to show.
    """
    if not may(table, action, actor, subject):
        rule = table.get(action)
        raise NotAllowed(rule.otherwise if rule else "Nobody may do this.")

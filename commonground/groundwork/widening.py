"""What does an act open that is there already? Whoever does it says the number, and whose it is, is told.

The people's own package lets members in and keeps what they are cleared for, but must not know the packages above it.
So the one that holds what is shared gives a guard, the website binds it at the start, and acts are done inside it.

*Source:* design/sharing.md 2.1 (no silent widening); R15, R213; D2.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid


class Unconfirmed(Invalid):
    """An act that gives somebody old items was not confirmed by their number, which is `number`."""

    def __init__(self, number: int) -> None:
        what = "one item" if number == 1 else f"{number} items"
        super().__init__(f"This opens {what} to people who cannot read them now. Confirm that number.", "confirmed")
        self.number = number


class Guard(Protocol):
    """What whoever holds what is shared gives."""

    def __call__(
        self,
        actor: Actor,
        organisations: Iterable[int],
        *,
        memberships: Iterable[int],
        confirmed: int | None,
        asks: bool,
        tells: bool,
    ) -> AbstractContextManager[list[int]]:
        """Compare what can be read before an act and after it."""
        ...


_bound: list[Guard] = []


def bind(guard: Guard) -> None:
    """Say who guards; called once, when the site starts."""
    _bound[:] = [guard]


def guarded(
    *,
    actor: Actor,
    organisations: Iterable[int] = (),
    memberships: Iterable[int] = (),
    confirmed: int | None = None,
    asks: bool = True,
    tells: bool = True,
) -> AbstractContextManager[list[int]]:
    """Do an act inside: if anybody of some organisations, or acting through some memberships, gains items that are
    there already, their number must be `confirmed`, and their originators are told. Memberships that the act makes are
    put into the list that it gives. Without `asks` somebody has confirmed it earlier; without `tells` it is a trial.

    :raises Unconfirmed: when the number is not confirmed; then nothing of the act stands.
    :raises LookupError: when nothing has been bound, which is a fault of the installation.
    """
    if not _bound:
        raise LookupError("Nobody guards what an act opens: the site has not started.")
    return _bound[0](actor, organisations, memberships=memberships, confirmed=confirmed, asks=asks, tells=tells)

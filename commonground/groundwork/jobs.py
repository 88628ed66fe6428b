"""Which work is done in the background? Names, and one function that defers by name.

Actions know only the name; the website binds names to tasks and says how they are deferred, so that no package depends
on the queue. A job deferred inside a transaction exists only if that transaction does.

*Source:* settled questions, "In Django".
"""

from collections.abc import Callable

EVALUATE_STUDY = "outcomes:evaluate_study"
DELIVER_RELEASE = "sharing:deliver_release"

Deferrer = Callable[..., None]
_bound: list[Deferrer] = []


def bind(deferrer: Deferrer) -> None:
    """Say how jobs are deferred; called once, when the site starts."""
    _bound[:] = [deferrer]


def defer(name: str, **arguments: str | int) -> None:
    """Ask for a job to be done in the background, if the present transaction holds.

    :raises LookupError: when nothing has been bound, which is a fault of the installation.
    """
    if not _bound:
        raise LookupError("No queue is bound: the site has not started.")
    _bound[0](name, **arguments)

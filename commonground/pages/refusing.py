"""What happens when a form asks for something that is refused? It says so where the answer was typed.

A refusal that the person can do something about stays in the form; that a person may not do it at all goes up to the
middleware. Both are recorded: what stays in a form is noted here (`noted`) for whoever holds the record. What was typed
and does not fit, and a lost race, are no refusals of a deed, and are not noted.

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither") and "In Django" (refusals are
audited).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from commonground.groundwork.refusals import NotAllowed, Refused, Stale
from commonground.groundwork.widening import Unconfirmed
from commonground.pages.forms import Form

Values = Mapping[str, Any]
_NOTED: ContextVar[list[str] | None] = ContextVar("refusals_said_in_forms", default=None)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Collect the reasons of what is refused in forms inside, for whoever records them."""
    found: list[str] = []
    before = _NOTED.set(found)
    try:
        yield found
    finally:
        _NOTED.reset(before)


def note(refusal: Refused) -> None:
    """Note a refusal that is said in a form, or beside what it is about, unless it speaks of a field or a lost race."""
    held = _NOTED.get()
    if held is not None and not isinstance(refusal, Stale) and set(refusal.faults) == {""}:
        held.append(refusal.reason)


def refusals_said_in(form: Form, shown: Callable[[Values], Values] = dict) -> "Saying":
    """Do what stands inside; where it is refused, go on below with a form that says what to change.

    `shown` turns what somebody else saved first into the form's own values, for a lost race. Lets `NotAllowed` pass.
    """
    return Saying(form, shown)


class Saying:
    """The block of `with refusals_said_in(form)`."""

    def __init__(self, form: Form, shown: Callable[[Values], Values]) -> None:
        self.form = form
        self.shown = shown

    def __enter__(self) -> None:
        """Nothing is to be made ready: an action undoes by itself what it had begun."""

    def __exit__(self, kind: type | None, refusal: BaseException | None, trace: TracebackType | None) -> bool:
        """Say a refusal in the form; every other exception goes up."""
        if not isinstance(refusal, Refused) or isinstance(refusal, NotAllowed):
            return False
        if isinstance(refusal, Unconfirmed) and refusal.field not in self.form.fields:
            return False  # `pages.opening` asks for it on a page of its own
        note(refusal)
        self.form.refuse(refusal)
        if isinstance(refusal, Stale):
            self.form.show_theirs(self.shown(refusal.theirs), refusal.version)
        return True

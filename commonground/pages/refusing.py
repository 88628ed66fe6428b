"""What happens when a form asks for something that is refused? It says so where the answer was typed.

A refusal that the person can do something about stays in the form; that a person may not do it at all goes up to the
middleware, which records it.

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from commonground.groundwork.refusals import NotAllowed, Refused, Stale
from commonground.pages.forms import Form

Values = Mapping[str, Any]


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
        self.form.refuse(refusal)
        if isinstance(refusal, Stale):
            self.form.show_theirs(self.shown(refusal.theirs), refusal.version)
        return True

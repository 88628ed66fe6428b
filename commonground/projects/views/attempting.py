"""What happens when a form asks for something that is refused? It says so where the answer was typed.

A refusal that the person can do something about stays in the form; that a person may not do it at all goes up to the
middleware, which records it.

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

from collections.abc import Callable
from typing import Any

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.pages.forms import Form
from commonground.projects.rules.answers import Unanswered


def attempt(
    form: Form, deed: Callable[[], Any], theirs: Callable[[], tuple[dict[str, Any], int]] | None = None
) -> bool:
    """Do it, and tell whether it was done; otherwise the form says what to change, field by field where it can.

    `theirs` gives what somebody else saved first, in the form's own values, with its version, for a lost race. Lets
    `NotAllowed` pass.
    """
    try:
        deed()
    except NotAllowed:
        raise
    except Unanswered as fault:
        for name, sentence in fault.faults.items():
            form.add_error(name if name in form.fields else None, sentence)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
    except Stale as race:
        form.add_error(None, race.reason)
        if theirs is not None:
            form.show_theirs(*theirs())
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return not form.errors

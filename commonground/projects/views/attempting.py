"""What happens when a form asks for something that is refused? It says so where the answer was typed.

A refusal that the person can do something about stays in the form; that a person may not do it at all goes up to the
middleware, which records it.

*Source:* settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

from collections.abc import Callable
from typing import Any

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused
from commonground.pages.forms import Form
from commonground.projects.rules.answers import Unanswered


def attempt(form: Form, deed: Callable[[], Any]) -> bool:
    """Do it, and tell whether it was done; otherwise the form says what to change, field by field where it can.

    Lets `NotAllowed` pass. A lost race (`Stale`) is the caller's where the form edits something: see `views.answers`.
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
    except Refused as refusal:
        form.add_error(None, refusal.reason)
    return not form.errors

"""What waits for those who hold an office here? Applications for verifiers, requests for the privacy contact.

Their day says how many there are and leads to the list, but names nobody: whoever asks to join, or asks about their
data, is read where the reading is recorded.

*Source:* R89, R232, R247; D2, D5; the look, section 7 ("Waiting for").
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import Matter
from commonground.groundwork.permissions import may
from commonground.people.permissions import TABLE
from commonground.people.queries import joining, letters, own_data
from commonground.people.rules.joining import Missing

PACKAGE = "people"


def due_for(actor: Actor) -> Iterator[Matter]:
    """List what the offices of the acting person ask of them today, each kind as one matter."""
    yield from _applications(actor)
    if waiting := letters.waiting(actor):
        note = ngettext("%(n)s message waits.", "%(n)s messages wait.", waiting) % {"n": waiting}
        url = reverse("people:letters")
        yield Matter(PACKAGE, "letters", "letter", _("Read what came in by e-mail"), url, note, heading="hoping")
    if may(TABLE, "answer_data_request", actor, None):
        requests = list(own_data.requests_for(actor))
        if requests:
            note = ngettext("%(n)s request waits.", "%(n)s requests wait.", len(requests)) % {"n": len(requests)}
            title, url = _("Answer requests about people’s data"), reverse("people:data_requests")
            yield Matter(PACKAGE, "requests", "request", title, url, note, requests[0].due)


def _applications(actor: Actor) -> Iterator[Matter]:
    """List as one matter the applications at which the actor can do something now: to call, or to decide."""
    able = [row for row in joining.queue_for(actor) if row.may_check]
    now = [row for row in able if not row.missing or Missing.CALL in row.missing]
    if now:
        note = ngettext("%(n)s application waits for you.", "%(n)s applications wait for you.", len(now))
        title, url = _("Check who applies to join"), reverse("people:applications")
        yield Matter(PACKAGE, "applications", "application", title, url, note % {"n": len(now)}, heading="hoping")

"""Is a message clear, complete, concise, concrete and correct? A page to try it, and the part that other pages show.

`findings` gives what `projects/parts/five_cs.html` shows of any text that is about to be sent or published.

*Source:* R92.
"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from commonground.groundwork.five_cs import C, Checked, check
from commonground.people.queries import glossary
from commonground.projects.forms.five_cs import CheckForm
from commonground.projects.views.around import sent


def message(request: HttpRequest) -> HttpResponse:
    """Show the five Cs of a text that somebody pastes; nothing of it is kept or recorded."""
    form = CheckForm(sent(request), initial={"kind": "message"})
    checked = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        checked = findings(given["text"], kind=given["kind"], ticked=given["ticked"])
    return render(request, "projects/check_a_message.html", {"form": form, "checked": checked})


def findings(text: str, *, kind: str = "message", ticked: Iterable[str] = (), **said: str) -> dict[str, Any]:
    """Give the five Cs of a text as the part shows them; `said` is what stands beside it in fields of its own."""
    jargon = {term.term: term.meaning.splitlines()[0] for term in glossary.named_in(text)}
    checked = check(text, jargon=jargon, kind=kind, said=said, ticked=ticked)
    return {"words": _(checked.in_words), "score": checked.score, "rows": [_row(checked, c) for c in C]}


def _row(checked: Checked, c: C) -> dict[str, Any]:
    found, is_ticked = checked.of(c), c in checked.ticked
    kind = "agreed" if found.is_met or is_ticked else "care"
    words = _("Ticked by hand") if is_ticked else _("Met") if found.is_met else _("Look again")
    return {"label": _(c.label), "asks": _(c.asks), "state": kind, "words": words, "hints": found.hints}

"""Where does everything about sharing come together? One page: what is new, what waits, where it comes from, whom to
ask, and each thing that one can do.

*Source:* R81, R78, R211, R212; the look, section 7 ("Waiting for").
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.matters import named_in
from commonground.groundwork.permissions import may, require
from commonground.groundwork.sides import Side
from commonground.sharing.actions.matters import MATTERS
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import desk
from commonground.sharing.queries import workspace as queries
from commonground.sharing.rules.desk_outcomes import Whom
from commonground.sharing.views import agreements_shown as shown
from commonground.sharing.views.framing import category, paper, rows_of, trail

MOST_WAITING = 5


@require_safe
def workspace(request: HttpRequest) -> HttpResponse:
    """Show a member everything about sharing at a glance; each list leads on to its own page."""
    actor = request.actor
    require(TABLE, "see_workspace", actor, None)
    found, asked = queries.workspace(actor), _asked(actor)
    items = [one.item.ref for one in (*found.newest, *found.bulletins)]
    named = [*items, *named_in(asked["waiting"], MATTERS.package)]
    seen(actor=actor, subject=desk.own_organisation(actor), page="workspace", listed=named)
    context = _shown(found) | asked
    context |= {
        "newest": rows_of(actor, found.newest),
        "bulletins": rows_of(actor, found.bulletins),
        "may_write": may(TABLE, "write_item", actor, None),
        "may_ask_what_if": may(TABLE, "ask_what_if", actor, None),
        "breadcrumbs": trail(),
    }
    return render(request, "sharing/workspace.html", context)


@require_safe
def bulletin(request: HttpRequest) -> HttpResponse:
    """Show what is new to a member on one sheet, to be printed for a shift or a meeting."""
    actor = request.actor
    require(TABLE, "see_workspace", actor, None)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, queries.SPANS) else queries.SPANS[1]
    found = queries.bulletin(actor, days)
    rows = [one for kind in found.of_each.values() for one in kind]
    seen(actor=actor, subject=desk.own_organisation(actor), page="bulletin", listed=[one.item.ref for one in rows])
    shown = {one["rendition"].pk: one for one in rows_of(actor, rows)}
    context = {
        "found": found,
        "kinds": [(category(kind), [shown[one.pk] for one in some]) for kind, some in found.of_each.items()],
        "spans": [{"days": each, "is_chosen": each == days} for each in queries.SPANS],
        "number": len(rows),
        "paper": paper(rows),
        "reader": actor.organisation_name,
        "breadcrumbs": trail((_("Information and intelligence"), reverse("sharing:workspace"))),
    }
    return render(request, "sharing/bulletin.html", context)


def _shown(found: queries.Workspace) -> dict[str, Any]:
    """Agreements and sources in words, and the strictest marking for paper."""
    sources = [{"source": one, "gives": ", ".join(category(code) for code in one.gives)} for one in found.sources]
    return {
        "agreements": [shown.own_row(one) for one in found.agreements],
        "sources": sources,
        "looked_at": queries.LOOKED_AT,
        "paper": paper([*found.newest, *found.bulletins]),
    }


def _asked(actor: Actor) -> dict[str, Any]:
    """What waits for the reader, and whom they can ask."""
    waiting = sorted(MATTERS.due_for(actor, timezone.localdate()), key=lambda one: (one.due is None, one.due))
    whom = Whom.DATA_LEAD if actor.side is Side.POLICE else Whom.POLICE
    words = _("The police, for agreements and data") if whom is Whom.POLICE else _("Your own, for data protection")
    return {"waiting": waiting[:MOST_WAITING], "posts": desk.to_ask(actor, whom), "whom": words}

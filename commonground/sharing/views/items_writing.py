"""How is something shared? What it is, its versions side by side, who each is for, who would see it: then it is.

Nothing is kept before the last page: the page before it says who would read each version, who would not and why.

*Source:* R15, R91, R94-R97, R213; D2, D7; design/sharing.md 2.1 ("the audience is chosen before the first save"), 2.2.
"""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commonground.audit.actions import seen
from commonground.groundwork.ids import from_text
from commonground.groundwork.markings import STRICTNESS, Tlp
from commonground.groundwork.matrix import Cell
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.pages.matrix import cell_values, told_first
from commonground.pages.refusing import refusals_said_in
from commonground.people.queries import posts_naming, programmes
from commonground.sharing.actions import copying, items, renditions
from commonground.sharing.forms.items import CategoryForm, ItemForm
from commonground.sharing.models import Rendition
from commonground.sharing.permissions import TABLE
from commonground.sharing.queries import items_choices, visible
from commonground.sharing.queries.whatif import organisation_of
from commonground.sharing.rules.drafts import RenditionDraft
from commonground.sharing.rules.renditions import LIVE_FOR
from commonground.sharing.views.framing import BY_RANK, sent, trail
from commonground.sharing.views.items_drafts import Written, writing_forms
from commonground.sharing.views.matrix import asked_for, least_clearance, profile_of
from commonground.sharing.views.moments import midnight, today_in

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
HINTS = {
    "intelligence": gettext_lazy("What the police or a security team know, and have to be careful with."),
    "incident": gettext_lazy("Something that happened."),
    "alert": gettext_lazy("Something that others must know now."),
    "briefing": gettext_lazy("What a team should know before its turn of duty."),
    "document": gettext_lazy("Anything else that is worth keeping."),
}


@get_or_post
def write(request: HttpRequest) -> HttpResponse:
    """Ask what it is; then write it, look at who would read it, and share it."""
    actor = request.actor
    require(TABLE, "write_item", actor, None)
    categories, source = visible.categories(), _source(request)
    asked = {name for name in request.GET if name != "from"}
    kind = CategoryForm(request.GET if asked else None, categories=list(categories.items()), hints=HINTS)
    shown = {"source": source, "breadcrumbs": trail()}
    if not kind.is_valid():
        return render(request, "sharing/items/kind.html", {"form": kind, **shown})
    category, least = kind.cleaned_data["category"], least_clearance(kind.cell)
    readers = items_choices.readers(actor)
    form = ItemForm(sent(request), initial=_initial(category, kind.cell))
    written = Written(writing_forms(actor, readers, category, sent(request), least=least, source=source))
    context = {"form": form, "written": written, "category": categories[category], **shown}
    context["result"] = asked_for(kind.cell)
    if request.method == "POST" and _is_whole(form, written):
        with refusals_said_in(form):
            if first := told_first(request, form):
                return first
            return _share(request, category, form, written, readers, context)
    return render(request, "sharing/items/write.html", context)


def _source(request: HttpRequest) -> Rendition | None:
    """Give the version that is written from, which counts as reading it; 404 for one that the reader may not read."""
    if "from" not in request.GET:
        return None
    try:
        public_id = from_text(request.GET["from"])
    except ValueError:
        raise Http404 from None
    found = copying.source_for(request.actor, public_id)
    renditions.read(actor=request.actor, rendition=found)
    return found


def _is_whole(form: ItemForm, written: Written) -> bool:
    """Check everything at once, and say where nothing is written at all."""
    whole = [form.is_valid(), written.is_valid()]
    if not written.taken:
        form.add_error(None, _("Enter the title and the text of at least one version"))
    return all(whole)


def _initial(category: str, cell: Cell | None) -> dict[str, Any]:
    """Give what the form begins with: how long it may be read as the cell asks, or else as its kind does."""
    programme, profile = programmes.programme(), profile_of(cell)
    area = posts_naming.area_line(programme.area) if programme and programme.area else ""
    closes = today_in(profile.expires.days if profile else LIVE_FOR.get(category, 28))
    return {"area": area, "closes": closes, **cell_values(cell)}


def _share(
    request: HttpRequest, category: str, form: ItemForm, written: Written, readers: Any, context: dict[str, Any]
) -> HttpResponse:
    """Show who would read it; or share it, once that was seen."""
    if request.POST.get("do") == "edit":
        return render(request, "sharing/items/write.html", context)
    drafts, typed = written.drafts(readers, context["source"]), form.cleaned_data
    for one, draft in zip(written.taken, drafts, strict=True):
        with refusals_said_in(one):
            copying.check(request.actor, draft)
    if any(one.errors for one in written.taken):
        return render(request, "sharing/items/write.html", context)
    common = {"category": category, "area": _area(typed["area"]), "closes": _end(typed["closes"])}
    if request.POST.get("do") != "share":
        seen(actor=request.actor, subject=organisation_of(request.actor), page="preview", versions=len(drafts))
        context["would"] = would(visible.preview(request.actor, None, drafts, category=category), written)
        context["sent"] = [(name, value) for name, all_ in request.POST.lists() if name not in LEFT for value in all_]
        return render(request, "sharing/items/preview.html", context)
    common |= {"programme": programmes.programme(), "emergency": typed["emergency"]}
    common |= {"cell": form.cell, "told": form.told, "feedback_wanted": typed["feedback_wanted"]}
    own_only = any(not draft.releases for draft in drafts)
    made = items.write(actor=request.actor, renditions=drafts, own_only=own_only, **common)
    messages.success(request, _said(drafts, emergency=typed["emergency"]))
    return redirect("sharing:item", made.public_id)


LEFT = frozenset({"csrfmiddlewaretoken", "do"})


def _said(drafts: list[RenditionDraft], *, emergency: bool) -> str:
    """Say that it is shared, and where something waits for a second person."""
    weighs = any(one.releases and (one.tlp == STRICTNESS[Tlp.RED] or one.children or one.offences) for one in drafts)
    if weighs and not emergency:
        return _("It is written. What weighs more waits for a second person, who finds it under Records.")
    return _("It is shared as the page before said. Each reader’s page says why they can see it.")


def _end(day: date) -> datetime:
    closes = midnight(day)
    if closes <= timezone.now():
        raise Invalid(_("Enter a date in the future"), field="closes")
    return closes


def _area(line: str) -> Any:
    try:
        return posts_naming.area_called(line.strip())
    except Invalid as refusal:
        raise Invalid(refusal.reason, field="area") from None


def would(seers: list[Any], written: Written) -> list[dict[str, Any]]:
    """Give, for each version, who would read it, who would not and why, as the panel shows it."""
    found = []
    for form, who in zip(written.taken, seers, strict=True):
        typed = form.cleaned_data
        marking = BY_RANK[int(typed["tlp"])]
        number = len(who.named) + who.others
        found.append({"form": form, "title": typed["title"], "marking": marking, "seers": who, "number": number})
    return found

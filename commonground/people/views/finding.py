"""What is shown of contacts? The finder, and a post's card for one's telephone.

*Source:* R115; the mock-up of the finder; reference on standards, section 1.2.
"""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork import ids
from commonground.groundwork.matrix import read_cell
from commonground.groundwork.sides import LABELS
from commonground.people.adapters.finding_limits import may_look
from commonground.people.adapters.vcards import vcard_of
from commonground.people.forms.finding import FinderForm
from commonground.people.queries import finding, posts, posts_cards
from commonground.people.rules.finding import A_PAGE, MOST, URGENCIES, Urgency
from commonground.places import queries as places
from commonground.places.models import Area


@login_not_required
@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    form = FinderForm(request.GET or None)
    asked = _question(form, request.GET.get("area", ""))
    if not asked.is_empty and not may_look(request):
        return too_many(request)
    answer = finding.ask(request.actor, asked, _number(request.GET.get("page")))
    context = {
        "form": form,
        "asked": asked,
        "chosen": _in_words(asked, answer.understood),
        "answer": answer,
        "cards": posts_cards.cards(answer.posts, request.actor),
        "page": Paginator(range(answer.count), A_PAGE).get_page(answer.page),
        "most": MOST,
        "topics": answer.understood.every_topic,
        "own_posts": "" if answer.posts else _own_posts(request),
    }
    if request.actor.is_signed_in and answer.posts:
        refs = [post.ref for post in answer.posts]
        audit.record("post:finder:seen", actor=request.actor, subject=answer.posts[0], posts=refs)
    return render(request, "people/finder.html", context)


@login_not_required
@require_safe
def vcard(request: HttpRequest, contact: Any) -> HttpResponse:
    found = posts.post_for(request.actor, contact)
    if not may_look(request):
        return too_many(request)
    text = vcard_of(posts_cards.card_of(found, request.actor))
    if request.actor.is_signed_in:
        audit.seen(actor=request.actor, subject=found, page="vcard")
    response = HttpResponse(text.encode(), content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(found.title)[:60] or "contact"}.vcf"'
    return response


def _own_posts(request: HttpRequest) -> str:
    own = posts.organisation_of(request.actor)
    return reverse("people:posts", args=[own]) if own else ""


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "people/finder_too_many.html", status=429)


def _question(form: FinderForm, area: str) -> finding.Question:
    asked = form.cleaned_data if form.is_valid() else {}
    words = {name: " ".join(asked.get(name, "").replace("\x00", "").split()) for name in ("where", "about")}
    return finding.Question(
        **words,
        area=_area(area),
        organisation=" ".join(asked.get("organisation", "").replace("\x00", "").split()),
        side=asked.get("side", ""),
        when=Urgency(asked.get("when") or Urgency.NOW),
        cell=asked.get("cell", ""),
    )


def _area(ref: str) -> Area | None:
    try:
        public_id: uuid.UUID = ids.from_text(ref)
    except ValueError:
        return None
    return places.areas().filter(public_id=public_id).first()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def _in_words(asked: finding.Question, understood: finding.Understood) -> str:
    """Say in short what was asked, for the line that opens the form again."""
    parts = [
        *([topic.name for topic in understood.topics[:2]] or filter(None, [asked.about])),
        *([understood.area.name] if understood.area else filter(None, [asked.where])),
        asked.organisation,
        _(LABELS[asked.side]) if asked.side else "",
        read_cell(asked.cell).label if asked.cell else "",
        _(URGENCIES[asked.when]).lower(),
    ]
    return ", ".join(filter(None, parts))

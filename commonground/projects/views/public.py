"""What may everybody read? Case studies, public pages of collaborations, and a feed. Nobody needs to sign in.

*Source:* R27, R46, R69-R70.
"""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.groundwork.actors import Actor
from commonground.projects.forms.special import FindCaseStudies
from commonground.projects.models import Publication
from commonground.projects.queries import cases, evidence, following, replicas
from commonground.projects.rules import guide
from commonground.projects.rules.achieving import Achieved
from commonground.projects.rules.evaluating import read
from commonground.projects.rules.guide.legacy import CASE_STUDY
from commonground.projects.views.kit_words import beside_the_words, compared

A_PAGE = 20
IN_FEED = 30
# What XML cannot hold: one such character in one case study would take the whole feed away from everybody
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What stands in other places of the page than among its sections
ELSEWHERE = {"summary", "contact"}


@login_not_required
def case_studies(request: HttpRequest) -> HttpResponse:
    """List the published case studies, narrowed to words, a step, an area; and the public pages of present work."""
    form = FindCaseStudies(request.GET or None, areas=cases.areas_of_case_studies())
    asked = form.cleaned_data if form.is_valid() else {}
    found = cases.case_studies(asked.get("search", ""), asked.get("step"), asked.get("area", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": listed(page.object_list),
        "any": bool(page.paginator.count) or cases.published("case").exists(),
        "under_way": cases.under_way()[:A_PAGE],
    }
    return render(request, "projects/public/case_studies.html", context)


def listed(publications: Iterable[Publication]) -> list[dict[str, Any]]:
    """Case studies as a list shows them: each with its words, its verdict, its steps."""
    return [
        {
            "publication": publication,
            "collaboration": publication.collaboration,
            "summary": publication.values.get("summary", ""),
            "says": read(publication.study.result) if publication.study else None,
            "followed": publication.values.get("followed", []),
        }
        for publication in publications
    ]


@login_not_required
def case_study(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show one published case study; an older version leads to the newest."""
    return _public(request, "case", publication, "projects:case_study", "projects/public/case_study.html")


@login_not_required
def public_page(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show the public page of one collaboration; an older version leads to the newest."""
    return _public(request, "page", publication, "projects:public_page", "projects/public/page.html")


def _public(request: HttpRequest, kind: str, public_id: uuid.UUID, name: str, template: str) -> HttpResponse:
    one = cases.published_one(kind, public_id)
    newest = cases.newest_public(one)
    if newest != one:
        return redirect(name, newest.public_id)
    more = for_others(request.actor, one) if kind == "case" else following.around_page(one)
    return render(request, template, {**shown(one), **more, "breadcrumbs": _breadcrumbs(kind)})


def for_others(actor: Actor, publication: Publication) -> dict[str, Any]:
    """Give what others can begin from in a case study, and who has."""
    return {
        "kit": replicas.kit_of_case(publication),
        "replications": compared(replicas.replications(actor, replicas.of_case(publication))),
    }


def _breadcrumbs(kind: str) -> list[dict[str, str]]:
    return [{"label": _("Case studies"), "url": reverse("projects:case_studies")}] if kind == "case" else []


def shown(publication: Publication) -> dict[str, Any]:
    """Give what the public templates want: the words as sections, the figures, the evaluation, the steps followed."""
    values = publication.values
    sections = [
        {"title": _(field.label), "words": values.get(field.name, "")}
        for field in CASE_STUDY.fields
        if field.name not in ELSEWHERE and values.get(field.name)
    ]
    return {
        "publication": publication,
        "subject": publication.collaboration,
        "values": values,
        "sections": sections,
        "outcomes": [row | {"achieved": Achieved(row["achieved"])} for row in values.get("outcomes", [])],
        "says": read(publication.study.result) if publication.study else None,
        "followed": [guide.step(number) for number in values.get("followed", [])],
        "police": [o["name"] for o in values.get("organisations", []) if o["side"] == "police"],
        "security": [o["name"] for o in values.get("organisations", []) if o["side"] == "security"],
        "more": beside_the_words(values) | {"quotes": evidence.still_agreed(values.get("testimonials", []))},
        "others": [o["name"] for o in values.get("organisations", []) if o["side"] not in {"police", "security"}],
    }


class CaseStudyFeed(Feed):
    """New case studies, for those who read them in a reader of their own."""

    login_required = False
    feed_type = Atom1Feed
    title = gettext_lazy("Case studies of police and private security working together")
    subtitle = gettext_lazy("What was done, what came of it, and how firm the evidence is.")
    link = reverse_lazy("projects:case_studies")

    def items(self) -> list[Publication]:
        """The newest first."""
        return list(cases.case_studies()[:IN_FEED])

    def item_title(self, item: Publication) -> str:
        """The name of the collaboration."""
        return NOT_IN_XML.sub(" ", item.collaboration.name)

    def item_description(self, item: Publication) -> str:
        """What happened, in two sentences."""
        return NOT_IN_XML.sub(" ", item.values.get("summary", ""))

    def item_link(self, item: Publication) -> str:
        """Where it can be read."""
        return reverse("projects:case_study", args=[item.public_id])

    def item_pubdate(self, item: Publication) -> Any:
        """When both sides had approved it."""
        return item.published_at

    def item_updateddate(self, item: Publication) -> Any:
        """The same moment: a published version never changes."""
        return item.published_at

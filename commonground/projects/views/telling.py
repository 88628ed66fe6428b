"""Step 8: each side's own view of the effect, texts that begin with the record, and the achievement statement.

*Source:* R37-R39, R235.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.pages import documents
from commonground.pages.refusing import refusals_said_in
from commonground.projects.actions import finishing, telling
from commonground.projects.actions.permitting import permit
from commonground.projects.forms.special import WithdrawPublicForm
from commonground.projects.forms.telling import EffectForm, TextForm
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import cases, claiming, critiqued, measuring
from commonground.projects.queries.visible import team_collaboration_for
from commonground.projects.rules import announcing
from commonground.projects.rules.announcing import FOR_WHOM, SUGGESTED, TEXTS, Facts
from commonground.projects.rules.claims import EFFECTS
from commonground.projects.rules.disclosing import Finding, findings
from commonground.projects.views.around import own_side, sent, step_address, step_frame


def effect(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """Say for one's own side what difference the work made."""
    found, side = team_collaboration_for(request.actor, collaboration), own_side(request.actor)
    permit("give_effect", request.actor, found)
    form = EffectForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            telling.give_view(actor=request.actor, collaboration=found, **form.cleaned_data)
            messages.success(request, _("Your side has said so. Both are read once the other side has too."))
            return redirect(f"{step_address(found, 8)}#views")
    around = step_frame(request.actor, found, 8, _("What difference did it make?"), form=form, side=side)
    return render(request, "projects/special/effect.html", around)


def texts(request: HttpRequest, collaboration: uuid.UUID) -> HttpResponse:
    """List the kinds of text with their versions, and what is suggested for each audience."""
    found = team_collaboration_for(request.actor, collaboration)
    seen(actor=request.actor, subject=found, page="texts")
    around = step_frame(request.actor, found, 8, _("Texts about the result"))
    around["kinds"] = [
        {"kind": kind, "label": label, "for_whom": FOR_WHOM[kind], "versions": cases.versions_of(found, kind)}
        for kind, label in TEXTS.items()
    ]
    return render(request, "projects/special/texts.html", around)


def write(request: HttpRequest, collaboration: uuid.UUID, kind: str) -> HttpResponse:
    """Write a text: it begins with the record or with its last version, and is looked through before it is put up."""
    found = team_collaboration_for(request.actor, collaboration)
    permit("answer", request.actor, found)
    if kind not in TEXTS:
        raise Http404
    facts = claiming.facts_of(request.actor, found)
    form = TextForm(sent(request), initial=_begin(found, kind, facts))
    held_back: list[Finding] = []
    if request.method == "POST" and form.is_valid():
        held_back = [] if "keep" in request.POST else _findings(request.actor, found, form)
        with refusals_said_in(form):
            if not held_back:
                given = {name: form.cleaned_data[name] for name in ("title", "body")}
                made = telling.put_text_up(actor=request.actor, collaboration=found, kind=kind, **given)
                messages.success(request, _("Put up. It leaves when both sides have approved this version."))
                return redirect("projects:text", found.public_id, made.public_id)
    around = step_frame(request.actor, found, 8, _(TEXTS[kind]), form=form, kind=kind, facts=facts, found=held_back)
    return render(request, "projects/special/text_write.html", around)


def _begin(found: Collaboration, kind: str, facts: Facts) -> dict[str, str]:
    last = next(iter(cases.versions_of(found, kind)), None)
    if last is not None:
        return {"title": last.values["title"], "body": last.values["body"]}
    title, body = announcing.begin(kind, facts)
    return {"title": title, "body": body}


def _findings(actor: Actor, found: Collaboration, form: TextForm) -> list[Finding]:
    return findings(form.whole, critiqued.people_named(actor, found, form.whole))


def _text_of(found: Collaboration, public_id: uuid.UUID) -> tuple[Publication, bool]:
    """Give one version of a text, and whether it is the newest of its kind, or 404."""
    one = found.publications.filter(public_id=public_id, kind__in=TEXTS).first()
    if one is None:
        raise Http404
    versions = cases.versions_of(found, one.kind)
    return next(version for version in versions if version == one), versions[0] == one


def text(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Show one version as it would leave, with who has approved it, and the files once both have."""
    found = team_collaboration_for(request.actor, collaboration)
    one, is_newest = _text_of(found, publication)
    seen(actor=request.actor, subject=found, page="text")
    label = f"{_(one.get_kind_display())}, {_('version')} {one.number}"
    around = step_frame(request.actor, found, 8, label, publication=one, is_newest=is_newest)
    approved = {approval.side: approval for approval in one.approvals.all()}
    around |= {
        "approved": approved,
        "facts": Facts(**one.values["facts"]),
        "found": findings(f"{one.values['title']}\n{one.values['body']}"),
        "forms": [(form.suffix, form.label) for form in documents.FORMS.values()],
        "may_approve": "approve_publication" in around["may"]
        and is_newest
        and not one.withdrawn_at
        and request.actor.side not in approved,
    }
    return render(request, "projects/special/text.html", around)


def approve(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Approve one version for one's own side; the second approval releases it."""
    found = team_collaboration_for(request.actor, collaboration)
    one, _newest = _text_of(found, publication)
    if request.method == "POST":
        held = finishing.approve(actor=request.actor, publication=one)
        said = _("Both sides have approved it. It can be sent now.")
        messages.success(
            request, said if held.published_at else _("Approved. It can be sent when the other side approves it too.")
        )
    return redirect("projects:text", found.public_id, one.public_id)


def withdraw(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID) -> HttpResponse:
    """Say what taking a text back means, then take every version of its kind back."""
    found = team_collaboration_for(request.actor, collaboration)
    one, _newest = _text_of(found, publication)
    permit("withdraw_publication", request.actor, found)
    form = WithdrawPublicForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_said_in(form):
            finishing.withdraw_publication(actor=request.actor, publication=one, reason=form.cleaned_data["reason"])
            messages.success(request, _("It is taken back. A new version can be written and approved."))
            return redirect("projects:texts", found.public_id)
    around = step_frame(request.actor, found, 8, "", form=form, over=found.name, **_taking_back())
    around["cancel_url"] = f"{step_address(found, 8)}texts/"
    return render(request, "pages/confirm.html", around)


def _taking_back() -> dict[str, Any]:
    return {
        "heading": _("You are about to take this text back"),
        "what": [_("Every version of it says from now on that it is taken back. Copies that were sent stay sent.")],
        "lost": _("To send it again, both sides approve a new version."),
        "button": _("Take every version back"),
        "destructive": True,
    }


def paper(request: HttpRequest, collaboration: uuid.UUID, publication: uuid.UUID, form: str) -> HttpResponse:
    """Give one version of a text as a file, which says whether it is released."""
    found = team_collaboration_for(request.actor, collaboration)
    one, _newest = _text_of(found, publication)
    if form not in documents.FORMS:
        raise Http404
    seen(actor=request.actor, subject=found, page="text_paper")
    made = announcing.paper_of(
        kind=one.kind,
        title=one.values["title"],
        body=one.values["body"],
        facts=Facts(**one.values["facts"]),
        on=timezone.localdate(one.published_at or one.made_at),
        version=one.number,
        is_released=one.published_at is not None and one.withdrawn_at is None,
    )
    return documents.respond(made, form, f"{found.name} {TEXTS[one.kind]} {one.number}")


def achievement(request: HttpRequest, collaboration: uuid.UUID, form: str) -> HttpResponse:
    """Give the achievement statement as a file: outcomes with their firmness, the evaluation, both sides' views."""
    found = team_collaboration_for(request.actor, collaboration)
    if form not in documents.FORMS:
        raise Http404
    seen(actor=request.actor, subject=found, page="achievement_paper")
    made = announcing.achievement_paper(claiming.facts_of(request.actor, found), timezone.localdate())
    return documents.respond(made, form, f"{found.name} achievements")


def achieving_block(actor: Actor, collaboration: Collaboration, outcomes: list[Any]) -> dict[str, Any]:
    """What step 8 shows beside its questions: claims with their grades, both sides' views, channels for audiences."""
    round_ = claiming.latest_round(collaboration)
    given, said = claiming.views_for(actor, round_), round_.given if round_ else frozenset()
    return {
        "claims": claiming.claims_of(outcomes),
        "views": [
            {
                "side": side.value,
                "view": given.get(side),
                "effect": EFFECTS[given[side].effect] if side in given else "",
                "is_blind": side in said and side not in given,
            }
            for side in TWO_SIDES
        ],
        "view_is_mine": actor.side in TWO_SIDES and (round_ is None or round_.is_open or actor.side not in said),
        "views_are_open": round_ is not None and round_.is_open,
        "suggested": suggested_for(collaboration),
    }


def suggested_for(collaboration: Collaboration) -> list[dict[str, Any]]:
    """Give each audience of which the kind is said, with what is suggested for it."""
    return [
        {"who": row.values["who"], "told": row.done, "ways": SUGGESTED[row.values["kind"]]}
        for row in measuring.rows_of(collaboration, "audiences")
        if row.values.get("kind") in SUGGESTED
    ]

"""What do our two organisations have with each other? Shared work, whom to ask, what each says of itself, trust.

Only members of the two may look, so one of them is always the reader's own.

*Source:* R54, R77, R115, R247; settled questions, "Who sees a collaboration".
"""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.audit.actions import seen
from commonground.groundwork.actors import Actor
from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.people.models import Organisation
from commonground.people.queries import organisations, posts, profiles
from commonground.projects.queries import pulse
from commonground.projects.views.pulse_words import read


def partners(request: HttpRequest) -> HttpResponse:
    """List the organisations of the other side with whom one's own works."""
    if request.actor.side not in TWO_SIDES:
        raise Http404
    rows = [
        {"organisation": one, "collaborations": pulse.together_with(request.actor, one)}
        for one in pulse.partners_of(request.actor)
    ]
    return render(request, "projects/partners.html", {"rows": rows})


def partner(request: HttpRequest, organisation: uuid.UUID) -> HttpResponse:
    """Show what the reader's organisation and one of the other side have with each other."""
    own, other = _both(request.actor, organisation)
    shared = pulse.together_with(request.actor, other)
    if not shared:
        raise Http404
    seen(actor=request.actor, subject=other, page="together")
    police, security = (own, other) if own.side is Side.POLICE else (other, own)
    context = {
        "own": own,
        "other": other,
        "shared": shared,
        "sides": [
            {
                "organisation": one,
                "posts": posts.of_organisation(request.actor, one),
                "about": profiles.about_us_for(request.actor, one),
            }
            for one in (police, security)
        ],
        "pulse": read(pulse.result_between(request.actor, police, security), by_quarter=True),
    }
    return render(request, "projects/partner.html", context)


def _both(actor: Actor, public_id: uuid.UUID) -> tuple[Organisation, Organisation]:
    """Give the reader's organisation and the other; 404 unless they stand on the two sides."""
    if actor.side not in TWO_SIDES:
        raise Http404
    own = Organisation.objects.get(pk=actor.organisation_id)
    other = organisations.organisation(public_id)
    if other.side is not actor.side.other:
        raise Http404
    return own, other

"""What can everybody hold this installation to? Its newest signed checkpoint, its key, and a program that checks both.

A member also takes away the log itself: every hash, with the rows of their own deeds for their organisation in full.
What colleagues did names collaborations, requests and people that are not the reader's to know of.

*Source:* issue "Dare to Share", audit; D1; reference on security, section 1.10.
"""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.audit import notes, verifying
from commonground.audit.models import Checkpoint, Leaf
from commonground.audit.sealing import seed_in
from commonground.audit.verifier import verify_record
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import NotAllowed
from commonground.hosting import state
from commonground.hosting.state import CannotRun
from commonground.people.context import set_context
from commonground.people.models import Organisation

LATEST = 5
COMMAND = "python3 verify_record.py record.jsonl --key KEY --checkpoint checkpoint.txt"


@login_not_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Show what the record is, its newest checkpoint and its key."""
    context = {
        "newest": Checkpoint.objects.first(),
        "latest": list(Checkpoint.objects.all()[:LATEST]),
        "key": _key(),
        "sealed": Leaf.objects.count(),
        "may_export": request.actor.is_member,
        "command": COMMAND,
    }
    return render(request, "website/record.html", context)


@login_not_required
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Hand out the newest checkpoint as a file."""
    newest = Checkpoint.objects.first()
    if newest is None:
        raise Http404
    return _file(f"checkpoint-{newest.size}.txt", newest.note)


@login_not_required
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Hand out the program that checks, as it is tested."""
    return _file("verify_record.py", Path(verify_record.__file__).read_text(encoding="utf-8"))


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the log, with the rows of the reader’s own deeds for their organisation in full."""
    actor: Actor = request.actor
    if actor.organisation_id is None:
        raise NotAllowed("Only a member of an organisation takes its rows away.")
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    audit.seen(actor=actor, subject=organisation, page="record")
    response = StreamingHttpResponse(_lines(actor), content_type="application/jsonl; charset=us-ascii")
    response.headers["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return response


def _lines(actor: Actor) -> Iterator[str]:
    """Read the log in a transaction of its own: the one of the request is over when a stream is sent."""
    with transaction.atomic():
        set_context(actor)
        for line in verifying.exported(actor.organisation_id, actor.person_id):
            yield line + "\n"


def _key() -> str:
    """Give the public key, or nothing where this process has no state folder of an installation."""
    try:
        return notes.verification_key(seed_in(state.home()))
    except CannotRun:
        return ""


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

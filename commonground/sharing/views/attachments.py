"""How does somebody fetch a file, and how is one attached or taken away? Each fetch asks the policy again.

A file leaves as a download under a name of our own making; a browser is told to believe its type and not to show it.

*Source:* R213; D1, D2; design/sharing.md 2.2; bars B2 and B11.
"""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonground.audit.actions import seen
from commonground.pages.downloads import file_to_keep
from commonground.pages.refusing import refusals_said_in
from commonground.sharing.actions import attachments as doing
from commonground.sharing.actions import harvest, renditions
from commonground.sharing.forms.attachments import AttachmentForm
from commonground.sharing.models import Attachment, Rendition
from commonground.sharing.queries import attachments
from commonground.sharing.rules.attachments import LARGEST, FileKind
from commonground.sharing.views.framing import Shown, sent
from commonground.sharing.views.harvest import slowed
from commonground.sharing.views.items_originator import kept, records_address
from commonground.sharing.views.items_page import version_of
from commonground.sharing.views.renditions import above, confirm, version_kept

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def fetch(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Give a file to whoever may read its version now; what the police set conditions for, once they are accepted."""
    version = version_of(request, shared, rendition)
    found = attachments.one_of(version, file)
    if renditions.must_accept(request.actor, version):
        return redirect("sharing:accept", shared, rendition)
    if not harvest.may_open(actor=request.actor, item=version.item):
        return slowed(request)
    seen(actor=request.actor, subject=version.item, page="file", rendition=version.ref, file=found.ref)
    return _as_download(found)


@require_safe
def fetch_kept(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Give a file to whoever keeps its records."""
    item = kept(request.actor, shared, "keep_records", "review")
    found = attachments.one_of(version_kept(request.actor, item, rendition), file)
    seen(actor=request.actor, subject=item, page="kept_file", file=found.ref)
    return _as_download(found)


def _as_download(found: Attachment) -> HttpResponse:
    return file_to_keep(attachments.content_of(found), FileKind(found.kind).media_type, found.name)


@get_or_post
def attach(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID) -> HttpResponse:
    """Attach a file to a version."""
    item = kept(request.actor, shared, "change_item")
    version = version_kept(request.actor, item, rendition)
    form = AttachmentForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_said_in(form):
            content = typed["file"].read(LARGEST + 1)
            doing.attach(actor=request.actor, rendition=version, caption=typed["caption"], content=content)
            messages.success(request, _("The file is attached. Whatever stood beside it, such as its name, is gone."))
            return redirect(records_address(item))
    context = {"form": form, "version": Shown(version, []), "item": item, "breadcrumbs": above(item)}
    return render(request, "sharing/items/attach.html", context)


@get_or_post
def remove(request: HttpRequest, shared: uuid.UUID, rendition: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """Take a file away for good."""
    item = kept(request.actor, shared, "change_item")
    version: Rendition = version_kept(request.actor, item, rendition)
    found = attachments.one_of(version, file)
    if request.method == "POST":
        doing.remove(actor=request.actor, attachment=found)
        messages.success(request, _("The file is taken away."))
        return redirect(records_address(item))
    context = {
        "heading": _("Take “%(caption)s” away?") % {"caption": found.caption},
        "what": [_("Nobody can fetch it from the next request on.")],
        "lost": _("Its content is deleted at once. Whoever has fetched it still has it."),
        "button": _("Take the file away"),
        "destructive": True,
    }
    return confirm(request, item, version, context)

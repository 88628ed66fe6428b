"""Is this process fit to answer? It reaches the database, as a role that cannot step round its rules.

*Source:* settled questions, "Running it"; reference on security, section 0.
"""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonground.hosting import roles
from commonground.hosting.state import CannotRun


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when all is well and 503 when not, in a word that tells strangers nothing."""
    try:
        roles.refuse_unless_safe(connection)
    except CannotRun:
        return HttpResponse("unsafe\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("well\n", content_type="text/plain; charset=utf-8")

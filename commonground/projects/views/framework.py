"""What is the framework of collaboration? Three instruments, what each is for, where it is used, and how much.

*Source:* R84; the strategy's slides, "PaS : Collaboration Framework"; explanations in our own words.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonground.projects.queries.framework import counts
from commonground.projects.rules.charter import BEHAVIOURS


@login_not_required
@require_safe
def framework(request: HttpRequest) -> HttpResponse:
    """Join the working charter, proposal and review, and the requirement matrix on one page for everybody."""
    context: dict[str, Any] = {"behaviours": BEHAVIOURS, "counts": counts()}
    return render(request, "projects/framework.html", context)

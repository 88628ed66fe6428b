"""Of two who do at once what is done once: is the second told so, and is nothing of theirs kept?

*Source:* settled questions, "Who" (a lost race); the mission, "nothing is lost; never a 500".
"""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from commonground.people.models import Organisation

NAME = "Quay Watch"


@login_not_required
def twice(request: HttpRequest) -> HttpResponse:
    """Save something new, and then what somebody else has saved already."""
    other = Organisation.objects.order_by("pk").first()
    for given in ({"name": NAME}, {"public_id": other.public_id, "name": "Another"}):
        Organisation.objects.create(kind=other.kind, **given)
    return HttpResponse("both")


urlpatterns = [path("twice", twice), path("", include("commonground.website.urls"))]


@pytest.mark.urls(__name__)
def test_whoever_comes_second_is_told_so_and_nothing_of_theirs_is_kept(cast, client_of):
    answer = client_of(cast.person["whitlock"]).post("/twice")
    assert answer.status_code == 409
    assert "The same was done in the same moment" in answer.content.decode()
    assert not Organisation.objects.filter(name=NAME).exists()

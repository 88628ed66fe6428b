"""Where is what the provider shows? Its sign-in, its OpenID Connect, and a door for tests.

*Source:* OpenID Connect Discovery 1.0.
"""

from allauth.idp.oidc.models import Client
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def register(request: HttpRequest) -> HttpResponse:
    """Add an address to which people are sent back."""
    for client in Client.objects.all():
        client.set_redirect_uris([*client.get_redirect_uris(), request.GET["uri"]])
        client.save()
    return HttpResponse("registered")


urlpatterns = [
    path("register", register),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]

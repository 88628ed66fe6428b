"""Where are the pages of signing in?

Of the sign-in library only the pages that are named here exist, under the names that it asks for.

*Source:* settled questions, "In Django" (allauth: only the pages that we style are routed).
"""

from allauth.account import views as allauth
from django.urls import URLPattern, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern] = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/forgotten/", allauth.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path("password/new/set/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "password/new/<slug:uidb36>.<str:key>/", allauth.password_reset_from_key, name="account_reset_password_from_key"
    ),
    # Who has no password yet sets the first one by e-mail, like everybody who has forgotten it.
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
]

"""Where are the pages of organisations, one's own account, and signing in?

Of the sign-in library only the pages that are named here exist, under the names that it asks for.

*Source:* settled questions, "In Django" (allauth: only the pages that we style are routed).
"""

from allauth.account import views as allauth
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from commonground.people import views

accounts: list[URLPattern] = [
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
pages: list[URLPattern] = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.register, name="register"),
    path("organisations/<id:organisation>/", views.organisation, name="organisation"),
    path("organisations/<id:organisation>/change/", views.change, name="change"),
    path("organisations/<id:organisation>/invite/", views.invite, name="invite"),
    path("you/", views.you, name="you"),
    path("you/organisation/", views.switch, name="switch"),
]
urlpatterns: list[URLPattern | URLResolver] = [*accounts, path("", include((pages, "people")))]

"""Where are the pages of organisations and their members?

*Source:* R140-R142.
"""

from django.urls import URLPattern, path

from commonground.people.views import members, organisations

urlpatterns: list[URLPattern] = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.register, name="register"),
    path("organisations/<id:organisation>/", organisations.organisation, name="organisation"),
    path("organisations/<id:organisation>/change/", organisations.change, name="change"),
    path("organisations/<id:organisation>/invite/", members.invite, name="invite"),
]

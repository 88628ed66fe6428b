"""Where is a logo, and where is it put up and taken down?

*Source:* R1, R5.
"""

from django.urls import URLPattern, path

from commonground.people.views import logos

urlpatterns: list[URLPattern] = [
    path("logos/<id:logo>.png", logos.picture, name="logo"),
    path("organisations/<id:organisation>/logo/", logos.of_organisation, name="logo_of_organisation"),
    path("organisations/<id:organisation>/logo/remove/", logos.remove_of_organisation, name="remove_organisation_logo"),
    path("programmes/<id:programme>/logo/", logos.of_programme, name="logo_of_programme"),
    path("programmes/<id:programme>/logo/remove/", logos.remove_of_programme, name="remove_programme_logo"),
]

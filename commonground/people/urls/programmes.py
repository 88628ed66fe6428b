"""Where is the page on which a programme is changed?

*Source:* R1.
"""

from django.urls import URLPattern, path

from commonground.people.views import programmes

urlpatterns: list[URLPattern] = [
    path("programmes/<id:programme>/change/", programmes.change, name="change_programme"),
]

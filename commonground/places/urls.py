"""Where are the pages of areas?

*Source:* R187.
"""

from django.urls import path

from commonground.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.areas, name="areas"),
    path("places/<id:area>/", views.area, name="area"),
]

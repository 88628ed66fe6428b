"""Where are the pages of areas?

*Source:* R57, R187.
"""

from django.urls import path

from commonground.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.areas, name="areas"),
    path("places/<id:area>/", views.area, name="area"),
    path("places/<id:area>/draw/", views.draw, name="draw"),
    path("places/<id:area>/change/", views.redraw, name="redraw"),
    path("places/<id:area>/erase/", views.erase, name="erase"),
]

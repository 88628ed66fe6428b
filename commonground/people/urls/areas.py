"""Where does somebody keep the areas that they follow?

*Source:* R187.
"""

from django.urls import URLPattern, path

from commonground.people.views import areas

urlpatterns: list[URLPattern] = [path("you/areas/", areas.areas, name="areas")]

"""Where is the register of capabilities?

*Source:* R143-R146.
"""

from django.urls import URLPattern, path

from commonground.people.views import profiles_register

urlpatterns: list[URLPattern] = [
    path("capabilities/", profiles_register.capabilities, name="capabilities"),
    path("capabilities/list.csv", profiles_register.capabilities_file, name="capabilities_file"),
]

"""Where do programs ask, and where does somebody let one in?

*Source:* R213; D2, D8; docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver, include, path

from commonground.sharing.api.site import addresses
from commonground.sharing.views import programs

urlpatterns: list[URLPattern | URLResolver] = [
    path("shared/programs/", programs.programs, name="programs"),
    path("shared/programs/new/", programs.let_in, name="program_new"),
    path("shared/programs/<id:access>/end/", programs.end, name="program_end"),
    path("shared/feed/<str:token>/", programs.feed, name="feed"),
    path("api/1/", include((addresses(), "api"))),
]

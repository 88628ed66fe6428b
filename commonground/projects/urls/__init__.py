"""Where is each page of a collaboration?

*Source:* docs/start-here.md.
"""

from commonground.projects.urls import special, trust, working

app_name = "projects"
urlpatterns = [*working.urlpatterns, *special.urlpatterns, *trust.urlpatterns]

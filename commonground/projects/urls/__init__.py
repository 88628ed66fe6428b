"""Where is each page of a collaboration?

*Source:* docs/start-here.md.
"""

from commonground.projects.urls import doing, portfolio, special, together, trust, working

app_name = "projects"
urlpatterns = [*portfolio.urlpatterns, *working.urlpatterns, *special.urlpatterns, *doing.urlpatterns, *trust.urlpatterns, *together.urlpatterns]

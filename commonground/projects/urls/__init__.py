"""Where is each page of a collaboration?

*Source:* docs/start-here.md.
"""

from commonground.projects.urls import (
    doing,
    finishing,
    guide,
    kits,
    planning,
    portfolio,
    proposals,
    special,
    together,
    trust,
    working,
)

app_name = "projects"
urlpatterns = [
    *portfolio.urlpatterns,
    *working.urlpatterns,
    *special.urlpatterns,
    *guide.urlpatterns,
    *planning.urlpatterns,
    *doing.urlpatterns,
    *finishing.urlpatterns,
    *kits.urlpatterns,
    *trust.urlpatterns,
    *together.urlpatterns,
    *proposals.urlpatterns,
]

"""Where is the page that gathers all of sharing, and the sheet of what is new?

*Source:* R81.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import workspace

urlpatterns: list[URLPattern] = [
    path("sharing/", workspace.workspace, name="workspace"),
    path("sharing/bulletin/", workspace.bulletin, name="bulletin"),
]

"""Where is the page that gathers all of sharing?

*Source:* R81.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import workspace

urlpatterns: list[URLPattern] = [path("sharing/", workspace.workspace, name="workspace")]

"""Where is each page of what is shared? A file for each noun, and one line for it here.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern, URLResolver

from commonground.sharing.urls import agreements, desk, incidents, items, myths, programs, requests, whatif, workspace

app_name = "sharing"
urlpatterns: list[URLPattern | URLResolver] = [
    *agreements.urlpatterns,
    *desk.urlpatterns,
    *incidents.urlpatterns,
    *items.urlpatterns,
    *myths.urlpatterns,
    *programs.urlpatterns,
    *requests.urlpatterns,
    *whatif.urlpatterns,
    *workspace.urlpatterns,
]

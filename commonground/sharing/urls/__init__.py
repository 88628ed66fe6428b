"""Where is each page of what is shared? A file for each noun, and one line for it here.

*Source:* docs/start-here.md.
"""

from django.urls import URLPattern

from commonground.sharing.urls import agreements, desk, myths

app_name = "sharing"
urlpatterns: list[URLPattern] = [
    *agreements.urlpatterns,
    *desk.urlpatterns,
    *myths.urlpatterns,
]

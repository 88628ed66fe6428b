"""Where are organisations that were merged?

*Source:* issue "People who can be found, trusted and replaced", item 1.
"""

from django.urls import URLPattern, path

from commonground.people.views import merging

urlpatterns: list[URLPattern] = [
    path("merged/", merging.merges, name="merges"),
    path("merged/<id:done>/", merging.merged, name="merged"),
    path("merged/<id:done>/undo/", merging.undo, name="merge_undo"),
]

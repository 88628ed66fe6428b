"""Where is the requirement matrix?

*Source:* R94-R97.
"""

from django.urls import URLPattern, path

from commonground.people.views import matrix

urlpatterns: list[URLPattern] = [
    path("framework/matrix/", matrix.matrix, name="matrix"),
    path("framework/matrix/<slug:cell>/", matrix.cell, name="matrix_cell"),
    path("framework/matrix/<slug:cell>/change/", matrix.change, name="matrix_change"),
    path("framework/matrix/<slug:cell>/back-to-ours/", matrix.back_to_ours, name="matrix_ours"),
]

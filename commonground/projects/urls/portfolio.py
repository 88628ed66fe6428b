"""Where are the pages on many collaborations: the list, what is due, reviews, the calendar, the map?

*Source:* R52, R102.
"""

from django.urls import URLPattern, path

from commonground.projects.views import ahead, portfolio

urlpatterns: list[URLPattern] = [
    path("collaborations/", portfolio.listed, name="list"),
    path("collaborations.csv", portfolio.as_csv, name="list_csv"),
    path("collaborations/due/", ahead.due, name="due"),
    path("collaborations/due.csv", ahead.due_csv, name="due_csv"),
    path("collaborations/reviews/", ahead.reviews, name="reviews"),
    path("collaborations/reviews.csv", ahead.reviews_csv, name="reviews_csv"),
    path("collaborations/calendar/", ahead.calendar, name="calendar"),
    path("collaborations/map/", ahead.places, name="map"),
]

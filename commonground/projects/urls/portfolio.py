"""Where are the pages on many collaborations: the list, what is due, reviews, the calendar, the map?

*Source:* R52, R102.
"""

from django.urls import URLPattern, path

from commonground.projects.views import ahead, beside, papers, portfolio, register, reporting

HERE = "collaborations/<id:collaboration>/"

urlpatterns: list[URLPattern] = [
    path("collaborations/", portfolio.listed, name="list"),
    path("collaborations.csv", portfolio.as_csv, name="list_csv"),
    path("collaborations/due/", ahead.due, name="due"),
    path("collaborations/due.csv", ahead.due_csv, name="due_csv"),
    path("collaborations/reviews/", ahead.reviews, name="reviews"),
    path("collaborations/reviews.csv", ahead.reviews_csv, name="reviews_csv"),
    path("collaborations/calendar/", ahead.calendar, name="calendar"),
    path("collaborations/map/", ahead.places, name="map"),
    path(f"{HERE}beside/", beside.beside, name="beside"),
    path(f"{HERE}beside/<id:other>/", beside.coordinate, name="coordinate"),
    path(f"{HERE}reporting/", reporting.own, name="reporting"),
    path(f"{HERE}papers/", papers.papers, name="papers"),
    path(f"{HERE}papers/everything/", papers.everything, name="everything"),
    path(f"{HERE}history.csv", papers.history_csv, name="history_csv"),
    path("programmes/<id:programme>/", reporting.programme, name="programme"),
    path("programmes/<id:programme>/board-report.<slug:form>", reporting.board_report, name="board_report"),
    path("programmes/<id:programme>.csv", reporting.programme_csv, name="programme_csv"),
    path("initiatives/", register.initiatives, name="initiatives"),
    path("initiatives.csv", register.initiatives_csv, name="initiatives_csv"),
    path("initiatives/calendar/", register.initiatives_calendar, name="initiatives_calendar"),
]

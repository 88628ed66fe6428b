"""Where are the pages of steps 4 to 6: backing, polls, notices, the plan, duties, reminders, calendars?

*Source:* R20-R31.
"""

from django.urls import URLPattern, path

from commonground.projects.views import backing

HERE = "collaborations/<id:collaboration>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}steps/4/backing/ask/", backing.ask, name="backing_ask"),
    path(f"{HERE}steps/4/backing/<id:request_id>/take-back/", backing.take_back, name="backing_take_back"),
    path("backing/<str:token>/", backing.answer, name="backing_answer"),
    path("backing/news/<str:token>/", backing.news, name="backing_news"),
]

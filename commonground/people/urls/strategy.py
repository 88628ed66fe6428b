"""Where are the pages of a common strategy?

*Source:* R99-R100.
"""

from django.urls import URLPattern, path

from commonground.people.views import strategy

urlpatterns: list[URLPattern] = [
    path("strategy/", strategy.strategy, name="strategy"),
    path("strategy/answer/", strategy.answer, name="strategy_answer"),
    path("strategy/how-far/", strategy.way, name="strategy_way"),
    path("strategy/take-back/", strategy.take_back, name="strategy_take_back"),
]

"""Where are the code of conduct, concerns, thanks, and the ways to take part?

*Source:* R89, R225.
"""

from django.urls import URLPattern, path

from commonground.people.views import conduct, contributing

urlpatterns: list[URLPattern] = [
    path("conduct/", conduct.conduct, name="conduct"),
    path("conduct/accept/", conduct.accept, name="accept_conduct"),
    path("concern/", conduct.concern, name="concern"),
    path("concern/sent/", conduct.concern_sent, name="concern_sent"),
    path("concerns/", conduct.concerns, name="concerns"),
    path("concerns/<id:concern>/", conduct.concern_log, name="concern_log"),
    path("welcome/", contributing.welcome, name="welcome"),
    path("you/contributions/", contributing.contributions, name="contributions"),
    path("you/thanks/<id:thanks>/take-back/", contributing.take_back, name="take_thanks_back"),
    path("organisations/<id:organisation>/thanks/", contributing.thanks_of, name="thanks_of"),
    path("organisations/<id:organisation>/members/<id:membership>/thank/", contributing.thank, name="thank"),
]

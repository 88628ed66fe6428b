"""Where are one's own pages?

*Source:* settled questions, "Who".
"""

from django.urls import URLPattern, path

from commonground.people.views import you

urlpatterns: list[URLPattern] = [
    path("you/", you.you, name="you"),
    path("you/invitations/<id:invitation>/", you.offer, name="offer"),
    path("you/organisation/", you.switch, name="switch"),
]

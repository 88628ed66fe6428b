"""Where is "Dare to share"?

*Source:* R211.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import myths

urlpatterns: list[URLPattern] = [
    path("dare-to-share/", myths.dare, name="dare"),
    path("dare-to-share/card/<form>/", myths.card, name="dare_card"),
    path("dare-to-share/pledge/", myths.pledge, name="pledge"),
    path("dare-to-share/pledges/<id:pledge>/end/", myths.end_pledge, name="pledge_end"),
]

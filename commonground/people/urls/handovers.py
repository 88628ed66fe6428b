"""Where are the pages of handovers?

*Source:* R45, R115.
"""

from django.urls import URLPattern, path

from commonground.people.views import handovers as views

ONE = "handovers/<id:handover>/"

urlpatterns: list[URLPattern] = [
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/begin/", views.handover_begin, name="handover_begin"),
    path(ONE, views.handover, name="handover"),
    path(f"{ONE}pack/", views.handover_pack, name="handover_pack"),
    path(f"{ONE}prepare/", views.handover_prepare, name="handover_prepare"),
    path(f"{ONE}matters/<id:matter>/", views.handover_matter, name="handover_matter"),
    path(f"{ONE}offer/", views.handover_offer, name="handover_offer"),
    path(f"{ONE}accept/", views.handover_accept, name="handover_accept"),
    path(f"{ONE}take-back/", views.handover_reopen, name="handover_reopen"),
    path(f"{ONE}cancel/", views.handover_cancel, name="handover_cancel"),
    path(f"{ONE}someone-else/", views.handover_decline, name="handover_decline"),
    path(f"{ONE}ask/", views.handover_ask, name="handover_ask"),
]

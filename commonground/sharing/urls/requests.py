"""Where are the catalogue, the requests for police intelligence and assets, the grants and the briefings?

*Source:* R222, R223.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import requests, requests_catalogue, requests_granting

ASSET = "sharing/assets/<id:asset>/"
SESSION = f"{ASSET}briefings/<id:briefing>/"
REQUEST = "sharing/requests/<id:asset_request>/"

urlpatterns: list[URLPattern] = [
    path("sharing/assets/", requests.assets, name="assets"),
    path("sharing/assets/new/", requests.enter, name="asset_enter"),
    path(ASSET, requests.asset, name="asset"),
    path(f"{ASSET}change/", requests_catalogue.change, name="asset_change"),
    path(f"{ASSET}history/", requests_catalogue.history, name="asset_history"),
    path(f"{ASSET}close/", requests.close, name="asset_close"),
    path(f"{ASSET}ask/", requests.ask_for_asset, name="asset_ask"),
    path(f"{ASSET}briefings/new/", requests_granting.open_briefing, name="briefing_open"),
    path(SESSION, requests_granting.briefing, name="briefing"),
    path(f"{SESSION}seat/", requests_granting.seat, name="briefing_seat"),
    path(f"{SESSION}attendance/", requests_granting.attendance, name="briefing_attendance"),
    path("sharing/requests/", requests.requests, name="asset_requests"),
    path("sharing/requests/new/", requests.ask_for_intelligence, name="asset_request_new"),
    path(REQUEST, requests.one_request, name="asset_request"),
    path(f"{REQUEST}take-back/", requests.take_back, name="asset_request_take_back"),
    path(f"{REQUEST}answer/", requests_granting.answer, name="asset_request_answer"),
    path(f"{REQUEST}use/", requests_granting.use, name="grant_use"),
    path(f"{REQUEST}out/", requests_catalogue.sign_out, name="grant_out"),
    path(f"{REQUEST}back/", requests_catalogue.sign_back, name="grant_back"),
    path(f"{REQUEST}outcome/", requests_granting.tell, name="grant_outcome"),
    path(f"{REQUEST}look/", requests_granting.look, name="grant_look"),
    path(f"{REQUEST}revoke/", requests_granting.revoke, name="grant_revoke"),
]

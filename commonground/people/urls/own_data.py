"""Where are the pages of one's own data, and of those who answer for people's data?

*Source:* D5.
"""

from django.urls import URLPattern, path

from commonground.people.views import own_data as own
from commonground.people.views import own_data_office as office

urlpatterns: list[URLPattern] = [
    path("you/data/", own.own_data, name="own_data"),
    path("you/data/download/", own.own_data_download, name="own_data_download"),
    path("you/data/change/", own.own_data_change, name="own_data_change"),
    path("you/data/ask/", own.own_data_ask, name="own_data_ask"),
    path("you/data/asked/<id:asked>/withdraw/", own.own_data_withdraw, name="own_data_withdraw"),
    path("data-requests/", office.data_requests, name="data_requests"),
    path("data-requests/<id:asked>/", office.data_request, name="data_request"),
    path("legal-holds/", office.legal_holds, name="legal_holds"),
    path("legal-holds/<id:hold>/lift/", office.legal_hold_lift, name="legal_hold_lift"),
    path("breaches/", office.breaches, name="breaches"),
    path("breaches/enter/", office.breach_enter, name="breach_enter"),
    path("breaches/<id:breach>/", office.breach, name="breach"),
    path("breaches/<id:breach>/change/", office.breach_change, name="breach_change"),
    path("breaches/<id:breach>/close/", office.breach_close, name="breach_close"),
    path("data-protection-assessment/", office.assessment_form, name="assessment_form"),
]

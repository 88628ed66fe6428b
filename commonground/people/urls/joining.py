"""Where are the pages of those who want to join, and of those who check them?

*Source:* R89, R232; D3, D12.
"""

from django.urls import URLPattern, path

from commonground.people.views import joining, joining_checking, joining_deciding, letters

urlpatterns: list[URLPattern] = [
    path("join/", joining.start, name="join"),
    path("join/apply/", joining.apply, name="apply"),
    path("join/sent/", joining.sent, name="applied"),
    path("join/<slug:key>/", joining.own, name="own_application"),
    path("join/<slug:key>/confirm/", joining.confirm, name="confirm_application"),
    path("join/<slug:key>/correct/", joining.correct, name="correct_application"),
    path("join/<slug:key>/withdraw/", joining.withdraw, name="withdraw_application"),
    path("applications/", joining_checking.applications, name="applications"),
    path("applications/<id:application>/", joining_checking.application, name="application"),
    path("applications/<id:application>/call/", joining_checking.call, name="call_back"),
    path("applications/<id:application>/organisation/", joining_checking.match, name="match_application"),
    path("applications/<id:application>/sponsors/", joining_checking.ask, name="ask_sponsors"),
    path("applications/<id:application>/interest/", joining_checking.interest, name="declare_interest"),
    path("applications/<id:application>/admit/", joining_deciding.admit, name="admit"),
    path("applications/<id:application>/decline/", joining_deciding.decline, name="decline"),
    path("letters/", letters.letters, name="letters"),
    path("letters/<id:letter>/", letters.letter, name="letter"),
    path("letters/<id:letter>/set-aside/", letters.set_aside, name="set_letter_aside"),
    path("vouching/", joining_deciding.vouching, name="vouching"),
    path("vouching/<id:sponsor>/", joining_deciding.vouch, name="vouch"),
]

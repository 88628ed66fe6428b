"""Where are the pages of an organisation's members?

*Source:* R140-R142; D2, D3.
"""

from django.urls import URLPattern, path

from commonground.people.views import memberships, memberships_clearing, memberships_ending

_MEMBERS = "organisations/<id:organisation>/members/"
_MEMBER = f"{_MEMBERS}<id:membership>/"

urlpatterns: list[URLPattern] = [
    path(_MEMBERS, memberships.members, name="members"),
    path(_MEMBER, memberships.member, name="member"),
    path(f"{_MEMBER}change/", memberships.change, name="change_member"),
    path(f"{_MEMBER}confirm/", memberships.verify, name="verify_member"),
    path(f"{_MEMBER}suspend/", memberships_ending.suspend, name="suspend_member"),
    path(f"{_MEMBER}lift/", memberships_ending.lift, name="lift_suspension"),
    path(f"{_MEMBER}end/", memberships_ending.end, name="end_membership"),
    path(f"{_MEMBER}stay/", memberships_ending.stay, name="stay_member"),
    path(f"{_MEMBER}clearance/", memberships_clearing.enter, name="enter_clearance"),
    path(f"{_MEMBER}clearance/lower/", memberships_clearing.lower, name="lower_clearance"),
]

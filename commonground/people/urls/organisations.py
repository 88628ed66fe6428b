"""Where are the pages of organisations and their members?

*Source:* R140-R142, R155.
"""

from django.urls import URLPattern, path

from commonground.people.views import members, merging, organisations, organisations_finding, profiles, profiles_brought

ONE = "organisations/<id:organisation>/"
CAPABILITY = f"{ONE}capabilities/<id:capability>/"
ACCREDITATION = f"{ONE}accreditations/<id:accreditation>/"

urlpatterns: list[URLPattern] = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.register, name="register"),
    path("organisations/find/", organisations_finding.need, name="need"),
    path("organisations/overlaps/", organisations_finding.overlapping, name="overlaps"),
    path(ONE, organisations.organisation, name="organisation"),
    path(f"{ONE}change/", organisations.change, name="change"),
    path(f"{ONE}place/", organisations.place, name="place"),
    path(f"{ONE}end/", organisations.end, name="end_organisation"),
    path(f"{ONE}invite/", members.invite, name="invite"),
    path(f"{ONE}profile/", profiles.change_profile, name="change_profile"),
    path(f"{ONE}about-us/", profiles.change_about_us, name="change_about_us"),
    path(f"{ONE}about-us/read/", profiles.mark_as_read, name="mark_as_read"),
    path(f"{ONE}capabilities/new/", profiles_brought.add_capability, name="capability_add"),
    path(CAPABILITY, profiles_brought.change_capability, name="capability"),
    path(f"{CAPABILITY}end/", profiles_brought.end_capability, name="capability_end"),
    path(f"{ONE}accreditations/new/", profiles_brought.add_accreditation, name="accreditation_add"),
    path(ACCREDITATION, profiles_brought.change_accreditation, name="accreditation"),
    path(f"{ACCREDITATION}end/", profiles_brought.end_accreditation, name="accreditation_end"),
    path(f"{ACCREDITATION}verify/", profiles_brought.verify_accreditation, name="accreditation_verify"),
    path(f"{ONE}same/", merging.choose, name="merge_choose"),
    path(f"{ONE}same/<id:other>/", merging.merge, name="merge"),
]

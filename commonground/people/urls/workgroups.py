"""Where are the pages of workgroups and of who supports what?

*Source:* R2, R5, R55.
"""

from django.urls import URLPattern, path

from commonground.people.views import supporting, workgroups
from commonground.people.views import workgroups_steps as steps

ONE = "workgroups/<id:workgroup>/"

urlpatterns: list[URLPattern] = [
    path("workgroups/", workgroups.workgroups, name="workgroups"),
    path("workgroups/new/", workgroups.found, name="found_workgroup"),
    path("workgroups/support/", supporting.support, name="support"),
    path("workgroups/support/<slug:what>/end/", supporting.end_support, name="end_support"),
    path(ONE, workgroups.workgroup, name="workgroup"),
    path(f"{ONE}change/", workgroups.change, name="change_workgroup"),
    path(f"{ONE}close/", workgroups.close, name="close_workgroup"),
    path(f"{ONE}seats/new/", workgroups.seat, name="new_seat"),
    path(f"{ONE}seats/<id:seat>/", workgroups.holder, name="seat"),
    path(f"{ONE}seats/<id:seat>/end/", workgroups.end_seat, name="end_seat"),
    path(f"{ONE}charges/new/", workgroups.charge, name="new_charge"),
    path(f"{ONE}charges/<id:charge>/review/", workgroups.look_again, name="look_again"),
    path(f"{ONE}meetings/new/", steps.meeting, name="note_meeting"),
    path(f"{ONE}meetings/<id:meeting>/steps/new/", steps.new, name="new_step_of_meeting"),
    path(f"{ONE}steps/new/", steps.new, name="new_step"),
    path(f"{ONE}steps/<id:next_step>/change/", steps.change, name="change_step"),
    path(f"{ONE}steps/<id:next_step>/end/", steps.end, name="end_step"),
]

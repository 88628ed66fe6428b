"""Where are the pages of steps 4 to 6: backing, polls, notices, the plan, duties, reminders, calendars?

*Source:* R20-R31.
"""

from django.urls import URLPattern, path

from commonground.projects.views import (
    backing,
    backing_files,
    duties,
    following,
    polls,
    polls_answering,
    reminding,
    signing,
)

HERE = "collaborations/<id:collaboration>/"
POLL = f"{HERE}polls/<id:poll>/"
FOR_ALL = "public/of/<id:collaboration>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}steps/4/backing/ask/", backing.ask, name="backing_ask"),
    path(f"{HERE}steps/4/backing/<id:request_id>/take-back/", backing.take_back, name="backing_take_back"),
    path(f"{HERE}steps/4/backing/<id:backing>/evidence/", backing_files.keep, name="backing_file_keep"),
    path(f"{HERE}steps/4/evidence/<id:evidence>/", backing_files.fetch, name="backing_file"),
    path(f"{HERE}steps/4/evidence/<id:evidence>/take-away/", backing_files.take_away, name="backing_file_take_away"),
    path(f"{HERE}plan/", signing.plan, name="action_plan"),
    path(f"{HERE}plan/sign/", signing.sign, name="action_plan_sign"),
    path(f"{HERE}plan/read/", signing.say_read, name="action_plan_read"),
    path(f"{HERE}plan/share/", signing.share, name="plan_share"),
    path(f"{HERE}plan/readers/<id:reader>/end/", signing.end_sharing, name="plan_end_sharing"),
    path(f"{HERE}plan/take/<slug:form>/", signing.paper, name="action_plan_paper"),
    path(f"{HERE}plan.ics", reminding.plan_ics, name="plan_ics"),
    path(f"{HERE}duties.csv", duties.as_csv, name="duties_csv"),
    path(f"{HERE}duties/take/<slug:form>/", duties.paper, name="duties_paper"),
    path(f"{HERE}duties/<id:answer>/", duties.duties, name="duties"),
    path(f"{HERE}calendar/", reminding.calendar, name="days"),
    path(f"{HERE}calendar/<slug:which>/make/", reminding.calendar_make, name="calendar_make"),
    path(f"{HERE}calendar/<slug:which>/end/", reminding.calendar_end, name="calendar_end"),
    path(f"{HERE}answers/<id:answer>/later/", reminding.later, name="answer_later"),
    path(f"{HERE}polls/new/", polls.new, name="poll_new"),
    path(POLL, polls.poll, name="poll"),
    path(f"{POLL}change/", polls.change, name="poll_change"),
    path(f"{POLL}groups/add/", polls.add_group, name="poll_group"),
    path(f"{POLL}groups/<id:group>/remove/", polls.remove_group, name="poll_group_remove"),
    path(f"{POLL}open/", polls.open_poll, name="poll_open"),
    path(f"{POLL}close/", polls.close, name="poll_close"),
    path(f"{POLL}publish/", polls.publish, name="poll_publish"),
    path(f"{POLL}respond/<id:objective>/", polls.respond, name="poll_respond"),
    path("polls/leave/<str:token>/", polls_answering.leave, name="poll_leave"),
    path("polls/<str:token>/", polls_answering.start, name="poll_start"),
    path("polls/<str:token>/<int:place>/", polls_answering.question, name="poll_question"),
    path("polls/<str:token>/check/", polls_answering.check, name="poll_check"),
    path("polls/<str:token>/thanks/", polls_answering.thanks, name="poll_thanks"),
    path(f"{HERE}notices/new/", following.new, name="notice_new"),
    path(f"{HERE}poster/<slug:form>/", following.poster, name="poster"),
    path("notices/<id:publication>/", following.notice, name="notice"),
    path("asked/<id:publication>/", following.poll_result, name="poll_result"),
    path(f"{FOR_ALL}follow/", following.follow, name="follow"),
    path(f"{FOR_ALL}feed/", following.NoticeFeed(), name="notice_feed"),
    path("following/<str:token>/", following.confirm, name="follow_confirm"),
    path("following/leave/<str:token>/", following.leave, name="follow_leave"),
    path("plans/<str:token>/", signing.outside, name="plan_outside"),
    path("calendars/<str:token>/", reminding.calendar_feed, name="calendar_feed"),
    path("reminders/<str:token>/", reminding.quiet, name="quiet"),
    path("backing/<str:token>/", backing.answer, name="backing_answer"),
    path("backing/news/<str:token>/", backing.news, name="backing_news"),
]

"""Where are the desk, the questions that were kept, and the decisions on sharing?

*Source:* R184, R211.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import decisions, decisions_adding, desk, questions

ONE, RECORD = "sharing/questions/<id:question>/", "sharing/decisions/<id:decision>/"

urlpatterns: list[URLPattern] = [
    path("sharing/desk/", desk.start, name="desk"),
    path("sharing/desk/question/", desk.question, name="desk_question"),
    path("sharing/desk/answer/", desk.answer, name="desk_answer"),
    path("sharing/desk/keep/", desk.keep, name="desk_keep"),
    path("sharing/desk/figures/", desk.figures, name="desk_figures"),
    path("sharing/questions/", questions.questions, name="questions"),
    path(ONE, questions.question, name="question"),
    path(f"{ONE}take-back/", questions.take_back, name="question_take_back"),
    path(f"{ONE}look-again/", questions.ask_for_review, name="question_look_again"),
    path(f"{ONE}decide/", decisions_adding.answer, name="question_decide"),
    path("sharing/decisions/", decisions.register, name="decisions"),
    path("sharing/decisions/table/", decisions.table, name="decisions_table"),
    path("sharing/decisions/new/", decisions_adding.new, name="decision_new"),
    path(RECORD, decisions.decision, name="decision"),
    path(f"{RECORD}paper/<form>/", decisions.paper, name="decision_paper"),
    path(f"{RECORD}correct/", decisions_adding.correct, name="decision_correct"),
    path(f"{RECORD}approve/", decisions_adding.approve, name="decision_approve"),
    path(f"{RECORD}review/", decisions_adding.review, name="decision_review"),
    path(f"{RECORD}look-again/", decisions_adding.look_again, name="decision_look_again"),
    path(f"{RECORD}add/", decisions_adding.add, name="decision_add"),
    path(f"{RECORD}use/", decisions_adding.use, name="decision_use"),
]

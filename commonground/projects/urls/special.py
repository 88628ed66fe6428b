"""Where are pages with a course of their own: each side's words, reviews, stopping, publishing?

*Source:* R52.
"""

from django.urls import URLPattern, path

from commonground.projects.views import measures, over_years, problem, public, publishing, reviews, stopping

HERE = "collaborations/<id:collaboration>/"
VERSION = f"{HERE}public/<id:publication>/"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}steps/1/our-words/", problem.statement, name="statement"),
    path(f"{HERE}steps/1/our-words/send/", problem.send, name="statement_send"),
    path(f"{HERE}steps/1/compare/", problem.compare, name="compare"),
    path(f"{HERE}steps/1/compare/<slug:asked>/", problem.mark, name="mark"),
    path(f"{HERE}reviews/new/", reviews.start, name="review_start"),
    path(f"{HERE}reviews/<id:review>/", reviews.review, name="review"),
    path(f"{HERE}reviews/<id:review>/answer/", reviews.answer, name="review_answer"),
    path(f"{HERE}steps/9/position/", stopping.position, name="position"),
    path(f"{HERE}close/", stopping.stop, name="stop"),
    path(f"{HERE}reopen/", stopping.reopen, name="reopen"),
    path(f"{HERE}measures/", measures.measures, name="measures"),
    path(f"{HERE}measures/years/", over_years.over_years, name="over_years"),
    path(f"{HERE}measures/<id:study>/", measures.study, name="study"),
    path(f"{HERE}public/", publishing.publications, name="publications"),
    path(f"{HERE}public/page/", publishing.page_new, name="page_new"),
    path(f"{HERE}public/case-study/", publishing.case_new, name="case_new"),
    path(VERSION, publishing.publication, name="publication"),
    path(f"{VERSION}approve/", publishing.approve, name="publication_approve"),
    path(f"{VERSION}withdraw/", publishing.withdraw, name="publication_withdraw"),
    path("case-studies/", public.case_studies, name="case_studies"),
    path("case-studies/feed/", public.CaseStudyFeed(), name="case_studies_feed"),
    path("case-studies/<id:publication>/", public.case_study, name="case_study"),
    path("public/<id:publication>/", public.public_page, name="public_page"),
]

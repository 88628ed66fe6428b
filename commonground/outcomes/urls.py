"""Where are the pages of evidence?

*Source:* R42.
"""

from django.urls import path

from commonground.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("evidence/", views.evidence, name="evidence"),
    path("evidence/new/", views.study_new, name="study_new"),
    path("evidence/new/where/", views.study_where, name="study_where"),
    path("evidence/new/compare/", views.study_compare, name="study_compare"),
    path("evidence/<id:study>/", views.study, name="study"),
    path("evidence/<id:study>/again/", views.study_again, name="study_again"),
    path("evidence/<id:study>/counts.csv", views.study_counts, name="study_counts"),
    path("evidence/<id:study>/result.json", views.study_json, name="study_json"),
    path("evidence/published/<id:study>/", views.published, name="published"),
    path("evidence/published/<id:study>/counts.csv", views.published_counts, name="published_counts"),
    path("evidence/published/<id:study>/result.json", views.published_json, name="published_json"),
]

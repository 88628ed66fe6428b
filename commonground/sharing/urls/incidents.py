"""Where are incidents, what came of what was shared, and what leaves when?

*Source:* R78, R184; D4, D5; reference on the domain, 7(C).
"""

from django.urls import URLPattern, path

from commonground.sharing.views import (
    feedback,
    incidents,
    incidents_reading,
    retention,
    retention_records,
    retention_spans,
)

DRAFT = "incidents/reports/<id:draft>/"
REPORT = "incidents/<id:rendition>/"

urlpatterns: list[URLPattern] = [
    path("incidents/", incidents.incidents_list, name="incidents"),
    path("incidents/new/", incidents.new, name="incident_new"),
    path("incidents/thresholds/", incidents_reading.thresholds, name="thresholds"),
    path("incidents/thresholds/of/<id:organisation>/", incidents_reading.thresholds, name="thresholds_of"),
    path("incidents/thresholds/<slug:kind>/", incidents_reading.threshold, name="threshold"),
    path(DRAFT, incidents.edit, name="incident_edit"),
    path(f"{DRAFT}check/", incidents.check, name="incident_check"),
    path(f"{DRAFT}remove/", incidents.remove, name="incident_remove"),
    path(f"{DRAFT}sent/", incidents.receipt, name="incident_sent"),
    path(REPORT, incidents_reading.incident, name="incident"),
    path(f"{REPORT}take/<slug:form>/", incidents_reading.hand_over, name="incident_take"),
    path(f"{REPORT}correct/", incidents_reading.correct, name="incident_correct"),
    path(f"{REPORT}reporter/", incidents_reading.reporter, name="incident_reporter"),
    path("feedback/", feedback.owed, name="owed"),
    path("feedback/both-ways/", feedback.both_ways, name="both_ways"),
    path("feedback/effect/", feedback.effect, name="effect"),
    path("feedback/<id:rendition>/", feedback.give, name="feedback"),
    path("feedback/<id:rendition>/too/", feedback.too, name="seen_too"),
    path("retention/", retention.schedule, name="retention"),
    path("retention/spans/<slug:line>/", retention_spans.span, name="retention_span"),
    path("retention/records/", retention_records.records, name="retention_records"),
    path("retention/records/<id:record_kept>/", retention_records.review, name="record_review"),
    path("retention/records/<id:record_kept>/hold/", retention_records.hold, name="record_hold"),
    path("retention/search/", retention.search, name="retention_search"),
    path("retention/<id:kept>/", retention.review, name="retention_review"),
    path("retention/<id:kept>/hold/", retention.hold, name="retention_hold"),
]

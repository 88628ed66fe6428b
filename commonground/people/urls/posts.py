"""Where are the pages of contacts: the finder, the cards, the leads, and the forms of who keeps them?

*Source:* R45, R55, R115, R189, R263.
"""

from django.urls import URLPattern, path

from commonground.people.views import endorsements, finding, leads_paper, posts, posts_people, posts_reports, topics

urlpatterns: list[URLPattern] = [
    path("contacts/", finding.finder, name="contacts"),
    path("contacts/leads/", endorsements.leads, name="leads"),
    path("contacts/leads/report/<slug:form>/", leads_paper.leads_paper, name="leads_paper"),
    path("contacts/topics/", topics.topics, name="topics"),
    path("contacts/topics/new/", topics.add_topic, name="add_topic"),
    path("contacts/topics/<id:topic>/change/", topics.change_topic, name="change_topic"),
    path("contacts/confirm/<str:token>/", posts_people.confirm_by_link, name="confirm_by_link"),
    path("contacts/<id:contact>/", posts.contact, name="contact"),
    path("contacts/<id:contact>/card.vcf", finding.vcard, name="vcard"),
    path("contacts/<id:contact>/change/", posts.change_post, name="change_post"),
    path("contacts/<id:contact>/close/", posts.close_post, name="close_post"),
    path("contacts/<id:contact>/holder/", posts_people.holder, name="appoint_holder"),
    path("contacts/<id:contact>/deputy/", posts_people.deputy, name="appoint_deputy"),
    path("contacts/<id:contact>/confirm/", posts_people.confirm, name="confirm_post"),
    path("contacts/<id:contact>/report/", posts_reports.report, name="report_post"),
    path("contacts/<id:contact>/reports/", posts_reports.reports, name="post_reports"),
    path("contacts/<id:contact>/reports/<id:report>/", posts_reports.answer, name="answer_report"),
    path("contacts/<id:contact>/endorse/", endorsements.endorse, name="endorse"),
    path("contacts/<id:contact>/endorsements/<id:endorsement>/end/", endorsements.end, name="end_endorsement"),
    path("organisations/<id:organisation>/posts/", posts.of_organisation, name="posts"),
    path("organisations/<id:organisation>/posts/new/", posts.open_post, name="open_post"),
]

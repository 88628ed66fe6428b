"""Where is the guide, in which forms, and where are its versions, suggestions and local additions?

*Source:* R2-R3, R51, R53, R58, R71-R72.
"""

from django.urls import URLPattern, path

from commonground.projects.views import (
    guide,
    guide_around,
    guide_files,
    guide_following,
    guide_in,
    guide_translations,
    guide_versions,
)

ONE = "guide/versions/<int:number>/"
TRANSLATION = f"{ONE}translations/<slug:language>/"
IN = "guide/in/<slug:language>/"

urlpatterns: list[URLPattern] = [
    path("guide/", guide.guide, name="guide"),
    path("guide.json", guide.as_json, name="guide_json"),
    path("guide.md", guide_files.markdown, name="guide_markdown"),
    path("guide/download/<slug:form>/", guide_files.whole, name="guide_file"),
    path("guide/worksheets/<slug:form>/", guide_files.worksheets, name="guide_worksheets"),
    path("guide/sheets/<slug:size>/", guide_files.sheet, name="guide_sheet"),
    path("guide/feed/", guide_versions.GuideFeed(), name="guide_feed"),
    path("guide/follow/", guide_following.follow, name="guide_follow"),
    path("guide/follow/<str:token>/", guide_following.confirm, name="guide_follow_confirm"),
    path("guide/follow/leave/<str:token>/", guide_following.leave, name="guide_follow_leave"),
    path("guide/owner/", guide_versions.take_on, name="guide_owner"),
    path("guide/versions/", guide_versions.versions, name="guide_versions"),
    path("guide/versions/new/", guide_versions.begin, name="guide_begin"),
    path(ONE, guide_versions.version, name="guide_version"),
    path(f"{ONE}about/", guide_versions.about, name="guide_about"),
    path(f"{ONE}words/<int:step>/", guide_versions.words, name="guide_words"),
    path(f"{ONE}review/", guide_versions.send, name="guide_send"),
    path(f"{ONE}back/", guide_versions.send_back, name="guide_send_back"),
    path(f"{ONE}approve/", guide_versions.approve, name="guide_approve"),
    path(f"{ONE}launch/", guide_versions.launch, name="guide_launch"),
    path(f"{ONE}pack/", guide_files.pack, name="guide_pack"),
    path(f"{ONE}translate/", guide_translations.begin, name="guide_translate"),
    path(TRANSLATION, guide_translations.translation, name="guide_translation"),
    path(f"{TRANSLATION}words/<int:step>/", guide_translations.words, name="guide_translation_words"),
    path(f"{TRANSLATION}launch/", guide_translations.launch, name="guide_translation_launch"),
    path(IN, guide_in.whole, name="guide_in"),
    path(f"{IN}guide.md", guide_in.markdown, name="guide_in_markdown"),
    path(f"{IN}<int:number>/", guide_in.step, name="guide_in_step"),
    path("guide/suggestions/", guide_around.suggestions, name="guide_suggestions"),
    path("guide/suggestions/new/", guide_around.suggest, name="guide_suggest"),
    path("guide/suggestions/<id:suggestion>/", guide_around.answer, name="guide_answer"),
    path("guide/<int:number>/", guide.step, name="guide_step"),
    path("guide/<int:number>/worksheet/<slug:form>/", guide_files.worksheets, name="guide_worksheet"),
    path("guide/<int:number>/add/", guide_around.add, name="guide_add"),
    path("guide/<int:number>/additions/<id:addition>/end/", guide_around.end_addition, name="guide_end_addition"),
]

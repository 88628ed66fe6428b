"""Where are the pages of how the two sides work together?

*Source:* R84-R97, R126.
"""

from django.urls import URLPattern, path

from commonground.projects.views import (
    charter,
    common_ground,
    decisions,
    five_cs,
    framework,
    matrix,
    waiting,
    working_together,
)

HERE = "collaborations/<id:collaboration>/together/"

urlpatterns: list[URLPattern] = [
    path("framework/", framework.framework, name="framework"),
    path("check-a-message/", five_cs.message, name="check_message"),
    path("common-ground/", common_ground.find, name="common_ground_find"),
    path(HERE, working_together.together, name="together"),
    path(f"{HERE}asks-for/", matrix.cell, name="cell"),
    path(f"{HERE}asks-for/choose/", matrix.choose, name="cell_choose"),
    path(f"{HERE}common-ground/", common_ground.inside, name="common_ground"),
    path(f"{HERE}charter/", charter.charter, name="charter"),
    path(f"{HERE}charter/words/", charter.word, name="charter_word"),
    path(f"{HERE}charter/adopt/", charter.adopt, name="charter_adopt"),
    path(f"{HERE}charter/rate/", charter.rate, name="charter_rate"),
    path(f"{HERE}decisions/", decisions.decisions, name="decisions"),
    path(f"{HERE}decisions/new/", decisions.put_up, name="decision_new"),
    path(f"{HERE}decisions/<id:item>/", decisions.decision, name="decision"),
    path(f"{HERE}decisions/<id:item>/words/", decisions.reword, name="decision_words"),
    path(f"{HERE}decisions/<id:item>/decide/", decisions.decide, name="decision_decide"),
    path(f"{HERE}decisions/<id:item>/lay-aside/", decisions.lay_aside, name="decision_lay_aside"),
    path(f"{HERE}decisions/<id:item>/stages/<id:stage>/", decisions.stage_done, name="decision_stage"),
    path(f"{HERE}explicit/", waiting.not_explicit, name="explicit"),
    path(f"{HERE}waiting/", waiting.waiting, name="waiting"),
    path(f"{HERE}waiting/new/", waiting.wait, name="waiting_new"),
    path(f"{HERE}waiting/<id:awaited>/", waiting.change, name="waiting_change"),
    path(f"{HERE}waiting/<id:awaited>/later/", waiting.snooze, name="waiting_snooze"),
    path(f"{HERE}waiting/<id:awaited>/came/", waiting.came, name="waiting_came"),
]

"""Where are the pages of steps 1 to 3 beside their questions: the plan's versions, structure, stakeholders, resources?

*Source:* R11-R18, R61.
"""

from django.urls import URLPattern, path

from commonground.projects.views import library, plans, sourcing, stakeholders, structure

HERE = "collaborations/<id:collaboration>/"
SECOND, THIRD = f"{HERE}steps/2/", f"{HERE}steps/3/"
PLAN = f"{THIRD}plans/<id:plan>/"
WANTED = f"{THIRD}wanted/<id:wanted>/"

urlpatterns: list[URLPattern] = [
    path(f"{THIRD}plans/", plans.versions, name="plans"),
    path(f"{THIRD}plans/put-forward/", plans.put_forward, name="plan_put_forward"),
    path(f"{THIRD}plans/newest/<slug:form>/", plans.paper, name="plan_paper"),
    path(PLAN, plans.version, name="plan_version"),
    path(f"{PLAN}agree/", plans.agree, name="plan_agree"),
    path(f"{PLAN}file/<slug:form>/", plans.paper, name="plan_version_paper"),
    path(f"{SECOND}structure/begin/", structure.begin, name="structure_begin"),
    path(f"{SECOND}arrangement/<slug:form>/", stakeholders.arrangement, name="arrangement_paper"),
    path(f"{SECOND}request/<slug:form>/", stakeholders.request_sheet, name="request_sheet"),
    path(f"{SECOND}agreement/begin/", stakeholders.begin_agreement, name="agreement_begin"),
    path(f"{SECOND}stakeholders/<id:answer>/contacted/", stakeholders.contacted, name="stakeholder_contacted"),
    path(f"{SECOND}stakeholders/add/<id:organisation>/", stakeholders.add_organisation, name="stakeholder_add"),
    path(f"{THIRD}tactics/", library.tactics_here, name="tactics_here"),
    path(f"{THIRD}tactics/<slug:tactic>/use/", library.use, name="tactic_use"),
    path(f"{THIRD}tactics/case/<id:publication>/use/", library.use_case, name="tactic_use_case"),
    path(f"{THIRD}tactics/supported/<id:proposal>/use/", library.use_supported, name="tactic_use_supported"),
    path(f"{THIRD}resources/<id:answer>/ask/", sourcing.ask, name="resource_ask"),
    path(WANTED, sourcing.wanted_here, name="wanted_here"),
    path(f"{WANTED}close/", sourcing.close, name="wanted_close"),
    path(f"{WANTED}offers/<id:offer>/accept/", sourcing.answer_offer, {"verb": "accept"}, name="offer_accept"),
    path(f"{WANTED}offers/<id:offer>/decline/", sourcing.answer_offer, {"verb": "decline"}, name="offer_decline"),
    path("resources-wanted/", sourcing.listed, name="wanted"),
    path("resources-wanted/<id:wanted>/", sourcing.wanted, name="wanted_one"),
    path("resources-wanted/<id:wanted>/offers/<id:offer>/take-back/", sourcing.take_back, name="offer_take_back"),
]

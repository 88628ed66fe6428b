"""Where are the pages of steps 1 to 3 beside their questions: the plan's versions, structure, stakeholders, resources?

*Source:* R11-R18, R61.
"""

from django.urls import URLPattern, path

from commonground.projects.views import plans

HERE = "collaborations/<id:collaboration>/"
SECOND, THIRD = f"{HERE}steps/2/", f"{HERE}steps/3/"
PLAN = f"{THIRD}plans/<id:plan>/"

urlpatterns: list[URLPattern] = [
    path(f"{THIRD}plans/", plans.versions, name="plans"),
    path(f"{THIRD}plans/put-forward/", plans.put_forward, name="plan_put_forward"),
    path(f"{THIRD}plans/newest/<slug:form>/", plans.paper, name="plan_paper"),
    path(PLAN, plans.version, name="plan_version"),
    path(f"{PLAN}agree/", plans.agree, name="plan_agree"),
    path(f"{PLAN}file/<slug:form>/", plans.paper, name="plan_version_paper"),
]

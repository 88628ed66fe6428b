"""Where are the pages of the last steps: agreeing, views, texts, readers, what lasts, calls for case studies?

*Source:* R37, R39, R43, R46-R47, R69.
"""

from django.urls import URLPattern, path

from commonground.projects.views import agreeing

NINE = "collaborations/<id:collaboration>/steps/9/"
ROUND = f"{NINE}rounds/<id:round>/"

urlpatterns: list[URLPattern] = [
    path(f"{NINE}rule/", agreeing.rule, name="consensus_rule"),
    path(f"{NINE}rule/<id:rule>/agree/", agreeing.agree, name="consensus_rule_agree"),
    path(f"{NINE}rounds/new/", agreeing.open_round, name="round_open"),
    path(ROUND, agreeing.round_page, name="round"),
    path(f"{ROUND}objections/<id:position>/", agreeing.meet, name="objection"),
    path(f"{ROUND}decide/", agreeing.decide, name="decide"),
]

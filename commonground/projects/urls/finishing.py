"""Where are the pages of the last steps: agreeing, views, texts, readers, what lasts, calls for case studies?

*Source:* R37, R39, R43, R46-R47, R69.
"""

from django.urls import URLPattern, path

from commonground.projects.views import agreeing, case_calls, lasting, peer_reading, telling

NINE = "collaborations/<id:collaboration>/steps/9/"
EIGHT = "collaborations/<id:collaboration>/steps/8/"
TEXT = f"{EIGHT}texts/versions/<id:publication>/"
TEN = "collaborations/<id:collaboration>/steps/10/"
ROUND = f"{NINE}rounds/<id:round>/"
CALLS = "case-studies/calls/"
CALL = f"{CALLS}<id:call>/"

urlpatterns: list[URLPattern] = [
    path(f"{EIGHT}effect/", telling.effect, name="effect"),
    path(f"{EIGHT}achievements/<slug:form>/", telling.achievement, name="achievement_paper"),
    path(f"{EIGHT}texts/", telling.texts, name="texts"),
    path(f"{EIGHT}texts/<slug:kind>/", telling.write, name="text_write"),
    path(TEXT, telling.text, name="text"),
    path(f"{TEXT}approve/", telling.approve, name="text_approve"),
    path(f"{TEXT}withdraw/", telling.withdraw, name="text_withdraw"),
    path(f"{TEXT}file/<slug:form>/", telling.paper, name="text_paper"),
    path(f"{TEN}lasting/<id:answer>/", lasting.check, name="lasting_check"),
    path(f"{TEN}reader/", peer_reading.ask, name="reader_ask"),
    path(f"{TEN}readings/<id:reading>/", peer_reading.answer, name="reading_answer"),
    path("case-readings/<id:reading>/", peer_reading.read, name="case_reading"),
    path(CALLS, case_calls.calls, name="case_calls"),
    path(f"{CALLS}new/", case_calls.new, name="case_call_new"),
    path(CALL, case_calls.call, name="case_call"),
    path(f"{CALL}offer/", case_calls.offer, name="case_offer_new"),
    path(f"{CALL}offers/<id:case_offer>/", case_calls.answer, name="case_offer_answer"),
    path(f"{TEN}offers/<id:case_offer>/", case_calls.in_step, name="case_offer"),
    path(f"{NINE}rule/", agreeing.rule, name="consensus_rule"),
    path(f"{NINE}rule/<id:rule>/agree/", agreeing.agree, name="consensus_rule_agree"),
    path(f"{NINE}rounds/new/", agreeing.open_round, name="round_open"),
    path(ROUND, agreeing.round_page, name="round"),
    path(f"{ROUND}objections/<id:position>/", agreeing.meet, name="objection"),
    path(f"{ROUND}decide/", agreeing.decide, name="decide"),
]

"""Where are templates, books beside the steps, ethics, and what is shown to an audience?

*Source:* R116, R120, R124-R125, R217.
"""

from django.urls import URLPattern, path

from commonground.projects.views import books, ethics, ethics_public, kits, models, packs, reckoning

HERE = "collaborations/<id:collaboration>/"

urlpatterns: list[URLPattern] = [
    path("templates/", kits.templates, name="templates"),
    path("templates/<slug:template>/", kits.template, name="template"),
    path("templates/<slug:template>/start/", kits.template_start, name="template_start"),
    path("templates/<slug:template>/paper.<slug:form>", kits.template_paper, name="template_paper"),
    path("case-studies/<id:publication>/start/", kits.case_start, name="case_start"),
    path(f"{HERE}origin/", kits.origin, name="origin"),
    path(f"{HERE}origin/<slug:component>/", kits.check, name="origin_check"),
    path(f"{HERE}books/<slug:book>/", books.book, name="book"),
    path(f"{HERE}papers/benefits.<slug:form>", books.benefits_paper, name="benefits_paper"),
    path(f"{HERE}ethics/", ethics.ethics, name="ethics"),
    path(f"{HERE}ethics/ask/", ethics.ask, name="ethics_ask"),
    path(f"{HERE}ethics/note/", ethics.note, name="ethics_note"),
    path(f"{HERE}ethics/note/<id:publication>/", ethics.read_note, name="ethics_read"),
    path(f"{HERE}ethics/note/<id:publication>/approve/", ethics.approve, name="ethics_approve"),
    path(f"{HERE}ethics/note/<id:publication>/withdraw/", ethics.withdraw, name="ethics_withdraw"),
    path(f"{HERE}ethics/<slug:asked>/", ethics.answer, name="ethics_answer"),
    path("advice/", ethics.asked_of_me, name="advice_list"),
    path("advice/<id:advice>/", ethics.advise, name="advice"),
    path("ethics/", ethics_public.register, name="ethics_register"),
    path("ethics/<id:publication>/", ethics_public.public_note, name="ethics_public"),
    path("models/", models.models, name="models"),
    path("models/<slug:shape>/", models.model, name="model"),
    path("packs/", packs.packs, name="packs"),
    path("packs/security/reckon/", reckoning.reckon, name="reckon"),
    path("packs/<slug:pack>/", packs.pack, name="pack"),
    path("packs/<slug:pack>.<slug:form>", packs.paper, name="pack_paper"),
]

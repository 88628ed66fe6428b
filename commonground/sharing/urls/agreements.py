"""Where are the pages of agreements: the register, the builder, signing, the annex, the end?

*Source:* R212-R213.
"""

from django.urls import URLPattern, path

from commonground.sharing.views import (
    agreements,
    agreements_life,
    agreements_signing,
    agreements_taking,
    agreements_writing,
)

HERE = "agreements/<id:agreement>/"
CLAUSE = f"{HERE}clauses/<slug:clause>/"
CHANGE = f"{HERE}annex/<id:change>/"

urlpatterns: list[URLPattern] = [
    path("agreements/", agreements.register, name="register"),
    path("agreements/register.csv", agreements.register_csv, name="register_csv"),
    path("agreements/public/<id:agreement>/", agreements.registered, name="registered"),
    path("agreements/yours/", agreements.listed, name="agreements"),
    path("agreements/new/", agreements.new, name="agreement_new"),
    path(HERE, agreements.agreement, name="agreement"),
    path(f"{HERE}words/", agreements.words, name="agreement_words"),
    path(f"{HERE}versions/<int:number>/", agreements.version, name="agreement_version"),
    path(f"{HERE}versions/<int:number>/difference/", agreements.difference, name="agreement_difference"),
    path(f"{HERE}parties/", agreements.parties, name="agreement_parties"),
    path(f"{HERE}history/", agreements.history, name="agreement_history"),
    path(CLAUSE, agreements_writing.clause, name="agreement_clause"),
    path(f"{CLAUSE}rows/add/", agreements_writing.row, name="agreement_row_add"),
    path(f"{CLAUSE}rows/<int:place>/", agreements_writing.row, name="agreement_row"),
    path(f"{CLAUSE}rows/<int:place>/remove/", agreements_writing.row_remove, name="agreement_row_remove"),
    path(f"{HERE}parties/name/", agreements_writing.name_party, name="agreement_party_name"),
    path(f"{HERE}parties/<id:party>/change/", agreements_writing.change_party, name="agreement_party_change"),
    path(f"{HERE}parties/<id:party>/drop/", agreements_writing.drop_party, name="agreement_party_drop"),
    path(f"{HERE}people/name/", agreements_writing.name_person, name="agreement_person_name"),
    path(f"{HERE}people/<id:acting>/end/", agreements_writing.end_part, name="agreement_part_end"),
    path(f"{HERE}bases/enter/<slug:direction>/", agreements_writing.enter_basis, name="agreement_basis_enter"),
    path(f"{HERE}bases/<id:basis>/end/", agreements_writing.end_basis, name="agreement_basis_end"),
    path(f"{HERE}offer/", agreements_signing.offer, name="agreement_offer"),
    path(f"{HERE}take-back/", agreements_signing.take_back, name="agreement_take_back"),
    path(f"{HERE}sign/", agreements_signing.sign, name="agreement_sign"),
    path(f"{HERE}versions/begin/", agreements_signing.begin_version, name="agreement_version_begin"),
    path(f"{HERE}versions/drop/", agreements_signing.drop_version, name="agreement_version_drop"),
    path(f"{HERE}annex/put/", agreements_signing.put_change, name="agreement_change_put"),
    path(CHANGE, agreements_signing.change, name="agreement_change"),
    path(f"{CHANGE}sign/", agreements_signing.sign_change, name="agreement_change_sign"),
    path(f"{CHANGE}let-in/", agreements_signing.let_in, name="agreement_change_let_in"),
    path(f"{CHANGE}drop/", agreements_signing.drop_change, name="agreement_change_drop"),
    path(f"{HERE}suspend/", agreements_life.suspend, name="agreement_suspend"),
    path(f"{HERE}resume/", agreements_life.resume, name="agreement_resume"),
    path(f"{HERE}leave/", agreements_life.leave, name="agreement_leave"),
    path(f"{HERE}reviews/add/", agreements_life.review, name="agreement_review"),
    path(f"{HERE}versions/<int:number>/known/", agreements_life.acknowledge, name="agreement_known"),
    path(f"{HERE}data/<id:organisation>/", agreements_life.report, name="agreement_data"),
    path(f"{HERE}take/<slug:form>/", agreements_taking.paper, name="agreement_paper"),
    path(f"{HERE}annex/take/<slug:form>/", agreements_taking.annex, name="agreement_annex_paper"),
]

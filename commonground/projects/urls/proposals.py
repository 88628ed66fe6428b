"""Where are the pages of proposals, needs and supported projects?

*Source:* R93, R103-R104, R108-R109.
"""

from django.urls import URLPattern, path

from commonground.projects.views import assessing, needs, proposals, supporting
from commonground.projects.views import proposals_sorting as sorting

ONE = "proposals/<id:proposal>/"
NEED = "needs/<id:need>/"

urlpatterns: list[URLPattern] = [
    path("proposals/", proposals.listed, name="proposals"),
    path("proposals.csv", proposals.as_csv, name="proposals_csv"),
    path("proposals/new/", proposals.new, name="proposal_new"),
    path("proposals/reviews/", sorting.overview, name="proposal_reviews"),
    path(ONE, proposals.proposal, name="proposal"),
    path(f"{ONE}change/", proposals.change, name="proposal_change"),
    path(f"{ONE}exists/", proposals.reuse, name="proposal_reuse"),
    path(f"{ONE}exists/add/", proposals.reuse_add, name="proposal_reuse_add"),
    path(f"{ONE}exists/<slug:kind>/<id:thing>/", proposals.reuse_answer, name="proposal_reuse_answer"),
    path(f"{ONE}submit/", proposals.submit, name="proposal_submit"),
    *(path(f"{ONE}{verb.replace('_', '-')}/", sorting.move, {"verb": verb}, name=f"proposal_{verb}")
      for verb in sorting.MOVES),
    path(f"{ONE}reviewers/", sorting.reviewers, name="proposal_reviewers"),
    path(f"{ONE}reviewers/send/", sorting.send_to_review, name="proposal_send"),
    path(f"{ONE}reviewers/<id:assignment>/end/", sorting.relieve, name="proposal_relieve"),
    path(f"{ONE}declare/", assessing.declare, name="proposal_declare"),
    path(f"{ONE}review/", assessing.review, name="proposal_review"),
    path(f"{ONE}decide/", sorting.decide, name="proposal_decide"),
    path(f"{ONE}support/", sorting.support, name="proposal_support"),
    path(f"{ONE}versions/<int:number>/", sorting.difference, name="proposal_difference"),
    path(f"{ONE}support/renew/", supporting.renew, name="proposal_renew"),
    path(f"{ONE}support/take-away/", supporting.take_away, name="proposal_take_away"),
    path(f"{ONE}support/finish/", supporting.finish, name="proposal_finish"),
    path(f"{ONE}support/told/", supporting.told, name="proposal_told"),
    path(f"{ONE}begin/", supporting.begin, name="proposal_begin"),
    path("supported/", supporting.supported, name="supported"),
    path("supported/<id:proposal>/", supporting.supported_one, name="supported_one"),
    path("supported/<id:proposal>/badge.svg", supporting.badge, name="supported_badge"),
    path("needs/", needs.listed, name="needs"),
    path("needs/new/", needs.new, name="need_new"),
    path(NEED, needs.need, name="need"),
    path(f"{NEED}change/", needs.change, name="need_change"),
    path(f"{NEED}confirm/", needs.confirm, name="need_confirm"),
    path(f"{NEED}withdraw/", needs.withdraw, name="need_withdraw"),
]  # fmt: skip

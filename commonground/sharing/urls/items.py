"""Where is each page of items, their versions, readers, files, records and groups?

*Source:* R15, R213; docs/start-here.md.
"""

from django.urls import path

from commonground.sharing.views import (
    asks,
    attachments,
    could_see,
    groups,
    harvest,
    items,
    items_originator,
    items_page,
    items_writing,
    records,
    releases,
    renditions,
    transfers,
)

ITEM = "shared/<id:shared>/"
VERSION = f"{ITEM}<id:rendition>/"
RECORD = "shared/records/<id:shared>/"
KEPT = f"{RECORD}<id:rendition>/"

urlpatterns = [
    path("shared/", items.items, name="items"),
    path("shared/new/", items_writing.write, name="item_new"),
    path("shared/pace/", harvest.pace, name="pace"),
    path("shared/then/", could_see.could_see_then, name="could_see_then"),
    path("shared/as/", items_originator.as_them, name="as_them"),
    path("shared/transfers/", transfers.transfers, name="transfers"),
    path("shared/transfers/new/", transfers.offer, name="transfer_offer"),
    path("shared/transfers/<id:transfer>/", transfers.transfer, name="transfer"),
    path("shared/transfers/<id:transfer>/decline/", transfers.decline, name="transfer_decline"),
    path("shared/transfers/<id:transfer>/take-back/", transfers.take_back, name="transfer_take_back"),
    path("shared/withdrawn/", items.notices, name="notices"),
    path("shared/withdrawn/<id:notice>/", items.notice, name="notice"),
    path("shared/known/<id:shared>/", items.ask_access, name="ask_access"),
    path("shared/records/", records.records, name="records"),
    path("shared/approvals/<id:approval>/", releases.approval, name="approval"),
    path("shared/asks/<id:ask>/", asks.ask, name="ask"),
    path("shared/groups/", groups.groups, name="groups"),
    path("shared/groups/new/", groups.begin, name="group_new"),
    path("shared/groups/<id:circle>/", groups.group, name="group"),
    path("shared/groups/<id:circle>/join/", groups.join, name="group_join"),
    path("shared/groups/<id:circle>/<id:entry>/", groups.leave, name="group_leave"),
    path(RECORD, records.record, name="record"),
    path(f"{RECORD}add/", renditions.add, name="rendition_add"),
    path(f"{RECORD}until/", items_originator.extend, name="item_extend"),
    path(f"{RECORD}known/", items_originator.known, name="item_known"),
    path(f"{RECORD}withdraw/", items_originator.withdraw, name="item_withdraw"),
    path(f"{RECORD}close/<id:release>/", releases.revoke, name="release_revoke"),
    path(f"{RECORD}review/<id:release>/", asks.review, name="release_review"),
    path(f"{RECORD}until/<id:release>/", releases.extend, name="release_extend"),
    path(f"{KEPT}change/", renditions.change, name="rendition_change"),
    path(f"{KEPT}grade/", renditions.grade, name="rendition_grade"),
    path(f"{KEPT}personal/", renditions.personal, name="rendition_personal"),
    path(f"{KEPT}open/", releases.release, name="release"),
    path(f"{KEPT}attach/", attachments.attach, name="attach"),
    path(f"{KEPT}file/<id:file>/", attachments.fetch_kept, name="file_kept"),
    path(f"{KEPT}file/<id:file>/remove/", attachments.remove, name="file_remove"),
    path(ITEM, items_page.item, name="item"),
    path(f"{ITEM}who/", items_originator.who, name="who"),
    path(f"{VERSION}accept/", items_page.accept, name="accept"),
    path(f"{VERSION}copy/", items_page.copy, name="copy"),
    path(f"{VERSION}marking/", items_page.challenge, name="challenge"),
    path(f"{VERSION}pass-on/", items_page.pass_on, name="pass_on"),
    path(f"{VERSION}file/<id:file>/", attachments.fetch, name="file"),
]

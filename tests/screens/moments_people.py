"""Which pages of people and posts does no link lead to? A misspelt name, an application, a pack, another hat, a merge.

*Source:* issue "People who can be found, trusted and replaced", items 1, 2, 4, 5 and 7; the look, section 10.
"""

from urllib.parse import urljoin

from tests.journeys.people_mail import letters_to, link_in
from tests.screens.window import PUBLIC, Window

APPLICANT = "rowan.ashby@foundrygate.example.org"
APPLICATION = {
    "organisation_name": "Foundry Gate Guarding", "switchboard": "01632 960350",
    "switchboard_source": "On our website", "name": "Rowan Ashby", "email": APPLICANT, "post_title": "Duty manager",
    "sponsors_named": "Samir Haddow, Northgate Guarding; Owen Tranter, police",
    "reason": "Our guards stand at the old foundry, and do not know whom to call.",
}  # fmt: skip


def shop_theft_misspelt(here: Window) -> None:
    """Look for whom to call about shoplifting, with the name of the place misspelt."""
    here.open("/contacts/?where=Minstr+Gat&about=shoplifting")


def nobody_found(here: Window) -> None:
    """Look for somebody in a place that there is not."""
    here.open("/contacts/?where=Zzyx&about=beekeeping")


def need_not_met(here: Window) -> None:
    """Say a need in words that no organisation says."""
    here.open("/organisations/find/?need=beekeeping&where=Aldermouth")


def empty_application(here: Window) -> None:
    """Apply with nothing."""
    here.open("/join/apply/")
    here.press("Send the application")


def application_sent(here: Window) -> None:
    """Apply, and be told to look into the mail."""
    here.open("/join/apply/")
    here.fill(**APPLICATION)
    for choice in ("[name=kind][value=provider]", "[name=controls]", "[name=active]"):
        here.page.locator(f"main {choice}").first.check()
    here.page.check("[name=accepts_conduct]")
    here.press("Send the application")


def own_application(here: Window) -> None:
    """Open the link of the message, as whoever applied."""
    if not letters_to(here.site, APPLICANT):
        application_sent(here)
    here.open(link_in(letters_to(here.site, APPLICANT)[0], here.site))


def own_application_confirmed(here: Window) -> None:
    """Confirm the address, and see what is still missing."""
    own_application(here)
    if here.page.locator("main form[action$='/confirm/']").count():
        with here.page.expect_navigation():
            here.page.locator("main form[action$='/confirm/'] button").click()


def correcting_an_application(here: Window) -> None:
    """Correct what one applied with."""
    own_application_confirmed(here)
    here.press("Correct")


def link_of_no_post(here: Window) -> None:
    """Follow the link of an old message about a card."""
    here.open("/contacts/confirm/nonsense/")


def card_by_link(here: Window) -> None:
    """Open one's own card to confirm it."""
    here.open("/")
    here.press("Confirm the card of your post")


def empty_post(here: Window) -> None:
    """Open a post without saying anything of it."""
    here.open("/organisations/?q=Marlgate+Centre")
    here.press("Marlgate Centre")
    here.open(f"{here.page.url}posts/new/")
    here.press("Open the post")


def choosing_a_hat(here: Window) -> None:
    """Choose for which of two organisations to act."""
    here.open("/you/organisation/")


def other_hat(here: Window) -> None:
    """Act for the other organisation."""
    choosing_a_hat(here)
    here.page.locator("main [type=radio]:not(:checked)").first.check()
    here.press("Act for this organisation")


def pack(here: Window) -> None:
    """Open the pack of a handover, which is kept as one file."""
    here.open("/")
    here.press("Accept the handover")
    path = here.page.locator("main a[href$='/pack/']").first.get_attribute("href") or ""
    here.page.set_content(here.context.request.get(urljoin(here.site.address, path)).text())


def handing_over_nothing_said(here: Window) -> None:
    """Begin a handover without a day."""
    here.open("/handovers/begin/")
    here.press("List what is open")


def two_that_are_one(here: Window) -> None:
    """Choose which record is the same organisation, and see what would move."""
    here.open("/organisations/?q=Marlgate")
    here.press("Marlgate Centre")
    here.open(f"{here.page.url}same/")
    here.page.locator("main select").first.select_option(index=1)
    here.press("See what would move")


def pulse_half_answered(here: Window) -> None:
    """Answer the six statements with one answer."""
    here.open("/")
    here.press("Say how far you trust")
    here.page.locator("main [type=radio]").first.check()
    here.press("Add my answers")


def vouching_unsaid(here: Window) -> None:
    """Answer as a sponsor without an answer."""
    here.open("/")
    here.press("Say whether you can vouch")
    here.press("Send the answer")


def concerns(here: Window) -> None:
    """Look at the concerns that came, as a moderator."""
    here.open("/concerns/")


def concern_with_its_log(here: Window) -> None:
    """Open the first concern."""
    here.open("/concerns/")
    here.page.locator("main .cg-rows a").first.click()


def no_such_area(here: Window) -> None:
    """Look for an area to follow by a name that there is not."""
    here.open("/you/areas/?q=Zzyx")


PEOPLE_MOMENTS = (
    ("haddow", shop_theft_misspelt), (PUBLIC, nobody_found), (PUBLIC, need_not_met), (PUBLIC, empty_application),
    (PUBLIC, application_sent), (PUBLIC, own_application), (PUBLIC, own_application_confirmed),
    (PUBLIC, correcting_an_application), (PUBLIC, link_of_no_post), ("penhallow", card_by_link),
    ("whitlock", empty_post), ("hartnoll", choosing_a_hat), ("hartnoll", other_hat),
    ("whitlock", pack), ("haddow", handing_over_nothing_said),
    ("calder", two_that_are_one), ("marchbank", pulse_half_answered), ("tranter", vouching_unsaid),
    ("osei", concerns), ("osei", concern_with_its_log), ("tranter", no_such_area),
)  # fmt: skip

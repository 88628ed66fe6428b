"""Which pages does no link lead to? A form with errors, a draft, a lost race, what is asked once more: each is brought
about as somebody would.

*Source:* issue "The house and the first story", items 3 and 7; settled questions, "Who" (a lost race).
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from tests.screens.moments_people import PEOPLE_MOMENTS
from tests.screens.moments_signing_in import SIGNING_IN
from tests.screens.window import PUBLIC, Window

Moment = Callable[[Window], None]


def wrong_password(here: Window) -> None:
    """Sign in with a password that is not one's own."""
    here.open("/sign-in/")
    here.fill(login="maya.thornbury@police.example.org", password="not this one")
    here.press("Sign in")


def not_found(here: Window) -> None:
    """Open an address that is none."""
    here.open("/nowhere/")


def not_allowed(here: Window) -> None:
    """Ask for a page that is for members of one of the sides."""
    here.open("/collaborations/new/")


def without_a_token(here: Window) -> None:
    """Send a form that has lost its token."""
    here.open("/sign-in/")
    here.page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').remove()")
    here.press("Sign in")


def empty_proposal(here: Window) -> None:
    """Propose nothing at all."""
    here.open("/collaborations/new/")
    here.press("Make the draft")


def draft(here: Window) -> None:
    """Make a draft."""
    here.open("/collaborations/new/")
    here.fill(name="Quayside Saturdays", about="Fewer fights at closing time", area="A", other_lead="Maya")
    here.press("Make the draft")


def step_of_a_draft(here: Window) -> None:
    """Open the first step of the draft, where nothing is written yet."""
    draft(here)
    here.open(f"{here.page.url}steps/1/")


def proposing(here: Window) -> None:
    """Be asked once more before proposing."""
    draft(here)
    here.press("Propose it")


def withdrawing(here: Window) -> None:
    """Be asked once more before withdrawing."""
    draft(here)
    here.press("Withdraw it")


def empty_answer(here: Window) -> None:
    """Answer a question with nothing."""
    draft(here)
    here.open(f"{here.page.url}answers/outcomes/add/")
    here.press("Save")


def suggestion(here: Window) -> None:
    """See what the answers point to."""
    draft(here)
    here.open(f"{here.page.url}answers/formality/add/")
    for name in ("money", "powers", "staff", "long", "liability"):
        here.page.locator(f"main [name={name}][value=no]").check()
    here.page.locator("main [name=personal][value=yes]").check()
    here.press("See what the answers point to")


def lost_race(here: Window) -> None:
    """Save what a colleague has saved first."""
    draft(here)
    here.open(f"{here.page.url}answers/victims/add/")
    here.fill(group="Bar staff", priorities="To get home safe")
    here.page.locator("main [name=known_by]").first.check()
    here.page.locator("main [name=repeat]").first.check()
    here.press("Save")
    here.open(here.page.locator("main a[href*='/answers/'][href$='/change/']").first.get_attribute("href") or "")
    other = here.context.new_page()
    other.goto(here.page.url)
    other.fill("main [name=group]", "Bar and door staff")
    with other.expect_navigation():
        other.locator("main button").filter(has_text="Save").first.click()
    other.close()
    here.fill(group="Everybody who works late")
    here.press("Save")


def accepted(here: Window) -> None:
    """Open the statement of the collaboration that was proposed, which is accepted first."""
    here.open("/collaborations/")
    here.press("Counterfeit notes")
    at = urlsplit(here.page.url).path
    if here.page.locator("main a").filter(has_text="Accept the proposal").count():
        here.press("Accept the proposal")
        here.press("Accept and begin")
    here.open(f"{at}steps/1/our-words/")


def unsaid_statement(here: Window) -> None:
    """Go on to send without having said everything."""
    accepted(here)
    here.press("go on to send")


def sending_a_statement(here: Window) -> None:
    """Be asked once more before one's own side's words are sent."""
    accepted(here)
    for name in ("how_often", "what", "where_when", "who", "better"):
        here.page.locator(f"main [name={name}]").fill("As our own log has it.")
    here.press("go on to send")


def where_to_study(here: Window) -> None:
    """The second page of a new study."""
    here.open("/evidence/new/")
    here.fill(title="Theft at the Gate", town="Aldermouth")
    here.press("Go on")


def what_to_compare(here: Window) -> None:
    """The third page of a new study."""
    where_to_study(here)
    here.page.locator("main [name=crime_types]").first.check()
    here.page.locator("main [name=treated]").nth(3).check()
    for name, number in (("before_first", 2), ("before_last", 7), ("after_first", 14), ("after_last", 19)):
        here.page.locator(f"main [name={name}]").select_option(index=number)
    here.press("Go on")


def waiting_study(here: Window) -> None:
    """A study that has just been asked for, then as it is answered."""
    what_to_compare(here)
    here.press("Make the study")


def review_with_errors(here: Window) -> None:
    """Answer a review with nothing."""
    here.open("/collaborations/")
    here.press("Castle Parade")
    here.open(f"{here.page.url}steps/7/")
    here.press("Answer the review")
    here.press("Answer for your side")
    here.press("Answer for the")


def forgotten_password(here: Window) -> None:
    """Ask for a new password."""
    here.open("/password/forgotten/")
    here.fill(email="maya.thornbury@police.example.org")
    here.page.locator("main form button").first.click()
    here.page.wait_for_url("**/sent/")


def taking_back(here: Window) -> None:
    """Be asked once more before a proposal is taken back."""
    here.open("/collaborations/")
    here.press("Counterfeit notes")
    here.press("Take the proposal back")


def putting_back(here: Window) -> None:
    """Put back what was taken out."""
    draft(here)
    at = urlsplit(here.page.url).path
    here.open(f"{at}answers/sponsors/add/")
    here.fill(name="Ingrid Vale, centre director", organisation="Marlgate Centre", commitment="Pays for the radios.",
              on_day="1", on_month="6", on_year="2026")  # fmt: skip
    here.press("Save")
    here.press("Take out")
    here.press("Take it out")
    here.open(here.page.locator("a[href$='/put-back/']").first.get_attribute("href") or "")


MOMENTS: tuple[tuple[str, Moment], ...] = (
    ("hartnoll", taking_back), (PUBLIC, forgotten_password), ("whitlock", putting_back),
    (PUBLIC, wrong_password), (PUBLIC, not_found), (PUBLIC, without_a_token), ("calder", not_allowed),
    ("whitlock", empty_proposal), ("whitlock", draft), ("whitlock", step_of_a_draft), ("whitlock", proposing),
    ("whitlock", withdrawing), ("whitlock", empty_answer), ("whitlock", suggestion), ("whitlock", lost_race),
    ("thornbury", unsaid_statement), ("thornbury", sending_a_statement), ("calloway", where_to_study),
    ("calloway", what_to_compare), ("calloway", waiting_study), ("penhallow", review_with_errors),
    *SIGNING_IN, *PEOPLE_MOMENTS,
)  # fmt: skip

"""Which pages of signing in does no link lead to? Each is brought about as somebody would.

*Source:* bars B5 to B7; issue "People who can be found, trusted and replaced", item 3.
"""

import re

from commonground.website.example.people import PEOPLE
from tests.screens.window import PUBLIC, Window


def first_step(here: Window, email: str, password: str) -> None:
    """Enter e-mail address and password."""
    here.open("/sign-in/")
    here.fill(login=email, password=password)
    here.press("Sign in")


def second_step(here: Window) -> None:
    """Be asked for the second factor."""
    first_step(here, PEOPLE["haddow"].email, here.site.passwords["haddow"])


def wrong_code(here: Window) -> None:
    """Enter a code that is not right."""
    second_step(here)
    here.fill(code="000000")
    here.press("Sign in with this code")


def without_second_factor(here: Window) -> None:
    """Choose a password for the first time, and be asked to set up a second factor."""
    who = ("asha.prentice@tannery.example.org", "--organisation", "Tannery Stores", "--confirmed", "2")
    said = here.site.run("people", "invite", *who)
    here.open("/" + re.findall(r"http\S+/(password/new/\S+)", said)[0])
    here.fill(password1="four words of mine")
    here.press("Set this password")
    first_step(here, "asha.prentice@tannery.example.org", "four words of mine")


def proving(here: Window) -> None:
    """Be asked again who one is."""
    here.open("/prove/?next=/you/")


def codes_on_paper(here: Window) -> None:
    """Make new codes on paper."""
    here.open("/you/sign-in/codes/")
    here.press("Make ten new codes")


def factor_reset(here: Window) -> None:
    """Ask that the second factor of somebody be taken away, and look at what was asked."""
    here.open("/sign-in-help/?q=Samir")
    here.press("Samir Haddow")
    here.fill(reason="The telephone was stolen.", proofing="He came to the help desk with his badge.")
    here.press("Ask a second person")
    here.press("Samir Haddow")


def single_sign_on(here: Window) -> None:
    """Connect the sign-in of an organisation to a server that is none."""
    here.open("/organisations/?q=Marlgate")
    here.press("Marlgate Centre")
    here.open(f"{here.page.url}single-sign-on/")
    here.fill(name="Marlgate account", server="http://login.example.org", client_id="x", domains="marlgate.example.org")
    here.press("Save this sign-in")


SIGNING_IN = (
    (PUBLIC, second_step), (PUBLIC, wrong_code), (PUBLIC, without_second_factor), ("tranter", proving),
    ("tranter", codes_on_paper), ("calder", factor_reset), ("calder", single_sign_on),
)  # fmt: skip

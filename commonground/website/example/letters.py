"""What has come in by e-mail? Two messages from invented people: one was answered, one waits.

*Source:* R232; our own.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from functools import partial

from commonground.people.actions import letters
from commonground.people.models import Letter
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

RANK = 94
# Who wrote, about what, what, and how many days ago
CAME = (
    (
        "Bea Sutcliffe <office@lowertowntraders.example.org>",
        "Traders in Lower Town",
        "We are eleven small shops in Lower Town and have no security of our own. Can a group like ours take part, and"
        " who would speak for us?",
        9,
    ),
    (
        "Imran Dale <i.dale@ferrylane.example.org>",
        "Joining the partnership",
        "Our building on Ferry Lane has its own night guards. I would like to join. What do you need from me?",
        1,
    ),
)
ANSWER = (
    "Yes, a group can take part: choose “An association” when you apply, and name the person who speaks for you. Two"
    " members have to vouch for that person."
)


def received(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds by which messages come in, and by which a verifier answers the first."""
    for sender, subject, text, ago in CAME:
        yield Deed(today - timedelta(days=ago), RANK, "", partial(_take_in, stage, sender, subject, text))
    yield Deed(today - timedelta(days=CAME[0][3] - 1), RANK, "penhallow", partial(_answer, stage))


def _take_in(stage: Stage, sender: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, subject
    message.set_content(text)
    letters.take_in(actor=stage.keeper, raw=message.as_bytes())


def _answer(stage: Stage) -> None:
    held = Letter.objects.get(subject=CAME[0][1])
    letters.answer(actor=stage.actor("penhallow"), letter=held, version=held.version, text=ANSWER)

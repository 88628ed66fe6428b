"""Which case studies are called for in the example? One call, and one finished collaboration offered in answer.

*Source:* R69; our own invention.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from commonground.projects.actions import case_calls
from commonground.projects.models import CaseCall, CaseOffer, Collaboration
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

GATE = "Minster Gate evenings"
TITLE = "Evenings in shopping streets"
ASKS = (
    "Work of police and private security between five and nine in the evening, where shops, transport and the first of"
    " the night meet. What we want to learn: who stood where, what staff were asked to do, what was counted before and"
    " after, and what did not work.\n\nWork that failed is as welcome as work that did not."
)
ABOUT = (
    "Guards of three companies and one sergeant on the same rounds, with one radio channel. The case study says what"
    " the figures can carry, and what they cannot."
)


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds around the call: it is published, answered by the security side, and permitted by the police."""
    yield Deed(today - timedelta(60), 5, "", lambda: _call(stage, today + timedelta(60)))
    yield Deed(today - timedelta(1), 96, "whitlock", lambda: _offer(stage))
    yield Deed(today - timedelta(1), 97, "thornbury", lambda: _permit(stage))


def _call(stage: Stage, until: date) -> None:
    case_calls.call(actor=stage.keeper, programme=stage.programme, title=TITLE, asks=ASKS, closes_on=until)


def _offer(stage: Stage) -> None:
    here, asked = Collaboration.objects.get(name=GATE), CaseCall.objects.get(title=TITLE)
    case_calls.offer(actor=stage.actor("whitlock"), call=asked, collaboration=here, about=ABOUT)


def _permit(stage: Stage) -> None:
    case_calls.permit(actor=stage.actor("thornbury"), offer=CaseOffer.objects.get(call__title=TITLE))

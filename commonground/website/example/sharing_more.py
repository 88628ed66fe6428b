"""What else stands on the pages of sharing in the example? A plan attached to a briefing, and a span of one’s own.

The plan is a page that the site's own press makes, as somebody would attach a page that they printed.

*Source:* R213; D4; our own invention.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from commonground.groundwork.documents import Bullets, Document, Heading, Paragraph
from commonground.pages import documents
from commonground.sharing.actions import attachments, retention_spans
from commonground.sharing.models import Rendition
from commonground.sharing.queries import asking
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

BRIEFING = "Late shift, this weekend"
RANK = 72


def deeds(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds with which a plan is attached, and one organisation chooses how long it keeps reports."""
    yield Deed(today - timedelta(6), RANK, "thornbury", partial(_plan, stage))
    yield Deed(today - timedelta(5), RANK, "whitlock", partial(_span, stage))


def _plan(stage: Stage) -> None:
    actor = stage.actor("thornbury")
    with asking.at_work(actor):
        rendition = Rendition.objects.select_related("item").get(title=BRIEFING)
    attachments.attach(
        actor=actor,
        rendition=rendition,
        caption="Who stands where, on one page",
        content=documents.render(_page(), "pdf"),
    )


def _page() -> Document:
    return Document(
        title="Late shift: who stands where",
        blocks=(
            Paragraph("Thursday to Saturday, 7.45pm to 1am. Everybody meets at the north doors."),
            Heading("Posts"),
            Bullets(
                (
                    "North doors: two guards of Marlgate Centre, with sight of the rail by the door.",
                    "Bus station side: two officers, from 9pm three.",
                    "Control room: one guard at the cameras, channel 4.",
                )
            ),
            Heading("If something happens"),
            Paragraph("Danger to anybody: 999. Everything else: channel 4, and a report here before the shift ends."),
        ),
        summary="For those on shift, and nobody else.",
        on=timezone.localdate(),
        marking="TLP:AMBER",
    )


def _span(stage: Stage) -> None:
    retention_spans.choose(
        actor=stage.actor("whitlock"), kind="incident", days=540, reason="Our insurer asks within eighteen months.",
        version=0,
    )  # fmt: skip

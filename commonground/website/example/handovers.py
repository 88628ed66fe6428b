"""Who hands what over in the example, who asked about their data, and which breaches are in the log?

Tomas Ellerby's late shift passes to Dana Whitlock, who has been asked and has not accepted yet; Idris Calloway prepares
to move. Two people asked about what is held of them, and the log holds one breach that is closed and one whose clock
runs.

*Source:* R45, R115; D5; the mock-up of a handover; our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from commonground.people.actions import handovers, own_data, own_data_breaches
from commonground.people.models import Breach, DataRequest, Handover, LegalHold, Post
from commonground.website.example.deeds import Deed
from commonground.website.example.stage import Stage

DAY = timedelta(days=1)
RANK = 95
POST = "Late-shift security lead"
NOTE = (
    "Owen answers quickest by phone before six. The bus station team change every month, so introduce yourself again."
    " The Friday briefing matters more than it looks."
)
ASKED = "Does the control room still ring this number first, or the shared mailbox?"
ANSWERED = "The number, until eleven. After that they write to the mailbox and ring the duty sergeant."


@dataclass(slots=True)
class Handed:
    """The deeds, and what they have made so far, which later deeds need."""

    stage: Stage
    today: date
    handover: Handover | None = None
    requests: dict[str, DataRequest] = field(default_factory=dict)
    breach: Breach | None = None
    hold: LegalHold | None = None

    def deeds(self) -> Iterator[Deed]:
        """Give every deed, each on its day."""
        told = (
            (40, "", self.enter_breach), (39, "", self.close_breach), (30, "", self.set_hold), (10, "", self.lift_hold),
            (12, "haddow", partial(self.ask, "haddow", "correction", "My mobile number ends in 132, not 123.")),
            (9, "", self.answer), (6, "ellerby", self.begin), (5, "ellerby", self.offer),
            (4, "lindqvist", partial(self.ask, "lindqvist", "erasure", "I leave the hotel at the end of the month.")),
            (3, "whitlock", partial(self.write, "whitlock", ASKED)),
            (2, "ellerby", partial(self.write, "ellerby", ANSWERED)), (1, "calloway", self.prepare_to_move),
            (1, "", self.enter_running_breach),
        )  # fmt: skip
        for ago, by, do in told:
            yield Deed(self.today - ago * DAY, RANK, by, do)

    def begin(self) -> None:
        """Tomas begins to hand his post over."""
        self.handover = handovers.begin(
            actor=self.stage.actor("ellerby"),
            membership=self.stage.memberships["ellerby"],
            reason="moves",
            leaves_on=self.today + 8 * DAY,
            post=Post.objects.get(title=POST),
            note=NOTE,
        )

    def offer(self) -> None:
        """He names Dana, from the day after his last, and asks her."""
        assert self.handover is not None, "it was begun the day before"
        who = self.stage.actor("ellerby")
        self.handover = handovers.prepare(
            actor=who,
            handover=self.handover,
            version=self.handover.version,
            successor=self.stage.memberships["whitlock"],
            starts_on=self.today + 9 * DAY,
        )
        handovers.offer(actor=who, handover=self.handover)

    def write(self, key: str, text: str) -> None:
        """One of the two writes to the other about it."""
        assert self.handover is not None, "it was begun days before"
        handovers.ask(actor=self.stage.actor(key), handover=self.handover, text=text)

    def prepare_to_move(self) -> None:
        """The analyst lists what he would have to hand over."""
        handovers.begin(
            actor=self.stage.actor("calloway"),
            membership=self.stage.memberships["calloway"],
            reason="moves",
            leaves_on=self.today + 30 * DAY,
        )

    def ask(self, key: str, kind: str, text: str) -> None:
        """Somebody asks about what is held of them."""
        self.requests[key] = own_data.ask(actor=self.stage.actor(key), kind=kind, text=text)

    def answer(self) -> None:
        """The correction is made and said."""
        asked = self.requests["haddow"]
        text = "It is put right. You can change the number yourself too, under “What is held about you”."
        own_data.answer(actor=self.stage.keeper, request=asked, version=asked.version, is_done=True, text=text)

    def enter_breach(self) -> None:
        """A list of members went to somebody who should not have it."""
        self.breach = own_data_breaches.enter(
            actor=self.stage.keeper,
            what="A list of members with their numbers at work was sent to a caterer of the same first name.",
            noticed_at=timezone.now() - timedelta(hours=3),
            happened_at=timezone.now() - timedelta(hours=5),
            people_affected=23,
            risk="Low: names, posts and numbers at work, most of them public.",
        )

    def close_breach(self) -> None:
        """It was deleted there, and needs nobody to be told."""
        assert self.breach is not None, "it was entered the day before"
        who = self.stage.keeper
        self.breach = own_data_breaches.change(
            actor=who,
            breach=self.breach,
            version=self.breach.version,
            noticed_at=self.breach.noticed_at,
            regulator_not_told_because="A risk to people is unlikely: the caterer deleted it within the hour.",
            done_about_it="The caterer confirmed in writing that it is deleted. The list no longer leaves by mail.",
        )
        own_data_breaches.close(actor=who, breach=self.breach)

    def enter_running_breach(self) -> None:
        """A telephone is lost, and the clock runs."""
        own_data_breaches.enter(
            actor=self.stage.keeper,
            what="A telephone with the partnership’s mail was left on a bus. It has a code, and is erased from afar.",
            noticed_at=timezone.now(),
        )

    def set_hold(self) -> None:
        """What is kept of somebody who left is needed for a while."""
        reason = "Employment tribunal in which he is a witness"
        self.hold = own_data.set_hold(actor=self.stage.keeper, person=self.stage.persons["reyes"], reason=reason)

    def lift_hold(self) -> None:
        """It is no longer needed."""
        assert self.hold is not None, "it was set weeks before"
        own_data.lift_hold(actor=self.stage.keeper, hold=self.hold)


def handed_over(stage: Stage, today: date) -> Iterator[Deed]:
    """Give every deed of this part of the example."""
    return Handed(stage, today).deeds()

"""Who keeps the guide in the tests? A workgroup led by Maya Thornbury, in which Dana Whitlock sits.

*Source:* R2, R51.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.people.actions import workgroups as groups
from commonground.people.models import Workgroup
from commonground.projects.actions import guide as actions
from commonground.projects.models import GuideVersion
from tests.cast import Cast

IN_A_YEAR = timezone.localdate() + timedelta(days=365)
WORDS = {"3.what": "Find what you need, choose the tactics, and set the measures before you start."}


@dataclass
class Keepers:
    """The workgroup and its people."""

    group: Workgroup
    keeper: Actor
    lead: Actor
    writer: Actor
    other: Actor

    def drafted(self, texts: dict[str, str] | None = None, step: int = 3) -> GuideVersion:
        """Give a draft that changes the words of one step and says so."""
        made = actions.begin(actor=self.writer)
        made = actions.write(
            actor=self.writer, guide_version=made, version=made.version, step=step, texts=texts or WORDS
        )
        return actions.describe(
            actor=self.writer,
            guide_version=made,
            version=made.version,
            change_log="Step 3 says when the measures are set.",
            announcement="Version 2 says when to set the measures.",
            contributors="Aldermouth Business Crime Partnership",
            review_on=None,
        )

    def launched(self, texts: dict[str, str] | None = None, step: int = 3) -> GuideVersion:
        """Give a version that is in force."""
        made = actions.send_to_review(actor=self.writer, guide_version=self.drafted(texts, step))
        made = actions.approve(actor=self.lead, guide_version=made)
        return actions.launch(actor=self.lead, guide_version=made, on=timezone.localdate())


def keepers(cast: Cast) -> Keepers:
    """Set up the workgroup and let it answer for the guide."""
    keeper = cast.actor(next(key for key, person in cast.person.items() if person.is_administrator))
    group = groups.found_workgroup(
        actor=keeper, programme=cast.programme, name="Effective collaboration", mailbox="guide@example.org"
    )
    for who, part in (("thornbury", "lead"), ("whitlock", "member")):
        organisation = cast.membership[who].organisation
        seat = groups.seat(actor=keeper, workgroup=group, organisation=organisation, part=part)
        groups.take_seat(actor=keeper, seat=seat, membership=cast.membership[who], is_public=False)
    actions.take_on(actor=keeper, workgroup=group, review_on=IN_A_YEAR, contributors="The partnership")
    return Keepers(group, keeper, cast.actor("thornbury"), cast.actor("whitlock"), cast.actor("penhallow"))

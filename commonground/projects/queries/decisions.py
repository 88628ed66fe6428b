"""What is up for decision in a collaboration, what was said to it, and where does each side stand?

*Source:* R90-R91.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.projects.models import Collaboration, DecisionComment, DecisionItem, DecisionStage, DecisionVoice
from commonground.projects.rules.decisions import Stage, stage


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal as it stands on a day: where it is on its way, and each side's present voice."""

    item: DecisionItem
    stage: Stage
    voices: dict[Side, DecisionVoice]

    @property
    def is_current(self) -> bool:
        """Whether it is neither decided nor laid aside."""
        return self.stage in {Stage.COMMENTING, Stage.COOLING, Stage.READY}


def stage_of(item: DecisionItem, today: date | None = None) -> Stage:
    """Tell where a proposal is on a day."""
    day = today or timezone.localdate()
    return stage(day, item.comment_until, item.earliest_on, item.decided_on, item.laid_aside_on)


def items_of(collaboration: Collaboration) -> list[Item]:
    """List the proposals of a collaboration, the newest first, in two queries."""
    rows = collaboration.decision_items.select_related("put_by__person", "put_by__organisation")
    return [_read(item) for item in rows.prefetch_related("voices__by__person").order_by("-number")]


def item_of(collaboration: Collaboration, public_id: uuid.UUID) -> Item:
    """Give one proposal of this collaboration, or 404."""
    rows = collaboration.decision_items.select_related("put_by__person", "put_by__organisation")
    found = rows.prefetch_related("voices__by__person").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return _read(found)


def _read(item: DecisionItem) -> Item:
    newest: dict[Side, DecisionVoice] = {}
    for voice in item.voices.all():
        if voice.version == item.version:
            newest[Side(voice.side)] = voice
    return Item(item, stage_of(item), {side: newest[side] for side in TWO_SIDES if side in newest})


def comments_of(item: DecisionItem) -> list[DecisionComment]:
    """List what was said to a proposal, in its order, with who said it."""
    return list(item.comments.select_related("by__person", "by__organisation").order_by("pk"))


def stages_of(item: DecisionItem) -> list[DecisionStage]:
    """List the stages in which a proposal is rolled out, in their order."""
    return list(item.stages.order_by("order"))


def stage_called(item: DecisionItem, public_id: uuid.UUID) -> DecisionStage:
    """Give one stage of a proposal's roll-out, or 404."""
    found = item.stages.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found

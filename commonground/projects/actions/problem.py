"""What can be done with each side's own words? Write them, send them for good, and mark the other side's.

*Source:* R8; settled questions, "Who" (blind comparison).
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, ProblemRound, SideStatement, StatementMark
from commonground.projects.rules.comparing import ASKED, Mark

LONGEST = 3000


def _round(collaboration: Collaboration) -> ProblemRound:
    """Hold the latest round; making one if none was made."""
    found = ProblemRound.objects.select_for_update().filter(collaboration=collaboration).order_by("-number").first()
    return found or ProblemRound.objects.create(collaboration=collaboration)


@transaction.atomic
def write(*, actor: Actor, collaboration: Collaboration, words: Mapping[str, str], version: int) -> SideStatement:
    """Save the words of the actor's side, as far as they have come; the other side cannot read them.

    :raises Refused: once they are sent.
    :raises Stale: when a colleague saved in between.
    """
    collaboration = permitted("answer", actor, collaboration)
    round_, side = _round(collaboration), side_of(actor)
    if round_.sent_at(side):
        raise Refused("Your side's words are sent and no longer change. New words go into the joint statement.")
    kept = {asked: str(words.get(asked) or "").replace("\r\n", "\n").strip() for asked in ASKED}
    for asked, text in kept.items():
        if len(text) > LONGEST:
            raise Invalid(f"{ASKED[asked]} Use {LONGEST} characters or fewer. You have used {len(text)}.", asked)
    statement = SideStatement.objects.select_for_update().filter(round=round_, side=side.value).first()
    if statement is None:
        statement = SideStatement(round=round_, side=side.value, version=0)
    if statement.version != version:
        raise Stale(
            "A colleague saved your side's words while you were writing. Both texts are below.",
            statement.words,
            statement.version,
        )
    statement.words, statement.written_by_id, statement.version = kept, actor.myself, statement.version + 1
    statement.save()
    words_ = f"The {side.label.lower()} side wrote about the problem"
    audit.record("projects:statement:written", actor=actor, subject=collaboration, summary=words_)
    return statement


@transaction.atomic
def send(*, actor: Actor, collaboration: Collaboration, version: int | None = None) -> ProblemRound:
    """Send the words of the actor's side for good; when both sides have sent, each can read the other's. `version` is
    that of the words which the actor has read.

    :raises Invalid: naming the first question without an answer.
    :raises Stale: when a colleague changed the words since they were read.
    """
    collaboration = permitted("send_statement", actor, collaboration)
    round_, side = _round(collaboration), side_of(actor)
    if round_.sent_at(side):
        raise Refused("Your side's words are sent already.")
    statement = SideStatement.objects.filter(round=round_, side=side.value).first()
    for asked, question in ASKED.items():
        if statement is None or not statement.words.get(asked):
            raise Invalid(f"Answer “{question}” before you send your words", asked)
    if statement is not None and version is not None and statement.version != version:
        raise Stale(
            "A colleague changed your side's words. Read them again, then send them.",
            statement.words,
            statement.version,
        )
    now = timezone.now()
    setattr(round_, f"{side.value}_sent_at", now)
    if round_.sent_at(side.other):
        round_.opened_at = now
    round_.save()
    words = f"The {side.label.lower()} side sent its words" + ("; both can now be read" if round_.opened_at else "")
    audit.record("projects:statement:sent", actor=actor, subject=collaboration, summary=words)
    return round_


@transaction.atomic
def mark(
    *, actor: Actor, collaboration: Collaboration, asked: str, mark: Mark, line: str = "", version: int = 0
) -> StatementMark:
    """Mark how near the other side's answer to one question is to one's own; a side can change its mark, on top of the
    `version` that the actor saw (0 where there was none).

    :raises Refused: before both sides have sent.
    :raises Stale: when a colleague marked in between.
    """
    collaboration = permitted("mark", actor, collaboration)
    round_, side = _round(collaboration), side_of(actor)
    if round_.opened_at is None:
        raise Refused("Both sides send their own words first.")
    if asked not in ASKED:
        raise Invalid("Choose one of the five questions", "asked")
    own = {"round": round_, "side": side.value, "asked": asked}
    found = StatementMark.objects.filter(**own).first() or StatementMark(**own, version=0)
    if found.version != version:
        theirs = {"mark": found.mark, "line": found.line}
        raise Stale("A colleague marked this while you were reading. Both are below.", theirs, found.version)
    found.mark, found.line, found.by_id = mark.value, line.strip()[:300], actor.myself
    found.version += 1
    found.save()
    words = f"The {side.label.lower()} side marked “{ASKED[asked]}” as {mark.label.lower()}"
    audit.record("projects:statement:marked", actor=actor, subject=collaboration, summary=words)
    return found

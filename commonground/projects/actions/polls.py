"""What can be done with a poll? Prepare it, say whom it goes to, open it, answer it, close it, and respond to it.

An answer is kept without a name, an address or a time of day; that is why the record has no row for it.

*Source:* R25.
"""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.people.rules.posts import one_line
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import permitted
from commonground.projects.adapters import links, mail
from commonground.projects.models import Collaboration, Poll, PollAnswer, PollGroup, PollResponse, Publication
from commonground.projects.queries import polls as queries
from commonground.projects.rules import polling

INVITING = "projects/email/poll.txt"
CLOSED = "This poll is closed, or has not opened yet."
MOST_GROUPS = 60


@transaction.atomic
def prepare(
    *, actor: Actor, collaboration: Collaboration, about: str, opens_on: date, closes_on: date, is_open_to_all: bool
) -> Poll:
    """Prepare a poll about the objectives; nobody is asked before it is opened.

    :raises Invalid: for days that do not follow each other, or an empty purpose.
    """
    held = permitted("prepare_poll", actor, collaboration)
    _check(about, opens_on, closes_on)
    made = Poll.objects.create(
        collaboration=held,
        number=held.polls.count() + 1,
        about=about.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        is_open_to_all=is_open_to_all,
    )
    _note("prepared", actor, made)
    return made


def _check(about: str, opens_on: date, closes_on: date) -> None:
    if not about.strip():
        raise Invalid(_("Say why you ask"), "about")
    if fault := polling.fault_of_dates(opens_on, closes_on, timezone.localdate()):
        raise Invalid(_(fault[1]), fault[0])


def _note(verb: str, actor: Actor, poll: Poll) -> None:
    words = _("Step 5: poll %(number)s %(verb)s") % {"number": poll.number, "verb": verb.replace("_", " ")}
    audit.record(f"projects:poll:{verb}", actor=actor, subject=poll.collaboration, summary=words, poll=poll.ref)


def _held(poll: Poll) -> Poll:
    return Poll.objects.select_for_update(of=("self",)).select_related("collaboration").get(pk=poll.pk)


@transaction.atomic
def change(
    *, actor: Actor, poll: Poll, about: str, opens_on: date, closes_on: date, is_open_to_all: bool, version: int
) -> Poll:
    """Change a poll; once it is open only its last day can move.

    :raises Stale: when somebody changed it meanwhile.
    :raises Refused: once it is over, or for anything but the last day of an open poll.
    """
    permitted("prepare_poll", actor, poll.collaboration)
    held = _held(poll)
    _check(about, opens_on, closes_on)
    if held.version != version:
        saved = {"about": held.about, "opens_on": held.opens_on, "closes_on": held.closes_on}
        raise Stale(_("Somebody saved this while you were writing. Both texts are below."), saved, held.version)
    if queries.is_over(held):
        raise Refused(_("This poll is over. Prepare another."))
    if held.objectives and (about.strip(), opens_on) != (held.about, held.opens_on):
        raise Refused(_("The poll is open: those who answered have read these words. Only its last day can move."))
    held.about, held.opens_on, held.closes_on = about.strip(), opens_on, closes_on
    held.is_open_to_all = is_open_to_all
    held.version += 1
    held.save()
    _note("changed", actor, held)
    return held


@transaction.atomic
def add_group(*, actor: Actor, poll: Poll, name: str, kind: str, email: str = "") -> PollGroup:
    """Say that a group or a stakeholder is asked, by a link of its own; with an address it is sent there.

    :raises Invalid: for a name that is there already, or an unknown kind.
    :raises Refused: once the poll is over, or for more groups than a poll holds.
    """
    permitted("prepare_poll", actor, poll.collaboration)
    held, name = _held(poll), one_line(name, 120)
    if queries.is_over(held):
        raise Refused(_("This poll is over. Prepare another."))
    if kind not in polling.GROUP_KINDS:
        raise Invalid(_("Choose what kind of group it is"), "kind")
    if held.groups.filter(name__iexact=name).exists():
        raise Invalid(_("This group is asked already."), "name")
    if held.groups.count() >= MOST_GROUPS:
        raise Refused(_("A poll goes to %(most)s groups at most.") % {"most": MOST_GROUPS})
    made = PollGroup.objects.create(poll=held, name=name, kind=kind, email=email)
    if queries.takes_answers(held):
        _invite(made, again=False)
    _note("group_added", actor, held)
    return made


@transaction.atomic
def remove_group(*, actor: Actor, group: PollGroup) -> None:
    """Take a group out that has not answered; its link ends.

    :raises Refused: when answers came through it.
    """
    permitted("prepare_poll", actor, group.poll.collaboration)
    held = _held(group.poll)
    if group.answers.exists():
        raise Refused(_("Answers came from this group, so it stays."))
    group.delete()
    _note("group_removed", actor, held)


@transaction.atomic
def open_poll(*, actor: Actor, poll: Poll) -> Poll:
    """Open a poll with the objectives as they stand; groups with an address are written to on its first day.

    :raises Refused: without an objective, without anybody to ask, or when it is open already.
    """
    collaboration = permitted("open_poll", actor, poll.collaboration)
    held = _held(poll)
    if held.objectives:
        raise Refused(_("This poll is open already."))
    if not held.is_open_to_all and not held.groups.exists():
        raise Refused(_("Say first whom you ask: add a group, or let everybody answer."))
    if held.closes_on < timezone.localdate():
        raise Refused(_("Its last day is past. Change the days first."))
    held.objectives = queries.objectives_of(collaboration)
    if not held.objectives:
        raise Refused(_("There is no objective to ask about. Set an outcome in step 1 first."))
    held.save(update_fields=["objectives"])
    _note("opened", actor, held)
    if queries.takes_answers(held):
        for group in held.groups.all():
            _invite(group, again=False)
    return held


def _invite(group: PollGroup, *, again: bool) -> int:
    """Write to a group once, or remind it once; gives 1 if the mail server took it."""
    if not group.email or group.left_at or (group.sent_on if not again else group.reminded_on):
        return 0
    leave = links.address("projects:poll_leave", links.token(links.POLL_LEAVE, group.ref))
    said = {
        "path": reverse("projects:poll_start", args=[link_of(group.poll, group)]),
        "name": group.name,
        "poll": group.poll,
        "leave": leave,
    }
    headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    if not mail.tell(INVITING, group.email, said, headers):
        return 0
    today = timezone.localdate()
    group.sent_on, group.reminded_on = group.sent_on or today, today if again else group.reminded_on
    group.save(update_fields=["sent_on", "reminded_on"])
    return 1


def link_of(poll: Poll, group: PollGroup | None) -> str:
    """Write the token of a group's link, or of the open link."""
    return links.token(links.POLL, poll.ref, group.ref if group else queries.FOR_ALL, poll.generation)


def invite_due(*, today: date) -> int:
    """Write to the groups of polls whose first day has come, and remind them once a week before the last. Gives how
    many were written to."""
    told = 0
    polls = Poll.objects.filter(opens_on__lte=today, closes_on__gte=today, closed_at__isnull=True)
    for group in PollGroup.objects.filter(poll__in=polls, left_at__isnull=True).select_related("poll__collaboration"):
        if not group.poll.objectives:
            continue
        told += _invite(group, again=False)
        if group.sent_on and group.sent_on < today and group.poll.closes_on - today <= polling.REMIND_BEFORE:
            told += _invite(group, again=True)
    return told


@transaction.atomic
def close(*, actor: Actor, poll: Poll) -> Poll:
    """Close a poll before its last day; what was said is shown from now on.

    :raises Refused: when it is not open.
    """
    permitted("open_poll", actor, poll.collaboration)
    held = _held(poll)
    if not held.objectives or queries.is_over(held):
        raise Refused(_("This poll is not open."))
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    _note("closed", actor, held)
    return held


@transaction.atomic
def answer(*, actor: Actor, poll: Poll, group: PollGroup | None, given: Mapping[str, tuple[str, str]]) -> uuid.UUID:
    """Keep one set of answers: for each objective whether it is shared, and why. The actor is nobody, whoever reads:
    nothing of them is kept.

    :raises Refused: while the poll is not open.
    :raises Invalid: unless every objective is answered.
    """
    held = _held(poll)
    if not queries.takes_answers(held):
        raise Refused(_(CLOSED))
    refs = [one["ref"] for one in held.objectives]
    if set(given) != set(refs) or any(share not in polling.SHARES for share, _why in given.values()):
        raise Invalid(_("Answer every question. “Don’t know” is an answer too."))
    sitting = uuid.uuid4()
    PollAnswer.objects.bulk_create(
        PollAnswer(
            poll=held, group=group, sitting=sitting, objective=ref, share=given[ref][0], why=given[ref][1][:600].strip()
        )
        for ref in refs
    )
    return sitting


@transaction.atomic
def leave(*, actor: Actor, group: PollGroup) -> None:
    """Send no more mail to a group; its link goes on working for who has it."""
    if group.left_at is None:
        group.left_at = timezone.now()
        group.save(update_fields=["left_at"])


@transaction.atomic
def respond(*, actor: Actor, poll: Poll, objective: str, said: str, did: str, version: int) -> PollResponse:
    """Say what the team heard about one objective, and what it did because of it.

    :raises Refused: before the poll is over, or for something that it did not ask about.
    :raises Stale: when somebody wrote meanwhile.
    """
    permitted("prepare_poll", actor, poll.collaboration)
    held = _held(poll)
    if not queries.is_over(held):
        raise Refused(_("The poll is still open. Respond when everybody has had the time to answer."))
    if objective not in {one["ref"] for one in held.objectives}:
        raise Refused(_("The poll did not ask about this."))
    for name, words in (("said", said), ("did", did)):
        if not words.strip():
            raise Invalid(_("Say it in a sentence"), name)
    found = held.responses.select_for_update().filter(objective=objective).first()
    if found is not None and found.version != version:
        saved = {"said": found.said, "did": found.did}
        raise Stale(_("Somebody saved this while you were writing. Both texts are below."), saved, found.version)
    found = found or PollResponse(poll=held, objective=objective, version=0)
    found.said, found.did, found.version = said.strip(), did.strip(), found.version + 1
    found.save()
    _note("responded_to", actor, held)
    return found


@transaction.atomic
def put_up(*, actor: Actor, poll: Poll) -> Publication:
    """Put the result with the responses up for both sides to approve; until then nobody outside reads it.

    :raises Refused: before the poll is over, or while an objective has no response.
    """
    held = _held(poll)
    said, responses = queries.results_of(held), queries.responses_of(held)
    if not queries.is_over(held) or any(one.objective not in responses for one in said):
        raise Refused(_("Say first what you did about each objective, once the poll is over."))
    until = timezone.localdate(held.closed_at) if held.closed_at else held.closes_on
    values = {
        "title": _("What the community said about %(name)s") % {"name": held.collaboration.name},
        "about": held.about,
        "from": held.opens_on.isoformat(),
        "until": until.isoformat(),
        "counts_answers": held.is_open_to_all,
        "rows": [
            {
                "words": one.words,
                "counts": dict(one.counts),
                "base": one.base if one.is_shown else 0,
                "said": responses[one.objective].said,
                "did": responses[one.objective].did,
            }
            for one in said
        ],
    }
    return finishing.draft_publication(
        actor=actor, collaboration=held.collaboration, kind="poll", values=values, about=held.ref
    )

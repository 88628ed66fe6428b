"""What can be done about senior backing? Ask for it by mail, take the question back, answer it, and ask again in time.

Whoever is asked answers on one page, without an account. A decline is kept with its reason, and closes nothing.

*Source:* R23.
"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.models import Organisation, Post
from commonground.people.rules.posts import one_line
from commonground.projects.actions.permitting import locked, permitted
from commonground.projects.adapters import links, mail
from commonground.projects.models import Answer, AnswerVersion, BackingRequest, Collaboration
from commonground.projects.queries import backing as queries
from commonground.projects.rules import backing as rules

ASKING = "projects/email/backing.txt"
NEWS = "projects/email/backing_news.txt"
LINK_HAS_ENDED = "This question is answered or taken back, or the message is old. Whoever asked can ask again."
NOT_TAKEN = "The mail server did not take the message, so nobody was asked. Try again in a few minutes."


@transaction.atomic
def ask(
    *,
    actor: Actor,
    collaboration: Collaboration,
    organisation: Organisation,
    name: str,
    post_title: str,
    email: str,
    note: str = "",
    post: Post | None = None,
) -> BackingRequest:
    """Ask a senior person of an organisation on the team by mail whether they back the collaboration.

    :raises Invalid: for an organisation that is not on the team, or an address that is asked already.
    :raises Refused: when the mail server does not take the message.
    """
    held = permitted("ask_backing", actor, collaboration)
    if organisation not in queries.bodies(held):
        raise Invalid("Choose an organisation of the police or the security side that is on the team", "organisation")
    if post is not None and post.organisation_id != organisation.pk:
        raise Invalid("Choose a post of that organisation", "post")
    if held.backing_requests.filter(email__iexact=email, answer="", withdrawn_at__isnull=True).exists():
        raise Invalid("They are asked already and have not answered. Take that question back to ask again.", "email")
    made = BackingRequest(collaboration=held, organisation=organisation, note=note.strip(), asked_by_id=actor.through)
    made.name, made.post_title, made.email = one_line(name, 120), one_line(post_title, 160), email
    made.post, made.membership = post, queries.holder_of(post) if post else None
    _send(made)
    words = _("Senior backing asked for at %(organisation)s") % {"organisation": organisation.name}
    audit.record("projects:backing:asked", actor=actor, subject=held, summary=words, request=made.ref)
    return made


def _send(made: BackingRequest) -> None:
    """Keep a question and send it; refused where the mail server is away."""
    made.asked_at = timezone.now()
    made.sent_on = timezone.localdate(made.asked_at)
    made.save()
    if not mail.tell(ASKING, made.email, _letter(made, links.BACK, "projects:backing_answer")):
        raise Refused(_(NOT_TAKEN))


def _letter(made: BackingRequest, purpose: str, page: str) -> dict[str, object]:
    path = reverse(page, args=[links.token(purpose, made.ref)])
    return {"path": path, "name": made.name, "ends": rules.link_ends(timezone.localdate(made.asked_at)), "asked": made}


@transaction.atomic
def take_back(*, actor: Actor, request: BackingRequest) -> BackingRequest:
    """Take a question back that nobody has answered; its link ends.

    :raises Refused: when it is answered meanwhile.
    """
    collaboration = permitted("ask_backing", actor, request.collaboration)
    held = BackingRequest.objects.select_for_update().get(pk=request.pk)
    if held.answered_at:
        raise Refused("They have answered meanwhile. Read the answer below.")
    if held.withdrawn_at is None:
        held.withdrawn_at = timezone.now()
        held.save(update_fields=["withdrawn_at"])
        words = _("Question for senior backing taken back")
        audit.record("projects:backing:taken_back", actor=actor, subject=collaboration, summary=words, request=held.ref)
    return held


@transaction.atomic
def answer(
    *, actor: Actor, request: BackingRequest, backs: bool, words: str, until: date | None = None
) -> BackingRequest:
    """Answer through the link of the message: back it until a day, with a sentence, or decline with a reason.
    The actor is whom the link was written for.

    :raises Refused: when the question is answered or taken back already.
    :raises Invalid: without a sentence, or with a day that is past or too far off.
    """
    collaboration = locked(request.collaboration)
    held = BackingRequest.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=request.pk)
    if held.answered_at or held.withdrawn_at:
        raise Refused(_(LINK_HAS_ENDED))
    if not words.strip():
        missing = "Enter a sentence that the team may read" if backs else "Enter why not, in a sentence"
        raise Invalid(_(missing), "words" if backs else "reason")
    now = timezone.now()
    today = timezone.localdate(now)
    until = (until or today + rules.BACKS_FOR) if backs else None
    if until and (fault := rules.fault_of_end(until, today)):
        raise Invalid(_(fault), "until")
    held.answer, held.answered_at = "backs" if backs else "declines", now
    held.words, held.until = words.strip(), until
    if backs:
        held.recorded = _record(collaboration, held, today)
    held.save()
    said = _("Senior backing given by %(organisation)s") if backs else _("Senior backing declined by %(organisation)s")
    summary = said % {"organisation": held.organisation.name}
    audit.record("projects:backing:answered", actor=actor, subject=collaboration, summary=summary, request=held.ref)
    return held


def _record(collaboration: Collaboration, held: BackingRequest, today: date) -> Answer:
    """Write what they said as an answer of step 4, or as new words of the answer that it renews."""
    said = held.renews.recorded if held.renews else None
    if said is None or said.removed_at:
        said = Answer(collaboration=collaboration, part="backing", version=0)
    values: dict[str, object] = {
        "name": f"{held.name}, {held.post_title}",
        "organisation": held.organisation.name,
        "side": str(held.organisation.side),
        "words": held.words,
        "on": today.isoformat(),
        "until": held.until.isoformat() if held.until else None,
    }
    said.version += 1
    said.take(values, None)
    said.save()
    AnswerVersion.objects.create(answer=said, version=said.version, values=values, by=None)
    return said


def renew_due(*, today: date) -> int:
    """Ask again for backing that ends within a month, and of whoever follows in a post that changed hands, once each.
    Gives how many were asked; a post that is vacant waits for its next holder, a message that does not go out for the
    next day."""
    return sum(_renew(given, today) for given in queries.to_renew(today))


def _renew(given: BackingRequest, today: date) -> int:
    holder = queries.holder_of(given.post, today) if given.post else None
    moved = given.post is not None and holder is not None and holder.pk != given.membership_id
    cause = rules.renewal(today, given.until or today, moved=moved)
    account = getattr(holder.person, "account", None) if moved and holder else None
    if cause is None or (moved and account is None):
        return 0
    made = BackingRequest(collaboration=given.collaboration, organisation=given.organisation, renews=given)
    made.cause, made.post, made.note = cause.value, given.post, given.note
    made.membership = holder or given.membership
    made.name, made.email, made.post_title = given.name, given.email, given.post_title
    if moved and holder and account:
        made.name, made.email = holder.person.name, account.email
    try:
        with transaction.atomic():
            _send(made)
            words = _("Senior backing asked for again at %(name)s") % {"name": given.organisation.name}
            audit.record("projects:backing:asked_again", actor=SYSTEM, subject=given.collaboration, summary=words)
    except Refused:
        return 0
    return 1


def tell_sponsors(*, today: date) -> int:
    """Tell those who back a collaboration, once a month at most, that something in it has passed its day; the page
    behind the link says what. Gives how many were told."""
    told = 0
    for given in queries.to_tell(today):
        if mail.tell(NEWS, given.email, _letter(given, links.BACKED, "projects:backing_news")):
            given.told_on = today
            given.save(update_fields=["told_on"])
            told += 1
    return told

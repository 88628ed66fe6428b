"""What can be done with a question that somebody added to the guide? A collaboration answers it, and answers again.

*Source:* R58; settled questions ("every form carries the version").
"""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.projects.actions.permitting import permitted
from commonground.projects.models import Collaboration, LocalAddition, LocalAnswer
from commonground.projects.queries import local

LONGEST = 4000


@transaction.atomic
def answer(
    *, actor: Actor, collaboration: Collaboration, addition: LocalAddition, words: str, version: int
) -> LocalAnswer:
    """Answer a local question, on top of as many wordings as the actor saw; each of them stays.

    :raises Invalid: without words, or with too many.
    :raises Stale: when somebody answered in between; it holds what is saved now.
    :raises Refused: for a question that is not asked here any more.
    """
    held = permitted("answer", actor, collaboration)
    said = words.replace("\r\n", "\n").strip()
    if not said:
        raise Invalid(_("Enter your answer"), "words")
    if len(said) > LONGEST:
        raise Invalid(_("Use %(most)s characters or fewer") % {"most": LONGEST}, "words")
    asked = next((one for one in local.questions_in(held, addition.step) if one.addition == addition), None)
    if asked is None or asked.addition.ended_on:
        raise Refused(_("This question is no longer asked here."))
    if asked.version != version:
        now = {"words": asked.wordings[-1].words if asked.wordings else ""}
        raise Stale(_("Somebody saved this while you were writing. Both texts are below."), now, asked.version)
    if asked.answer and asked.answer.words == said:
        return asked.answer
    made = LocalAnswer.objects.create(collaboration=held, addition=addition, words=said, by_id=actor.through)
    summary = _("Step %(step)s: local question answered") % {"step": addition.step}
    audit.record("projects:local:answered", actor=actor, subject=held, summary=summary, addition=addition.ref)
    return made

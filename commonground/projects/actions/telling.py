"""What can be done to tell of a result? Say what difference it made, each side for itself, and put a text up.

*Source:* R37, R39, R235.
"""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused
from commonground.projects.actions import finishing
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import Collaboration, EffectRound, EffectView, Publication
from commonground.projects.queries import claiming
from commonground.projects.rules.announcing import TEXTS
from commonground.projects.rules.claims import EFFECTS

LONGEST_TITLE = 200


@transaction.atomic
def give_view(*, actor: Actor, collaboration: Collaboration, effect: str, words: str) -> EffectView:
    """Say for the actor's side what difference the work made; the other side reads it once it has said so too. When
    both have, a new view begins a new round.

    :raises Invalid: without an answer, or without its reason.
    :raises Refused: while the side's own view waits for the other's.
    """
    held = permitted("give_effect", actor, collaboration)
    side = side_of(actor)
    if effect not in EFFECTS:
        raise Invalid(_("Choose what difference it made"), "effect")
    if not words.strip():
        raise Invalid(_("Enter why you say so"), "words")
    round_ = claiming.latest_round(held)
    if round_ is None or round_.is_open:
        round_ = EffectRound.objects.create(collaboration=held, number=(round_.number if round_ else 0) + 1)
    if side in round_.given:
        raise Refused(_("Your side has said so already. Both can be read once the other side has too."))
    view = EffectView.objects.create(
        round=round_, side=side.value, effect=effect, words=words.strip(), by_id=actor.through
    )
    EffectRound.objects.filter(pk=round_.pk).update(**{f"{side.value}_given_at": view.at})
    said = f"The {side.label.lower()} side said what difference it made"
    audit.record("projects:effect:given", actor=actor, subject=held, summary=said, round=round_.ref)
    return view


@transaction.atomic
def put_text_up(*, actor: Actor, collaboration: Collaboration, kind: str, title: str, body: str) -> Publication:
    """Put a version of a text up for both sides to approve, with the figures, their firmness, both sides' views and the
    next steps as they stand now.

    :raises Invalid: without a title or words.
    :raises Refused: for a kind that there is not, while nothing is measured, or while nobody keeps on what was gained.
    """
    held = permitted("answer", actor, collaboration)
    if kind not in TEXTS:
        raise Refused(_("There is no such kind of text."))
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Invalid(_("Enter a title of up to %(most)s characters") % {"most": LONGEST_TITLE}, "title")
    if not body.strip():
        raise Invalid(_("Enter what it says"), "body")
    facts = claiming.facts_of(actor, held)
    if not facts.claims:
        raise Refused(_("Measure an outcome in step 8 first: a text about a result carries its evidence grade."))
    if not facts.next_steps:
        raise Refused(_("Say in step 10 first what goes on, who owns it and until when: a text ends with that."))
    values = {"title": title.strip(), "body": body.replace("\r\n", "\n").strip(), "facts": asdict(facts)}
    return finishing.draft_publication(actor=actor, collaboration=held, kind=kind, values=values)

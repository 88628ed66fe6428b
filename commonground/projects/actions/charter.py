"""What can be done with a working charter? Add words to it, adopt it for a side, and say how it was kept.

*Source:* R85, R88; D1.
"""

from collections.abc import Mapping

from django.db import transaction

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Invalid, Refused, Stale
from commonground.projects.actions.permitting import permitted, side_of
from commonground.projects.models import (
    CharterAdoption,
    CharterRating,
    CharterRound,
    CharterWording,
    Collaboration,
    Review,
)
from commonground.projects.queries import charter
from commonground.projects.rules.charter import BY_KEY, LONGEST_WORDS, cleaned, faults, too_long


@transaction.atomic
def word(*, actor: Actor, collaboration: Collaboration, words: Mapping[str, str], version: int) -> CharterWording:
    """Give the charter the team's own words beside the seven behaviours, on top of the wording that the actor saw; 0
    while there was none. Both sides adopt it anew.

    :raises Invalid: naming the behaviour to which too much is added.
    :raises Stale: when somebody saved in between; it holds what is saved now.
    """
    held = permitted("word_charter", actor, collaboration)
    added = cleaned(words)
    for key in too_long(added):
        raise Invalid(f"{BY_KEY[key].name}: use {LONGEST_WORDS} characters or fewer", key)
    present = charter.wording_of(held)
    number = present.number if present else 0
    if number != version:
        theirs = dict.fromkeys(BY_KEY, "") | dict(present.words if present else {})
        raise Stale("Somebody saved this while you were writing. Both texts are below.", theirs, number)
    if present and present.words == added:
        return present
    return _worded(held, actor, added, number + 1)


def _worded(held: Collaboration, actor: Actor, added: dict[str, str], number: int) -> CharterWording:
    made = CharterWording.objects.create(collaboration=held, number=number, words=added, by_id=actor.myself)
    words = f"Working charter worded, wording {number}"
    audit.record("projects:charter:worded", actor=actor, subject=held, summary=words, wording=number)
    return made


@transaction.atomic
def adopt(*, actor: Actor, collaboration: Collaboration, version: int) -> CharterAdoption:
    """Adopt the charter for the actor's side, exactly as it was shown; 0 is the seven behaviours as they are.

    :raises Refused: when it was changed since it was shown, or the side has adopted it.
    """
    held = permitted("adopt_charter", actor, collaboration)
    side = side_of(actor)
    present = charter.wording_of(held)
    if (present.number if present else 0) != version:
        raise Refused("The charter was changed after you opened it. Read it again, then adopt it.")
    present = present or _worded(held, actor, {}, 1)
    if present.adoptions.filter(side=side.value).exists():
        raise Refused("Your side has adopted this charter.")
    made = CharterAdoption.objects.create(wording=present, side=side.value, by_id=actor.through)
    words = f"Working charter adopted for the {side.label.lower()} side"
    audit.record("projects:charter:adopted", actor=actor, subject=held, summary=words, wording=present.number)
    return made


@transaction.atomic
def rate(
    *, actor: Actor, review: Review, marks: Mapping[str, int | None], examples: Mapping[str, str]
) -> CharterRating:
    """Say for the actor's side how often each behaviour is kept, with a result that shows it; it never changes, and the
    other side reads it once it has rated too.

    :raises Invalid: naming the first behaviour that is missing.
    :raises Refused: before both sides have answered the review, and for a side that has rated.
    """
    held = permitted("rate_charter", actor, review.collaboration)
    side = side_of(actor)
    for key, sentence in faults(marks, examples).items():
        raise Invalid(sentence, key)
    if not Review.objects.get(pk=review.pk).is_open:
        raise Refused("Both sides answer the review first. Then each says how the charter was kept.")
    round_, _made = CharterRound.objects.get_or_create(review=review)
    if side in round_.rated:
        raise Refused("Your side has rated the charter after this review. The next review asks again.")
    given = CharterRating.objects.create(
        round=round_, side=side.value, marks=dict(marks), examples=cleaned(examples), by_id=actor.through
    )
    CharterRound.objects.filter(pk=round_.pk).update(**{f"{side.value}_rated_at": given.at})
    words = f"The {side.label.lower()} side rated the working charter after {str(review).lower()}"
    audit.record("projects:charter:rated", actor=actor, subject=held, summary=words, review=review.ref)
    return given

"""How does a collaboration come to have all ten steps complete, by the deeds of its people alone?

*Source:* settled questions, "In Django" (tests).
"""

from django.utils import timezone

from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.actions import answers, plans, posts, reviews, signing
from commonground.projects.queries import recorded, visible
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.guide.stopping import WAYS
from commonground.projects.rules.signing import content_of
from tests.projects.doing import sent
from tests.projects.special import agree_to_stop, case_study, review_of
from tests.security.filling import fitting

LEADS = ("thornbury", "whitlock")
# What each step makes of the answers beside the first words that fit
SAID = {
    "resources": {"needed": "3", "confirmed": "3"},
    "engagement": {"done": "2026-11-01"},
    "audiences": {"told": "2026-11-01"},
}
BY_DEEDS_OF_THEIR_OWN = {"displacement", "backing", "sustain", "case_study", "decision", "next_steps"}


def complete_everything(cast, words="words"):
    """Give a collaboration that is under way, each step of which both sides have confirmed as it stands."""
    here = cast.alive("Castle Parade mornings")
    sent(cast, here, *LEADS)
    for key, part in PARTS.items():
        if key not in BY_DEEDS_OF_THEIR_OWN and not part.sealed:
            _record(cast, here, key, fitting(key, words, here) | SAID.get(key, {}))
    for way in WAYS:
        _record(cast, here, "displacement", fitting("displacement", words, here) | {"way": way})
    for side in TWO_SIDES:
        _record(cast, here, "backing", fitting("backing", words, here) | {"side": side.value})
    _lead(cast, here)
    _sign(cast, here)
    review = review_of(cast, here)
    for key in LEADS:
        given = {"relevant": True, "on_course": True, "why": words}
        reviews.answer(actor=cast.actor(key), review=review, answers=given)
    agree_to_stop(cast, here)
    case_study(cast, here, *LEADS)
    confirm_all(cast, here)
    return here


def _record(cast, here, key, raw):
    answers.record(actor=cast.actor("thornbury"), collaboration=here, part=PARTS[key], raw=raw)


def _lead(cast, here):
    held = {(post.side, post.role) for post in visible.posts_now(here)}
    for key, other in zip(LEADS, ("tranter", "penhallow"), strict=True):
        side = cast.actor(key).side
        for role in ("governance", "delivery"):
            if (side.value, role) not in held:
                lead, holder = cast.actor(key), cast.membership[other]
                posts.ask_to_lead(actor=lead, collaboration=here, side=side, role=role, holder=holder)
                post = here.posts.filter(side=side.value, role=role).latest("pk")
                posts.answer(actor=cast.actor(other), collaboration=here, post=post, accept=True)


def _sign(cast, here):
    content = content_of(recorded.record_of(here))
    plans.put_forward(actor=cast.actor("thornbury"), collaboration=here, reason="")
    for key in (*LEADS, "penhallow"):
        signing.sign(actor=cast.actor(key), collaboration=here, content=content)
    signing.say_read(actor=cast.actor("tranter"), collaboration=here, content=content)


def confirm_all(cast, here):
    """Let both leads confirm every step whose rule holds, as it stands now."""
    for key in LEADS:
        for one in recorded.standings_for(cast.actor(key), here, timezone.localdate()):
            if not one.missing and not one.is_complete:
                answers.confirm(actor=cast.actor(key), collaboration=here, step=one.number, content=one.content)

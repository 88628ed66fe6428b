"""What do tests of handovers and of one's own data do first?

*Source:* settled questions, "In Django" (tests).
"""

from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from commonground.outcomes.models import Study
from commonground.people.actions import handovers
from commonground.people.models import Account, Holding, Membership, Person, Post
from commonground.people.queries import acting
from commonground.projects.actions import answers, posts
from commonground.projects.queries import visible
from commonground.projects.rules.guide import PARTS
from commonground.website.example.clock import story_clock
from tests.security.filling import fitting


def today():
    """Give the present day of the site."""
    return timezone.localdate()


@contextmanager
def days_later(days):
    """Let it be some days later inside."""
    with story_clock(timezone.localdate() + timedelta(days)):
        yield timezone.localdate()


def join(cast, key, organisation, *roles):
    """Let somebody new, whose key is their name, join an organisation of the cast."""
    person = Person.objects.create(name=key)
    Account.objects.create(email=f"{key.split()[0].lower()}@example.org", person=person)
    cast.person[key] = person
    cast.membership[key] = Membership.objects.create(
        person=person, organisation=cast.organisation[organisation], roles=list(roles), starts=today()
    )
    return cast.membership[key]


def actor(cast, key):
    """Give the Actor of somebody as they stand in the database now."""
    return acting.actor_through(
        Person.objects.get(pk=cast.person[key].pk), Membership.objects.get(pk=cast.membership[key].pk)
    )


def post(cast, organisation, holder=None, deputy=None, title="Shop theft desk"):
    """Make a point of contact with a holder and a deputy, given by their keys."""
    made = Post.objects.create(
        organisation=cast.organisation[organisation],
        title=title,
        created_on=today(),
        telephone="01632 960122",
        mailbox="desk@example.org",
    )
    for part, key in (("holder", holder), ("deputy", deputy)):
        if key:
            Holding.objects.create(post=made, membership=cast.membership[key], part=part, starts=today())
    return made


def action(cast, here, key, by="thornbury"):
    """Let somebody answer for an action in a collaboration."""
    member = visible.team_of(here).get(membership=cast.membership[key])
    raw = fitting("actions", "Check the radios", here) | {PARTS["actions"].member: member.ref}
    raw |= {PARTS["actions"].done: "", PARTS["actions"].due: (today() + timedelta(9)).isoformat()}
    return answers.record(actor=cast.actor(by), collaboration=here, part=PARTS["actions"], raw=raw)


def study(cast, key, title="Thefts on the Parade"):
    """Let somebody have a study that is not published."""
    return Study.objects.create(title=title, made_by=cast.membership[key], specification={}, state="done")


def offered(cast, leaver, successor, in_days=14, starts_in=7, post=None, note=""):
    """Let a handover be begun, prepared and offered by the leaver."""
    who = cast.actor(leaver)
    made = handovers.begin(
        actor=who,
        membership=cast.membership[leaver],
        reason="leaves",
        leaves_on=today() + timedelta(in_days),
        post=post,
        note=note,
    )
    handovers.prepare(
        actor=who,
        handover=made,
        version=made.version,
        successor=cast.membership[successor],
        starts_on=today() + timedelta(starts_in),
    )
    return handovers.offer(actor=who, handover=made)


def everything(cast):
    """Give Owen Tranter something of every kind: a place on a team, a post that leads, being a deputy, an action, a
    study, a point of contact; in a collaboration with a partner on the other side."""
    here = cast.alive()
    posts.ask_to_lead(
        actor=cast.actor("tranter"),
        collaboration=here,
        side=cast.organisation["Aldermouth Police"].side,
        role="delivery",
        holder=cast.membership["tranter"],
    )
    governance = visible.posts_now(here).get(side="police", role="governance")
    posts.name_deputy(
        actor=cast.actor("thornbury"), collaboration=here, post=governance, deputy=cast.membership["tranter"]
    )
    action(cast, here, "tranter")
    study(cast, "tranter")
    post(cast, "Aldermouth Police", "tranter", "thornbury")
    return here

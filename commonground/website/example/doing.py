"""How did the example come by backing, answers of the community, signatures and notices? Deeds of steps 4 to 6.

One senior person has declined, one has not answered yet; one poll is over with its response, one is open; one notice
waits for the security side. Nobody who is asked by mail has an account: they answer as through the link of a message.

*Source:* R20-R31.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from commonground.groundwork.actors import ANONYMOUS, Actor
from commonground.groundwork.sides import TWO_SIDES
from commonground.projects.actions import (
    answers,
    backing,
    backing_files,
    finishing,
    following,
    polls,
    reminding,
    signing,
)
from commonground.projects.models import Collaboration, Poll
from commonground.projects.queries import backing as backers
from commonground.projects.queries import recorded
from commonground.projects.queries import signing as signers
from commonground.projects.rules.signing import content_of
from commonground.website.example import shapes
from commonground.website.example.deeds import Deed
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, POLICE, TANNERY
from commonground.website.example.stage import Stage
from commonground.website.example.story import Story
from commonground.website.example.wordings import joined

CASTLE, MINSTER = "Castle Parade mornings", "Minster Gate evenings"
DAY = timedelta(days=1)

# Who does what at Castle Parade beside those who answer for it: activity, then organisation and letter
DUTIES = {
    CASTLE: {
        "Presence when the shutters go up": {POLICE: "R", TANNERY: "C", PARTNERSHIP: "I"},
        "The shops' log": {TANNERY: "R", POLICE: "C", PARTNERSHIP: "I"},
        "Ten-minute report": {POLICE: "R", PARTNERSHIP: "C", TANNERY: "I"},
    },
    MINSTER: {
        "Evening patrol of the Gate": {POLICE: "R", MARLGATE: "C", PARTNERSHIP: "I"},
        "Guards' evening rounds": {NORTHGATE: "R", POLICE: "C", MARLGATE: "I"},
        "Radio operation": {MARLGATE: "R", POLICE: "C"},
        "Images and their deletion": {PARTNERSHIP: "R", POLICE: "C"},
    },
}
GROUPS = (("Staff who open up", "business", 12), ("Castle Parade Traders", "business", 9),
          ("Residents above the shops", "community", 3))  # fmt: skip
# How they answered, in turn
SHARED = ("share", "share", "partly", "share", "not", "share", "share", "unknown", "share", "partly")
WHY = {
    1: "Opening alone is what worries us most.",
    2: "Only if it does not end at half past eleven.",
    4: "It moves to the next street, as it always has.",
    9: "The dark east end is not in it.",
}
HEARD = (
    ("You want not to be alone when the shutters go up, on Mondays above all.",
     "Two more pairs open together on Mondays since then."),
    ("You fear that it only moves to the next street.",
     "We count in the streets around too, and say here what the counts show."),
    ("You find the east end too dark.", "We asked the council about light; its answer will stand here."),
)  # fmt: skip
NOTICES = (
    (70, 66, "Who stands on the Parade this week",
     "A constable is on the Parade on Monday, Wednesday and Friday from half past seven. If you open up alone, tell the"
     " shop beside yours; the card by your till says how."),
    (30, 27, "Nineteen shops now keep the same log",
     "Every shop on the Parade writes down what happens, in five boxes and without names. It takes as long as giving"
     " change. What the logs show is counted every month."),
    (4, None, "Two more radios are on their way",
     "Eight shops will answer one another’s call once they are here. Until then, use the telephone tree on the card."),
)  # fmt: skip


def deeds(stage: Stage, told: Story) -> Iterator[Deed]:
    """Give the deeds of every collaboration in which step 6 is confirmed, and what Castle Parade asked and told."""
    for one in told.collaborations:
        if 6 in one.confirmed:
            yield from _plan(stage, one, told.today)
        if one.name == CASTLE:
            yield from _backing(stage, one, told.today)
            yield from _polls(stage, one, told.today)
            yield from _notices(stage, one, told.today)


def _here(name: str) -> Collaboration:
    return Collaboration.objects.get(name=name)


def _leads(one: shapes.Collaboration) -> dict[str, str]:
    return {lead.side: lead.person for lead in one.leads if lead.role == "governance"}


def _plan(stage: Stage, one: shapes.Collaboration, today: date) -> Iterator[Deed]:
    """Who does what; then every organisation signs, and signs anew when another joins."""
    first, lead = min(one.confirmed[6]), _leads(one)["police"]
    yield Deed(first, 61, lead, partial(_written, stage, one.name, lead))
    days = {*one.confirmed[6], *(day + DAY for day in joined(one).values() if first < day < today)}
    for day in sorted(days):
        if one.stopped is None or day < one.stopped:
            yield Deed(day, 65, lead, partial(_signed, stage, one.name))
    readers = [lead.person for lead in one.leads if lead.until is None and lead.role == "delivery"]
    for person in readers:
        yield Deed(max(one.confirmed[6]) + DAY, 12, person, partial(_read, stage, one.name, person))


def _written(stage: Stage, name: str, lead: str) -> None:
    held, actor = _here(name), stage.actor(lead)
    bodies = {body.name: body.ref for body in signers.bodies_of(held)}
    for row in recorded.answers_of(held, "roles"):
        letters = {bodies[body]: letter for body, letter in DUTIES[name].get(row.values["activity"], {}).items()
                   if body in bodies}  # fmt: skip
        signing.set_duties(actor=actor, activity=row, letters=letters, version=row.version)
    _one_after_the_other(held, actor)


def _one_after_the_other(held: Collaboration, actor: Actor) -> None:
    """Let the last milestone come after the one before it."""
    rows = list(recorded.answers_of(held, "milestones").order_by("due"))
    if len(rows) > 1:
        last, before = rows[-1], rows[-2]
        answers.change(actor=actor, answer=last, raw=last.values | {"after": before.ref}, version=last.version)


def _signed(stage: Stage, name: str) -> None:
    """Let one person of every organisation on the team sign the plan as it stands."""
    held = _here(name)
    content = content_of(recorded.record_of(held))
    keys = {membership.pk: key for key, membership in stage.memberships.items()}
    for body in signers.bodies_of(held):
        team = held.team.filter(part="team", membership__organisation=body, until__isnull=True).order_by("pk")
        who = next((keys[member.membership_id] for member in team if member.membership_id in keys), None)
        if who is not None:
            signing.sign(actor=stage.actor(who), collaboration=held, content=content)


def _read(stage: Stage, name: str, person: str) -> None:
    held = _here(name)
    content = content_of(recorded.record_of(held))
    signing.say_read(actor=stage.actor(person), collaboration=held, content=content)


def _backing(stage: Stage, one: shapes.Collaboration, today: date) -> Iterator[Deed]:
    """One who declined, one who backs it, one who has not answered yet, one with whom the plan is shared."""
    lead = _leads(one)["security"]
    asked = min(one.confirmed[4]) - 12 * DAY
    yield Deed(asked, 30, lead, _asking(stage, one.name, lead, MARLGATE, "Ivo Trent", "Centre director"))
    yield Deed(asked + 3 * DAY, 30, "", partial(
        _answered, one.name, "Ivo Trent", True, "Our morning shift starts half an hour earlier for this."))  # fmt: skip
    yield Deed(asked + 4 * DAY, 30, lead, partial(_shown, stage, one.name, lead, "Ivo Trent"))
    yield Deed(today - 40 * DAY, 30, lead, _asking(stage, one.name, lead, TANNERY, "Moira Castell", "Chief executive"))
    yield Deed(today - 37 * DAY, 30, "", partial(
        _answered, one.name, "Moira Castell", False,
        "We are merging two regions until the spring, and I will not promise hours that I may not have."))  # fmt: skip
    yield Deed(
        today - 3 * DAY, 30, lead, _asking(stage, one.name, lead, NORTHGATE, "Stellan Rudd", "Regional director")
    )
    yield Deed(today - 20 * DAY, 30, lead, partial(_share, stage, one.name, lead))
    yield Deed(today - 15 * DAY, 30, lead, partial(
        lambda: reminding.make_calendar(actor=stage.actor(lead), collaboration=_here(one.name), own=True)))  # fmt: skip


def _asking(stage: Stage, name: str, by: str, body: str, who: str, post: str) -> Callable[[], object]:
    def ask() -> object:
        first, last = who.lower().split(" ")
        return backing.ask(
            actor=stage.actor(by), collaboration=_here(name), organisation=stage.organisations[body], name=who,
            post_title=post, email=f"{first}.{last}@{body.split(maxsplit=1)[0].lower()}.example.org",
            note="Three mornings a week since the summer; the group’s page says what we do.",
        )  # fmt: skip

    return ask


def _answered(name: str, who: str, backs: bool, words: str) -> None:
    request = backers.requests_of(_here(name)).get(name=who)
    backing.answer(actor=backers.speaking(request), request=request, backs=backs, words=words)


def _shown(stage: Stage, name: str, by: str, who: str) -> None:
    """Keep the message in which somebody said that they back it, saved as plain text."""
    said = backers.requests_of(_here(name)).select_related("recorded").get(name=who)
    message = f"From: {who}, {said.post_title}\nTo: the leads of {name}\n\n{said.words}\n"
    backing_files.keep(
        actor=stage.actor(by), collaboration=_here(name), backing=said.recorded,
        caption="The message in which he said so", content=message.encode(),
    )  # fmt: skip


def _share(stage: Stage, name: str, by: str) -> None:
    reader = signing.share(
        actor=stage.actor(by), collaboration=_here(name), name="Joan Prewett, Aldermouth City Council",
        email="joan.prewett@council.example.org",
    )  # fmt: skip
    content = content_of(recorded.record_of(_here(name)))
    signing.say_read_by_link(actor=Actor(name=reader.name), reader=reader, content=content)


def _polls(stage: Stage, one: shapes.Collaboration, today: date) -> Iterator[Deed]:
    """One poll that is over, with what was heard and done; one that is open now."""
    leads = _leads(one)
    began = today - 75 * DAY
    yield Deed(began, 30, leads["police"], partial(_ask, stage, one.name, leads["police"], began, 21, GROUPS))
    yield Deed(began + 9 * DAY, 30, "", partial(_answers, one.name))
    yield Deed(began + 30 * DAY, 30, leads["security"], partial(_respond, stage, one.name, leads["security"]))
    yield Deed(began + 31 * DAY, 30, leads["security"], partial(_publish, stage, one.name, leads))
    now = today - 6 * DAY
    yield Deed(now, 30, leads["security"], partial(_ask, stage, one.name, leads["security"], now, 35, GROUPS[1:], True))


def _ask(
    stage: Stage,
    name: str,
    by: str,
    opens: date,
    days: int,
    groups: tuple[tuple[str, str, int], ...],
    to_all: bool = False,
) -> None:
    actor, held = stage.actor(by), _here(name)
    poll = polls.prepare(
        actor=actor, collaboration=held, opens_on=opens, closes_on=opens + days * DAY, is_open_to_all=to_all,
        about="We set ourselves these aims for the mornings on Castle Parade. Tell us whether you want the same."
        " We read every answer, and say afterwards on our page what we heard and what we did.",
    )  # fmt: skip
    for group, kind, _times in groups:
        polls.add_group(actor=actor, poll=poll, name=group, kind=kind)
    polls.open_poll(actor=actor, poll=poll)


def _answers(name: str) -> None:
    poll = Poll.objects.filter(collaboration__name=name).latest("number")
    turn = 0
    for group, _kind, times in GROUPS:
        held = poll.groups.get(name=group)
        for _each in range(times):
            given = {
                one["ref"]: (SHARED[(turn + place) % len(SHARED)], WHY.get(turn, "") if place == 0 else "")
                for place, one in enumerate(poll.objectives)
            }
            polls.answer(actor=ANONYMOUS, poll=poll, group=held, given=given)
            turn += 1


def _respond(stage: Stage, name: str, by: str) -> None:
    poll = Poll.objects.get(collaboration__name=name, number=1)
    for place, one in enumerate(poll.objectives):
        said, did = HEARD[place % len(HEARD)]
        polls.respond(actor=stage.actor(by), poll=poll, objective=one["ref"], said=said, did=did, version=0)


def _publish(stage: Stage, name: str, leads: dict[str, str]) -> None:
    poll = Poll.objects.get(collaboration__name=name, number=1)
    made = polls.put_up(actor=stage.actor(leads["security"]), poll=poll)
    for side in TWO_SIDES:
        finishing.approve(actor=stage.actor(leads[side.value]), publication=made)


def _notices(stage: Stage, one: shapes.Collaboration, today: date) -> Iterator[Deed]:
    """Notices that both sides approved, one that waits, and those who follow."""
    leads = _leads(one)
    for number, ago in enumerate((64, 45, 12)):
        yield Deed(today - ago * DAY, 31, "", partial(_follow, one.name, f"reader{number + 1}@example.org"))
    for written, approved, title, words in NOTICES:
        do = partial(_notice, stage, one.name, leads["police"], title, words)
        yield Deed(today - written * DAY, 30, leads["police"], do)
        sides = (("police", written - 1),) if approved is None else (("police", approved), ("security", approved))
        for side, ago in sides:
            yield Deed(today - ago * DAY, 31, leads[side], partial(_approve, stage, one.name, leads[side], title))
        if approved is not None:
            yield Deed(today - (approved - 1) * DAY, 30, "", lambda: following.send_notices(today=timezone.localdate()))


def _follow(name: str, email: str) -> None:
    held = _here(name)
    following.follow(actor=ANONYMOUS, collaboration=held, email=email)
    following.confirm(actor=ANONYMOUS, follower=held.followers.get(email=email))


def _notice(stage: Stage, name: str, by: str, title: str, words: str) -> None:
    following.write_notice(actor=stage.actor(by), collaboration=_here(name), title=title, words=words)


def _approve(stage: Stage, name: str, by: str, title: str) -> None:
    notice = _here(name).publications.get(kind="notice", values__title=title)
    finishing.approve(actor=stage.actor(by), publication=notice)

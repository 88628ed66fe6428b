"""Who asks to join the example, how are its members kept, and who thanked whom? Everything through the actions.

The applicants are invented, like their organisations. One application lacks nothing and waits for a decision, one waits
for a sponsor, one has just come, and one was declined.

*Source:* R89, R232; D3, D12; our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from commonground.groundwork.actors import ANONYMOUS
from commonground.people.actions import (
    conduct,
    joining,
    joining_checking,
    joining_deciding,
    members,
    memberships,
    offers,
)
from commonground.people.actions import memberships_clearing as clearing
from commonground.people.models import Application, Concern, Membership
from commonground.people.queries import acting
from commonground.people.rules import conduct as conduct_rules
from commonground.website.example.deeds import Deed
from commonground.website.example.people import PARTNERSHIP, PEOPLE
from commonground.website.example.stage import Stage

DAY = timedelta(days=1)
RANK = 93
# Whom the people who keep the installation made what, 300 days ago
ROLES = (
    ("penhallow", "verifier"), ("penhallow", "privacy"), ("ashdown", "verifier"), ("osei", "moderator"),
    ("calloway", "vetting"),
)  # fmt: skip
# Who was confirmed by whom (empty: by the keeper), how many days ago; a year later it is asked again
CONFIRMED = {
    "thornbury": ("", 200), "tranter": ("thornbury", 200), "marchbank": ("thornbury", 351),
    "calloway": ("thornbury", 200), "ashdown": ("thornbury", 200), "whitlock": ("", 190),
    "ellerby": ("whitlock", 340), "penhallow": ("", 180),
    "haddow": ("", 80), "hartnoll": ("", 170), "osei": ("", 160), "yarrow": ("", 160), "lindqvist": ("", 150),
    "prewett": ("", 150), "oduya": ("", 150),
}  # fmt: skip
# Who has which level, who entered it (empty: the keeper), how many days ago, for two years
CLEARED = (
    ("thornbury", 2, "", 280), ("tranter", 2, "", 280), ("marchbank", 2, "", 280), ("ashdown", 2, "", 280),
    ("penhallow", 2, "calloway", 250), ("ellerby", 1, "calloway", 250), ("whitlock", 1, "calloway", 250),
)  # fmt: skip
# How many days ago one member got a second organisation to act for
SECOND_HAT = 59
THANKS = (
    ("ellerby", "tranter", "For walking the covered way with us on three Fridays in the rain.", 62),
    ("marchbank", "penhallow", "For finding two radios when ours were lost.", 21),
    ("haddow", "calloway", "For explaining the counts by month until I could explain them myself.", 33),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody who asks to join: what they say, how many days ago, and what was done since."""

    name: str
    post: str
    email: str
    organisation: str
    kind: str
    switchboard: str
    published: str
    sponsors: str
    reason: str
    ago: int
    called_by: str = ""
    found_at: str = ""
    asked: tuple[str, ...] = ()
    vouch: dict[str, str] = field(default_factory=dict)
    interest: tuple[str, str] = ("", "")
    declined: str = ""


ASKING = (
    Asking(
        "Aoife Brennan", "Loss prevention manager", "aoife.brennan@friarybooks.example.org", "Friary Bookshops",
        "manager", "01632 960310", "The shop’s own website", "Gwen Hartnoll, Tannery Stores; Leila Marchbank, police",
        "Three shops on the Friary; we would like to be on the radio.", 16, "penhallow",
        "Directory of the city’s retailers, autumn", ("hartnoll", "marchbank"),
        {"hartnoll": "We buy together, and meet every other week.", "marchbank": "She is my contact at the Friary."},
    ),
    Asking(
        "Nadia Corran", "Contracts manager", "nadia.corran@bellwether.example.org", "Bellwether Security", "provider",
        "01632 960300", "www.bellwether.example.org", "Samir Haddow, Northgate Guarding; Owen Tranter, police",
        "Guards of ours work at the quay and on Castle Parade.", 9, "penhallow", "Register of approved contractors",
        ("haddow", "tranter"), {"haddow": "We cover for each other’s guards at festivals."},
        ("ashdown", "My brother works there."),
    ),
    Asking(
        "Peter Lansbury", "House manager", "peter.lansbury@quaycinema.example.org", "Quayside Picture House", "manager",
        "01632 960320", "The front of the house, and the telephone book", "Marit Lindqvist, Harbour View Hotel", "", 2,
    ),
    Asking(
        "Grant Ostler", "Operations director", "grant.ostler@swiftresponse.example.org", "Swift Response Guards",
        "provider", "01632 960330", "On our vans", "Nobody yet", "We want the contacts of the police.", 64,
        declined="The number in the register of companies belongs to another firm, and nobody there knows you. Nobody"
        " whom you named knows you either.",
    ),
)  # fmt: skip


def joined(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds by which members are kept, applications come and are checked, and people are thanked."""
    for key, role in ROLES:
        yield Deed(today - 300 * DAY, RANK, "", partial(_give, stage, key, role))
    for key, (by, ago) in CONFIRMED.items():
        yield Deed(today - ago * DAY, RANK, by, partial(_confirm, stage, key, by))
    for key, level, by, ago in CLEARED:
        yield Deed(today - ago * DAY, RANK, by, partial(_clear, stage, key, level, by, today - ago * DAY))
    for by, to, text, ago in THANKS:
        yield Deed(today - ago * DAY, RANK, by, partial(_thank, stage, by, to, text))
    for one in ASKING:
        yield from _applying(stage, one, today - one.ago * DAY)
    yield Deed(today - SECOND_HAT * DAY, RANK, "penhallow", partial(_second_hat, stage))
    yield Deed(today - 26 * DAY, RANK, "yarrow", partial(_concern, stage))
    yield Deed(today - 24 * DAY, RANK, "osei", partial(_answer, stage))
    yield Deed(today - 3 * DAY, RANK, "", _nameless_concern)


def _second_hat(stage: Stage) -> None:
    """Gwen Hartnoll sits on the board of the partnership, too, and chooses for whom she acts."""
    account = members.invite_person(
        actor=stage.actor("penhallow"), organisation=stage.organisations[PARTNERSHIP], name="Gwen Hartnoll",
        email=PEOPLE["hartnoll"].email, post_title="Member of the board",
    )  # fmt: skip
    offered = account.person.offers.get(organisation=stage.organisations[PARTNERSHIP])
    held = offers.accept(actor=stage.actor("hartnoll"), offer=offered)
    conduct.accept_conduct(
        actor=acting.actor_through(account.person, held), membership=held, version=conduct_rules.VERSION
    )


def _membership(stage: Stage, key: str) -> Membership:
    return Membership.objects.get(pk=stage.memberships[key].pk)


def _give(stage: Stage, key: str, role: str) -> None:
    held = _membership(stage, key)
    memberships.change_membership(
        actor=stage.keeper, membership=held, version=held.version, post_title=held.post_title, roles=[*held.roles, role]
    )
    stage.memberships[key] = _membership(stage, key)


def _confirm(stage: Stage, key: str, by: str) -> None:
    memberships.verify(actor=stage.actor(by) if by else stage.keeper, membership=_membership(stage, key))


def _clear(stage: Stage, key: str, level: int, by: str, day: date) -> None:
    clearing.enter_clearance(
        actor=stage.actor(by) if by else stage.keeper, membership=_membership(stage, key), level=level, starts=day,
        until=day + 730 * DAY, vetted_by="Aldermouth Police, vetting unit" if level > 1 else "The employer",
        evidence=f"AV/{100 + 7 * len(key)}",
    )  # fmt: skip


def _thank(stage: Stage, by: str, to: str, text: str) -> None:
    conduct.thank(actor=stage.actor(by), to=_membership(stage, to), text=text)


def _concern(stage: Stage) -> None:
    conduct.raise_concern(
        actor=stage.actor("yarrow"),
        about="How residents were spoken of",
        text="In the meeting on Castle Parade residents were called a nuisance. They were not in the room.",
    )


def _answer(stage: Stage) -> None:
    raised = Concern.objects.get(raised_by=stage.persons["yarrow"])
    conduct.note_on_concern(
        actor=stage.actor("osei"), concern=raised, version=raised.version, state="closed", is_answer=True,
        text="I spoke to whoever said it. They take it back, and will say so at the next meeting.",
    )  # fmt: skip


def _nameless_concern() -> None:
    conduct.raise_concern(
        actor=ANONYMOUS,
        about="A name in a draft",
        text="A draft page about Castle Parade named somebody who was only seen on camera. It is gone now.",
    )


def _applying(stage: Stage, one: Asking, day: date) -> Iterator[Deed]:
    yield Deed(day, RANK, "", partial(_apply, one))
    if one.called_by:
        yield Deed(day + 2 * DAY, RANK, one.called_by, partial(_call, stage, one))
    for key in one.asked:
        yield Deed(day + 2 * DAY, RANK + 1, one.called_by, partial(_ask, stage, one, key))
    for key, known_how in one.vouch.items():
        yield Deed(day + 4 * DAY, RANK, key, partial(_vouch, stage, one, key, known_how))
    if one.interest[0]:
        yield Deed(day + 5 * DAY, RANK, one.interest[0], partial(_stand_apart, stage, one))
    if one.declined:
        yield Deed(day + 7 * DAY, RANK, "penhallow", partial(_decline, stage, one))


def _application(one: Asking) -> Application:
    return Application.objects.get(email=one.email)


def _apply(one: Asking) -> None:
    made = joining.apply(
        actor=ANONYMOUS, email=one.email, accepts_conduct=True, organisation_name=one.organisation, kind=one.kind,
        website="", switchboard=one.switchboard, switchboard_source=one.published, name=one.name, telephone="",
        post_title=one.post, reason=one.reason, sponsors_named=one.sponsors,
        capabilities={"controls": "yes", "active": "ask"} if one.kind == "provider" else {"controls": "no"},
    )  # fmt: skip
    if made is not None:
        joining.confirm_address(actor=ANONYMOUS, application=made)


def _call(stage: Stage, one: Asking) -> None:
    joining_checking.record_call(
        actor=stage.actor(one.called_by), application=_application(one), number=one.switchboard,
        published_at=one.found_at, outcome="confirmed", spoke_to="The front desk, then the manager",
        note="Works there in this post, and is meant to join.",
    )  # fmt: skip


def _ask(stage: Stage, one: Asking, key: str) -> None:
    joining_checking.ask_sponsor(
        actor=stage.actor(one.called_by), application=_application(one), membership=_membership(stage, key)
    )


def _vouch(stage: Stage, one: Asking, key: str, known_how: str) -> None:
    sponsor = _application(one).sponsors.get(membership=stage.memberships[key])
    joining_checking.vouch(actor=stage.actor(key), sponsor=sponsor, known_how=known_how)


def _stand_apart(stage: Stage, one: Asking) -> None:
    key, text = one.interest
    joining_checking.declare_interest(actor=stage.actor(key), application=_application(one), text=text)


def _decline(stage: Stage, one: Asking) -> None:
    joining_deciding.decline(actor=stage.actor("penhallow"), application=_application(one), because=one.declined)

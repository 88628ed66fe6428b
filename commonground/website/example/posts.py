"""Which points of contact has Aldermouth, and which leads do the documents name? Posts with holder, deputy and hours.

One of everything that a reader should meet: a post confirmed lately, one in the middle of a handover, one whose holder
was asked to confirm and has not, one that nobody holds and whose deputy stands in, one that an organisation keeps to
itself. The three posts of the PaS documents name nobody as holder today, because no document says who that is; what
their holders said is kept with the year and the document.

*Source:* the mock-up of the finder (Tranter, Ellerby, Penhallow); the seed documents (Fish, Letchford, Lovegrove);
our own invention (the rest); R55, R115, R189, R247, R263.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from commonground.people.actions import endorsements, posts, posts_confirming, posts_rounds, topics
from commonground.people.models import Post, Programme, Topic
from commonground.people.rules.posts import BUSINESS_CRIME_LEAD, DEPUTY, HOLDER, NATIONAL_LEAD, WORKGROUP_LEAD
from commonground.people.rules.posts_hours import read
from commonground.website.example.deeds import Deed
from commonground.website.example.organisations import ARTICLE, LAUNCH, RESULTS
from commonground.website.example.people import MARLGATE, NORTHGATE, PARTNERSHIP, PEOPLE, POLICE, TANNERY, Member
from commonground.website.example.stage import DRAWN_FROM, Stage, add_person, end_membership

OPENED = 400  # days before the present day of the story
PUBLISHED = "Card of the organisation in this register"

# Deputies whom nothing else in the story needs; they sign in nowhere. One of them has left.
STAND_INS = (
    Member("achterberg", "Noor Achterberg", PARTNERSHIP, "Radio link coordinator",
           "noor.achterberg@abcp.example.org", "07700 900101", since=880, signs_in=False),
    Member("lyle", "Petra Lyle", NORTHGATE, "Night supervisor",
           "petra.lyle@northgate.example.org", "07700 900133", since=880, signs_in=False),
    Member("amari", "Josef Amari", TANNERY, "Security desk",
           "josef.amari@tannery.example.org", "07700 900152", since=880, left=10, signs_in=False),
)  # fmt: skip

TOPICS = (
    ("Theft from shops", ("shop theft", "shoplifting", "retail theft", "stealing", "stolen goods")),
    ("Violence to staff", ("assault", "abuse of staff", "threats", "aggression")),
    ("Anti-social behaviour", ("asb", "nuisance", "rowdy groups", "drunkenness")),
    (
        "Terrorism concerns",
        ("counter terrorism", "suspicious package", "hostile reconnaissance", "protective security"),
    ),
    ("Night-time economy", ("pubs and clubs", "door staff", "licensing")),
    ("Counterfeit notes", ("fake money", "forged banknotes", "counterfeit currency")),
    ("Agreements and data", ("information sharing agreement", "data protection", "sharing protocol")),
    ("Radio link and patrols", ("shop watch radio", "joint patrol", "radio scheme")),
)
THEFT, VIOLENCE, ASB, TERRORISM, NIGHT, NOTES, DATA, RADIO = (name for name, _also in TOPICS)
OFFICE = "Monday to Friday 9am to 5pm"


@dataclass(frozen=True, slots=True)
class PointOfContact:
    """One post: whose, what it is called, who holds it and stands in (keys of people), and what its card says."""

    of: str
    by: str
    title: str
    holder: str
    deputy: str
    areas: tuple[str, ...]
    about: str
    topics: tuple[str, ...]
    hours: str = OFFICE
    telephone: str = ""
    mailbox: str = ""
    confirmed: int = 30
    visibility: str = "public"
    named: tuple[str, ...] = ()
    promise: int | None = None
    urgent: str = ""
    special: str = ""
    more: dict[str, Any] = field(default_factory=dict)


CONTACTS = (
    PointOfContact(POLICE, "thornbury", "Neighbourhood sergeant, Minster Gate", "tranter", "marchbank",
                   ("Minster Gate", "Friary"), "The team that walks Minster Gate in the afternoon and evening.",
                   (THEFT, VIOLENCE, ASB), "every day 2pm to 10pm", "01632 960 141", "minstergate@police.example.org",
                   12, promise=4, urgent="Control room, 01632 960 199, say “Minster Gate”"),
    PointOfContact(POLICE, "thornbury", "Neighbourhood sergeant, Castle Parade", "abernethy", "tranter",
                   ("Castle Parade", "Castle Mount"), "The team for the Parade and the streets around it.",
                   (THEFT, ASB, RADIO), "every day 7am to 3pm", "01632 960 142", "castleparade@police.example.org",
                   20, "members", promise=4),
    PointOfContact(POLICE, "thornbury", "Lead on business crime", "ashdown", "thornbury", ("Aldermouth",),
                   "Answers for how the force deals with crime against business.", (THEFT, VIOLENCE, DATA), OFFICE,
                   "01632 960 143", "businesscrime@police.example.org", 40, promise=48, special=BUSINESS_CRIME_LEAD),
    PointOfContact(POLICE, "thornbury", "Business crime analyst", "calloway", "ashdown", ("Aldermouth",),
                   "Counts, maps, and what they can and cannot tell.", (DATA,), OFFICE, "01632 960 145",
                   "analysis@police.example.org", 35, "members", promise=72,
                   more={"secure_channel": "CJSM, analysis@police.example.org.cjsm.net"}),
    PointOfContact(POLICE, "thornbury", "Protective security adviser", "thornbury", "ashdown", ("Aldermouth",),
                   "Advice on protecting crowded places. Not for what is happening now.", (TERRORISM,), OFFICE,
                   "01632 960 144", "protect@police.example.org", 8, "members", promise=24,
                   more={"cells": ["terrorist/project/active", "terrorist/ongoing/active"]}),
    PointOfContact(MARLGATE, "whitlock", "Late-shift security lead", "ellerby", "whitlock",
                   ("Minster Gate", "Station Road"), "The centre and the bus station after dark.",
                   (THEFT, VIOLENCE, ASB, NIGHT), "every day 3pm to 11pm", "01632 960 122",
                   "lateshift@marlgate.example.org", 3, promise=1, urgent="Radio link, channel 2"),
    PointOfContact(MARLGATE, "whitlock", "Security manager", "whitlock", "ellerby", ("Minster Gate North",),
                   "Everything that is not for this minute: plans, agreements, training.", (DATA, RADIO, TERRORISM),
                   OFFICE, "01632 960 121", "security@marlgate.example.org", 25, "members", promise=24),
    PointOfContact(PARTNERSHIP, "penhallow", "Partnership manager", "penhallow", "achterberg", ("Aldermouth",),
                   "Knows who does what in shops, centres and hotels, and passes you on.", (THEFT, DATA, RADIO, NOTES),
                   OFFICE, "01632 960 100", "ruth@abcp.example.org", 192, promise=24),
    PointOfContact(NORTHGATE, "lyle", "Contract manager, city centre", "reyes", "lyle",
                   ("Northgate", "Minster Gate", "Castle Parade"), "Who stands where, and what the contract allows.",
                   (THEFT, VIOLENCE, RADIO), "weekdays 8am to 6pm", "01632 960 131", "contracts@northgate.example.org",
                   15, "members", promise=8),
    PointOfContact(NORTHGATE, "lyle", "Night supervisor", "lyle", "reyes", ("Aldermouth",),
                   "Guards on the street at night.", (NIGHT, VIOLENCE), "every day 10pm to 6am", "01632 960 133",
                   "nights@northgate.example.org", 60, "named", (POLICE,), promise=1),
    PointOfContact(TANNERY, "hartnoll", "Security desk", "amari", "hartnoll", ("Tannery Row", "Castle Parade"),
                   "Four shops, one desk.", (THEFT, NOTES), "Monday to Saturday 8am to 8pm", "01632 960 152",
                   "desk@tannery.example.org", 50, "members", promise=24),
    PointOfContact("Harbour View Hotel", "", "Duty manager", "lindqvist", "", ("Quayside",),
                   "The hotel, day and night.", (NIGHT, ASB), "always", "01632 960 181", "", 5, "named"),
)  # fmt: skip

NPCC, MPS, CSARN = (
    "National Police Chiefs' Council",
    "Metropolitan Police Service",
    "City Security and Resilience Networks",
)
OF_THE_DOCUMENTS = (
    (NPCC, "Lead for business crime", NATIONAL_LEAD, "DCC Sue Fish", date(2015, 1, 1), RESULTS,
     "The results say that PaS has the support of the ACPO lead for business crime."),
    (MPS, "Lead on business crime", BUSINESS_CRIME_LEAD, "Commander Simon Letchford", date(2015, 1, 1), ARTICLE,
     "“At a time when all of us are being challenged to make the most of our resources, I believe that the PaS Group"
     " represents a critical initiative which is already making significant progress.”"),
    (CSARN, "Lead of the effective collaboration workgroup", WORKGROUP_LEAD,
     "Brett Lovegrove, chief executive of the City Security and Resilience Network", date(2016, 9, 27), LAUNCH,
     "“This best practice guide brings both the private security industry and law enforcement agencies together to"
     " collaborate in the most effective way possible.”"),
)  # fmt: skip


def contacts(stage: Stage, today: date) -> Iterator[Deed]:
    """Give everything that was done about points of contact, each on its day."""
    opened = today - timedelta(days=OPENED)
    yield Deed(opened, 70, "", lambda: _prepare(stage, today))
    for one in CONTACTS:
        by = one.by if one.by in PEOPLE and one.by in stage.memberships else ""
        yield Deed(opened, 72, by, lambda one=one, by=by: _open(stage, one, by))
        yield Deed(today - timedelta(days=one.confirmed), 75, "", lambda one=one: _confirm(stage, one))
    yield Deed(opened, 73, "", lambda: _enter_leads(stage))
    for key in ("reyes", "abernethy", "amari"):
        left = (stand_in := {m.key: m for m in STAND_INS}.get(key)) or PEOPLE[key]
        day = today - timedelta(days=left.left or 0)
        yield Deed(day, 96, "", lambda key=key, day=day, own=bool(stand_in): _leave(stage, key, day, own))
    for title, part, key, days in (
        ("Neighbourhood sergeant, Castle Parade", HOLDER, "marchbank", 93),
        ("Contract manager, city centre", HOLDER, "haddow", 83),
        ("Night supervisor", DEPUTY, "haddow", 83),
    ):
        day = today - timedelta(days=days)
        yield Deed(day, 74, "", lambda title=title, part=part, key=key: _appoint(stage, title, part, key))
    yield Deed(today - timedelta(days=6), 98, "", lambda: posts_rounds.ask_to_confirm(today - timedelta(days=6)))
    yield Deed(today - timedelta(days=2), 74, "whitlock", lambda: _hand_over(stage, today))
    yield Deed(today - timedelta(days=1), 74, "penhallow", lambda: _say_something(stage))


def _prepare(stage: Stage, today: date) -> None:
    for name, also in TOPICS:
        topics.add_topic(actor=stage.keeper, name=name, also=also, source=DRAWN_FROM)
    for member in STAND_INS:
        add_person(stage, member, today)


def _open(stage: Stage, one: PointOfContact, by: str) -> None:
    posts.open_post(
        actor=stage.actor(by) if by else stage.keeper,
        organisation=stage.organisations[one.of],
        holder=stage.memberships[one.holder],
        deputy=stage.memberships[one.deputy] if one.deputy else None,
        title=one.title,
        about=one.about,
        topics=list(Topic.objects.filter(name__in=one.topics)),
        areas=[stage.areas[name] for name in one.areas],
        hours=[list(turn) for turn in read(one.hours)],
        telephone=one.telephone,
        telephone_source=PUBLISHED,
        telephone_verified_on=timezone.localdate(),
        mailbox=one.mailbox,
        visibility=one.visibility,
        named=[stage.organisations[name] for name in one.named],
        promise_hours=one.promise,
        urgent_route=one.urgent,
        special=one.special,
        **one.more,
    )


def _post(stage: Stage, title: str, of: str = "") -> Post:
    found = Post.objects.filter(title=title)
    return found.get(organisation=stage.organisations[of]) if of else found.get()


def _confirm(stage: Stage, one: PointOfContact) -> None:
    post = _post(stage, one.title, one.of)
    if post.vacant_since is None:
        posts_confirming.confirm_post(actor=stage.keeper, post=post, how="By its holder, through the link of a message")


def _enter_leads(stage: Stage) -> None:
    initiative = Programme.objects.get(short_name="PaS")
    for of, title, special, name, since, source, words in OF_THE_DOCUMENTS:
        post = posts.open_post(
            actor=stage.keeper,
            organisation=stage.organisations[of],
            title=title,
            special=special,
            programme=initiative,
            visibility="public",
        )
        endorsements.endorse(
            actor=stage.keeper,
            post=post,
            programme=initiative,
            holder_name=name,
            statement=words,
            starts=since,
            source=source,
        )


def _leave(stage: Stage, key: str, day: date, own: bool) -> None:
    if own:
        end_membership(stage, key, day)
    posts.vacate(actor=stage.keeper, membership=stage.memberships[key])


def _appoint(stage: Stage, title: str, part: str, key: str) -> None:
    posts.appoint(actor=stage.keeper, post=_post(stage, title), part=part, membership=stage.memberships[key])


def _hand_over(stage: Stage, today: date) -> None:
    """Dana Whitlock follows Tomas Ellerby at the late shift in eight days; the number stays the same."""
    posts.appoint(
        actor=stage.actor("whitlock"),
        post=_post(stage, "Late-shift security lead"),
        part=HOLDER,
        membership=stage.memberships["whitlock"],
        starts=today + timedelta(days=8),
    )


def _say_something(stage: Stage) -> None:
    posts_confirming.report_post(
        actor=stage.actor("penhallow"),
        post=_post(stage, "Contract manager, city centre"),
        text="The number rang for a long time on Tuesday evening. Is somebody there after 6pm?",
    )

"""Who answers for the guide in the example, and who did so in the initiative? Workgroups, versions, suggestions.

The three workgroups of the PaS initiative are entered as its documents give them, and nobody acts in them. Aldermouth
has one of its own, invented, that took the guide on, launched a second version and writes a third.

*Source:* R2-R3, R5, R51, R53, R55, R58; the initiative's results and the news of the guide's launch; our own invention.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from commonground.people.actions import supporting, workgroups_steps
from commonground.people.actions import workgroups as groups
from commonground.people.actions.workgroups_steps import Step
from commonground.people.models import Programme, Workgroup
from commonground.projects.actions import guide, guide_around, local
from commonground.projects.models import Collaboration, GuideSuggestion
from commonground.projects.queries import guide as queries
from commonground.projects.queries import local as asked_locally
from commonground.website.example import in_welsh, programme
from commonground.website.example.deeds import Deed
from commonground.website.example.organisations import ARTICLE, LAUNCH, RESULTS
from commonground.website.example.stage import Stage

OWN = "Effective collaboration workgroup of Aldermouth"


@dataclass(frozen=True, slots=True)
class Group:
    """A workgroup as the documents give it: its remit, whom it involves, what it answers for."""

    name: str
    about: str
    terms: str
    involves: tuple[str, ...]
    charges: tuple[tuple[str, str, str], ...]


GROUPS = (
    Group(
        "Standards, training and accreditations workgroup",
        "Identifies, defines and, where needed, develops standards, training and accreditations that reduce the risk of"
        " business crime and build trust.",
        "Recommends how private security can become more capable, and how standards, training, procurement and"
        " regulation can become simpler or more consistent.\nDevelops and delivers new schemes.\nKeeps in line with"
        " initiatives such as Project Griffin and Secured by Design.",
        ("Security Industry Authority", "London First"),
        (),
    ),
    Group(
        "Information, intelligence and communications workgroup",
        "Keeps a register of sources of information and intelligence, private and public, and of the means of"
        " communication that support collaboration.",
        "Assesses what systems and sources are worth to different users, and recommends how to make the most of them."
        "\nPromotes “Dare to Share”, the practical use of information sharing agreements, and differential sharing."
        "\nKeeps in line with initiatives such as CSSC and Project FALCON.",
        ("Metropolitan Police Service", "Safer London Business Partnership"),
        (("Register of information and intelligence sources", "register", ""),),
    ),
    Group(
        "Effective collaboration workgroup",
        "Keeps a register of capabilities and initiatives, private and public, and develops more effective models of"
        " collaboration.",
        "Establishes and supports a register of private security’s capabilities and associations.\nEstablishes and"
        " supports a register of initiatives, with best practice and recommendations.\nBrings private security’s"
        " capability to the roll-out of business crime reduction partnerships.",
        (
            "British Security Industry Association",
            "City Security and Resilience Networks",
            "Metropolitan Police Service",
        ),
        (
            ("Register of capabilities and associations", "register", "/organisations/"),
            ("Register of initiatives", "register", ""),
            ("Best practice guide to effective collaboration, 2016", "guidance", "/guide/"),
        ),
    ),
)
LEAD = {
    "holder_name": "Brett Lovegrove",
    "holder_post": "Chief Executive",
    "source": LAUNCH,
    "is_public": True,
}
CHANGED = {
    "6b.example": "Checking the back doors at ten: the night guard does it, the duty manager answers for it, and both"
    " control rooms know the two by name.",
    "6b.why": "Exactly one person answers for each activity. Others may help; nobody shares the answering.",
}
ANNOUNCED = (
    "Version 2 of the guide says more plainly who answers for an activity. Nobody’s answers have changed: the question"
    " keeps its number."
)
NEXT = {"9b.example": "Thefts rose by the station, fewer than fell here. The same three people were seen at both."}
SUGGESTED = (
    (150, "haddow", "6b", "Our guards asked what “accountable” means beside “responsible”. An example of a shift would"
     " help.", True),
    (40, "hartnoll", "5b", "Say something on shift workers: nobody at our shops can come to a meeting at two.", False),
)  # fmt: skip
ANSWERED = "Version 2 has an example of a night shift. Tell us whether it helps your guards."
SUPPORTING = (
    ("whitlock", "guide", "It gave us one list to work through with the police, instead of two."),
    ("penhallow", "initiative", "We run the partnership’s office and keep this site."),
    ("hartnoll", "initiative", "Small shops are heard here."),
)
ADDED = (
    ("penhallow", 2, "question", "Have you asked the port authority?", "Its own constables answer for the quay.", True),
    ("whitlock", 5, "help", "How we reach night workers", "Leave the sheet with the bus drivers’ canteen.", False),
)
# What a collaboration says to the question of step 2
SAID_IN = "Castle Parade mornings"
SAID = (
    "Asked on the telephone. The quay ends two streets away, so its constables do not patrol the parade; they would"
    " like to hear of anybody who runs towards the water."
)
# How many days ago, what was said, and what follows: who does what, how many days from today it is due, what came of it
MEETINGS = (
    (96, "Looked at what was suggested for question 6b. Agreed to add an example of a shift.",
     (("whitlock", "Write the example of a shift for question 6b", -75, "It stands in version 2."),
      ("thornbury", "Ask the night teams whether the example is how it goes", -70, "Asked on four nights. It is."))),
    (12, "Version 3: an example for 9b that does not blame a place. To be read by the analyst first.",
     (("thornbury", "Ask the analyst to read the example for 9b", -2, ""),
      ("whitlock", "Send version 3 to review", 26, ""))),
)  # fmt: skip


def guided(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the deeds that set up workgroups, take the guide on, change it and support it."""

    def ago(days: int, rank: int, who: str, do: Callable[..., Any], /, **named: Any) -> Deed:
        return Deed(today - timedelta(days=days), rank, who, partial(do, stage, **named))

    yield ago(890, 0, "", _initiative)
    yield ago(600, 0, "", _own, review_on=today + timedelta(days=120))
    yield ago(599, 0, "", _taken_on, review_on=today - timedelta(days=150))
    yield from _second(ago, today)
    yield ago(75, 6, "whitlock", in_welsh.translated)
    yield ago(74, 6, "thornbury", in_welsh.launched)
    for days, by, about, text, answered in SUGGESTED:
        yield ago(days, 3, by, _suggest, by=by, about=about, text=text)
        if answered:
            yield ago(days - 70, 3, "whitlock", _answer, about=about)
    for by, what, words in SUPPORTING:
        yield ago(180, 4, by, _support, by=by, what=what, words=words)
    for by, step, kind, title, text, whole in ADDED:
        yield ago(60, 4, by, _add, by=by, step=step, kind=kind, title=title, text=text, whole=whole)
    yield ago(40, 5, "thornbury", _say_locally)
    for days, note, following in MEETINGS:
        on = today - timedelta(days=days)
        yield ago(days, 5, "whitlock", _met, on=on, note=note, following=following, today=today)
        for who, what, due, outcome in following:
            if outcome:
                yield ago(-due, 5, who, _came_of, who=who, what=what, outcome=outcome)
    yield ago(5, 3, "whitlock", _write, texts=NEXT, step=9)


def _second(ago: Callable[..., Deed], today: date) -> Iterator[Deed]:
    """Give the deeds that lead to the second version."""
    yield ago(95, 6, "whitlock", _write, texts=CHANGED, step=6)
    yield ago(90, 6, "whitlock", _describe, review_on=today + timedelta(days=180))
    yield ago(88, 6, "whitlock", _send)
    yield ago(84, 6, "thornbury", _approve)
    yield ago(82, 6, "thornbury", _launch, on=today - timedelta(days=82))


def _initiative(stage: Stage) -> None:
    """Enter the three workgroups of the initiative as its documents give them."""
    pas = Programme.objects.get(short_name=programme.INITIATIVE["short_name"])
    for told in GROUPS:
        words = {"about": told.about, "terms": told.terms, "source": f"{RESULTS}; {ARTICLE}"}
        made = groups.found_workgroup(actor=stage.keeper, programme=pas, name=told.name, founded="2015", **words)
        for name in told.involves:
            leads = name.startswith("City Security") and told is GROUPS[-1]
            named = LEAD if leads else {"source": RESULTS}
            body, part = stage.organisations[name], "lead" if leads else "member"
            groups.seat(actor=stage.keeper, workgroup=made, organisation=body, part=part, **named)
        for name, kind, address in told.charges:
            source = LAUNCH if kind == "guidance" else RESULTS
            groups.give_charge(actor=stage.keeper, workgroup=made, name=name, kind=kind, address=address, source=source)


def _own(stage: Stage, review_on: date) -> None:
    """Set up Aldermouth's own workgroup, with a lead from each side."""
    words = {
        "about": "Keeps the guide as we use it here, and the working charter.",
        "terms": "Two leads, one from each side, approve what goes out together.\nIt meets every second month.\nIt"
        " decides on the guide’s words; what costs money it recommends to the partnership’s board.",
        "mailbox": "guide@abcp.example.org",
    }
    made = groups.found_workgroup(actor=stage.keeper, programme=stage.programme, name=OWN, review_on=review_on, **words)
    for who, part, is_public in (
        ("thornbury", "lead", True),
        ("whitlock", "lead", True),
        ("penhallow", "member", False),
    ):
        body = stage.memberships[who].organisation
        seat = groups.seat(actor=stage.keeper, workgroup=made, organisation=body, part=part)
        groups.take_seat(actor=stage.keeper, seat=seat, membership=stage.memberships[who], is_public=is_public)
    for name, kind, address in (
        ("The guide", "guidance", "/guide/"),
        ("Topics of the contacts", "register", "/contacts/topics/"),
    ):
        charge = {"name": name, "kind": kind, "address": address, "review_on": review_on + timedelta(days=30)}
        groups.give_charge(actor=stage.keeper, workgroup=made, **charge)


def _taken_on(stage: Stage, review_on: date) -> None:
    said = {"contributors": "Aldermouth Police\nMarlgate Centre\nAldermouth Business Crime Partnership"}
    log = "The words of the guide as the software came with them, read and agreed by both sides."
    guide.take_on(actor=stage.keeper, workgroup=_group(), review_on=review_on, change_log=log, **said)


def _group() -> Workgroup:
    return Workgroup.objects.get(name=OWN)


def _version() -> Any:
    return queries.being_written(_group())


def _write(stage: Stage, texts: dict[str, str], step: int) -> None:
    writer = stage.actor("whitlock")
    made = guide.begin(actor=writer)
    guide.write(actor=writer, guide_version=made, version=made.version, step=step, texts=texts)


def _describe(stage: Stage, review_on: date) -> None:
    held = _version()
    said = {
        "change_log": "Question 6b: an example of a shift, and one sentence on what it is to answer for something."
        " Suggested by Northgate Guarding.",
        "announcement": ANNOUNCED,
        "contributors": f"{held.contributors}\nNorthgate Guarding",
        "review_on": review_on,
    }
    guide.describe(actor=stage.actor("whitlock"), guide_version=held, version=held.version, **said)


def _send(stage: Stage) -> None:
    guide.send_to_review(actor=stage.actor("whitlock"), guide_version=_version())


def _approve(stage: Stage) -> None:
    guide.approve(actor=stage.actor("thornbury"), guide_version=_version())


def _launch(stage: Stage, on: date) -> None:
    guide.launch(actor=stage.actor("thornbury"), guide_version=_version(), on=on)


def _suggest(stage: Stage, by: str, about: str, text: str) -> None:
    guide_around.suggest(actor=stage.actor(by), about=about, text=text)


def _answer(stage: Stage, about: str) -> None:
    found = GuideSuggestion.objects.get(about=about)
    guide_around.answer(actor=stage.actor("whitlock"), suggestion=found, outcome="taken", text=ANSWERED)


def _support(stage: Stage, by: str, what: str, words: str) -> None:
    named = {"programme": stage.programme, "organisation": stage.memberships[by].organisation}
    supporting.support_publicly(actor=stage.actor(by), what=what, words=words, **named)


def _add(stage: Stage, by: str, step: int, kind: str, title: str, text: str, whole: bool) -> None:
    named = {"step": step, "kind": kind, "title": title, "text": text}
    guide_around.add(actor=stage.actor(by), programme=stage.programme if whole else None, **named)


def _say_locally(stage: Stage) -> None:
    here = Collaboration.objects.get(name=SAID_IN)
    (asked,) = (one.addition for one in asked_locally.questions_in(here, 2) if not one.wordings)
    local.answer(actor=stage.actor("thornbury"), collaboration=here, addition=asked, words=SAID, version=0)


def _met(stage: Stage, on: date, note: str, following: tuple[tuple[str, str, int, str], ...], today: date) -> None:
    steps = [Step(what, stage.memberships[who], today + timedelta(days=due)) for who, what, due, _ in following]
    workgroups_steps.note_meeting(actor=stage.actor("whitlock"), workgroup=_group(), on=on, note=note, steps=steps)


def _came_of(stage: Stage, who: str, what: str, outcome: str) -> None:
    held = _group().steps.get(what=what)
    said = {"version": held.version, "ending": "done", "outcome": outcome}
    workgroups_steps.end_step(actor=stage.actor(who), held=held, **said)

"""What does somebody have to do today? Due from them; who hopes to hear from them; for whom they wait.

Nothing here is counted against anybody: no days late, no order by urgency but the date (the look, "Waiting for").

*Source:* R57; the look, section 7 ("Waiting for"); the mock-up of "Your day".
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.groundwork import matters
from commonground.groundwork.actors import Actor
from commonground.pages import words
from commonground.places.models import Area
from commonground.projects.queries import visible
from commonground.website import my_areas
from commonground.website.my_areas import News

DUE, HOPING, WAITING = "due", "hoping", "waiting"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing on the page: under which heading, what it is, where it is done, and its date, if it has one."""

    heading: str
    title: str
    url: str
    note: str = ""
    due: date | None = None

    @property
    def kind(self) -> str:
        """The kind of its status."""
        return WAITING if self.heading == WAITING else DUE

    @property
    def status(self) -> str:
        """The words of its status."""
        if self.due:
            return _("Due %(day)s") % {"day": words.day(self.due, year=False)}
        return {HOPING: _("Your answer"), WAITING: _("Waiting")}.get(self.heading, _("Due from you"))


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that the page shows; `named` holds the ids of what is shared, or asked about sharing, among it."""

    matters: tuple[Matter, ...]
    named: tuple[str, ...] = field(default=())
    areas: tuple[Area, ...] = field(default=())
    news: tuple[News, ...] = field(default=())

    def under(self, heading: str) -> list[Matter]:
        """Give the matters of one heading, those with a date first."""
        found = [matter for matter in self.matters if matter.heading == heading]
        return sorted(found, key=lambda matter: (matter.due or date.max, matter.title))

    @property
    def due(self) -> list[Matter]:
        """What is due from the reader."""
        return self.under(DUE)

    @property
    def hoping(self) -> list[Matter]:
        """What others hope to hear."""
        return self.under(HOPING)

    @property
    def waiting(self) -> list[Matter]:
        """What the reader waits for."""
        return self.under(WAITING)

    @property
    def in_short(self) -> str:
        """The day in one or two sentences."""
        if not self.due and not self.hoping:
            return _("Nothing is due from you, and nobody waits to hear from you.")
        told = []
        if self.due:
            said = ngettext("%(n)s thing is due from you.", "%(n)s things are due from you.", len(self.due))
            told.append(said % {"n": words.in_words(len(self.due))})
        if self.hoping:
            said = ngettext(
                "%(n)s answer from you is hoped for.", "%(n)s answers from you are hoped for.", len(self.hoping)
            )
            told.append(said % {"n": words.in_words(len(self.hoping))})
        return " ".join(f"{sentence[0].upper()}{sentence[1:]}" for sentence in told)


def day_of(actor: Actor, today: date, organisation_area: Area | None = None) -> Day:
    """Gather the day of a member: what is due from them in every package, and the areas of their collaborations."""
    due = matters.due_for(actor, today)
    found = [Matter(m.heading, m.title, m.url, m.note, m.due) for m in due]
    worked_in = (collaboration.area for collaboration in visible.collaborations_for(actor))
    areas = my_areas.areas_of(actor, worked_in, organisation_area)
    named = tuple(matters.named_in(due, "sharing"))
    return Day(tuple(found), named, tuple(areas), tuple(my_areas.news_of(actor, areas, today)))


def greeting(now: datetime, name: str) -> str:
    """Greet somebody by their first name, as the hour has it."""
    hello = _("Good morning") if now.hour < 12 else _("Good afternoon") if now.hour < 18 else _("Good evening")
    return f"{hello}, {name.split(maxsplit=1)[0]}"

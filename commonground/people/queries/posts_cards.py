"""What does the card of a post say? Who holds it or stands in, how to reach it now, and when that was last confirmed.

A post whose holder has left shows its deputy first, then its organisation's own number and coordinator, so that there
is always a way. Words are chosen here, once, for the page, the vCard and the messages.

*Source:* R115, R247; the mock-up of the finder; the look, section 11.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.groundwork.actors import Actor
from commonground.pages import words
from commonground.people.models import Holding, Post
from commonground.people.queries.posts import coordinators_of, for_cards
from commonground.people.rules import posts_hours
from commonground.people.rules.posts import DEPUTY, HOLDER, opens_to_others

AREAS_SHOWN = 3
DAYS = (
    lambda: _("Monday"),
    lambda: _("Tuesday"),
    lambda: _("Wednesday"),
    lambda: _("Thursday"),
    lambda: _("Friday"),
    lambda: _("Saturday"),
    lambda: _("Sunday"),
)


@dataclass(frozen=True)
class Card:
    """Everything that a card shows. `now` is a time of the clock on the wall in London. What a page asks for several
    times is worked out once."""

    post: Post
    now: datetime
    hands: Sequence[Holding]
    coordinators: Sequence[str] = field(default=())

    def _held(self, part: str) -> list[Holding]:
        return [held for held in self.hands if held.part == part and held.starts <= self.now.date()]

    @cached_property
    def holder(self) -> Holding | None:
        """Who holds the post today; while two do, the one who leaves."""
        return next(iter(self._held(HOLDER)), None)

    @cached_property
    def deputy(self) -> Holding | None:
        """Who is the deputy today."""
        return next(iter(reversed(self._held(DEPUTY))), None)

    @cached_property
    def successor(self) -> Holding | None:
        """Who takes the post over, already beside the holder or from a day to come."""
        present = self.holder
        others = [held for held in self.hands if held.part == HOLDER and held != present]
        return others[-1] if others else None

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post today."""
        return self.holder is None

    @property
    def is_of_a_document(self) -> bool:
        """Whether only a document tells of the post, so that it is not known here who holds it."""
        return bool(self.post.special) and self.is_vacant and self.post.vacant_since is None

    @property
    def is_handed_over(self) -> bool:
        """Whether a successor is named."""
        return self.successor is not None

    @property
    def needs_deputy(self) -> bool:
        """Whether others rely on the post and it has no deputy."""
        return self.deputy is None and (
            self.post.visibility != "named" or opens_to_others(self.post.visibility, self.post.named.all())
        )

    @cached_property
    def telephones(self) -> list[tuple[str, bool]]:
        """The numbers to call, the first first, each with whether it is the organisation's own."""
        own, general = self.post.telephone, self.post.organisation.telephone
        numbers = [(own, False)] if own else []
        if general and general != own and (self.is_vacant or not own):
            numbers.append((general, True))
        return numbers

    @property
    def has_a_way(self) -> bool:
        """Whether the card itself has a number or an address; otherwise the help desk passes on."""
        return bool(self.telephones or self.post.mailbox)

    @cached_property
    def areas(self) -> str:
        """Where the post counts, the first few areas by name."""
        names = sorted(area.name for area in self.post.areas.all())
        if len(names) > AREAS_SHOWN + 1:
            more = _("%(n)s more") % {"n": words.in_words(len(names) - AREAS_SHOWN)}
            names = [*names[:AREAS_SHOWN], more]
        return words.listed(names)

    @property
    def topics(self) -> list[str]:
        """What one may call about."""
        return [topic.name for topic in self.post.topics.all()]

    @property
    def on_duty(self) -> bool:
        """Whether a turn of duty holds now."""
        found = posts_hours.duty(self.post.hours, self.now)
        return found is not None and found.is_on

    @cached_property
    def duty(self) -> str:
        """Whether somebody is on duty now, and until when or from when again."""
        return duty_words(self.post.hours, self.now) or self.post.hours_note

    @property
    def week(self) -> list[str]:
        """The turns of a week, a line each."""
        return week_words(self.post.hours)

    @cached_property
    def state(self) -> tuple[str, str]:
        """The kind and the words of the card's own state: confirmed, asked for, or vacant."""
        post = self.post
        if self.is_of_a_document:
            return "none", _("Known from a document")
        if self.is_vacant:
            return "care", _("Nobody holds this post now")
        if post.asked_to_confirm_on:
            return "waiting", _("Confirmation asked for on %(day)s") % {"day": self._near(post.asked_to_confirm_on)}
        if post.confirmed_on and (not post.confirm_by or post.confirm_by >= self.now.date()):
            return "agreed", _("Confirmed %(ago)s") % {"ago": words.ago(post.confirmed_on)}
        return "waiting", _("Not confirmed yet") if not post.confirmed_on else _("To be confirmed again")

    @property
    def last_confirmed(self) -> str:
        """When the card was last confirmed, where its state does not say so."""
        if self.state[0] == "agreed" or not self.post.confirmed_on:
            return ""
        return _("Last confirmed on %(day)s") % {"day": words.day(self.post.confirmed_on)}

    @property
    def promise(self) -> str:
        """How soon the post promises to answer."""
        hours = self.post.promise_hours
        if not hours:
            return ""
        if hours % 24 == 0:
            days = hours // 24
            return (
                _("Promises an answer within a day")
                if days == 1
                else _("Promises an answer within %(n)s days") % {"n": words.in_words(days)}
            )
        return (
            _("Promises an answer within an hour")
            if hours == 1
            else _("Promises an answer within %(n)s hours") % {"n": words.in_words(hours)}
        )

    def _near(self, day: date) -> str:
        return words.day(day, year=day.year != self.now.year)


def cards(posts: Iterable[Post], actor: Actor, now: datetime | None = None) -> list[Card]:
    """Make the cards of posts that were fetched with `for_cards`. Names of coordinators are for members, and only on
    cards that need them."""
    local = timezone.localtime(now).replace(tzinfo=None)
    made = [Card(post, local, _hands(post)) for post in posts]
    if not actor.is_signed_in:
        return made
    return [
        replace(card, coordinators=_coordinators(card.post)) if card.is_vacant and card.deputy is None else card
        for card in made
    ]


def _hands(post: Post) -> Sequence[Holding]:
    """Give what `for_cards` has fetched of who holds a post, the present first."""
    fetched: Sequence[Holding] = vars(post)["hands"]
    return fetched


def card_of(post: Post, actor: Actor) -> Card:
    """Make the card of one post."""
    return cards(for_cards(Post.objects.filter(pk=post.pk)), actor)[0]


def _coordinators(post: Post) -> tuple[str, ...]:
    return tuple(held.person.name for held in coordinators_of(post.organisation_id)[:2])


def duty_words(hours: Sequence[Sequence[object]], now: datetime) -> str:
    """Say whether somebody is on duty, as "On duty until 10pm today"; nothing where no turns are said."""
    found = posts_hours.duty(hours, now)
    if found is None:
        return ""
    if found.changes_at is None:
        return _("Always on duty")
    said = {"time": words.clock(found.changes_at), "day": _day_words(found.changes_at.date(), now.date())}
    ends_at_midnight = found.is_on and (found.changes_at.hour, found.changes_at.minute) == (0, 0)
    if ends_at_midnight:
        said["day"] = _day_words(found.changes_at.date() - timedelta(days=1), now.date())
    if found.is_on:
        return _("On duty until %(time)s %(day)s") % said
    return _("Back on duty at %(time)s %(day)s") % said


def _day_words(day: date, today: date) -> str:
    near = {0: _("today"), 1: _("tomorrow")}
    return near.get((day - today).days) or _("on %(day)s") % {"day": DAYS[day.weekday()]()}


def week_words(hours: Iterable[Sequence[object]]) -> list[str]:
    """Say a week's turns, a line for each stretch of days: "Monday to Friday, 9am to 5pm"."""
    lines = []
    for each in posts_hours.stretches(hours):
        days = DAYS[each.first]()
        if each.last != each.first:
            days = _("%(first)s to %(last)s") % {"first": days, "last": DAYS[each.last]()}
        if each.begins == each.ends:
            lines.append(_("%(days)s, all day") % {"days": days})
        else:
            times = {"days": days, "begins": _clock(each.begins), "ends": _clock(each.ends)}
            lines.append(_("%(days)s, %(begins)s to %(ends)s") % times)
    return lines


def _clock(time: str) -> str:
    return words.clock(datetime.strptime(time, "%H:%M"))

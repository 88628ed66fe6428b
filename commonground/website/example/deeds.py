"""What was done, by whom, in which order? A collaboration of the story as deeds, each on its day.

A deed is one call of an action of `projects`, in the name of the person who did it; the loader does them in the order
of their days. Nothing is written past the actions, so the example can hold only what the pages could have made.

*Source:* R6-R47; house, "Rooms" (actions).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from commonground.groundwork.sides import TWO_SIDES, Side
from commonground.outcomes.models import Study
from commonground.projects.actions import answers, finishing, life, posts, problem, reviews
from commonground.projects.models import Answer, Collaboration, Publication, Review
from commonground.projects.queries import recorded, visible
from commonground.projects.rules import guide
from commonground.projects.rules.comparing import Mark
from commonground.projects.rules.guide import Kind
from commonground.projects.rules.reviewing import LOOKING_BACK
from commonground.website.example import shapes
from commonground.website.example.people import PEOPLE
from commonground.website.example.stage import Stage, end_membership
from commonground.website.example.wordings import Wording, joined, wordings

DAY = timedelta(days=1)
# What a decision of all stakeholders writes down: see `endings`
MADE_BY_AGREEING = ("decision", "next_steps")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that one person did on one day; among the deeds of a day the lower rank comes first."""

    day: date
    rank: int
    by: str
    do: Callable[[], object]


@dataclass(slots=True)
class Retold:
    """One collaboration on its way from the story into the database. `measured` gives its study when asked for."""

    stage: Stage
    told: shapes.Collaboration
    measured: Callable[[shapes.Collaboration], Study]
    made: Collaboration | None = None
    rows: dict[tuple[str, int], Answer] = field(default_factory=dict)
    publication: Publication | None = None
    study: Study | None = None

    @property
    def here(self) -> Collaboration:
        """The collaboration as it stands in the database now."""
        assert self.made is not None, "it is started before anything else is done in it"
        return Collaboration.objects.get(pk=self.made.pk)

    def lead_of(self, side: Side) -> str:
        """The key of whoever leads a side on governance, which nobody has handed on in the story."""
        return next(one.person for one in self.told.leads if (one.side, one.role) == (side.value, "governance"))

    def side_of(self, person: str) -> Side:
        """The side on which a person of the story stands."""
        return self.stage.memberships[person].organisation.side

    def deeds(self) -> Iterator[Deed]:
        """Give all deeds, in no particular order."""
        for some in (_life, _team, _leads, _problem, _answers, _reviews, _measuring, _publishing):
            yield from some(self)


def _life(it: Retold) -> Iterator[Deed]:
    told, stage = it.told, it.stage
    starter, other = told.started_by, it.lead_of(it.side_of(told.started_by).other)

    def start() -> None:
        it.made = life.start(
            actor=stage.actor(starter),
            name=told.name,
            about=told.about,
            area=stage.areas[told.area],
            programme=stage.programme,
            other_lead=stage.memberships[other],
        )

    yield Deed(told.made, 0, starter, start)
    if told.proposed:
        yield Deed(told.proposed, 2, starter, lambda: life.propose(actor=stage.actor(starter), collaboration=it.here))
    if told.accepted:
        yield Deed(told.accepted, 3, other, lambda: life.accept(actor=stage.actor(other), collaboration=it.here))
    if told.stopped:
        yield Deed(told.stopped, 90, starter, lambda: life.stop(actor=stage.actor(starter), collaboration=it.here))


def _team(it: Retold) -> Iterator[Deed]:
    """Whom each side's lead put on the team, and who left; those who lead are on it by being asked."""
    starter = it.told.started_by
    for mate in it.told.team:
        own = mate.part == "team" and it.side_of(mate.person) is not it.side_of(starter)
        by = it.lead_of(it.side_of(mate.person)) if own else starter
        day = max(joined(it.told)[mate.person], (it.told.accepted or it.told.made) if own else it.told.made)
        yield Deed(day, 4, by, lambda mate=mate, by=by: _add(it, mate, by))
        if mate.until:
            out = it.lead_of(it.side_of(mate.person))
            yield Deed(mate.until, 8, out, lambda mate=mate, out=out: _end(it, mate.person, out))


def _add(it: Retold, mate: shapes.Teammate, by: str) -> None:
    membership = it.stage.memberships[mate.person]
    if not it.here.team.filter(membership=membership).exists():
        posts.add_member(actor=it.stage.actor(by), collaboration=it.here, membership=membership, part=mate.part)


def _end(it: Retold, person: str, by: str) -> None:
    member = it.here.team.get(membership=it.stage.memberships[person])
    posts.end_member(actor=it.stage.actor(by), collaboration=it.here, member=member)


def _leads(it: Retold) -> Iterator[Deed]:
    """Who was asked to lead, accepted, and left; governance is asked at the start, and names a deputy on accepting."""
    for lead in it.told.leads:
        by = it.lead_of(Side(lead.side))
        if lead.role != "governance":
            yield Deed(lead.asked, 6, by, lambda lead=lead, by=by: _ask(it, lead, by))
            if lead.accepted:
                yield Deed(lead.accepted, 7, lead.person, lambda lead=lead: _accept(it, lead))
        elif lead.deputy and lead.accepted:
            yield Deed(lead.accepted, 5, by, lambda lead=lead, by=by: _deputise(it, lead, by))
        if lead.until:
            yield Deed(lead.until, 5, by, lambda lead=lead, by=by: _leave(it, lead, by))


def _post(it: Retold, lead: shapes.Lead) -> Any:
    return visible.posts_now(it.here).get(role=lead.role, holder=it.stage.memberships[lead.person])


def _ask(it: Retold, lead: shapes.Lead, by: str) -> None:
    posts.ask_to_lead(
        actor=it.stage.actor(by),
        collaboration=it.here,
        side=Side(lead.side),
        role=lead.role,
        holder=it.stage.memberships[lead.person],
        deputy=it.stage.memberships[lead.deputy] if lead.deputy else None,
    )


def _accept(it: Retold, lead: shapes.Lead) -> None:
    post, itself = _post(it, lead), it.stage.actor(lead.person)
    if post.accepted_at is None:
        posts.answer(actor=itself, collaboration=it.here, post=post, accept=True)


def _deputise(it: Retold, lead: shapes.Lead, by: str) -> None:
    deputy = it.stage.memberships[lead.deputy]
    posts.name_deputy(actor=it.stage.actor(by), collaboration=it.here, post=_post(it, lead), deputy=deputy)


def _leave(it: Retold, lead: shapes.Lead, by: str) -> None:
    posts.end_post(actor=it.stage.actor(by), collaboration=it.here, post=_post(it, lead))


def _problem(it: Retold) -> Iterator[Deed]:
    """What each side wrote alone and sent, and how near each found the other."""
    sent = [text.sent for text in it.told.blind.values() if text.sent]
    for side, text in it.told.blind.items():
        if text.sent:
            by = it.lead_of(Side(side))
            yield Deed(text.sent, 10, text.author, lambda text=text: _write(it, text))
            yield Deed(text.sent, 11, by, lambda by=by: problem.send(actor=it.stage.actor(by), collaboration=it.here))
    for mark in it.told.marks:
        by = it.told.blind[mark.side].author
        yield Deed(max(sent) + DAY, 12, by, lambda mark=mark, by=by: _mark(it, mark, by))


def _write(it: Retold, text: shapes.BlindText) -> None:
    problem.write(actor=it.stage.actor(text.author), collaboration=it.here, words=text.words, version=0)


def _mark(it: Retold, mark: shapes.Mark, by: str) -> None:
    problem.mark(
        actor=it.stage.actor(by), collaboration=it.here, asked=mark.question, mark=Mark(mark.mark), line=mark.line
    )


def _answers(it: Retold) -> Iterator[Deed]:
    """Every wording of every answer; what the row leaves open was written by the two leads in turn."""
    for number, wording in enumerate(wordings(it.told)):
        if it.told.agreeing and wording.part in MADE_BY_AGREEING:
            continue
        by = wording.author or it.lead_of(TWO_SIDES[number % 2])
        if it.told.accepted is None:
            by = it.told.started_by
        yield Deed(wording.day, 20 if wording.is_first else 21, by, lambda w=wording, by=by: _word(it, w, by))
    for step, days in it.told.confirmed.items():
        for side, day in zip(TWO_SIDES, days, strict=True):
            by = it.lead_of(side)
            yield Deed(day, 60 + step, by, lambda step=step, by=by: _confirm(it, step, by))


def _word(it: Retold, wording: Wording, by: str) -> None:
    part, place = guide.PARTS[wording.part], (wording.part, wording.row)
    raw = {field.name: _raw(it, field.kind, wording.values.get(field.name)) for field in part.fields}
    actor = it.stage.actor(by)
    if wording.is_first:
        it.rows[place] = answers.record(actor=actor, collaboration=it.here, part=part, raw=raw)
    else:
        held = it.rows[place]
        it.rows[place] = answers.change(actor=actor, answer=held, raw=raw, version=held.version)


def _raw(it: Retold, kind: Kind, value: Any) -> Any:
    """Turn a person's key, an outcome's words or a body's name into the public id by which an answer refers to them."""
    if value and kind is Kind.MEMBER:
        return it.here.team.get(membership=it.stage.memberships[value]).ref
    if value and kind is Kind.OUTCOME:
        outcomes = it.told.answers["1c"]["outcomes"]
        return it.rows["outcomes", [row["measure"] for row in outcomes].index(value)].ref
    if value and kind is Kind.BODY:
        bodies = it.told.answers["2a"]["bodies"]
        return it.rows["bodies", [row["name"] for row in bodies].index(value)].ref
    return value


def _confirm(it: Retold, step: int, by: str) -> None:
    actor, here = it.stage.actor(by), it.here
    content = recorded.standings_for(actor, here)[step - 1].content
    answers.confirm(actor=actor, collaboration=here, step=step, content=content)


def _reviews(it: Retold) -> Iterator[Deed]:
    for number, review in enumerate(it.told.reviews, 1):
        first = next(iter(review.answers.values())).by
        yield Deed(review.held_on, 30, first, lambda review=review, by=first: _hold(it, review, by))
        for answer in review.answers.values():
            yield Deed(answer.on, 31, answer.by, lambda n=number, a=answer: _answer_review(it, n, a))


def _hold(it: Retold, review: shapes.Review, by: str) -> None:
    reviews.hold(
        actor=it.stage.actor(by),
        collaboration=it.here,
        held_on=review.held_on,
        next_on=review.next_on,
        present=review.present,
    )


def _answer_review(it: Retold, number: int, answer: shapes.ReviewAnswer) -> None:
    names = ("relevant", "on_course", "change", "keeps_because", *LOOKING_BACK)
    given: dict[str, Any] = {name: getattr(answer, name) for name in names}
    review = Review.objects.get(collaboration=it.here, number=number)
    refs = {row["measure"]: row["ref"] for row in review.figures["outcomes"]}
    given["comments"] = {refs[measure]: words for measure, words in answer.comments.items()}
    reviews.answer(actor=it.stage.actor(answer.by), review=review, answers=given)


def _measuring(it: Retold) -> Iterator[Deed]:
    if it.told.study and it.told.study_on:
        yield Deed(it.told.study_on, 15, ANALYST, lambda: _take_on(it))


ANALYST = next(member.key for member in PEOPLE.values() if "analyst" in member.post)


def _take_on(it: Retold) -> None:
    it.study = it.measured(it.told)
    finishing.take_on_study(actor=it.stage.actor(ANALYST), collaboration=it.here, study=it.study)


def _publishing(it: Retold) -> Iterator[Deed]:
    """The page while it runs, and the case study; both sides approve each before anybody else reads it."""
    starter = it.told.started_by
    for kind, public_on in (("page", it.told.page_on), ("case", it.told.published)):
        if public_on:
            yield Deed(public_on - 2 * DAY, 50, starter, lambda kind=kind: _draft(it, kind))
            for side in TWO_SIDES:
                by = it.lead_of(side)
                yield Deed(public_on, 51, by, lambda by=by: _approve(it, by))


def _draft(it: Retold, kind: str) -> None:
    it.publication = finishing.draft_publication(
        actor=it.stage.actor(it.told.started_by),
        collaboration=it.here,
        kind=kind,
        values=dict(it.told.page) if kind == "page" else None,
        study=it.study if kind == "case" else None,
    )


def _approve(it: Retold, by: str) -> None:
    assert it.publication is not None, "it is put up before anybody approves it"
    finishing.approve(actor=it.stage.actor(by), publication=it.publication)


def departures(stage: Stage, today: date) -> Iterator[Deed]:
    """Give the ends of memberships, after those who left have handed on what they held."""
    for key, member in PEOPLE.items():
        if member.left is not None:
            day = today - timedelta(days=member.left)
            yield Deed(day, 95, "", lambda key=key, day=day: end_membership(stage, key, day))

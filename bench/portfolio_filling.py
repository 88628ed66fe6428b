"""What are thousands of collaborations made of, for measuring? Copies of the liveliest one of the example.

Each has the depth of the original (answers, posts, reviews with both sides’ words, confirmations), a name and an area
of its own, and stands at its own point of the way: the copies differ in how many steps are confirmed and in the day of
the next review. They are written through the models in bulk, as the owner of the database; ten times as many are then
made of these inside the database.

*Source:* issue "The ten steps in depth", acceptance (portfolio).
"""

import json
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from commonground.groundwork.ids import to_text
from commonground.places.models import Area
from commonground.projects.actions.portfolio import keep_all
from commonground.projects.models import (
    Answer,
    Collaboration,
    Confirmation,
    LeadershipPost,
    PortfolioLine,
    ProblemRound,
    Review,
    ReviewAnswer,
    TeamMember,
)
from commonground.projects.queries import recorded
from commonground.projects.rules.record import fingerprint

ORIGINAL = "Castle Parade mornings"
WHAT = ("evenings", "bicycles", "deliveries", "night buses", "market days", "car parks", "school runs", "late shops")
A_BATCH = 250
NUMBERED = r" \d+$"
MULTIPLIED = (
    Collaboration,
    ProblemRound,
    TeamMember,
    LeadershipPost,
    Answer,
    Review,
    ReviewAnswer,
    Confirmation,
    PortfolioLine,
)
NUMBER_IN = {(Collaboration, "name"): r"\d+$", (PortfolioLine, "sought"): r"\d+"}


def fill(count: int) -> None:
    """Write `count` copies, numbered from 0, and the lines that are kept of them."""
    original = Collaboration.objects.get(name=ORIGINAL)
    areas = list(Area.objects.defer("boundary", "display").order_by("pk"))
    for start in range(0, count, A_BATCH):
        _copies(original, range(start, min(start + A_BATCH, count)), areas)
    keep_all(timezone.localdate())


@transaction.atomic
def multiply(times: int) -> None:
    """Let there be `times` as many copies, in the database alone: each row of a copy is written again under another key
    and another public id, with the number of its name counted on; what answers say of each other stays said of the
    first ones."""
    copies = Collaboration.objects.filter(name__regex=NUMBERED)
    count = copies.count()
    keys = list(copies.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        further = {model: _highest(cursor, model) for model in MULTIPLIED}
        for model in MULTIPLIED:
            _multiply(cursor, model, keys, count, times, further)
        for model in MULTIPLIED[:-1]:
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _highest(cursor: Any, model: type[Model]) -> int:
    cursor.execute(f"SELECT max({model._meta.pk.attname}) FROM {model._meta.db_table}")
    return int(cursor.fetchone()[0])


def _multiply(
    cursor: Any, model: type[Model], keys: list[int], count: int, times: int, further: dict[type[Model], int]
) -> None:
    """Write the rows of one table again: a key goes further by the highest that there is, once for each time."""
    written = {}
    for field in model._meta.concrete_fields:
        name = connection.ops.quote_name(field.column)
        of = model if field.primary_key and not field.is_relation else field.related_model
        written[name] = f"t.{name}"
        if of in further:
            written[name] += f" + k * {further[of]}"
        elif field.column == "public_id":
            written[name] = "gen_random_uuid()"
        elif (digits := NUMBER_IN.get((model, field.column))) is not None:
            number = f"substring(t.{name} from '{digits}')::int + k * {count}"
            written[name] = f"regexp_replace(t.{name}, '{digits}', ({number})::text)"
    through = {ReviewAnswer: "review_id IN (SELECT id FROM projects_review WHERE collaboration_id = ANY(%s))"}
    where = through.get(model, f"{'id' if model is Collaboration else 'collaboration_id'} = ANY(%s)")
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(written)}) SELECT {', '.join(written.values())}"
        f" FROM {model._meta.db_table} t CROSS JOIN generate_series(1, %s) k WHERE {where}",
        [times - 1, keys],
    )


def _copies(original: Collaboration, numbers: Sequence[int], areas: Sequence[Area]) -> None:
    made = [_copy(original, name=f"{areas[n % len(areas)].name} {WHAT[n % len(WHAT)]} {n}", area=areas[n % len(areas)])
            for n in numbers]  # fmt: skip
    Collaboration.objects.bulk_create(made)
    ProblemRound.objects.bulk_create([_copy(original.rounds.get(number=1), collaboration=each) for each in made])
    members = _of_each(original.team.filter(until=None), made)
    TeamMember.objects.bulk_create(members)
    LeadershipPost.objects.bulk_create(_of_each(original.posts.filter(until=None), made))
    _answers(original, made, members)
    _reviews(original, made, numbers)
    _confirm(made, numbers)


def _copy(row: Any, **changed: Any) -> Any:
    """Copy a row without its key, with a public id of its own."""
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    if "public_id" in own:
        own["public_id"] = uuid.uuid4()
    found = row._meta.model(**own)
    for name, value in changed.items():
        setattr(found, name, value)
    return found


def _of_each(rows: Any, made: Sequence[Collaboration]) -> list[Any]:
    originals = list(rows)
    return [_copy(row, collaboration=each) for each in made for row in originals]


def _answers(original: Collaboration, made: Sequence[Collaboration], members: Sequence[TeamMember]) -> None:
    """Copy the answers; what one says of another, or of a member of the team, is said of the copies."""
    rows = list(original.answers.filter(removed_at=None))
    people = list(original.team.filter(until=None))
    written = []
    for number, each in enumerate(made):
        own = members[number * len(people) : (number + 1) * len(people)]
        new = [_copy(row, collaboration=each) for row in rows]
        refs = {old.ref: one.ref for old, one in zip([*rows, *people], [*new, *own], strict=True)}
        by_old_member = {old.pk: one for old, one in zip(people, own, strict=True)}
        for row, one in zip(rows, new, strict=True):
            text = json.dumps(row.values)
            for old, ref in refs.items():
                text = text.replace(old, ref)
            one.values, one.member = json.loads(text), by_old_member.get(row.member_id or 0)
        written += new
    Answer.objects.bulk_create(written, batch_size=2000)


def _reviews(original: Collaboration, made: Sequence[Collaboration], numbers: Sequence[int]) -> None:
    """Give each copy two reviews that both sides have answered, the next due between a month ago and a year ahead."""
    today, now = timezone.localdate(), timezone.now()
    by = {post.side: post.holder_id for post in original.posts.filter(until=None, role="governance")}
    written, said = [], []
    for number, each in zip(numbers, made, strict=True):
        for turn in (1, 2):
            held = today - timedelta(days=200 - turn * 80)
            following = today + timedelta(days=number * 37 % 400 - 30) if turn == 2 else held + timedelta(days=80)
            review = Review(collaboration=each, number=turn, held_on=held, next_on=following, present="Both leads",
                            police_answered_at=now, security_answered_at=now)  # fmt: skip
            written.append(review)
            said += [
                ReviewAnswer(review=review, side=side, relevant=True, on_course=(number + turn) % 3 > 0, change=False,
                             why="The figures of the quarter", expected="Fewer thefts", happened="As many", by_id=key)
                for side, key in by.items()
            ]  # fmt: skip
    Review.objects.bulk_create(written)
    ReviewAnswer.objects.bulk_create(said, batch_size=2000)


def _confirm(made: Sequence[Collaboration], numbers: Sequence[int]) -> None:
    """Let both sides confirm the first few steps, and one side the next, as they stand now."""
    records = recorded.records_of(made)
    by = {post.side: post.holder_id for post in made[0].posts.filter(role="governance")}
    written = []
    for number, each in zip(numbers, made, strict=True):
        reached = number % 7
        for step in range(1, reached + 2):
            content = fingerprint(records[each.pk], step)
            written += [
                Confirmation(collaboration=each, step=step, side=side, content=content, by_id=key)
                for side, key in by.items()
                if step <= reached or side == "police"
            ]
    Confirmation.objects.bulk_create(written, batch_size=2000)


def named(number: int) -> str:
    """Give the public id, as it stands in addresses, of a copy by its number."""
    return to_text(Collaboration.objects.get(name__endswith=f" {number}").public_id)

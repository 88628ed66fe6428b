"""Who is to be reminded of what, and what has somebody asked to hear of later?

*Source:* R31, R126.
"""

from collections import defaultdict
from datetime import date

from commonground.groundwork import ids
from commonground.people.models import Membership
from commonground.projects.models import Answer, Collaboration, Reminder
from commonground.projects.queries.visible import able_in
from commonground.projects.rules.calendars import PARTS
from commonground.projects.rules.lifecycle import State
from commonground.projects.rules.reminding import AHEAD, is_reminded


def to_remind(today: date) -> dict[int, list[Answer]]:
    """Give what each membership is to be reminded of on a day, by its key: what is due within a week or past its day,
    in collaborations under way, of people who can act there."""
    rows = Answer.objects.filter(
        part__in=PARTS,
        removed_at__isnull=True,
        done__isnull=True,
        due__lte=today + AHEAD,
        member__isnull=False,
        collaboration__state=State.ALIVE.value,
    )
    answers = list(rows.select_related("collaboration", "member").order_by("due", "pk"))
    able = able_in(Collaboration.objects.filter(pk__in={row.collaboration_id for row in answers}))
    noted = {(one.answer_id, one.membership_id): one for one in Reminder.objects.filter(answer__in=answers)}
    found: dict[int, list[Answer]] = defaultdict(list)
    for row in answers:
        who = row.member.membership_id if row.member else 0
        if (row.collaboration_id, who) in able and _is_due(row, noted.get((row.pk, who)), today):
            found[who].append(row)
    return dict(found)


def _is_due(row: Answer, noted: Reminder | None, today: date) -> bool:
    again = row.values.get("look_again") if row.values.get("waiting_for") else None
    return row.due is not None and is_reminded(
        today,
        row.due,
        look_again=date.fromisoformat(again) if again else None,
        reminded_on=noted.reminded_on if noted else None,
        quiet_until=noted.quiet_until if noted else None,
    )


def reminded(parts: tuple[str, ...] | None) -> tuple[Membership, date] | None:
    """Give who was reminded on which day, as the parts of a link name them; None for anything else."""
    if parts is None or len(parts) != 2:
        return None
    try:
        public_id, day = ids.from_text(parts[0]), date.fromisoformat(parts[1])
    except ValueError:
        return None
    found = Membership.objects.filter(public_id=public_id).select_related("person").first()
    return (found, day) if found else None


def of_day(membership: Membership, day: date) -> list[Reminder]:
    """List what somebody was reminded of on a day."""
    return list(Reminder.objects.filter(membership=membership, reminded_on=day).order_by("pk"))

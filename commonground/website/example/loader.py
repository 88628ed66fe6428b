"""How does the example get into the database? Everything in the order of its days, through the actions, or not at all.

One transaction holds it all, so that a failure leaves an empty installation as it was. Each deed is done in the name of
whoever did it, as far as PostgreSQL is concerned too, so that row level security binds the loader as it binds a page.

*Source:* R1; issue "The house and the first story", item 7; settled questions, "Running it".
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from commonground.groundwork.actors import Actor
from commonground.groundwork.refusals import Refused
from commonground.hosting import postgres
from commonground.hosting.state import CannotRun
from commonground.outcomes.models import Study
from commonground.people.context import set_context
from commonground.people.models import Organisation
from commonground.website.example import (
    agreements,
    calling,
    doing,
    planning,
    proposals,
    reporting,
    sharing_items,
    sharing_more,
    sharing_passed,
    trusting,
    working_together,
)
from commonground.website.example.areas_deeds import mapped
from commonground.website.example.clock import StoryClock, story_clock
from commonground.website.example.deeds import ANALYST, Deed, Retold, departures
from commonground.website.example.desk import asked_and_lent
from commonground.website.example.endings import ended
from commonground.website.example.guiding import guided
from commonground.website.example.handovers import handed_over
from commonground.website.example.importing import bring_in_crimes
from commonground.website.example.incidents import reported
from commonground.website.example.joining import joined
from commonground.website.example.letters import received
from commonground.website.example.measuring import answered
from commonground.website.example.posts import contacts
from commonground.website.example.profiles_deeds import organised
from commonground.website.example.shapes import Collaboration
from commonground.website.example.stage import SignIn, Stage, set_stage
from commonground.website.example.story import Story, story
from commonground.website.example.strategy import agreed_to_a_strategy
from commonground.website.example.templating import begun_from_others

Say = Callable[[str], None]
BEGINNING = timedelta(days=900)


def load(today: date, say: Say) -> list[SignIn]:
    """Enter the whole example as it stands on a day, and give how its people sign in.

    :raises CannotRun: when there is an organisation already, or the day has not come.
    """
    if today > timezone.localdate():
        raise CannotRun(f"The example cannot be told as of {today}, which has not come yet.")
    refuse_unless_empty()
    spawn = multiprocessing.get_context("spawn")  # a fork would share the connection to the database
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=postgres.end_with_parent) as beside:
        say("Writing and importing thirty months of recorded crime.")
        imported = beside.submit(bring_in_crimes, today)
        with transaction.atomic(), story_clock(today - BEGINNING) as clock:
            refuse_unless_empty()
            return _tell(story(today), clock, imported, say)


def refuse_unless_empty() -> None:
    """Refuse an installation that somebody has begun to use.

    :raises CannotRun: when it holds an organisation.
    """
    if Organisation.objects.exists():
        raise CannotRun("This installation holds organisations already; the example is only loaded into an empty one.")


def _tell(told: Story, clock: StoryClock, imported: "Future[int]", say: Say) -> list[SignIn]:
    say("Setting the stage: areas, organisations, people.")
    stage = set_stage(told)

    def study_of(one: Collaboration) -> Study:
        say(f"Evaluating {one.name}, with {imported.result():,} recorded crimes.")
        return answered(actor=stage.actor(ANALYST), key=one.study, area=stage.areas[one.area], today=told.today)

    deeds = [*departures(stage, told.today), *contacts(stage, told.today), *organised(stage, told.today)]
    for one in told.collaborations:
        say(f"Telling {one.name}.")
        retold = Retold(stage, one, study_of)
        deeds += [*retold.deeds(), *ended(retold)]
    deeds += trusting.deeds(stage, told)
    deeds += working_together.deeds(stage, told)
    deeds += planning.deeds(stage, told)
    deeds += doing.deeds(stage, told)
    deeds += joined(stage, told.today)
    deeds += proposals.deeds(stage, told.today)
    deeds += received(stage, told.today)
    deeds += handed_over(stage, told.today)
    deeds += mapped(stage, told.today)
    deeds += guided(stage, told.today)
    deeds += begun_from_others(stage, told.today)
    deeds += agreed_to_a_strategy(stage, told.today)
    deeds += reporting.deeds(stage, told.today)
    deeds += calling.deeds(stage, told.today)
    deeds += agreements.deeds(stage, told.today)
    deeds += sharing_items.deeds(stage, told.today)
    deeds += sharing_more.deeds(stage, told.today)
    deeds += sharing_passed.deeds(stage, told.today)
    deeds += asked_and_lent(stage, told.today)
    deeds += reported(stage, told.today)
    for deed in sorted(deeds, key=lambda deed: (deed.day, deed.rank)):
        _do(deed, stage, clock)
    set_context(Actor())
    return stage.sign_ins


def _do(deed: Deed, stage: Stage, clock: StoryClock) -> None:
    """Do one deed on its day, in the name of its person.

    :raises CannotRun: when an action refuses it, which is a fault of the story.
    """
    clock.go_to(deed.day)
    set_context(stage.actor(deed.by) if deed.by else stage.keeper)
    try:
        deed.do()
    except (Refused, ValueError) as fault:
        reason = getattr(fault, "reason", str(fault))
        raise CannotRun(
            f"The example broke off on {deed.day}, at a deed of {deed.by or 'the keeper'}: {reason}"
        ) from fault

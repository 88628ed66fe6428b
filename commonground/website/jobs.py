"""Which task does each job name mean? Binds the names of `groundwork.jobs` to the queue.

A job whose worker died is given to another within two minutes, so a task may run twice and must bear it.

*Source:* settled questions, "In Django" (procrastinate) and "Running it" (processes).
"""

from collections.abc import Callable
from typing import Any

from procrastinate import App, JobContext

from commonground.groundwork import jobs
from commonground.outcomes import tasks as outcomes
from commonground.people import tasks as people
from commonground.projects import tasks as projects
from commonground.sharing import tasks as sharing
from commonground.website import checkpoints_mail, keeping_in_reach

TASKS: dict[str, Callable[..., Any]] = {
    jobs.EVALUATE_STUDY: outcomes.evaluate_study,
    jobs.DELIVER_RELEASE: sharing.deliver,
}

EVERY_MINUTE = "* * * * *"
EVERY_FIVE_MINUTES = "*/5 * * * *"
IN_THE_MORNING = "15 6 * * *"
ON_MONDAYS = "30 6 * * 1"
KEPT_HOURS = 72


def bind(app: App) -> None:
    """Register every task with the queue, and let actions defer by name; the queue calls this when the site starts."""
    for name, task in TASKS.items():
        app.task(name=name)(task)
    app.periodic(cron=EVERY_MINUTE)(app.task(name="website:tidy_jobs", pass_context=True)(tidy))
    app.periodic(cron=EVERY_FIVE_MINUTES)(app.task(name="website:keep_in_reach")(keeping_in_reach.keep))
    app.periodic(cron=IN_THE_MORNING)(app.task(name="people:daily")(people.daily))
    app.periodic(cron=IN_THE_MORNING)(app.task(name="projects:daily")(projects.daily))
    app.periodic(cron=IN_THE_MORNING)(app.task(name="sharing:daily")(sharing.daily))
    app.periodic(cron=ON_MONDAYS)(app.task(name="website:checkpoints")(checkpoints_mail.weekly))

    def defer(name: str, **arguments: str | int) -> None:
        app.configure_task(name).defer(**arguments)

    jobs.bind(defer)


async def tidy(context: JobContext, timestamp: int = 0) -> None:
    """Give up to others what dead workers left half done, and forget what was done days ago."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
    await manager.delete_old_jobs(nb_hours=KEPT_HOURS)

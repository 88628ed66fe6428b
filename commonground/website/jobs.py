"""Which task does each job name mean? Binds the names of `groundwork.jobs` to the queue.

*Source:* settled questions, "In Django" (procrastinate).
"""

from collections.abc import Callable
from typing import Any

from procrastinate import App

from commonground.groundwork import jobs
from commonground.outcomes import tasks as outcomes

TASKS: dict[str, Callable[..., Any]] = {jobs.EVALUATE_STUDY: outcomes.evaluate_study}


def bind(app: App) -> None:
    """Register every task with the queue, and let actions defer by name; the queue calls this when the site starts."""
    for name, task in TASKS.items():
        app.task(name=name)(task)

    def defer(name: str, **arguments: str | int) -> None:
        app.configure_task(name).defer(**arguments)

    jobs.bind(defer)

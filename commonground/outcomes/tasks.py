"""What does the worker do about studies? It computes the one that a job names.

*Source:* settled questions, "In Django" (jobs).
"""

from commonground.groundwork import ids
from commonground.groundwork.actors import SYSTEM
from commonground.outcomes.actions import studies as actions


def evaluate_study(study: str) -> None:
    """Compute one study, named by its public id; a fault of the software is said on its page before it is raised."""
    public_id = ids.from_text(study)
    try:
        actions.compute_study(actor=SYSTEM, study=public_id)
    except Exception:
        actions.give_up_study(actor=SYSTEM, study=public_id)
        raise

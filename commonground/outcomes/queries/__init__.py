"""What may I see of studies, what can be chosen for a new one, and what does a page show of a result?

*Source:* R42; settled questions, "Who sees a collaboration" (a study).
"""

from commonground.outcomes.queries.presenting import presented

__all__ = ["presented"]

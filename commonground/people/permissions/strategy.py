"""Who may say what an organisation thinks of a common strategy, and how far it is?

*Source:* R99-R100; D2.
"""

from commonground.groundwork.permissions import Rule
from commonground.people.permissions.common import is_coordinator_there

TABLE = {
    "answer_for_strategy": Rule(
        [is_coordinator_there],
        otherwise="Only a coordinator of the organisation may say what it thinks of the strategy.",
    )
}

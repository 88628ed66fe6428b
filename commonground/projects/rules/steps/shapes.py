"""What is the rule of a step made of? A function from the record and the day to the sentences of what is missing.

*Source:* R59-R68.
"""

from collections.abc import Callable
from datetime import date

from commonground.projects.rules.record import Record

Missing = list[str]
Rule = Callable[[Record, date], Missing]


def lacks(record: Record, **sentences: str) -> Missing:
    """Give the sentence of each part that holds nothing."""
    return [sentence for part, sentence in sentences.items() if not record.part(part)]

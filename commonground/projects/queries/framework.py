"""How much are the three instruments of the framework used here? Counts alone, without a name.

A count under five is not given, so that nobody is found out by it.

*Source:* R84; groundwork/small_numbers.
"""

from commonground.groundwork.small_numbers import LEAST
from commonground.projects.models import CharterRound, Collaboration, Proposal
from commonground.projects.queries.charter import number_adopted
from commonground.projects.rules.lifecycle import State

BEGUN = (State.PROPOSED, State.ALIVE, State.STOPPED)


def counts() -> dict[str, int | None]:
    """Count collaborations, those with a charter that both sides adopted, rounds of ratings that are open to both,
    proposals, and collaborations that have a cell; None where it is fewer than five and more than none."""
    begun = Collaboration.objects.filter(state__in=BEGUN)
    rounds = CharterRound.objects.filter(police_rated_at__isnull=False, security_rated_at__isnull=False)
    found = {
        "collaborations": begun.count(),
        "charters": number_adopted(),
        "ratings": rounds.count(),
        "proposals": Proposal.objects.count(),
        "cells": begun.exclude(cell="").count(),
    }
    return {name: number if number == 0 or number >= LEAST else None for name, number in found.items()}

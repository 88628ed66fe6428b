"""Whose names stand in words that judge a result? Those of the team, and of other members whose whole name is written.

*Source:* R88.
"""

from commonground.groundwork.actors import Actor
from commonground.people.models import Person
from commonground.people.queries import members
from commonground.projects.models import Collaboration
from commonground.projects.rules.critique import may_be_names, named_in


def people_named(actor: Actor, collaboration: Collaboration, text: str) -> list[str]:
    """List the people who are named in a text: whoever is or was on the team here, by last name or in whole, and any
    other present member by their whole name."""
    team = Person.objects.filter(memberships__takes_part__collaboration=collaboration).distinct()
    found = named_in(text, team.order_by("name").values_list("name", flat=True))
    others = members.memberships_for(actor).filter(person__name__in=may_be_names(text)).order_by("person__name")
    return list(dict.fromkeys([*found, *others.values_list("person__name", flat=True)]))

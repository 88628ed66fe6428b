"""Who may say what is right about a collaboration, and who is asked from outside?

*Source:* R120.
"""

from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import Rule
from commonground.projects.permissions.taking import Taking, is_editable, is_of_a_side, is_on_the_team


def is_asked_for_advice(actor: Actor, subject: Taking) -> bool:
    """the person is asked for advice, as somebody who belongs to no organisation on the team"""
    return subject.is_asked_for_advice


TABLE = {
    "answer_ethics": Rule(
        [is_on_the_team, is_of_a_side, is_editable],
        otherwise="Only the two sides’ own people on the team answer the questions of ethics.",
    ),
    "ask_adviser": Rule(
        [is_on_the_team, is_of_a_side, is_editable],
        otherwise="Only the two sides’ own people on the team ask somebody for advice.",
    ),
    "advise": Rule([is_asked_for_advice, is_editable], otherwise="Only the person who is asked may give this advice."),
}

"""Which shapes can a collaboration have, and when is which of use? One entry for each shape that step 2 offers.

The words are ours, from what the shapes ask of people; which of them has worked is shown by the published case studies
that had it, and nothing else.

*Source:* R217 (“develop more effective Collaboration models”).
"""

from dataclasses import dataclass

from commonground.projects.rules.guide.partnership import SHAPE

NUMBER = 1
CHANGED = ((1, "First version."),)


@dataclass(frozen=True, slots=True)
class Model:
    """One shape: when it is of use, when it is not, what it needs, who decides in it, what happens when people go."""

    key: str
    name: str
    when: str
    not_when: str
    needs: str
    decides: str
    when_people_go: str


_WORDS = {
    "informal": (
        "The problem is small and near, and those who can act already know each other.",
        "Names, money or powers are involved, or it must outlast the people.",
        "Two people with time for a call.",
        "Each side for itself.",
        "It ends with them, unless the contact is handed over.",
    ),
    "liaison": (
        "Several organisations need to hear the same, and each acts on its own.",
        "Something must be decided for all, or paid for together.",
        "A fixed day, somebody who invites, a note after each meeting.",
        "Each organisation for itself, after hearing the others.",
        "The seat stays and somebody else takes it.",
    ),
    "steering": (
        "Something is done together for months, with money or staff of more than one side.",
        "There is little to decide: it then costs more time than it saves.",
        "Leads with authority on both sides, and people who deliver between the meetings.",
        "The steering group; the delivery group within what it was given.",
        "Posts are named beforehand, with deputies.",
    ),
    "lead": (
        "One organisation knows most or carries most, and the others agree to follow.",
        "The others would not say so when they disagree.",
        "A written note of what the lead decides alone and what it asks first.",
        "The lead, within that note.",
        "The lead organisation fills the post.",
    ),
    "contract": (
        "Money passes, staff work under somebody else’s direction, or one could be liable for another.",
        "Nobody knows yet what works: a contract fixes it too early.",
        "Somebody who buys well, measures that both accept, and an end.",
        "What the contract says, and a named manager on each side.",
        "The contract stays; the relation must be built again.",
    ),
    "accredited": (
        "Private staff are to use powers that a chief officer grants, or need standing in public.",
        "The work can be done with the powers that anybody has.",
        "Vetting, training, a badge, somebody who hears complaints, and a way to end it.",
        "The chief officer on powers; the employer on staff.",
        "The post is accredited again for whoever follows.",
    ),
    "partnership": (
        "Many businesses of a place share news and exclude offenders, for years.",
        "There is one problem with an end.",
        "A governing document, a board, rules on data, money for a manager.",
        "The board; the manager from day to day.",
        "The body lasts; board and manager are replaced by its rules.",
    ),
}


def models() -> list[Model]:
    """List the shapes that step 2 offers and that have an entry, in the order in which it offers them."""
    names = SHAPE.field_named("shape").choices
    return [Model(key, names[key], *_WORDS[key]) for key in names if key in _WORDS]

"""From what may one choose a tactic? Techniques, what others published, and what is near to do it with.

Nothing that is not public goes in: a case study as both its sides approved it, and capabilities that are listed.

*Source:* R18.
"""

from dataclasses import dataclass

from commonground.people.models import Capability
from commonground.people.queries import profiles
from commonground.places import queries as places
from commonground.projects.models import Collaboration, Publication
from commonground.projects.queries import cases
from commonground.projects.rules import tactics
from commonground.projects.rules.evaluating import Evaluation, read

MOST_CASES, MOST_CAPABILITIES = 20, 8


@dataclass(frozen=True, slots=True)
class FromACase:
    """One published case study as a tactic to learn from, with what its evaluation says where there is one."""

    publication: Publication
    evaluation: Evaluation | None

    @property
    def firmness(self) -> int:
        """How firm its evidence is, from 1 to 5; 0 without an evaluation."""
        return self.evaluation.firmness if self.evaluation else 0


def from_cases(search: str = "", firmest: int = 0) -> list[FromACase]:
    """List the published case studies whose words hold all that is searched for, the firmest evidence first; `firmest`
    leaves out those whose evidence is less firm."""
    found = [
        FromACase(one, read(one.study.result) if one.study else None) for one in cases.case_studies(search)[:MOST_CASES]
    ]
    return sorted((one for one in found if one.firmness >= firmest), key=lambda one: -one.firmness)


def near(collaboration: Collaboration, search: str = "") -> list[Capability]:
    """List a few capabilities near the collaboration that organisations let everybody know of."""
    return list(profiles.listed(search=search, areas=places.touching(collaboration.area))[:MOST_CAPABILITIES])


def from_case_as_answer(publication: Publication) -> dict[str, str]:
    """Give what a tactic begins with when it is taken from a published case study."""
    words = publication.values
    return {
        "name": f"As in {publication.collaboration.name}",
        "police_part": words.get("did", ""),
        "security_part": words.get("did", ""),
        "mechanism": words.get("mechanism", ""),
        "taken_from": f"Case study: {publication.collaboration.name}, {publication.collaboration.area.name}"[:300],
    }


def technique(key: str) -> tactics.Technique | None:
    """Give one of the techniques by its key, or None."""
    return tactics.BY_KEY.get(key)

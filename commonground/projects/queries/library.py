"""From what may one choose a tactic? Techniques, what others published, and what is near to do it with.

Nothing that is not public goes in: a case study as both its sides approved it, initiatives that are supported, and
capabilities that are listed.

*Source:* R18.
"""

from dataclasses import dataclass
from decimal import Decimal

from commonground.people.models import Capability
from commonground.people.queries import profiles
from commonground.places import queries as places
from commonground.projects.models import Collaboration, Proposal, Publication
from commonground.projects.queries import cases, supporting
from commonground.projects.rules import tactics
from commonground.projects.rules.evaluating import Evaluation, read
from commonground.projects.rules.proposals import State

MOST_CASES, MOST_CAPABILITIES, MOST_SUPPORTED, MOST_READ = 20, 8, 8, 400


@dataclass(frozen=True, slots=True)
class FromACase:
    """One published case study as a tactic to learn from, with what its evaluation says where there is one."""

    publication: Publication
    evaluation: Evaluation | None

    @property
    def firmness(self) -> int:
        """How firm its evidence is, from 1 to 5; 0 without an evaluation."""
        return self.evaluation.firmness if self.evaluation else 0

    def costs_at_most(self, pounds: int) -> bool:
        """Whether it says what it costs a year, and that is no more than so much."""
        said = str(self.publication.values.get("cost_year") or "")
        return bool(said) and Decimal(said) <= pounds


def from_cases(
    search: str = "", firmest: int = 0, crime: str = "", setting: str = "", at_most: int | None = None
) -> list[FromACase]:
    """List the published case studies whose words hold all that is searched for, the firmest evidence first; `firmest`
    leaves out those whose evidence is less firm, `crime` and `setting` those that do not name them, and `at_most` those
    that cost more pounds a year, or do not say."""
    rows = cases.case_studies(search)
    rows = rows.filter(values__crime__icontains=crime) if crime else rows
    rows = rows.filter(values__setting__icontains=setting) if setting else rows
    found = [FromACase(one, read(one.study.result) if one.study else None) for one in rows[:MOST_READ]]
    found = [one for one in found if one.firmness >= firmest and (at_most is None or one.costs_at_most(at_most))]
    return sorted(found, key=lambda one: -one.firmness)[:MOST_CASES]


def named_in_cases(name: str) -> list[tuple[str, str]]:
    """List the kinds of crime, or of place, that published case studies name, as pairs to choose from."""
    rows = cases.published("case").order_by().values_list(f"values__{name}", flat=True)[:MOST_READ]
    found = {str(said).strip() for said in rows if said}
    return [(said, said) for said in sorted(found, key=str.casefold)]


def supported(search: str = "", crime: str = "") -> list[Proposal]:
    """List a few initiatives that are supported now and whose words hold all that is searched for."""
    rows = supporting.with_support(f"{search} {crime}".strip()).filter(state=State.SUPPORTED)
    return list(rows[:MOST_SUPPORTED])


def from_supported_as_answer(proposal: Proposal) -> dict[str, str]:
    """Give what a tactic begins with when it is taken from a supported initiative."""
    return {
        "name": proposal.title,
        "mechanism": proposal.what,
        "taken_from": f"Supported initiative: {proposal.title}"[:300],
    }


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

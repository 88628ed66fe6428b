"""Who is acting, and for which organisation? One frozen value, made once per request.

Somebody with several memberships acts through one at a time; nothing that decides asks the database who they are.

*Source:* R56; D2.
"""

from dataclasses import dataclass, field

from commonground.groundwork.sides import Side


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting as a member of one organisation, or the anonymous reader."""

    person_id: int | None = None
    name: str = ""
    membership_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    side: Side | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a known person rather than the public."""
        return self.person_id is not None

    @property
    def is_member(self) -> bool:
        """Whether the person acts for an organisation now; without one, only public things are theirs."""
        return self.membership_id is not None

    @property
    def is_administrator(self) -> bool:
        """Whether this person keeps the installation; it opens no collaboration."""
        return "administrator" in self.roles


ANONYMOUS = Actor()
SYSTEM = Actor(name="Common Ground")

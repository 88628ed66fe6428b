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
    def through(self) -> int:
        """The membership acted through, where a permission has made sure that there is one.

        :raises LookupError: for somebody who acts for no organisation, which no permission lets this far.
        """
        if self.membership_id is None:
            raise LookupError("nobody acts here without a membership")
        return self.membership_id

    @property
    def myself(self) -> int:
        """The person who acts, where a permission has made sure that there is one.

        :raises LookupError: for the public.
        """
        if self.person_id is None:
            raise LookupError("the public does not act here")
        return self.person_id

    @property
    def body(self) -> int:
        """The organisation acted for, where a permission has made sure that there is one.

        :raises LookupError: for somebody who acts for no organisation, which no permission lets this far.
        """
        if self.organisation_id is None:
            raise LookupError("nobody acts here for no organisation")
        return self.organisation_id

    @property
    def is_administrator(self) -> bool:
        """Whether this person keeps the installation; it opens no collaboration."""
        return "administrator" in self.roles


ANONYMOUS = Actor()
SYSTEM = Actor(name="Common Ground")

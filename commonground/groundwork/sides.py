"""Which side does an organisation stand on? Two sides are equal; two others stand beside them.

*Source:* R56, R140-R142, R245; the definitions are those of the PaS consultation.
"""

from enum import StrEnum


class Side(StrEnum):
    """Where an organisation stands in a collaboration."""

    POLICE = "police"
    SECURITY = "security"
    OVERSIGHT = "oversight"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """The word that is shown beside the side's shape."""
        return LABELS[self]

    @property
    def other(self) -> "Side":
        """The side across the table; only the two equal sides have one."""
        return {Side.POLICE: Side.SECURITY, Side.SECURITY: Side.POLICE}[self]


LABELS = {
    Side.POLICE: "Police",
    Side.SECURITY: "Security",
    Side.OVERSIGHT: "Oversight",
    Side.COMMUNITY: "Community",
}

TWO_SIDES = (Side.POLICE, Side.SECURITY)


class Kind(StrEnum):
    """What kind of organisation it is, in the consultation's own terms."""

    POLICE = "police"
    MANAGER = "manager"
    PROVIDER = "provider"
    ASSOCIATION = "association"
    OVERSIGHT = "oversight"
    COMMUNITY = "community"


KIND_LABELS = {
    Kind.POLICE: "Police service",
    Kind.MANAGER: "Manager of security",
    Kind.PROVIDER: "Provider of security capability",
    Kind.ASSOCIATION: "Security-related organisation",
    Kind.OVERSIGHT: "Oversight body",
    Kind.COMMUNITY: "Community organisation",
}

KIND_MEANINGS = {
    Kind.POLICE: "A police force, or a unit of one.",
    Kind.MANAGER: "An end user that directly manages its own security.",
    Kind.PROVIDER: "A firm that provides security under contract to others.",
    Kind.ASSOCIATION: "A body with many members that does not directly manage security.",
    Kind.OVERSIGHT: "A regulator, or a body that holds the police to account.",
    Kind.COMMUNITY: "A group that speaks for residents, traders or another part of the public.",
}

SIDE_OF_KIND = {
    Kind.POLICE: Side.POLICE,
    Kind.MANAGER: Side.SECURITY,
    Kind.PROVIDER: Side.SECURITY,
    Kind.ASSOCIATION: Side.SECURITY,
    Kind.OVERSIGHT: Side.OVERSIGHT,
    Kind.COMMUNITY: Side.COMMUNITY,
}

"""What is shared in the tests? An agreement in force, custodians and clearances, and items written as the pages write.

*Source:* house, "Tests are sentences of the domain".
"""

from datetime import timedelta

from django.utils import timezone

from commonground.people.models import Clearance
from commonground.sharing.actions.items import write
from commonground.sharing.models import Agreement, AgreementVersion, Party, TimeInForce
from commonground.sharing.rules.drafts import ReleaseDraft, RenditionDraft

CATEGORIES = ["intelligence", "incident", "alert", "briefing", "document"]
PURPOSE = "To prevent thefts"
BASES = {"basis_of_giver": "Public task", "basis_of_getter": "Legitimate interests"}
CANARY = "The canary sings at dusk"


def cleared(cast, key, level=2):
    """Clear somebody of the cast for a year."""
    today = timezone.localdate()
    return Clearance.objects.create(
        membership=cast.membership[key], level=level, starts=today - timedelta(days=10),
        until=today + timedelta(days=365), vetted_by="Aldermouth Police", evidence="CLR-1",
    )  # fmt: skip


def role(cast, key, *roles):
    """Give somebody of the cast further roles."""
    membership = cast.membership[key]
    membership.roles = [*membership.roles, *roles]
    membership.save(update_fields=["roles"])


def agreed(cast, *names, reference="ISA-0007", ceiling=3, personal=True, until=None):
    """Put an agreement in force in which each organisation gives and gets everything."""
    agreement = Agreement.objects.create(
        programme=cast.programme, area=cast.area, reference=reference, title="Sharing in Aldermouth"
    )
    version = AgreementVersion.objects.create(
        agreement=agreement, number=1, ceiling=ceiling, personal=personal, state="signed"
    )
    TimeInForce.objects.create(version=version, opens=timezone.now() - timedelta(days=30), closes=until)
    for name in names:
        Party.objects.create(
            agreement=agreement, organisation=cast.organisation[name], gives=CATEGORIES, gets=CATEGORIES
        )
    return agreement


def to(cast, name, agreement=None, **more):
    """Make a release to an organisation, under an agreement or nothing."""
    return ReleaseDraft(
        to="organisation", organisation_id=cast.organisation[name].pk,
        agreement_id=agreement.pk if agreement else None, purpose=PURPOSE, **BASES, **more,
    )  # fmt: skip


def version(title, *releases, kind="sanitised", tlp=2, text=CANARY, personal=False, **more):
    """Make the draft of a version; it holds no personal data unless it says so."""
    because = {} if personal else {"not_personal_because": "It names nobody"}
    return RenditionDraft(
        kind=kind, title=title, text=text, tlp=tlp, personal=personal, releases=releases, **because, **more
    )


def written(cast, *drafts, by="thornbury", category="alert", days=30, **more):
    """Write an item in somebody's name."""
    return write(
        actor=cast.actor(by), programme=cast.programme, area=cast.area, category=category, renditions=drafts,
        closes=timezone.now() + timedelta(days=days), own_only=any(not one.releases for one in drafts), **more,
    )  # fmt: skip

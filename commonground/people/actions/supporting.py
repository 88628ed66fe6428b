"""How is an organisation named as a supporter? By its own coordinator, for as long as it wishes.

*Source:* R5; D1.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid, Refused
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Organisation, Programme, Supporter
from commonground.people.permissions import TABLE
from commonground.people.queries import workgroups as queries
from commonground.people.rules.workgroups import SUPPORTED


@transaction.atomic
def support_publicly(
    *, actor: Actor, programme: Programme, organisation: Organisation, what: str, words: str = ""
) -> Supporter:
    """Have an organisation named as a supporter of the initiative or the guide, with what it says about it.

    :raises Invalid: when it is named already, or for something that can't be supported.
    """
    require(TABLE, "support_publicly", actor, organisation)
    one_at_a_time(f"support {organisation.pk}")
    if what not in SUPPORTED:
        raise Invalid(_("Choose what the organisation supports"), "what")
    if queries.supporter_of(programme, organisation.pk, what):
        raise Invalid(_("It is named already"), "what")
    named = {"consent_by_id": actor.myself, "consent_on": timezone.localdate()}
    made = Supporter.objects.create(programme=programme, organisation=organisation, what=what, words=words, **named)
    audit.record("people:organisation:supports", actor=actor, subject=organisation, what=what)
    return made


@transaction.atomic
def end_support(*, actor: Actor, supporter: Supporter) -> None:
    """Take an organisation's name back from the list, from now on."""
    held = Supporter.objects.select_for_update().select_related("organisation").get(pk=supporter.pk)
    require(TABLE, "support_publicly", actor, held.organisation)
    if held.until is not None:
        raise Refused(_("It is not named any more."))
    held.until = timezone.localdate()
    held.save(update_fields=["until"])
    audit.record("people:organisation:supports_no_longer", actor=actor, subject=held.organisation, what=held.what)

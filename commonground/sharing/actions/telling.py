"""What is told by message? A release to whom it names, a withdrawal to those who had read it, widening to originators.

A worker asks again as the recipient, as the message leaves: what was closed meanwhile is not delivered.

*Source:* design/sharing.md 2 ("Nobody reads by office"), 2.1, 2.2; R15, R78; D2; bar A12 of reference/security.md.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.urls import reverse

from commonground.audit import actions as audit
from commonground.groundwork import jobs
from commonground.groundwork.actors import SYSTEM, Actor
from commonground.groundwork.markings import Tlp
from commonground.people.models import Account, Membership, Organisation
from commonground.people.queries import acting
from commonground.sharing.adapters import items_mail
from commonground.sharing.adapters.world_of import MARKINGS
from commonground.sharing.models import Item, Rendition, WithdrawalNotice
from commonground.sharing.queries import asking, items_asks
from commonground.sharing.queries.openings import open_of, renditions_of_keys
from commonground.sharing.rules.around import NAMED_IN_SUBJECTS_UP_TO

Named = tuple[Tlp, str]


def queue(membership_id: int, rendition_id: int) -> None:
    """Ask the worker to tell a named person of a release, if this transaction holds; without a queue nobody is told,
    and they find it on the site."""
    try:
        jobs.defer(jobs.DELIVER_RELEASE, membership=membership_id, rendition=rendition_id)
    except LookupError:
        return


def deliver(membership_id: int, rendition_id: int) -> bool:
    """Tell somebody of what was released to them, if they may read it now, as the message leaves; gives whether."""
    with transaction.atomic():
        hats = Membership.objects.filter(acting.current()).select_related("person", "organisation")
        hat = hats.filter(pk=membership_id).first()
        account = _accounts([hat.person_id]).get(hat.person_id) if hat else None
        if hat is None or account is None:
            return False
        recipient = acting.actor_through(hat.person, hat)
        with asking.as_reader(recipient):
            found = renditions_of_keys([rendition_id])
            if not found or rendition_id not in {key for _item, key in open_of(found[0].item_id)}:
                return False
            rendition = found[0]
            context = {
                "name": recipient.name,
                "originator": rendition.item.originator.name,
                "path": reverse("sharing:item", args=[rendition.item.public_id]),
            }
            sent = items_mail.send("sharing/email/released.txt", account.email, subject(recipient, rendition), context)
            if sent:
                audit.record("sharing:release:delivered", actor=recipient, subject=rendition)
        return sent


def subject(recipient: Actor, rendition: Rendition) -> str:
    """Write the subject of a message to somebody; `subjects` writes many with fewer queries."""
    return subjects(recipient, [rendition])[0]


def subjects(recipient: Actor, renditions: Sequence[Rendition]) -> list[str]:
    """Write the subjects of messages to somebody: the label first; then the title, where it is up to GREEN, not
    personal and not held back by conditions of the police, and else the reference."""
    titles = items_asks.titles(recipient, renditions)
    return [_subject(one, titles[one.pk]) for one in renditions]


def _subject(rendition: Rendition, title: str) -> str:
    marking: Tlp = MARKINGS[rendition.tlp]
    named = title and marking <= NAMED_IN_SUBJECTS_UP_TO and not rendition.personal
    return f"{marking.label} {title if named else rendition.item.ref}"


def withdrawn(actor: Actor, item: Item, marking: Tlp, reason: str, readers: Iterable[Membership]) -> int:
    """Write a notice for each reader, send it, and record each by its own row; gives how many there are."""
    made = [
        WithdrawalNotice(item=item, originator_id=item.originator_id, membership=one, reference=item.ref, reason=reason)
        for one in readers
    ]
    WithdrawalNotice.objects.bulk_create(made)
    told = [{"notice": one.ref, "membership": one.membership.ref} for one in made]
    audit.record_each("sharing:withdrawal:told", actor=actor, subject=item, each=told)
    accounts = _accounts(one.membership.person_id for one in made)
    for one in made:
        if account := accounts.get(one.membership.person_id):
            context = {
                "name": one.membership.person.name,
                "originator": item.originator.name,
                "reference": one.reference,
                "reason": reason,
                "path": reverse("sharing:notice", args=[one.public_id]),
            }
            words = f"{marking.label} {one.reference}"
            items_mail.send("sharing/email/withdrawn.txt", account.email, words, context)
    return len(made)


def widened(actor: Actor, gained: Mapping[int, int]) -> None:
    """Tell the custodians of each originator how many of its items others can read now; `gained` is by its key."""
    for body in Organisation.objects.filter(pk__in=gained):
        number = gained[body.pk]
        audit.record("sharing:widening:told", actor=actor, subject=body, items=number)
        if body.pk != actor.organisation_id:
            context = {
                "actor": actor.organisation_name or actor.name,
                "number": number,
                "path": reverse("sharing:records"),
            }
            _to_custodians(body.pk, "sharing/email/widened.txt", f"{Tlp.AMBER.label} {body.ref}", context)


def of_copies(template: str, actor: Actor, drawn: Mapping[int, Sequence[Named]], path: str) -> None:
    """Tell the custodians of other organisations what became of the source of something of theirs; `drawn` is, by the
    organisation, what of theirs was drawn from it, by marking and reference."""
    for body in Organisation.objects.filter(pk__in=drawn).exclude(pk=actor.organisation_id or 0):
        references = [reference for _marking, reference in drawn[body.pk]]
        audit.record("sharing:copies:told", actor=SYSTEM, subject=body, listed=references)
        context = {"originator": actor.organisation_name, "references": references, "path": path}
        _to_custodians(body.pk, template, _strictest(drawn[body.pk]), context)


def ended_for_custodians(originator: Organisation, items: Sequence[Named], path: str) -> None:
    """Tell the custodians of an originator which of its items, by marking and reference, have come to their end."""
    context = {"references": [reference for _marking, reference in items], "path": path}
    _to_custodians(originator.pk, "sharing/email/ended.txt", _strictest(items), context)


def ended_for_reader(reader: Membership, originator: Organisation, items: Sequence[Named], path: str) -> None:
    """Tell somebody which items that they had read have come to their end, by marking and reference."""
    if account := _accounts([reader.person_id]).get(reader.person_id):
        references = [reference for _marking, reference in items]
        audit.record("sharing:ending:told", actor=SYSTEM, subject=originator, membership=reader.ref, listed=references)
        context = {"name": reader.person.name, "originator": originator.name, "references": references, "path": path}
        items_mail.send("sharing/email/ended_read.txt", account.email, _strictest(items), context)


def _strictest(items: Sequence[Named]) -> str:
    marking = max(marking for marking, _reference in items)
    return f"{marking.label} {items[0][1]}"


def harvested(actor: Actor, opened: Mapping[int, int]) -> None:
    """Tell the custodians of each originator how many of its items one person of another organisation has opened within
    an hour; `opened` is by its key."""
    for body in Organisation.objects.filter(pk__in=opened):
        context = {"actor": actor.organisation_name, "number": opened[body.pk], "path": reverse("sharing:records")}
        _to_custodians(body.pk, "sharing/email/harvested.txt", f"{Tlp.AMBER.label} {body.ref}", context)


def asked(originator_id: int, reference: str, asker: Actor) -> None:
    """Tell the originator's custodians that somebody asks about an item; the question has a reference of its own."""
    context = {"asker": asker.organisation_name, "reference": reference, "path": reverse("sharing:records")}
    _to_custodians(originator_id, "sharing/email/asked.txt", f"{Tlp.AMBER.label} {reference}", context)


def _to_custodians(organisation_id: int, template: str, words: str, context: Mapping[str, object]) -> None:
    hats = Membership.objects.filter(acting.current(), organisation_id=organisation_id).select_related("person")
    chosen = {hat.person_id: hat.person.name for hat in hats if "custodian" in hat.roles}
    for key, account in _accounts(chosen).items():
        items_mail.send(template, account.email, words, {"name": chosen[key], **context})


def _accounts(people: Iterable[int]) -> dict[int, Account]:
    return {one.person_id: one for one in Account.objects.filter(person_id__in=list(people), is_active=True)}

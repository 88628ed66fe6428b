"""What does a board read of the leads? Each force with its lead, since when, who stands in and who comes after.

Names stand in it only where their reader may see the card.

*Source:* R55, R189, R263.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.documents import Block, Bullets, Document, Heading, Paragraph, Table
from commonground.pages import documents, words
from commonground.people.adapters.finding_limits import may_look
from commonground.people.models import Holding
from commonground.people.queries import endorsements as queries
from commonground.people.queries.endorsements import Force, Lead
from commonground.people.rules.posts import NATIONAL_LEAD, WORKGROUP_LEAD
from commonground.people.views.finding import too_many


@login_not_required
@require_safe
def leads_paper(request: HttpRequest, form: str) -> HttpResponse:
    """Give the leads as a paper for a board."""
    if not may_look(request):
        return too_many(request)
    forces = queries.forces(request.actor)
    others = [*queries.leads_of(request.actor, NATIONAL_LEAD), *queries.leads_of(request.actor, WORKGROUP_LEAD)]
    shown = [lead.card.post for lead in (*(lead for force in forces for lead in force.leads), *others)]
    if request.actor.is_signed_in and shown:
        refs = [post.ref for post in shown]
        audit.record("post:leads:seen", actor=request.actor, subject=shown[0], posts=refs)
    return documents.respond(_paper(request.actor, forces, others), form, _("Leads on business crime"))


def _paper(actor: Actor, forces: Sequence[Force], others: Sequence[Lead]) -> Document:
    today = timezone.localdate()
    rows = [row for force in forces for row in _rows_of(force)]
    without = [force.organisation.name for force in forces if not any(_is_held(lead) for lead in force.leads)]
    blocks: list[Block] = [Heading(_("In short")), Paragraph(_in_short(len(forces), len(without)))]
    if without:
        blocks += [Paragraph(_("A lead is asked for here:")), Bullets(without)]
    blocks += [Heading(_("Force by force")), _table(_("The lead of each force"), rows)] if rows else []
    if others:
        named = [_row(lead.card.post.organisation.name, lead) for lead in others]
        blocks += [Heading(_("Bodies and workgroups")), _table(_("National leads and leads of workgroups"), named)]
    marking = _("For members of the programme") if actor.is_member else _("Public")
    return Document(_("Leads on business crime"), blocks, on=today, marking=marking)


def _in_short(forces: int, without: int) -> str:
    if not forces:
        return _("No police force is in the register yet.")
    sentence = ngettext(
        "%(all)s police force is in the register; %(with)s has a lead who holds the post today.",
        "%(all)s police forces are in the register; %(with)s of them have a lead who holds the post today.",
        forces,
    )
    return sentence % {"all": words.in_words(forces).capitalize(), "with": words.in_words(forces - without)}


def _is_held(lead: Lead) -> bool:
    return not lead.card.is_vacant


def _rows_of(force: Force) -> Iterable[tuple[str, ...]]:
    if not force.leads:
        yield (force.organisation.name, _("None named"), "", "", "", "")
    for lead in force.leads:
        yield _row(force.organisation.name, lead)


def _row(organisation: str, lead: Lead) -> tuple[str, ...]:
    card, post = lead.card, lead.card.post
    held = card.holder
    return (
        organisation,
        post.title,
        _("Vacant")
        if held is None
        else _("%(name)s, since %(day)s") % {"name": _name(held), "day": words.day(held.starts)},
        _name(card.deputy) or _("None"),
        _name(card.successor) or _("Not named"),
        words.day(post.confirmed_on) if post.confirmed_on else _("Not yet"),
    )


def _name(held: Holding | None) -> str:
    return held.membership.person.name if held else ""


def _table(caption: str, rows: Sequence[Sequence[str]]) -> Table:
    head = (_("Organisation"), _("Post"), _("Held by"), _("Deputy"), _("Successor"), _("Last confirmed"))
    return Table(caption, head, rows)

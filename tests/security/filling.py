"""How is a collaboration filled to the brim, with words that can be found again?

*Source:* settled questions, "In Django" (tests).
"""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from django.utils import timezone
from pypdf import PdfWriter

from commonground.projects.actions import (
    answers,
    backing,
    backing_files,
    consensus,
    decisions,
    ethics,
    guide_around,
    peer_reading,
    plans,
    polls,
    signing,
    sourcing,
    waiting,
)
from commonground.projects.models import CaseCall, CaseOffer
from commonground.projects.queries import visible
from commonground.projects.rules.guide import PARTS, Kind
from commonground.projects.rules.guide.shapes import REFERRED_PARTS
from tests.projects.proposals import in_review, reviewed, supported


def fitting(key, words="words", here=None):
    """Give raw values that fit every field of a part; what can be written in words says these."""
    refs = {}
    if here is not None:
        refs[Kind.MEMBER] = visible.team_of(here).first().ref
        for kind, part in REFERRED_PARTS.items():
            found = here.answers.filter(part=part, removed_at__isnull=True).first()
            refs[kind] = found.ref if found else ""
    plain = {Kind.LINE: words, Kind.TEXT: words, Kind.YES_NO: "yes", Kind.NUMBER: "3", Kind.DATE: "2026-12-01"}
    plain[Kind.TIME] = "19:30"
    return {f.name: next(iter(f.choices), None) or {**plain, **refs}.get(f.kind, "") for f in PARTS[key].fields}


def fill(actor, here, words="words"):
    """Answer every part of the guide once that is answered by hand; the joint statement only where both sides have sent
    their words."""
    opened = here.rounds.filter(opened_at__isnull=False).exists()
    return {
        key: answers.record(actor=actor, collaboration=here, part=PARTS[key], raw=fitting(key, words, here))
        for key in PARTS
        if (key != "joint" or opened) and not PARTS[key].sealed
    }


def a_letter():
    """Make a PDF of one empty page."""
    paper, made = PdfWriter(), BytesIO()
    paper.add_blank_page(72, 72)
    paper.write(made)
    return made.getvalue()


def surround(cast, here, lead, other, words="words", outside="hartnoll"):
    """Make, beside the answers and the case study of a filled collaboration, one of all else that an address can name;
    `lead` and `other` speak for its sides, and nobody of the organisation of `outside` is on it."""
    given, today = {"actor": cast.actor(lead), "collaboration": here}, timezone.localdate()
    later, stranger = today + timedelta(20), cast.membership[outside]
    plans.put_forward(**given, reason="")
    rule = consensus.set_rule(**given, rule="objection", silence="content", days=14)
    consensus.agree_to_rule(actor=cast.actor(other), rule=rule)
    consensus.open_round(**given, motion="stop", words=words)
    consensus.take_position(**given, position="stop", reason=words)
    case = here.publications.filter(kind="case").last()
    peer_reading.ask(actor=cast.actor(lead), publication=case, reader=stranger)
    said = {"because": words, "not_decided": words, "comment_days": 14, "cooling_days": 7}
    decisions.put_up(**given, proposal=words, stages=[words], **said)
    waiting.wait(**given, whom=words, what=words, look_again=later)
    ethics.ask(**given, adviser=stranger, asks=words)
    ours = cast.membership[lead].organisation
    backing.ask(**given, organisation=ours, name=words, post_title=words, email="chief@example.org", note=words)
    letter = here.answers.filter(part="backing").first()
    backing_files.keep(**given, backing=letter, caption=words, content=a_letter())
    signing.share(**given, name=words, email="council@example.org")
    poll = polls.prepare(**given, about=words, opens_on=today, closes_on=later, is_open_to_all=True)
    polls.add_group(actor=cast.actor(lead), poll=poll, name=words, kind="community", email="traders@example.org")
    polls.open_poll(actor=cast.actor(lead), poll=poll)
    row = here.answers.filter(part="resources").first()
    wanted = sourcing.ask(**given, row=row, what=words, amount=Decimal(2), until=later)
    sourcing.offer(actor=cast.actor(outside), wanted=wanted, amount=Decimal(1), words=words)
    call = CaseCall.objects.create(programme=here.programme, title=words, asks=words, closes_on=later)
    CaseOffer.objects.create(call=call, by=cast.membership[lead], collaboration=here, title=words, about=words)
    coordinator = next(key for key, held in cast.membership.items() if "coordinator" in held.roles)
    asks = {"step": 2, "kind": "question", "title": words, "programme": cast.programme}
    guide_around.add(actor=cast.actor(coordinator), **asks)
    supported(cast, reviewed(cast, in_review(cast)))

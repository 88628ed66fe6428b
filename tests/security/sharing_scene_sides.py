"""What is there to leak beside items? Agreements, the desk, decisions, requests, reports, holds, each text a new word.

Every text of every such row is a word of its own, and of each it is noted who may come by it: those of the two sides,
those of one, or nobody at all.

*Source:* design/sharing.md 2.1, 2.2, 5; R184, R212, R222; bars A4 and C1 of reference/security.md.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from commonground.sharing import models as kept
from commonground.sharing.actions import agreements, releases
from commonground.sharing.rules import agreements_clauses, decisions_recording
from commonground.sharing.rules.agreements_clauses import Kind
from tests.sharing.reporting import begun, reported
from tests.sharing.shared_things import agreed, cleared, to

if TYPE_CHECKING:
    from tests.security.sharing_scene import Scene

POLICE, CENTRE, FIRM, SHOPS = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding", "Tannery Stores"
PARTIES = ("whitlock", "haddow", "hartnoll")
# What everybody reads of an agreement that was ever in force
PUBLIC = frozenset({"summary", "notice", "complaints"})
TOLD_TO_ASKERS = frozenset({"reasons", "handling"})


def sides_of(made: "Scene") -> None:
    """Write all of it, in the order in which one thing names another."""
    _draft(made)
    _in_force(made)
    _left(made)
    _suspended(made)
    _asked(made)
    _decided(made)
    _lent(made)
    _reported(made)
    _around(made)


def _clauses(made: "Scene", version: kept.AgreementVersion, name: str, *keys: str, public: bool = False) -> None:
    """Write every clause of a version, each of its texts as a word."""
    for clause in agreements_clauses.CLAUSES:
        said: dict[str, Any] = {}
        for one in clause.fields:
            if one.kind in (Kind.LINE, Kind.TEXT) and not (public and one.name in PUBLIC):
                said[one.name] = made.may(f"{name} {clause.key} {one.name}", *keys)
            elif one.kind is Kind.YES_NO:
                said[one.name] = True
        values = {"rows": [said]} if clause.many else said
        kept.Clause.objects.update_or_create(version=version, key=clause.key, defaults={"values": values, "edit": 1})
    waived = version.clauses.filter(key__in=[one.key for one in agreements_clauses.CLAUSES if one.waivable]).first()
    if waived is not None:
        waived.not_needed = made.may(f"{name} not needed", *keys)
        waived.save(update_fields=["not_needed"])


def _draft(made: "Scene") -> None:
    """A draft of the police and the centre, of which nobody else learns."""
    cast = made.cast
    title = made.may("draft title", "whitlock")
    draft = agreements.begin(actor=cast.actor("thornbury"), programme=cast.programme, area=cast.area, title=title)
    for name in (POLICE, CENTRE):
        agreements.name_party(
            actor=cast.actor("thornbury"), agreement=draft, organisation=cast.organisation[name],
            gives=["incident"], gets=["incident"],
        )  # fmt: skip
    acting = agreements.name_person(
        actor=cast.actor("thornbury"), agreement=draft, membership=cast.membership["thornbury"], part="signatory"
    )
    version = draft.versions.get()
    version.because = made.may("draft because", "whitlock")
    version.save(update_fields=["because"])
    _clauses(made, version, "draft", "whitlock")
    basis = _basis(made, draft, "thornbury", "draft", "whitlock")
    party = kept.Party.objects.get(agreement=draft, organisation=cast.organisation[CENTRE])
    made.ids |= {
        "agreement": [draft.ref], "party": [party.ref], "acting": [acting.ref], "basis": [basis.ref],
        "organisation": [cast.organisation[CENTRE].ref],
    }  # fmt: skip


def _basis(made: "Scene", agreement: kept.Agreement, who: str, name: str, *keys: str, **more: Any) -> kept.PartyBasis:
    return kept.PartyBasis.objects.create(
        agreement=agreement, organisation=made.cast.membership[who].organisation, direction="gives", basis="part-3",
        special="none-special", criminal="schedule-1-10", power="no-power", exemption="no-exemption",
        note=made.may(f"{name} note", *keys), opens=timezone.now() - timedelta(days=2), **more,
    )  # fmt: skip


def _in_force(made: "Scene") -> None:
    """What the four parties of the agreement in force know of it, with an annex that is to change."""
    cast, now = made.cast, timezone.now()
    by, centre = cast.membership["thornbury"], cast.organisation[CENTRE]
    _clauses(made, made.agreement.versions.get(), "in force", *PARTIES, public=True)
    ended = {"closes": now, "because": made.may("basis because", *PARTIES)}
    _basis(made, made.agreement, "whitlock", "in force", *PARTIES, **ended)
    kept.AgreementReview.objects.create(
        agreement=made.agreement, held_on=now.date(), present=made.may("review present", *PARTIES), by=by, at=now,
        findings=made.may("review findings", *PARTIES), follows="change", changes=made.may("review changes", *PARTIES),
    )  # fmt: skip
    kept.DataReport.objects.create(
        agreement=made.agreement, organisation=cast.organisation[POLICE], about=centre, done="kept",
        words=made.may("data report", *PARTIES), by=by, at=now,
    )  # fmt: skip
    change = kept.AnnexChange.objects.create(
        agreement=made.agreement, organisation=centre, gives=["alert"], gets=["alert"], put_by=by, put_at=now,
        because=made.may("annex because", *PARTIES),
    )  # fmt: skip
    made.ids |= {"agreement": [*made.ids["agreement"], made.agreement.ref], "change": [change.ref]}


def _left(made: "Scene") -> None:
    """An agreement that one has left: what is written of it since is not theirs."""
    cast, since = made.cast, timezone.now() - timedelta(days=1)
    old = agreed(cast, POLICE, CENTRE, FIRM, reference="ISA-0021")
    kept.Party.objects.filter(agreement=old, organisation=cast.organisation[FIRM]).update(closes=since)
    kept.Leaving.objects.create(
        agreement=old, organisation=cast.organisation[FIRM], because=made.may("leaving because", "whitlock", "haddow"),
        by=cast.membership["haddow"], at=since,
    )  # fmt: skip
    version = kept.AgreementVersion.objects.create(
        agreement=old, number=2, ceiling=2, state="draft", because=made.may("second because", "whitlock")
    )
    _clauses(made, version, "second", "whitlock")
    made.ids["agreement"].append(old.ref)


def _suspended(made: "Scene") -> None:
    cast = made.cast
    still = agreed(cast, POLICE, CENTRE, reference="ISA-0022")
    because = made.may("suspended because", "whitlock")
    at = timezone.now()
    kept.Agreement.objects.filter(pk=still.pk).update(
        suspended_at=at, suspended_because=because, suspended_by=cast.membership["thornbury"]
    )
    kept.TimeInForce.objects.filter(version__agreement=still).update(closes=at)
    made.ids["agreement"].append(still.ref)


def _asked(made: "Scene") -> None:
    """What the centre asks of the police, what the firm does, and what the police keep for themselves."""
    made.ids["question"] = []
    for asker, others in (("whitlock", ("whitlock",)), ("haddow", ("haddow",)), ("thornbury", ())):
        held, now = made.cast.membership[asker], timezone.now()
        put = {"to_organisation": made.cast.organisation[POLICE], "asked_at": now} if others else {}
        made.ids["question"].append(
            kept.DeskQuestion.objects.create(
                organisation=held.organisation, asked_by=held, kind="not_yet", kept_at=now,
                about=made.may(f"about {asker}", *others), what=made.may(f"what {asker}", *others),
                purpose=made.may(f"purpose {asker}", *others), review_because=made.may(f"again {asker}", *others),
                review_asked_at=now if others else None, answered_at=now if others else None, **put,
            ).ref
        )  # fmt: skip


def _decided(made: "Scene") -> None:
    """The records of the police: whoever asked learns the answer and its reasons, and nothing of what was weighed."""
    cast, now = made.cast, timezone.now()
    by, second = cast.membership["thornbury"], cast.membership["ashdown"]
    made.ids["decision"] = []
    questions = [
        kept.DeskQuestion.objects.filter(asked_by=cast.membership[key]).get() for key in ("whitlock", "haddow")
    ]
    for number, question in enumerate([*questions, None], start=1):
        asker = {1: ("whitlock",), 2: ("haddow",)}.get(number, ())
        values: dict[str, Any] = {
            one.key: made.may(f"record {number} {one.key}", *(asker if one.key in TOLD_TO_ASKERS else ()))
            for one in decisions_recording.FIELDS.values()
            if one.kind in ("line", "words") and not one.choices
        }
        record = kept.SharingRecord.objects.create(
            organisation=cast.organisation[POLICE], number=number, question=question, direction="received",
            outcome="refuse", asking_organisation=made.may(f"record {number} asked by"),
            values=values | {"marking": "AMBER", "direction": "received", "outcome": "refuse"}, decided_by=by,
            decided_as=made.may(f"record {number} as"), second=second, asked_at=now, decided_at=now,
        )  # fmt: skip
        for kind in ("outcome", "appeal", "reviewed"):
            told = asker if kind == "appeal" else ()
            kept.RecordNote.objects.create(
                record=record, kind=kind, words=made.may(f"note {number} {kind}", *told), by=second, at=now
            )
        kept.RecordRecipient.objects.create(record=record, organisation=cast.organisation[CENTRE])
        made.ids["decision"].append(record.ref)


def _lent(made: "Scene") -> None:
    """What two ask of the police, what was granted to one of them, and a session for those who hold a grant."""
    cast, now, today = made.cast, timezone.now(), timezone.localdate()
    asset = kept.Asset.objects.create(
        organisation=cast.organisation[POLICE], kind="briefing", title="Weekly briefing", entered_on=today
    )
    made.ids |= {"asset": [asset.ref], "asset_request": []}
    for asker in ("whitlock", "haddow"):
        held = cast.membership[asker]
        texts = {each: made.may(f"request {asker} {each}", asker)
                 for each in ("title", "what", "purpose", "risks", "mitigations", "reasons")}  # fmt: skip
        asked = kept.AssetRequest.objects.create(
            organisation=held.organisation, asked_by=held, to_organisation=cast.organisation[POLICE], asset=asset,
            needed_by=today, wanted_until=today + timedelta(90), likelihood=2, impact=3, asked_at=now,
            state="granted" if asker == "whitlock" else "open", **texts,
        )  # fmt: skip
        made.ids["asset_request"].append(asked.ref)
    first = kept.AssetRequest.objects.get(asked_by=cast.membership["whitlock"])
    grant = kept.Grant.objects.create(
        request=first, likelihood=1, impact=1, opens=today, closes=today + timedelta(60), review_on=today,
        authority=made.may("grant authority", "whitlock"), conditions=made.may("grant conditions", "whitlock"),
    )  # fmt: skip
    for kind in ("use", "review", "outcome"):
        kept.GrantEntry.objects.create(
            grant=grant, kind=kind, words=made.may(f"entry {kind}", "whitlock"), by=cast.membership["whitlock"], at=now
        )
    session = kept.Briefing.objects.create(
        asset=asset, title=made.may("session title", "whitlock"), place=made.may("session place", "whitlock"),
        starts=now + timedelta(days=3), seats=4, opened_by=cast.membership["thornbury"],
    )  # fmt: skip
    kept.Attendance.objects.create(
        briefing=session, membership=cast.membership["whitlock"], taken_at=now, accepted_at=now
    )
    made.ids["briefing"] = [session.ref]


def _reported(made: "Scene") -> None:
    """A report of the centre that the police get whole, with who said so, and a draft that is its writer's alone."""
    cast, since = made.cast, timezone.now() - timedelta(days=30)
    parties = kept.Party.objects.filter(agreement=made.agreement)
    kept.PartyBasis.objects.bulk_create(
        kept.PartyBasis(
            agreement=made.agreement, organisation=party.organisation, direction=way, basis="part-3", opens=since
        )
        for party in parties
        for way in ("gives", "gets")
    )
    cleared(cast, "ellerby")
    report = reported(
        cast, happened=made.may("happened", "whitlock"), opinion=made.may("opinion of a report", "whitlock"),
        reporter_name=made.of_centre("reporter name"), reporter_contact=made.of_centre("reporter contact"),
    )  # fmt: skip
    draft = begun(cast, happened=_only(made, "draft of a report"), reporter_name=_only(made, "draft reporter"))
    made.ids |= {"draft": [draft.ref], "report": [report.rendition.ref]}


def _only(made: "Scene", name: str, *keys: str) -> str:
    """Make a word that only those may find, and not even the keepers at the police."""
    word = made.may(name)
    made.words[word] = frozenset(keys)
    return word


def _around(made: "Scene") -> None:
    """Around the item: what it said before, why it was closed to somebody, what was asked about it, why it stays."""
    cast, now, one = made.cast, timezone.now(), made.versions[0]
    author = cast.membership["thornbury"]
    kept.RenditionVersion.objects.create(
        rendition=one, number=1, kind="full", tlp=2, clearance=0, personal=True, changed_by=author,
        title=made.may("earlier title"), text=made.may("earlier text"), fields={"opinion": made.may("earlier opinion")},
        conditions=made.may("earlier conditions"),
    )  # fmt: skip
    closed = releases.release(
        actor=cast.actor("thornbury"), rendition=made.versions[1], draft=to(cast, SHOPS, made.agreement)
    )
    releases.revoke(actor=cast.actor("thornbury"), release=closed, reason=made.may("closed because"))
    known = kept.Item.objects.exclude(known_title="").get()
    asked = releases.ask_access(actor=cast.actor("hartnoll"), item=known, reason=made.may("access", "hartnoll"))
    passing = releases.ask_to_pass_on(
        actor=cast.actor("haddow"), rendition=made.versions[1], reason=made.may("passing on", "haddow"),
        organisation_id=cast.organisation[SHOPS].pk,
    )  # fmt: skip
    for ask, key in ((asked, "hartnoll"), (passing, "haddow")):
        kept.Ask.objects.filter(pk=ask.pk).update(
            answer=made.may(f"answer to {key}", key), answered_at=now, answered_by=author
        )
    made.ids["ask"] += [asked.ref, passing.ref]
    _passing_over(made, known)
    _kept(made)


def _passing_over(made: "Scene", item: kept.Item) -> None:
    """What the police offer to the firm to take over, of which one waits and one was declined."""
    cast, now = made.cast, timezone.now()
    made.ids["transfer"] = []
    for state, answer in (("open", ""), ("declined", made.may("declined because", "haddow"))):
        offered = kept.Transfer.objects.create(
            giver=cast.organisation[POLICE], taker=cast.organisation[FIRM], state=state, answer=answer,
            reason=made.may(f"handed over because, {state}", "haddow"), offered_by=cast.membership["thornbury"],
            offered_at=now, answered_at=now if answer else None,
        )  # fmt: skip
        kept.TransferItem.objects.create(
            transfer=offered, item=item, reference=item.ref, category=item.category, tlp=2, written_at=now,
            is_over=bool(answer),
        )  # fmt: skip
        made.ids["transfer"].append(offered.ref)


def _kept(made: "Scene") -> None:
    """Why things stay, who may not have them, and what is said in public."""
    cast, now, author = made.cast, timezone.now(), made.cast.membership["thornbury"]
    item, police = made.item, made.cast.organisation[POLICE]
    more = {"item": item, "originator": police}
    kept.ItemHold.objects.create(reason=made.may("hold"), since=now, **more)
    kept.RetentionReview.objects.create(reason=made.may("kept because"), reviewed_at=now, **more)
    kept.RetentionSpan.objects.create(
        organisation=police, line="intelligence", days=90, reason=made.may("span"), since=now
    )
    question = kept.DeskQuestion.objects.get(asked_by=cast.membership["whitlock"])
    day = kept.RecordKept.objects.create(
        kind="question", key=question.pk, subject=question.public_id, organisation=police, leaves_on=now.date(),
        held_since=now, held_because=made.may("record held because"),
    )  # fmt: skip
    kept.RecordReview.objects.create(
        kept=day, organisation=police, reviewed_at=now, reason=made.may("record kept because")
    )
    decision = kept.Decision.objects.create(organisation=cast.organisation[POLICE], item=item, outcome="refuse")
    kept.DecisionRecipient.objects.create(decision=decision, organisation=cast.organisation[FIRM])
    pledge = kept.Pledge.objects.create(
        organisation=police, words="Dare", made_by=author, made_on=now.date(), until=now.date() + timedelta(days=90)
    )
    made.ids |= {
        "pledge": [pledge.ref],
        "record_kept": [day.ref],
        "kept": [each.ref for each in kept.KeptUntil.objects.order_by("pk")[:3]],
    }

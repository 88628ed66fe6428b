"""One row of each table that two organisations share at most: Marlgate Centre asks the police, nobody else is in it.

*Source:* design/sharing.md 2.2; R184, R212, R222, D8.
"""

from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from commonground.sharing import models as kept
from commonground.sharing.actions import releases, renditions
from commonground.sharing.models.programs import AccessToken
from tests.sharing.town import GREEN, Town


def filled(town: Town) -> list[Model]:
    """Write the rows, as the owner of the tables; gives them."""
    return [*_of_an_item(town), *_asked(town), *_decided(town), *_lent(town), *_written(town)]


def _of_an_item(town: Town) -> list[Model]:
    item = town.three_versions()
    full = item.renditions.order_by("place").first()
    whitlock = town.cast.membership["whitlock"]
    item.known_title = "Something"
    item.save(update_fields=["known_title"])
    item.known_to.add(town.cast.organisation["Harbour View Hotel"])
    renditions.read(actor=town.actor("whitlock"), rendition=full)
    asked = releases.ask_to_pass_on(
        actor=town.actor("whitlock"), rendition=full,
        organisation_id=town.cast.organisation["Tannery Stores"].pk, reason="They are next door",
    )  # fmt: skip
    now = timezone.now()
    version = kept.RenditionVersion.objects.create(
        rendition=full, number=1, kind="full", tlp=GREEN, clearance=0, personal=True, changed_by=None
    )
    waits = kept.Approval.objects.create(
        rendition=full, what="not_personal", asked_by=town.cast.membership["thornbury"], asked_at=now
    )
    notice = kept.WithdrawalNotice.objects.create(
        item=item, originator=item.originator, membership=whitlock, reference=item.ref, reason="In error"
    )
    reading = kept.Reading.objects.get(membership=whitlock)
    known = item.known_to.through.objects.get()
    return [full.releases.first(), reading, asked, version, waits, notice, known]


def _asked(town: Town) -> list[Model]:
    cast, now = town.cast, timezone.now()
    token = AccessToken.objects.create(
        membership=cast.membership["whitlock"], use="read", name="Reader", digest="a" * 64, made_at=now,
        until=timezone.localdate() + timedelta(9),
    )  # fmt: skip
    question = kept.DeskQuestion.objects.create(
        organisation=cast.organisation["Marlgate Centre"], asked_by=cast.membership["whitlock"], kind="yes",
        about="Thefts", kept_at=now, asked_at=now, to_organisation=cast.organisation["Aldermouth Police"],
    )  # fmt: skip
    return [token, question]


def _decided(town: Town) -> list[Model]:
    cast, now = town.cast, timezone.now()
    police, item = cast.organisation["Aldermouth Police"], kept.Item.objects.latest("pk")
    by = cast.membership["thornbury"]
    record = kept.SharingRecord.objects.create(
        organisation=police, number=1, direction="received", outcome="all", asking_organisation="Marlgate Centre",
        question=kept.DeskQuestion.objects.latest("pk"), decided_by=by, decided_at=now, asked_at=now,
    )  # fmt: skip
    to = kept.RecordRecipient.objects.create(record=record, organisation=cast.organisation["Marlgate Centre"])
    note = kept.RecordNote.objects.create(record=record, kind="reviewed", by=by, at=now)
    decision = kept.Decision.objects.create(organisation=police, item=item, outcome="share")
    named = kept.DecisionRecipient.objects.create(decision=decision, organisation=cast.organisation["Marlgate Centre"])
    return [record, to, note, decision, named]


def _lent(town: Town) -> list[Model]:
    cast, now, today = town.cast, timezone.now(), timezone.localdate()
    asset = kept.Asset.objects.create(
        organisation=cast.organisation["Aldermouth Police"], kind="briefing", title="Briefing", entered_on=today
    )
    request = kept.AssetRequest.objects.create(
        organisation=cast.organisation["Marlgate Centre"], asked_by=cast.membership["whitlock"], asset=asset,
        to_organisation=cast.organisation["Aldermouth Police"], title="A seat", needed_by=today,
        wanted_until=today + timedelta(9), likelihood=1, impact=1, asked_at=now,
    )  # fmt: skip
    grant = kept.Grant.objects.create(
        request=request, likelihood=1, impact=1, opens=today, closes=today + timedelta(9), review_on=today
    )
    entry = kept.GrantEntry.objects.create(
        grant=grant, kind="use", words="Went", by=cast.membership["whitlock"], at=now
    )
    briefing = kept.Briefing.objects.create(
        asset=asset, title="Monday", starts=now, place="Here", seats=3, opened_by=cast.membership["thornbury"]
    )
    seat = kept.Attendance.objects.create(
        briefing=briefing, membership=cast.membership["whitlock"], taken_at=now, accepted_at=now
    )
    return [request, grant, entry, seat]


def _written(town: Town) -> list[Model]:
    version = town.agreement.versions.get()
    return [
        kept.Clause.objects.create(version=version, key="purpose", values={"purpose": "To prevent theft"}),
        kept.Clause.objects.create(version=version, key="summary", values={"summary": "Thefts are told."}),
    ]

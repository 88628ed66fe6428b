"""Do checkpoints leave the machine by themselves, so that nobody who runs it can take them all back?

*Source:* issue "Dare to Share", audit; bar C2 of the reference on security.
"""

import pytest
from django.core import mail

from commonground.audit import actions, notes
from commonground.audit.models import Entry
from commonground.audit.sealing import Sealer
from commonground.website import checkpoints_mail
from tests.sharing.shared_things import role

SEED = bytes(range(32))


@pytest.fixture
def signed(cast):
    """A record with a checkpoint."""
    actions.record("people:test:done", actor=cast.actor("thornbury"), subject=cast.organisation["Marlgate Centre"])
    sealer = Sealer(SEED)
    sealer.seal()
    return sealer.sign()


def test_each_organisation_gets_the_newest_checkpoint_once_a_day_and_can_check_with_it(cast, signed):
    role(cast, "ashdown", "custodian")
    checkpoints_mail.weekly()
    checkpoints_mail.weekly()
    to = [one.to[0] for one in mail.outbox]
    assert len(to) == len(set(to)) > 1
    for one in mail.outbox:
        (name, note, kind), *_more = one.attachments
        assert (name, kind) == (f"checkpoint-{signed.size}.txt", "text/plain") and note in one.body
        assert notes.read(note, notes.verification_key(SEED)).size == signed.size
    rows = Entry.objects.filter(tag=checkpoints_mail.SENT)
    assert rows.count() == len(set(rows.values_list("subject_id", flat=True))) > 1


def test_whoever_keeps_the_records_is_told_and_where_nobody_does_whoever_speaks_for_them(cast, signed):
    role(cast, "ashdown", "custodian")
    body = cast.organisation["Aldermouth Police"]
    assert checkpoints_mail.send(body, signed) == 1
    assert mail.outbox[0].to == [cast.person["ashdown"].account.email]


def test_nothing_is_sent_before_anything_is_signed(cast):
    checkpoints_mail.weekly()
    assert mail.outbox == []

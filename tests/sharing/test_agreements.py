"""Do two sides build an agreement, sign exactly what they read, let others in, and part with proof?

*Source:* R15, R212-R213; design/sharing.md 1, 2.1, 5.
"""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.http import Http404
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.sharing.actions import agreements, agreements_annex, agreements_bases, agreements_life
from commonground.sharing.actions import agreements_signing as signing
from commonground.sharing.models import Clause, Party, TimeInForce
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words
from commonground.sharing.rules.agreements_signing import difference
from commonground.sharing.rules.agreements_state import State
from tests.sharing import agreeing
from tests.sharing.agreeing import base, begun, complete, in_force, read, signs, staff


def body(cast, key):
    return cast.membership[key].organisation


def test_a_draft_opens_nothing_and_says_what_it_lacks(cast):
    made = begun(cast)
    reading = read(cast, made)
    assert reading.state is State.DRAFT and not TimeInForce.objects.exists()
    missing = words.lacking(reading, reading.draft)
    assert "Write the clause “Purpose”." in missing
    assert any("Marlgate Centre" in one and "signs for it" in one for one in missing)
    with pytest.raises(Refused, match="Write the clause"):
        signing.offer(actor=cast.actor("thornbury"), agreement=made)


def test_personal_data_needs_a_lawful_basis_of_each_party_in_each_direction(cast):
    made = begun(cast)
    for key in agreeing.SIDES:
        staff(cast, made, key)
    agreeing.write(cast, made)
    base(cast, made, "thornbury")
    base(cast, made, "whitlock", "gives")
    reading = read(cast, made)
    assert words.lacking(reading, reading.draft) == [
        "Marlgate Centre enters the lawful basis on which it gets personal data."
    ]
    with pytest.raises(Invalid, match="competent authority"):
        agreements_bases.enter(
            actor=cast.actor("whitlock"), agreement=made, direction="gets", basis="part-3", **agreeing.LAW
        )


def test_an_agreement_without_personal_data_needs_no_lawful_basis(cast):
    made = begun(cast)
    for key in agreeing.SIDES:
        staff(cast, made, key)
    agreeing.write(cast, made, personal=False)
    reading = read(cast, made)
    assert words.lacking(reading, reading.draft) == []


def test_it_comes_into_force_when_the_last_party_has_signed_and_not_before(cast):
    made = complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    signs(cast, made, "thornbury")
    assert read(cast, made).state is State.OFFERED
    signs(cast, made, "whitlock")
    reading = read(cast, made)
    assert reading.state is State.IN_FORCE
    assert {one.content for one in words.signatures_of(reading.signed)} == {words.content_of(reading.signed)}


def test_only_the_named_signatory_signs_and_only_for_their_own_organisation(cast):
    made = complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    reading = read(cast, made)
    line = words.own_line(reading, body(cast, "tranter").pk)
    with pytest.raises(NotAllowed):
        signing.sign(actor=cast.actor("tranter"), agreement=made, content=reading.offered.content, line=line)
    theirs = words.own_line(reading, body(cast, "whitlock").pk)
    with pytest.raises(Refused, match="changed"):
        signing.sign(actor=cast.actor("thornbury"), agreement=made, content=reading.offered.content, line=theirs)


def test_a_signature_on_other_words_than_those_on_the_table_is_refused(cast):
    made = complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    old = read(cast, made).offered.content
    signing.take_back(actor=cast.actor("whitlock"), agreement=made)
    purpose = Clause.objects.get(version__agreement=made, key="purpose")
    values = purpose.values | {"aim": "Something else"}
    agreements.write_clause(
        actor=cast.actor("whitlock"), agreement=made, key="purpose", values=values, edit=purpose.edit
    )
    signing.offer(actor=cast.actor("whitlock"), agreement=made)
    reading = read(cast, made)
    assert reading.offered.content != old
    with pytest.raises(Refused, match="changed"):
        signing.sign(
            actor=cast.actor("thornbury"), agreement=made, content=old,
            line=words.own_line(reading, body(cast, "thornbury").pk),
        )  # fmt: skip


def test_what_is_taken_back_binds_nobody(cast):
    made = complete(cast)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    signs(cast, made, "thornbury")
    signing.take_back(actor=cast.actor("whitlock"), agreement=made)
    signing.offer(actor=cast.actor("whitlock"), agreement=made)
    assert words.unsigned(read(cast, made), read(cast, made).offered) == ["Aldermouth Police", "Marlgate Centre"]


def test_a_signed_version_never_changes(cast):
    made = in_force(cast)
    signed = read(cast, made).signed
    before = words.content_of(signed)
    row = signed.clauses.get(key="purpose")
    with pytest.raises(NotAllowed):
        agreements.write_clause(
            actor=cast.actor("thornbury"),
            agreement=made,
            key="purpose",
            values=row.values | {"aim": "X"},
            edit=row.edit,
        )
    signing.begin_version(actor=cast.actor("whitlock"), agreement=made, because="The ceiling is too low.")
    held = words.clauses_of(read(cast, made).draft)
    agreements.write_clause(
        actor=cast.actor("whitlock"), agreement=made, key="purpose",
        values=held["purpose"].values | {"aim": "Fewer thefts"}, edit=held["purpose"].edit,
    )  # fmt: skip
    assert words.content_of(read(cast, made).signed) == before == signed.content


def test_a_new_version_shows_what_changes_and_takes_the_place_of_the_old_one_when_signed(cast):
    made = in_force(cast)
    signing.begin_version(actor=cast.actor("thornbury"), agreement=made, because="A year has passed.")
    held = words.clauses_of(read(cast, made).draft)["how"]
    agreements.write_clause(
        actor=cast.actor("thornbury"), agreement=made, key="how", values=held.values | {"often": "Every Monday"},
        edit=held.edit,
    )  # fmt: skip
    reading = read(cast, made)
    changed = difference(words.wording_of(reading.signed), words.wording_of(reading.draft))
    assert [one.clause.key for one in changed] == ["how"]
    assert any(run.how == "came" and "Monday" in run.words for run in changed[0].runs)
    signing.offer(actor=cast.actor("thornbury"), agreement=made)
    assert read(cast, made).state is State.IN_FORCE, "the signed version holds meanwhile"
    for key in agreeing.SIDES:
        signs(cast, made, key)
    reading = read(cast, made)
    now = timezone.now()
    open_now = [t for t in TimeInForce.objects.all() if t.opens <= now and (t.closes is None or now < t.closes)]
    assert [t.version.number for t in open_now] == [2] == [reading.signed.number]


def test_a_draft_that_follows_can_be_dropped_and_the_signed_version_goes_on(cast):
    made = in_force(cast)
    signing.begin_version(actor=cast.actor("thornbury"), agreement=made, because="A year has passed.")
    signing.drop_version(actor=cast.actor("whitlock"), agreement=made)
    reading = read(cast, made)
    assert (reading.state, reading.draft, reading.signed.number) == (State.IN_FORCE, None, 1)
    with pytest.raises(NotAllowed):
        signing.drop_version(actor=cast.actor("whitlock"), agreement=made)


def test_two_who_write_one_clause_lose_nothing(cast):
    made = begun(cast)
    values = {"excluded": "Health"}
    agreements.write_clause(actor=cast.actor("thornbury"), agreement=made, key="excluded", values=values, edit=0)
    with pytest.raises(Stale) as lost:
        agreements.write_clause(
            actor=cast.actor("whitlock"), agreement=made, key="excluded", values={"excluded": "Names"}, edit=0
        )
    assert lost.value.theirs["excluded"] == "Health" and lost.value.version == 1


def test_a_clause_is_left_out_only_where_it_may_be_and_with_a_reason(cast):
    made = begun(cast)
    with pytest.raises(Invalid):
        agreements.write_clause(
            actor=cast.actor("thornbury"), agreement=made, key="purpose", values={}, edit=0, not_needed="Because"
        )
    agreements.write_clause(
        actor=cast.actor("thornbury"), agreement=made, key="quality", values={}, edit=0, not_needed="It is for one day."
    )
    reading = read(cast, made)
    assert not any("Quality" in one for one in words.lacking(reading, reading.draft))


def test_strangers_find_nothing_and_members_of_a_party_read_all(cast):
    made = begun(cast)
    for key in ("lindqvist", "calder", "penhallow"):
        with pytest.raises(Http404):
            read(cast, made, key)
    assert read(cast, made, "ellerby").agreement == made
    with pytest.raises(NotAllowed):
        agreements.write_clause(
            actor=cast.actor("ellerby"), agreement=made, key="excluded", values={"excluded": "X"}, edit=0
        )


def joined(cast, made, key="haddow", **more):
    """Let an organisation sign itself into the annex, put forward by Aldermouth Police."""
    change = agreements_annex.put(
        actor=cast.actor("thornbury"), agreement=made, organisation=body(cast, key), gives=["incident"],
        gets=["intelligence"], because="They guard the Parade at night.",
    )  # fmt: skip
    agreements.name_person(actor=cast.actor(key), agreement=made, membership=cast.membership[key], part="signatory")
    base(cast, made, key)
    return agreements_annex.sign_change(
        actor=cast.actor(key), change=change, content=read(cast, made).signed.content,
        line=agreements_annex.new_line(change),
    )  # fmt: skip


def test_a_party_joins_by_the_annex_and_the_body_stays_signed(cast):
    made = in_force(cast)
    content = read(cast, made).signed.content
    change = joined(cast, made)
    assert not Party.objects.filter(agreement=made, organisation=body(cast, "haddow")).exists()
    with pytest.raises(NotAllowed):
        agreements_annex.let_in(actor=cast.actor("thornbury"), change=change, confirmed=None)
    agreements_annex.let_in(actor=cast.actor("whitlock"), change=change, confirmed=None)
    reading = read(cast, made, "haddow")
    assert reading.concerned.is_party and reading.signed.content == content
    assert "Northgate Guarding" in {one.organisation.name for one in reading.parties}


def test_who_is_asked_to_join_reads_the_signed_words_and_no_draft(cast):
    made = in_force(cast)
    signing.begin_version(actor=cast.actor("thornbury"), agreement=made, because="A year has passed.")
    agreements_annex.put(
        actor=cast.actor("thornbury"), agreement=made, organisation=body(cast, "haddow"), gives=["incident"], gets=[],
        because="They guard the Parade.",
    )  # fmt: skip
    assert [one.number for one in read(cast, made, "haddow").versions] == [1]


def test_leaving_is_kept_with_its_proof_and_asks_what_became_of_the_data(cast):
    made = in_force(cast)
    change = joined(cast, made)
    agreements_annex.let_in(actor=cast.actor("whitlock"), change=change, confirmed=None)
    Party.objects.filter(closes=None).update(opens=timezone.now() - timedelta(days=1))
    made_leaving = agreements_life.leave(actor=cast.actor("haddow"), agreement=made, because="The contract ended.")
    assert (made_leaving.given, made_leaving.shut) == (0, 0)
    reading = read(cast, made)
    assert reading.state is State.IN_FORCE
    police, guards = body(cast, "thornbury").pk, body(cast, "haddow").pk
    assert {(police, guards), (guards, police)} <= reading.reports_due
    agreements_life.report_on_data(
        actor=cast.actor("thornbury"), agreement=made, about=body(cast, "haddow"), done="deleted", words="On Monday."
    )
    assert (police, guards) not in read(cast, made).reports_due
    assert read(cast, made, "haddow").concerned.was_party, "who left reads what it signed"


def test_with_one_party_left_it_has_ended(cast):
    made = in_force(cast)
    agreements_life.leave(actor=cast.actor("whitlock"), agreement=made, because="The centre closes.")
    assert read(cast, made).state is State.ENDED
    assert not TimeInForce.objects.filter(version__agreement=made, closes__isnull=True).exists()


def test_a_suspension_holds_at_once_and_only_who_suspended_lets_it_go_on(cast):
    made = in_force(cast)
    agreements_life.suspend(actor=cast.actor("whitlock"), agreement=made, because="A picture was posted.")
    assert read(cast, made).state is State.SUSPENDED
    with pytest.raises(NotAllowed):
        agreements_life.resume(actor=cast.actor("thornbury"), agreement=made, confirmed=None)
    agreements_life.resume(actor=cast.actor("whitlock"), agreement=made, confirmed=None)
    assert read(cast, made).state is State.IN_FORCE


def test_it_expires_on_its_day_by_itself(cast):
    made = in_force(cast)
    with time_machine.travel(timezone.now() + timedelta(days=370)):
        assert read(cast, made).state is State.EXPIRED


def test_it_is_reviewed_after_six_months_and_then_every_year(cast):
    made = in_force(cast)
    today = timezone.localdate()
    found = read(cast, made).agreement
    first = queries.next_review(found, [])
    assert 180 <= (first - today).days <= 185
    agreements_life.review(
        actor=cast.actor("thornbury"), agreement=made, held_on=today, present="Both", findings="Well", follows="goes_on"
    )
    assert 364 <= (queries.next_review(found, [today]) - today).days <= 366


def test_a_lawful_basis_that_held_is_ended_with_a_reason_and_never_overwritten(cast):
    made = in_force(cast)
    basis = words.bases_now(made.pk, body(cast, "whitlock").pk)[0]
    with pytest.raises(Invalid):
        agreements_bases.end(actor=cast.actor("whitlock"), agreement=made, basis=basis, because="")
    with pytest.raises(Refused):
        agreements_bases.end(actor=cast.actor("thornbury"), agreement=made, basis=basis, because="Ours")
    agreements_bases.end(actor=cast.actor("whitlock"), agreement=made, basis=basis, because="The law changed.")
    basis.refresh_from_db()
    assert basis.closes is not None and basis.as_read["basis"]["standing"] == "second_hand"


def test_those_who_sign_are_told_by_mail_that_names_nothing(cast, django_capture_on_commit_callbacks):
    made = complete(cast, title="Canary pictures")
    with django_capture_on_commit_callbacks(execute=True):
        signing.offer(actor=cast.actor("thornbury"), agreement=made)
    assert [one.to for one in mail.outbox] == [[cast.person["whitlock"].account.email]]
    assert "Canary" not in mail.outbox[0].body and "Canary" not in mail.outbox[0].subject

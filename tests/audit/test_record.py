"""Is what was done recorded with the deed, and only added to?

*Source:* D1; settled questions, "In Django".
"""

from commonground.audit import actions, queries
from commonground.audit.models import Entry


def test_a_deed_is_recorded_with_who_what_and_on_whose_behalf(cast):
    actions.record("people:test:done", actor=cast.actor("thornbury"), subject=cast.organisation["Marlgate Centre"])
    entry = Entry.objects.get(tag="people:test:done")
    assert (entry.actor_name, entry.organisation_name, entry.side) == ("Maya Thornbury", "Aldermouth Police", "police")
    assert (entry.subject_type, entry.subject_name) == ("organisation", "Marlgate Centre")
    assert entry.subject_id == cast.organisation["Marlgate Centre"].ref


def test_the_history_of_a_thing_leaves_out_readings_and_refusals(cast):
    subject, actor = cast.organisation["Marlgate Centre"], cast.actor("thornbury")
    actions.record("people:test:done", actor=actor, subject=subject)
    actions.seen(actor=actor, subject=subject, page="card")
    actions.refused(actor=actor, path=f"/organisations/{subject.ref}/", reason="No.")
    assert [entry.tag for entry in queries.history_of("organisation", subject.ref)] == ["people:test:done"]
    assert Entry.objects.filter(outcome="refused").count() == 1


def test_the_record_points_at_nothing_so_that_it_hinders_no_removal():
    assert not [field for field in Entry._meta.get_fields() if field.is_relation]

"""Is the plan agreed, written down and shared, each by itself? And does exactly one person answer for each activity?

*Source:* R29-R30, R64.
"""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from commonground.groundwork.refusals import Invalid, NotAllowed, Refused, Stale
from commonground.projects.actions import answers, signing
from commonground.projects.adapters import links
from commonground.projects.models import DutyCell, PlanReader
from commonground.projects.queries import recorded
from commonground.projects.queries import signing as queries
from commonground.projects.rules import ordering
from commonground.projects.rules.signing import facts
from commonground.projects.rules.steps import missing
from tests.projects.pages import page, text
from tests.projects.planned import activity, content, member, milestone, planned, recorded_part, signed


@pytest.fixture
def collaboration(cast):
    return cast.alive()


def found(collaboration):
    """The three facts now."""
    return facts(recorded.record_of(collaboration))


def lacking(collaboration):
    """What step 6 still needs."""
    return missing(recorded.record_of(collaboration), 6, timezone.localdate())


def names(collaboration):
    """The organisations that sign."""
    return {body.name for body in queries.bodies_of(collaboration)}


def test_agreed_written_and_shared_are_true_one_by_one(cast, collaboration):
    assert not found(collaboration).is_documented
    planned(cast, collaboration)
    assert (found(collaboration).is_documented, found(collaboration).is_agreed) == (True, False)
    signed(cast, collaboration, "thornbury", "whitlock", "penhallow")
    assert set(found(collaboration).unsigned) == names(collaboration) - {
        cast.membership[key].organisation.name for key in ("thornbury", "whitlock", "penhallow")
    }
    assert not found(collaboration).is_shared
    signing.say_read(actor=cast.actor("tranter"), collaboration=collaboration, content=content(collaboration))
    assert found(collaboration).is_shared


def test_step_6_holds_only_once_every_organisation_on_the_team_has_signed_the_plan_as_it_stands(cast, collaboration):
    planned(cast, collaboration)
    recorded_part(cast, collaboration, "plan_shared", with_whom="Both shifts", how="Briefing", on="2026-11-02")
    assert len(lacking(collaboration)) == len(names(collaboration))
    signed(cast, collaboration, "tranter", "whitlock", "penhallow")
    assert lacking(collaboration) == []
    action = collaboration.answers.get(part="actions")
    answers.change(
        actor=cast.actor("whitlock"), answer=action, raw=action.values | {"what": "Check all radios"}, version=1
    )
    assert all("has not signed the plan as it stands" in sentence for sentence in lacking(collaboration))
    signed(cast, collaboration, "tranter", "whitlock", "penhallow")
    action.refresh_from_db()
    answers.change(
        actor=cast.actor("whitlock"), answer=action, raw=action.values | {"done": "2026-11-20"}, version=action.version
    )
    assert lacking(collaboration) == [], "doing what was agreed parts nobody"


def test_a_plan_is_signed_as_it_was_shown_and_not_before_it_is_one(cast, collaboration):
    with pytest.raises(Refused, match="still needs: actions, responsibilities, milestones"):
        signed(cast, collaboration, "thornbury")
    planned(cast, collaboration)
    shown = content(collaboration)
    activity(cast, collaboration, "Morning patrol")
    with pytest.raises(Refused, match="changed after you opened it"):
        signing.sign(actor=cast.actor("thornbury"), collaboration=collaboration, content=shown)
    with pytest.raises(NotAllowed):
        signing.sign(actor=cast.actor("yarrow"), collaboration=collaboration, content=content(collaboration))


def test_somebody_outside_reads_the_plan_by_a_link_that_can_be_ended(cast, collaboration, client):
    planned(cast, collaboration)
    reader = signing.share(
        actor=cast.actor("thornbury"), collaboration=collaboration, name="Iris Fell, council", email="iris@example.org"
    )
    assert "Minster" not in mail.outbox[-1].body and "radios" not in mail.outbox[-1].body
    path = reverse("projects:plan_outside", args=[links.token(links.PLAN, reader.ref)])
    assert "Check the radios" in text(client.get(path))
    assert PlanReader.objects.get(pk=reader.pk).read_at is None, "a scanner of mail has read nothing"
    client.post(path, {"content": content(collaboration)})
    assert PlanReader.objects.get(pk=reader.pk).read_at
    signing.end_sharing(actor=cast.actor("whitlock"), reader=reader)
    assert client.get(path).status_code == 404


def test_only_who_speaks_for_a_side_shares_the_plan_outside_and_once_an_address(cast, collaboration):
    with pytest.raises(NotAllowed):
        signing.share(actor=cast.actor("tranter"), collaboration=collaboration, name="X", email="x@example.org")
    signing.share(actor=cast.actor("thornbury"), collaboration=collaboration, name="X", email="x@example.org")
    with pytest.raises(Invalid, match="already"):
        signing.share(actor=cast.actor("thornbury"), collaboration=collaboration, name="X", email="X@example.org")


def test_the_database_itself_refuses_a_second_who_is_accountable(cast, collaboration):
    row, body = activity(cast, collaboration), cast.membership["whitlock"].organisation
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyCell.objects.create(activity=row, organisation=body, letter="A")
    DutyCell.objects.create(activity=row, organisation=body, letter="R")
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyCell.objects.create(activity=row, organisation=body, letter="C")


def test_the_matrix_shows_the_one_who_answers_and_what_each_organisation_does(cast, collaboration, client_of):
    row, body = activity(cast, collaboration), cast.membership["whitlock"].organisation
    own = cast.membership["tranter"].organisation
    signing.set_duties(
        actor=cast.actor("whitlock"), activity=row, letters={body.ref: "R", own.ref: "R"}, version=row.version
    )
    shown = queries.matrix_of(collaboration)[0]
    assert shown.cell(own.ref) == "A, R" and shown.cell(body.ref) == "R"
    lines = client_of(cast.person["thornbury"]).get(page("duties_csv", collaboration)).content.decode()
    assert "Evening patrol,Owen Tranter" in lines and '"A, R"' in lines
    with pytest.raises(Stale):
        signing.set_duties(actor=cast.actor("whitlock"), activity=row, letters={body.ref: "C"}, version=row.version)


def test_an_activity_whose_owner_left_is_a_gap_until_somebody_takes_it(cast, collaboration):
    planned(cast, collaboration)
    row = collaboration.answers.get(part="roles")
    row.member = None
    row.save()
    assert "“Evening patrol”: nobody answers for it now." in lacking(collaboration)


@pytest.mark.parametrize("letter", ["A", "X"])
def test_the_form_cannot_make_an_organisation_accountable(cast, collaboration, letter):
    row, body = activity(cast, collaboration), cast.membership["whitlock"].organisation
    with pytest.raises(Refused, match="Exactly one person"):
        signing.set_duties(actor=cast.actor("whitlock"), activity=row, letters={body.ref: letter}, version=1)


def test_the_plan_is_taken_away_as_documents_and_files(cast, collaboration, client_of):
    planned(cast, collaboration)
    reader = client_of(cast.person["whitlock"])
    pdf = reader.get(page("action_plan_paper", collaboration, "pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert reader.get(page("action_plan_paper", collaboration, "docx")).content.startswith(b"PK")
    assert "Check the radios" in reader.get(page("action_plan_paper", collaboration, "md")).content.decode()
    assert reader.get(page("duties_paper", collaboration, "pdf")).content.startswith(b"%PDF")
    assert reader.get(page("action_plan_paper", collaboration, "nonsense")).status_code == 404
    assert client_of(cast.person["yarrow"]).get(page("action_plan", collaboration)).status_code == 404


def test_the_plan_is_signed_and_read_on_its_page(cast, collaboration, client_of):
    planned(cast, collaboration)
    reader = client_of(cast.person["penhallow"])
    assert "Sign the plan for" in text(reader.get(page("action_plan", collaboration)))
    given = {"content": content(collaboration)}
    assert "The plan is signed for" in text(reader.post(page("action_plan_sign", collaboration), given, follow=True))
    shown = text(reader.post(page("action_plan_read", collaboration), given, follow=True))
    assert "Read it on" in shown and "I have read this plan" not in shown
    stale = reader.post(page("action_plan_sign", collaboration), {"content": "0" * 64}, follow=True)
    assert "changed after you opened it" in text(stale)


def test_a_milestone_cannot_come_after_itself_by_any_way_and_the_circle_is_named(cast, collaboration):
    first = milestone(cast, collaboration, "First")
    second = milestone(cast, collaboration, "Second", after=first.ref)
    third = milestone(cast, collaboration, "Third", after=second.ref)
    raw = first.values | {"after": third.ref}
    with pytest.raises(Invalid) as refused:
        answers.change(actor=cast.actor("thornbury"), answer=first, raw=raw, version=first.version)
    assert refused.value.field == "after"
    assert refused.value.reason.startswith(
        "This closes a circle: “First”, which comes after “Third”, which comes after “Second”, which comes after"
        " “First”."
    )
    with pytest.raises(Invalid, match="cannot come after itself: “First”"):
        raw = first.values | {"after": first.ref}
        answers.change(actor=cast.actor("thornbury"), answer=first, raw=raw, version=first.version)
    with pytest.raises(Refused, match="uses this"):
        answers.remove(actor=cast.actor("thornbury"), answer=second)


def test_every_circle_is_found_and_no_line_is_taken_for_one():
    assert ordering.circle({"a": "b", "b": "c"}, "a") == []
    assert ordering.circle({"a": "b", "b": "a"}, "a") == ["a", "b", "a"]
    assert ordering.circle({"a": "b", "b": "c", "c": "b"}, "a") == [], "the circle of others is not this one’s"
    assert ordering.too_early({"a": "2026-01-01", "b": "2026-02-01"}, {"a": "b"}) == ["a"]


def test_a_note_on_a_power_names_where_it_stands(cast, collaboration, client_of):
    recorded_part(
        cast, collaboration, "powers", power="exclude", who="Guards of the precinct", limits="On private ground",
        source="The owner’s instruction of 3 March",
    )  # fmt: skip
    planned(cast, collaboration)
    shown = text(client_of(cast.person["whitlock"]).get(page("action_plan", collaboration)))
    assert "The owner’s instruction of 3 March" in shown and "not legal advice" in shown
    assert member(collaboration, cast, "tranter")

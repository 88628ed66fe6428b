"""Does anything tell somebody that there is something that they may not read? Two worlds that differ in that alone.

A shop reads one version of one item. In the other world more has been done, of which it may learn nothing: other items,
other versions of that very item, files, readings, feedback, questions, groups and programs of others, reports,
agreements that are written, questions to the desk with their records, requests with their grants, holds. Every address
of the site, filled with what the shop reads and with ids of nothing, answers with the same bytes and asks the database
as often.

*Source:* design/sharing.md 2 ("Everybody else gets non-existence"); bar A5 of reference/security.md.
"""

import os
import re
from datetime import timedelta
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from commonground.people.models import Membership
from commonground.sharing import models as kept
from commonground.sharing.actions import agreements, attachments, groups, items, programs, releases, renditions
from commonground.sharing.actions.items import ReleaseDraft, RenditionDraft
from commonground.sharing.models import Feedback, Item
from commonground.sharing.queries import asking
from tests.figures import counts, full_counts, share
from tests.sharing.reporting import begun, reported
from tests.sharing.shared_things import cleared
from tests.sharing.town import AMBER, GREEN, town_of
from tests.website import addresses

PARTS = counts(1, 10)  # so that all processors share them
WORLDS = (500 if os.environ.get("PROOF") == "nightly" else 100) if full_counts() else 2
READER, CENTRE, FIRM = "hartnoll", "Marlgate Centre", "Northgate Guarding"
CHANGES = re.compile(
    rb'(name="csrfmiddlewaretoken" value=")[^"]*|nonce-[\w+/=-]+|nonce="[^"]*"'
    rb"|\b\d{1,2}(:\d\d)?[ap]m\b|\bmidnight\b|\bnoon\b|\d\d:\d\d(:\d\d(\.\d+)?)?"
    rb"|(?<=T)\d{6}Z|D:\d{14}|uuid:[\w-]+|/ID ?\[[^\]]*\]"
)
# One says how the machine is, two draw a secret anew each time
MAY_DIFFER = ("health/", "you/sign-in/telephone/", "you/sign-in/passkey/")
BASES = {"purpose": "To tell them", "basis_of_giver": "a", "basis_of_getter": "b"}


def incidents_between(cast, *names):
    """Let some organisations tell each other of incidents; everybody knows that they do."""
    made = kept.Agreement.objects.create(
        programme=cast.programme, area=cast.area, reference="ISA-0011", title="Incidents in the centre"
    )
    since = asking.moment() - timedelta(days=30)
    version = kept.AgreementVersion.objects.create(agreement=made, number=1, ceiling=AMBER, personal=True)
    kept.TimeInForce.objects.create(version=version, opens=since)
    for name in names:
        body, both = cast.organisation[name], {"gives": ["incident"], "gets": ["incident"]}
        kept.Party.objects.create(agreement=made, organisation=body, opens=since, **both)
        for way in both:
            kept.PartyBasis.objects.create(
                agreement=made, organisation=body, direction=way, basis="part-3", opens=since
            )
    cleared(cast, "ellerby")
    return made


class Town:
    """The town before anything is hidden: one item with a version for the shop and one for the centre."""

    def __init__(self, cast):
        self.town, self.cast = town_of(cast), cast
        self.author, self.keeper = cast.actor("thornbury"), cast.actor("tranter")
        self.reports = incidents_between(cast, "Aldermouth Police", CENTRE)
        self.item = self.town.three_versions()
        self.theirs = self.item.renditions.get(kind="awareness")
        self.hidden = self.item.renditions.get(kind="full")
        self.number = 0

    def paths(self):
        """Every address, with the ids of what the shop reads, and with ids of nothing."""
        held = {"shared": [self.item.ref], "rendition": [self.theirs.ref], "area": [self.cast.area.ref]}
        held |= {"programme": [self.cast.programme.ref], "organisation": [self.cast.organisation["Tannery Stores"].ref]}
        routes = [route for route in addresses.patterns() if route not in MAY_DIFFER]
        found = [one.path for route in routes for one in addresses.filled(route, [held])]
        return [*found, "/search/?q=lorry", "/shared/?q=lorry", "/shared/?whose=others", "/api/1/search?q=lorry"]

    def title(self):
        self.number += 1
        return f"A lorry without plates {self.number}"

    def to(self, name):
        return ReleaseDraft(
            organisation_id=self.cast.organisation[name].pk, agreement_id=self.town.agreement.pk, **BASES
        )

    def draft(self, name, **more):
        return RenditionDraft(title=self.title(), text="A lorry", releases=(self.to(name),), **more)


def another_item(this, dice):
    this.town.write("thornbury", "alert", [this.draft(CENTRE, tlp=dice.choice([GREEN, AMBER]))])


def an_item_that_is_read_and_withdrawn(this, dice):
    made = this.town.write("thornbury", "alert", [this.draft(CENTRE)])
    renditions.read(actor=this.cast.actor("whitlock"), rendition=made.renditions.get())
    items.withdraw(actor=this.author, item=made, reason="It was ours")


def another_version_of_the_same_item(this, dice):
    renditions.add(actor=this.author, item=this.item, draft=this.draft(FIRM, kind="other"))


def the_same_version_to_somebody_else(this, dice):
    draft = ReleaseDraft(organisation_id=this.cast.organisation["Harbour View Hotel"].pk, purpose="To tell them")
    releases.release(actor=this.author, rendition=this.theirs, draft=draft)


def a_file_beside_another_version(this, dice):
    attachments.attach(actor=this.author, rendition=this.hidden, caption="A lorry", content=b"A lorry\n")


def a_reading_and_a_question_about_it(this, dice):
    renditions.read(actor=this.cast.actor("whitlock"), rendition=this.hidden)
    renditions.challenge(actor=this.cast.actor("whitlock"), rendition=this.hidden, reason="A lorry?")


def feedback_of_another_recipient(this, dice):
    held, said = this.cast.membership["whitlock"], dice.choice(["seen", "used", "too"])
    Feedback.objects.create(
        rendition=this.hidden, originator_id=this.item.originator_id, organisation_id=held.organisation_id, by=held,
        said=said, words="" if said == "too" else "A lorry", at=asking.moment(),
    )  # fmt: skip


def another_version_marked_anew(this, dice):
    values = {"version": this.hidden.version, "confirmed": 1, "clearance": 3}
    renditions.change(actor=this.author, rendition=this.hidden, **values)


def another_release_closed(this, dice):
    releases.revoke(actor=this.author, release=this.hidden.releases.get(), reason="In error")


def a_group_of_others(this, dice):
    group = groups.begin(actor=this.keeper, name=this.title())
    groups.add(actor=this.keeper, group=group, organisation=this.cast.organisation[FIRM])
    draft = RenditionDraft(
        title=this.title(), text="A lorry", tlp=GREEN, personal=False, not_personal_because="It names nobody",
        releases=(ReleaseDraft(to="group", group_id=group.pk, purpose="x"),),
    )  # fmt: skip
    this.town.write("tranter", "alert", [draft])


def something_known_to_others(this, dice):
    hotel = this.cast.organisation["Harbour View Hotel"].pk
    more = {"known_title": "A lorry is known", "known_to": [hotel]}
    this.town.write("thornbury", "intelligence", [this.draft(CENTRE)], **more)


def a_program_of_somebody_else(this, dice):
    programs.make(actor=this.cast.actor("whitlock"), use="read", name="A lorry", days=9)


def a_draft_for_ones_own(this, dice):
    this.town.write("whitlock", "incident", [RenditionDraft(title=this.title(), text="A lorry")], own_only=True)


def an_incident_of_others(this, dice):
    reported(this.cast, happened="A lorry went off with it", reporter_name="A lorry driver")


def a_report_that_others_begin(this, dice):
    begun(this.cast, happened="A lorry went off with it")


def an_agreement_that_others_write(this, dice):
    cast = this.cast
    made = agreements.begin(actor=this.author, programme=cast.programme, area=cast.area, title=this.title())
    for name in ("Aldermouth Police", CENTRE):
        both = {"gives": ["alert"], "gets": ["alert"]}
        agreements.name_party(actor=this.author, agreement=made, organisation=cast.organisation[name], **both)


def what_others_say_of_their_agreement(this, dice):
    now, by = asking.moment(), this.cast.membership["thornbury"]
    kept.Clause.objects.create(version=this.reports.versions.get(), key="purpose", values={"purpose": "A lorry"})
    kept.AgreementReview.objects.create(
        agreement=this.reports, held_on=now.date(), present="A lorry", findings="A lorry", follows="goes_on", by=by,
        at=now,
    )  # fmt: skip


def a_question_to_the_desk_and_its_answer(this, dice):
    now, cast = asking.moment(), this.cast
    asked = kept.DeskQuestion.objects.create(
        organisation=cast.organisation[CENTRE], asked_by=cast.membership["whitlock"], kind="yes", about=this.title(),
        kept_at=now, asked_at=now, to_organisation=cast.organisation["Aldermouth Police"],
    )  # fmt: skip
    if dice.random() < 0.7:
        record = kept.SharingRecord.objects.create(
            organisation=cast.organisation["Aldermouth Police"], number=1, question=asked, direction="received",
            outcome="all", asking_organisation=CENTRE, values={"description": "A lorry"}, asked_at=now,
            decided_by=cast.membership["thornbury"], decided_at=now,
        )  # fmt: skip
        kept.RecordRecipient.objects.create(record=record, organisation=cast.organisation[CENTRE])


def a_request_of_others_and_its_grant(this, dice):
    now, cast, today = asking.moment(), this.cast, asking.moment().date()
    asked = kept.AssetRequest.objects.create(
        organisation=cast.organisation[CENTRE], asked_by=cast.membership["whitlock"], title=this.title(),
        to_organisation=cast.organisation["Aldermouth Police"], needed_by=today, wanted_until=today + timedelta(9),
        likelihood=1, impact=1, asked_at=now,
    )  # fmt: skip
    kept.Grant.objects.create(
        request=asked, likelihood=1, impact=1, opens=today, closes=today + timedelta(9), review_on=today
    )


def a_question_of_others_about_what_they_know_of(this, dice):
    something_known_to_others(this, dice)
    hotel, item = this.cast.organisation["Harbour View Hotel"], Item.objects.latest("pk")
    held = Membership.objects.filter(organisation=hotel).first() or this.cast.membership["haddow"]
    kept.Ask.objects.create(
        item=item, originator=item.originator, kind="access", organisation=hotel, membership=held, reason="A lorry"
    )


def a_hold_and_a_review_of_what_others_keep(this, dice):
    more = {"item": this.item, "originator": this.item.originator, "reason": "A lorry"}
    kept.ItemHold.objects.create(since=asking.moment(), **more)
    kept.RetentionReview.objects.create(reviewed_at=asking.moment(), **more)


HIDDEN = (
    an_incident_of_others, a_report_that_others_begin, an_agreement_that_others_write,
    what_others_say_of_their_agreement, a_question_to_the_desk_and_its_answer, a_request_of_others_and_its_grant,
    a_question_of_others_about_what_they_know_of, a_hold_and_a_review_of_what_others_keep, another_item,
    an_item_that_is_read_and_withdrawn, another_version_of_the_same_item, the_same_version_to_somebody_else,
    a_file_beside_another_version, a_reading_and_a_question_about_it, feedback_of_another_recipient,
    another_version_marked_anew, another_release_closed, a_group_of_others, something_known_to_others,
    a_program_of_somebody_else, a_draft_for_ones_own,
)  # fmt: skip


def seen(browser, path):
    """What a reader is answered: status, heads and bytes, without what changes each time, and how many questions were
    put to the database. Nothing of the asking is left behind."""
    connection.queries_log.clear()  # it keeps the last nine thousand alone
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        page = browser.get(path)
        body = b"".join(page.streaming_content) if page.streaming else page.content
        heads = dict(page.headers)
        if body.startswith(b"PK"):  # packed, the hour at which it was made cannot be told from what is in it
            heads.pop("Content-Length", None)
            body = unpacked(body)
        said = "\n".join(f"{name}: {value}" for name, value in sorted(heads.items())).encode()
        transaction.set_rollback(True)
    return page.status_code, CHANGES.sub(b"", said), CHANGES.sub(b"", body), len(asked.captured_queries)


def unpacked(body):
    """What is in a file of files, one after the other under its name."""
    with ZipFile(BytesIO(body)) as files:
        return b"\n".join(name.encode() + b"\n" + files.read(name) for name in files.namelist())


def apart(one, two):
    """Say where two answers part, to be read in a failure."""
    if one[3] != two[3]:
        return f"{one[3]} and {two[3]} questions to the database"
    if one[2] == two[2]:
        return f"{one[:2]} and {two[:2]}"
    at = next((n for n, (a, b) in enumerate(zip(one[2], two[2], strict=False)) if a != b), 0)
    return f"{one[2][max(0, at - 80) : at + 80]!r} and {two[2][max(0, at - 80) : at + 80]!r}"


@pytest.mark.parametrize("part", range(PARTS))
def test_worlds_that_differ_in_what_somebody_may_not_read_answer_them_with_the_same_bytes(
    cast, client_of, figure, part
):
    cache.clear()
    this, dice, differing, pages, deeds = Town(cast), Random(part), [], 0, 0
    browser, worlds = client_of(cast.person[READER]), WORLDS // PARTS
    everything = this.paths()
    with transaction.atomic():  # what a first visit of all leaves behind is no difference
        for path in everything[:: counts(40, 1)]:
            browser.get(path)
        transaction.set_rollback(True)
    before = {}
    for number in range(worlds):
        paths = everything if full_counts() else share(everything, number, 20)
        before |= {path: seen(browser, path) for path in paths if path not in before}
        with transaction.atomic():
            chosen = dice.sample(HIDDEN, dice.choice([1, 2, 3, 5]))
            if not full_counts():
                chosen = HIDDEN[number::worlds]
            for act in sorted(chosen, key=HIDDEN.index):
                act(this, dice)
            missing, hidden = seen(browser, f"/shared/{'0' * 21}1/"), Item.objects.exclude(pk=this.item.pk).last()
            for path in paths:
                after = seen(browser, path)
                if after != before[path]:
                    differing.append(f"{path} after {[act.__name__ for act in chosen]}: {apart(before[path], after)}")
            if hidden and (found := seen(browser, f"/shared/{hidden.ref}/")) != missing:
                differing.append(f"a hidden item: {apart(missing, found)}")
            pages, deeds = pages + len(paths), deeds + len(chosen)
            transaction.set_rollback(True)
    figure("pairs of worlds that differ in what a reader may not read", worlds, bar=f"100 in {PARTS} parts")
    figure("addresses compared in them, byte by byte and in their questions to the database", f"{pages:,}")
    figure("answers that differed between them", len(differing), bar="0")
    assert not differing, "\n".join(differing[:20])
    assert deeds and Membership.objects.filter(person=cast.person[READER]).count() == 1

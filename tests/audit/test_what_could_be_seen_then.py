"""Can it be said later what somebody could see at a moment, and who has seen something?

Anything that the law asks is changed at random; after each change it is noted what each person can read, by the law of
the database itself. At the end the same is asked of every one of those moments, from what was kept of them.

*Source:* bar C6 of the reference on security; design/sharing.md 6; DPA 2018 s.62 and the Commissioner's guidance on it.
"""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from commonground.audit.models import Entry, Was
from commonground.people.models import Accreditation, Clearance, Membership, Organisation, Person
from commonground.sharing.actions.opening import reopen
from commonground.sharing.adapters.world_then import readable, then
from commonground.sharing.models import (
    AgreementVersion,
    Decision,
    DecisionRecipient,
    Group,
    GroupEntry,
    Item,
    Party,
    Release,
    Rendition,
    TimeInForce,
)
from commonground.sharing.queries import asking, visible
from tests.figures import counts
from tests.sharing.shared_things import CANARY, CATEGORIES, agreed, cleared, role, to, version, written

POLICE, CENTRE, FIRM, SHOPS = "Aldermouth Police", "Marlgate Centre", "Northgate Guarding", "Tannery Stores"
WHO = ("thornbury", "ashdown", "tranter", "whitlock", "ellerby", "haddow", "hartnoll", "penhallow")
STANDARD = "BCRP national standards"


@pytest.fixture
def town(cast):
    """Four organisations that agreed, people with levels, a group, and some items to begin with."""
    for key in WHO:
        cleared(cast, key, 2)
    for key in ("thornbury", "whitlock"):
        role(cast, key, "custodian")
    made = agreed(cast, POLICE, CENTRE, FIRM, SHOPS)
    group = Group.objects.create(organisation=cast.organisation[POLICE], name="The centre")
    GroupEntry.objects.create(group=group, organisation=cast.organisation[FIRM])
    for number in range(4):
        written(
            cast,
            version(f"Item {number}", to(cast, CENTRE, made), tlp=2, personal=True),
            version(f"Item {number} for the firm", to(cast, FIRM, made), tlp=1, kind="other"),
            version(f"Item {number} for shops", to(cast, SHOPS), tlp=1, kind="awareness"),
        )
    Release.objects.create(rendition=Rendition.objects.filter(tlp=1).last(), to="group", group=group)
    reopen([item.pk for item in Item.objects.all()])
    return cast, made


def flip(rows, chance, **values):
    """Change one row at random: each value is a list of what it may become."""
    keys = list(rows.values_list("pk", flat=True))
    row = rows.model._base_manager.get(pk=chance.choice(keys))
    for name, choices in values.items():
        setattr(row, name, chance.choice(choices))
    row.save()


def deeds(cast, agreement, chance):
    """Everything that the law asks of, and how it changes."""
    now = asking.moment()
    spans = [None, None, None, now - timedelta(minutes=1), now + timedelta(days=1)]
    bodies = [cast.organisation[name] for name in (POLICE, CENTRE, FIRM, SHOPS)]
    hats = [cast.membership[key] for key in WHO]
    return {
        "write": lambda: written(
            cast, version("New", to(cast, chance.choice((CENTRE, FIRM, SHOPS)), agreement), tlp=chance.randint(0, 3))
        ),
        "decide": lambda: _decide(chance, bodies),
        **_of_items(chance, now, spans, hats),
        **_of_people(chance, now, bodies, hats),
        **_of_the_law(chance, spans, bodies),
    }


def _of_items(chance, now, spans, hats):
    return {
        "release": lambda: Release.objects.create(
            rendition=chance.choice(list(Rendition.objects.all())), to="person", organisation_id=(
                hat := chance.choice(hats)).organisation_id, person_id=hat.person_id,
        ),
        "revoke": lambda: flip(Release.objects, chance, revoked_at=[None, None, None, now], closes=spans),
        "withdraw": lambda: flip(Item.objects, chance, withdrawn_at=[None, None, None, None, now], closes=spans),
        "mark": lambda: flip(Rendition.objects, chance, tlp=[1, 2, 4], clearance=[0, 0, 1, 2], personal=[True, False]),
    }  # fmt: skip


def _of_people(chance, now, bodies, hats):
    today = timezone.localdate()
    days = [today + timedelta(days=n) for n in (-1, 0, 1, 90)]
    worn = Membership.objects.filter(pk__in=[hat.pk for hat in hats])
    people = Person.objects.filter(pk__in=[hat.person_id for hat in hats])
    ours = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
    return {
        "suspend": lambda: flip(worn, chance, suspended_at=[None, None, None, now]),
        "end": lambda: flip(worn, chance, lapses_on=[None, None, *days], starts=[days[0], *days[:2]]),
        "deactivate": lambda: flip(people, chance, is_active=[True, True, True, False]),
        "close": lambda: flip(ours, chance, is_active=[True, True, True, True, False]),
        "clear": lambda: Clearance.objects.create(
            membership=chance.choice(hats), level=chance.choice((0, 1, 2, 3, 3)), starts=days[chance.randint(0, 1)],
            until=chance.choice([None, today + timedelta(days=1)]), vetted_by="Aldermouth Police",
        ),
        "unclear": lambda: flip(Clearance.objects, chance, withdrawn_at=[None, now]),
        "accredit": lambda: Accreditation.objects.create(
            organisation=chance.choice(bodies), standard=STANDARD, starts=days[0],
            until=chance.choice([None, *days[1:]]), verified_at=chance.choice([None, now]),
        ),
    }  # fmt: skip


def _of_the_law(chance, spans, bodies):
    category = [[], ["alert"], CATEGORIES, CATEGORIES, CATEGORIES]
    return {
        "party": lambda: flip(Party.objects, chance, gives=category, gets=category, closes=spans),
        "force": lambda: flip(TimeInForce.objects, chance, closes=[None, None, *spans]),
        "terms": lambda: flip(
            AgreementVersion.objects, chance, accreditation_any_of=[[], [], [STANDARD]], ceiling=[1, 3, 3],
            personal=[True, False],
        ),
        "join": lambda: GroupEntry.objects.create(
            group=chance.choice(list(Group.objects.all())), organisation=chance.choice(bodies)
        ),
        "leave": lambda: flip(GroupEntry.objects, chance, closes=spans),
        "remove": lambda: (GroupEntry.objects.last().delete() if GroupEntry.objects.count() > 1 else None),
    }  # fmt: skip


def _decide(chance, bodies):
    item = chance.choice(list(Item.objects.all()))
    made = Decision.objects.create(item=item, organisation_id=item.originator_id, outcome="share")
    named = DecisionRecipient.objects.create(decision=made, organisation=chance.choice(bodies))
    Release.objects.create(
        rendition=item.renditions.first(), to="organisation", organisation=named.organisation, decision=made
    )


def seen_now(hats):
    """What each membership can read at this moment, as the database has it."""
    found = {}
    with connection.cursor() as cursor:
        for hat in hats:
            cursor.execute("SELECT rendition FROM sharing_opened_to(%s, %s)", [hat.person_id, hat.pk])
            found[hat.pk] = {key for (key,) in cursor.fetchall()}
    return found


@pytest.mark.parametrize("part", range(2))
def test_what_could_be_seen_at_a_moment_is_what_was_seen_at_it(town, figure, part):
    cast, agreement = town
    chance, moments, done = random.Random(part), counts(8, 63), Counter()
    hats, snapshots = [cast.membership[key] for key in WHO], {}
    for _ in range(moments):
        for _deed in range(2):
            asking.again()
            known = deeds(cast, agreement, chance)
            name = chance.choice(sorted(known))
            known[name]()
            done[name] += 1
            reopen([item.pk for item in Item.objects.all()])
        asking.again()
        snapshots[asking.moment()] = seen_now(hats)
    asking.again()
    wrong, compared = [], 0
    for at, seen in snapshots.items():
        found = readable(then(at), [hat.pk for hat in hats])
        wrong += [(at, key, found[key] ^ seen[key]) for key in seen if found[key] != seen[key]]
        compared += len(seen)
    figure(f"part {part}: snapshots of what a person could see, compared with what is said of it later", compared)
    figure(f"part {part}: of these that differ", len(wrong), bar="0")
    pairs = sum(len(each) for seen in snapshots.values() for each in seen.values())
    figure(f"part {part}: versions that could be seen, in all snapshots together", pairs)
    assert not wrong, wrong[:3]
    assert len({str(sorted(each.items())) for each in snapshots.values()}) > moments // 3 and pairs > moments


def test_no_word_of_what_is_shared_is_kept_beside_it(town):
    assert Was.objects.exists()
    kept = " ".join(str(says) for says in Was.objects.values_list("says", flat=True))
    assert not [words for words in ("Item 1", "for the firm", CANARY, "Thornbury", POLICE) if words in kept]


def test_who_has_seen_an_item_is_what_the_requests_say(town, client_of, figure):
    cast, _agreement = town
    chance, asked = random.Random(6), Counter()
    items = list(Item.objects.all())
    for _ in range(counts(20, 1_000)):
        key, item = chance.choice(("whitlock", "haddow", "hartnoll", "penhallow")), chance.choice(items)
        answer = client_of(cast.person[key]).get(f"/shared/{item.ref}/")
        asked[key, item.pk] += answer.content.decode().count(CANARY)  # once in each version that is shown
    asking.again()
    for item in items:
        wanted = Counter({key: times for (key, one), times in asked.items() if one == item.pk and times})
        told = Counter(dict.fromkeys(wanted, 0))
        for reading in visible.who_has_seen(cast.actor("thornbury"), item):
            told[next(k for k in WHO if cast.membership[k].pk == reading.membership_id)] += reading.times
        rows = Entry.objects.filter(tag="item:rendition:seen", subject_id=item.ref).values_list("actor_id", flat=True)
        by_record = Counter(next(k for k in WHO if cast.person[k].pk == person) for person in rows)
        assert (told, by_record) == (wanted, wanted), item
    figure("requests for an item, each in who has seen it and in the record", sum(asked.values()))

"""Does any address open what is not the reader's? Things of another collaboration through one's own, and readers whose
part has ended, is suspended, or belongs to another of their organisations.

*Source:* D2; settled questions, "Who sees a collaboration"; bar B12.
"""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from commonground.audit.models import Entry
from commonground.outcomes.models import Study
from commonground.people.context import MEMBERSHIP_KEY
from commonground.people.models import Membership
from commonground.projects.actions import finishing, life, posts, problem, reviews
from commonground.projects.models import Collaboration, LocalAddition, Proposal
from commonground.projects.queries import cases
from commonground.projects.rules import guide
from commonground.projects.rules.comparing import ASKED
from tests.figures import share
from tests.projects.special import case_study, review_of, study_of
from tests.security.filling import fill, surround
from tests.website import addresses

OWN = "collaborations/<id:collaboration>/"
CANARY = "quetzalcoatl"


def of_others(cast, words="theirs"):
    """A collaboration of other people, with one of everything that an address can name."""
    here = life.start(
        actor=cast.actor("marchbank"),
        name="Castle Parade nights",
        about="Fewer thefts",
        area=cast.area,
        programme=cast.programme,
        other_lead=cast.membership["haddow"],
    )
    life.propose(actor=cast.actor("marchbank"), collaboration=here)
    here = life.accept(actor=cast.actor("haddow"), collaboration=here)
    fill(cast.actor("marchbank"), here, words)
    today = timezone.localdate()
    reviews.hold(
        actor=cast.actor("marchbank"), collaboration=here, held_on=today, next_on=today + timedelta(91), present=words
    )
    study = study_of(cast, "marchbank")
    finishing.take_on_study(actor=cast.actor("marchbank"), collaboration=here, study=study)
    finishing.draft_publication(
        actor=cast.actor("marchbank"), collaboration=here, kind="page", values={"purpose": words}
    )
    finishing.draft_publication(actor=cast.actor("marchbank"), collaboration=here, kind="case")
    for key in ("marchbank", "haddow"):
        problem.write(actor=cast.actor(key), collaboration=here, words=dict.fromkeys(ASKED, words), version=0)
    surround(cast, here, "marchbank", "haddow", words)
    return here


def inside(here, ids_of):
    """Fill every address inside one collaboration with the things that another holds."""
    held = addresses._held_by(ids_of) | {"collaboration": [here.ref]}
    held |= {"case_offer": addresses.first(ids_of.case_offers), "other": [ids_of.ref]}
    held |= {"addition": addresses.first(LocalAddition.objects), "proposal": addresses.first(Proposal.objects)}
    routes = [route for route in addresses.patterns() if route.startswith(OWN)]
    named = {found["name"] for route in routes for found in addresses.ARGUMENT.finditer(route) if found["kind"] == "id"}
    lacking = sorted(name for name in named if not held.get(name))
    assert not lacking, "everything that can be named must exist, else this walk proves nothing"
    return [a for route in routes for a in addresses.filled(route, [held]) if here.ref in a.path]


def asked(browser, path, method):
    with transaction.atomic():
        answer = getattr(browser, method)(path)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("method", ["get", "post", "put", "options"])
def test_nothing_of_another_collaboration_is_reached_through_ones_own(cast, client_of, method):
    mine, theirs = cast.alive(), of_others(cast)
    browser = client_of(cast.person["thornbury"])
    # These belong to no collaboration: the directory, what is supported, and what a programme asks beside the guide
    several = [a for a in inside(mine, theirs) if a.pattern.count("<id:") > 1]
    two = [a for a in several if not re.search("<id:(organisation|proposal|addition)>", a.pattern)]
    assert len(two) > 12
    missing = addresses._held_by(mine) | dict.fromkeys(("answer", "post", "member", "review", "publication", "study"))
    of_nothing: dict[str, int] = {}
    for address in two:
        nothing = addresses.filled(address.pattern, [missing])[-1].path
        if nothing not in of_nothing:
            of_nothing[nothing] = asked(browser, nothing, method).status_code
        status = asked(browser, address.path, method).status_code
        assert status == of_nothing[nothing] and status in {403, 404, 405}, address


def stranger(cast, here):
    return cast.person["lindqvist"]


def administrator(cast, here):
    return cast.person["calder"]


def removed(cast, here):
    member = posts.add_member(
        actor=cast.actor("marchbank"), collaboration=here, membership=cast.membership["tranter"], part="team"
    )
    posts.end_member(actor=cast.actor("marchbank"), collaboration=here, member=member)
    return cast.person["tranter"]


def suspended(cast, here):
    posts.add_member(
        actor=cast.actor("marchbank"), collaboration=here, membership=cast.membership["tranter"], part="team"
    )
    Membership.objects.filter(pk=cast.membership["tranter"].pk).update(suspended_at=timezone.now())
    return cast.person["tranter"]


def left_the_organisation(cast, here):
    posts.add_member(
        actor=cast.actor("marchbank"), collaboration=here, membership=cast.membership["tranter"], part="team"
    )
    Membership.objects.filter(pk=cast.membership["tranter"].pk).update(until=timezone.localdate())
    return cast.person["tranter"]


def same_person_again_in_the_same_organisation(cast, here):
    person = left_the_organisation(cast, here)
    organisation = cast.organisation["Aldermouth Police"]
    Membership.objects.create(person=person, organisation=organisation, starts=timezone.localdate())
    return person


def closed_organisation(cast, here):
    posts.add_member(
        actor=cast.actor("marchbank"), collaboration=here, membership=cast.membership["lindqvist"], part="team"
    )
    organisation = cast.membership["lindqvist"].organisation
    organisation.is_active = False
    organisation.save()
    return cast.person["lindqvist"]


OUTSIDERS = (
    stranger,
    administrator,
    removed,
    suspended,
    left_the_organisation,
    same_person_again_in_the_same_organisation,
    closed_organisation,
)


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=lambda each: each.__name__)
def test_whoever_is_not_on_it_finds_the_same_nothing_at_every_address(cast, client_of, as_application, outsider):
    """Each meets a third of the addresses by each method, and all of them under full counts; together they meet all."""
    theirs = of_others(cast)
    browser = client_of(outsider(cast, theirs))
    for turn, method in enumerate(("get", "post", "options"), OUTSIDERS.index(outsider)):
        answers = [asked(browser, a.path, method) for a in share(inside(theirs, theirs), turn, 3)]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert len({answer.content for answer in answers if answer.status_code == 404}) == 1
    for path in ("/", "/collaborations/", "/collaborations.csv", "/search/?q=Castle+Parade", "/evidence/"):
        assert theirs.ref not in browser.get(path).content.decode()


def test_who_acts_for_another_of_their_organisations_is_a_stranger_until_they_change_over(cast, client_of):
    theirs, person = of_others(cast), cast.person["tranter"]
    posts.add_member(
        actor=cast.actor("marchbank"), collaboration=theirs, membership=cast.membership["tranter"], part="team"
    )
    other = Membership.objects.create(
        person=person, organisation=cast.organisation["Marlgate Centre"], starts=timezone.localdate()
    )
    browser = client_of(person)
    address = reverse("projects:collaboration", args=[theirs.public_id])
    assert browser.get(address).status_code == 200
    browser.post("/you/organisation/", {"membership": other.ref})
    assert browser.session[MEMBERSHIP_KEY] == other.pk
    assert {asked(browser, a.path, "get").status_code for a in inside(theirs, theirs)} <= {404, 405}


def test_an_invited_stakeholder_reaches_four_pages_and_what_stands_on_them(cast, client_of):
    theirs = of_others(cast)
    posts.add_member(
        actor=cast.actor("marchbank"), collaboration=theirs, membership=cast.membership["yarrow"], part="stakeholder"
    )
    browser = client_of(cast.person["yarrow"])
    opened = {a.path for a in inside(theirs, theirs) if asked(browser, a.path, "get").status_code == 200}
    here = f"/collaborations/{theirs.ref}/"
    assert opened <= {here, f"{here}steps/2/", f"{here}steps/5/", f"{here}steps/9/position/"} | {
        f"{here}answers/{answer.ref}/" for answer in theirs.answers.all()
    }
    steps = {guide_step_of(answer) for answer in theirs.answers.all() if f"{here}answers/{answer.ref}/" in opened}
    assert steps <= {2, 5}


def guide_step_of(answer):
    return guide.QUESTION_OF_PART[answer.part].step


def text_of(response):
    """Give every word of an answer: of a page, of a tagged PDF, and of each file in an archive or a document."""
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    if raw.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages)
    if raw.startswith(b"PK"):
        with ZipFile(BytesIO(raw)) as files:
            return "\n".join(words_in(files.read(name)) for name in files.namelist())
    return raw.decode()


def words_in(raw):
    """Give the words of one file of an archive, which may be a PDF or an archive itself."""
    return text_of(HttpResponse(raw)) if raw.startswith((b"%PDF", b"PK")) else raw.decode(errors="replace")


def test_words_that_are_not_open_stand_nowhere_that_the_other_side_can_look(cast, client_of):
    here, words = cast.alive(), dict.fromkeys(ASKED, f"{CANARY} plumage")
    problem.write(actor=cast.actor("whitlock"), collaboration=here, words=words, version=0)
    problem.send(actor=cast.actor("whitlock"), collaboration=here)
    fill(cast.actor("thornbury"), here)
    review_of(cast, here)
    study = study_of(cast)
    finishing.take_on_study(actor=cast.actor("thornbury"), collaboration=here, study=study)
    case_study(cast, here)
    surround(cast, here, "thornbury", "whitlock")
    paths = [a.path for a in inside(here, here)]
    paths += [
        "/",
        "/collaborations/",
        "/collaborations.csv",
        "/search/?q=plumage",
        "/case-studies/feed/",
        "/evidence/",
    ]
    for turn, key in enumerate(("thornbury", "tranter", "yarrow", "calder", "lindqvist")):
        browser = client_of(cast.person[key])
        for path in share(paths, turn, 4) if turn else paths:
            for method in ("get", "post"):
                assert CANARY not in text_of(asked(browser, path, method)), (key, method, path)
    assert (
        CANARY
        in client_of(cast.person["penhallow"]).get(f"/collaborations/{here.ref}/steps/1/our-words/").content.decode()
    )


def test_the_record_tells_what_was_done_and_never_in_whose_words(cast, client_of):
    of_others(cast, CANARY)
    assert not [e for e in Entry.objects.all() if CANARY in f"{e.summary} {e.details} {e.subject_name} {e.subject_id}"]


def test_a_study_and_an_unapproved_version_are_found_only_by_those_whose_they_are(cast, client, client_of):
    theirs = of_others(cast)
    study = Study.objects.get()
    paths = [f"/evidence/{study.ref}/{end}" for end in ("", "counts.csv", "result.json")]
    paths += [f"/evidence/published/{study.ref}/{end}" for end in ("", "counts.csv", "result.json")]
    for publication in theirs.publications.all():
        paths += [f"/case-studies/{publication.ref}/", f"/public/{publication.ref}/"]
    for key in ("thornbury", "calder", "yarrow"):
        browser = client_of(cast.person[key])
        assert {browser.get(path).status_code for path in paths} == {404}
        assert browser.post(f"/evidence/{study.ref}/again/").status_code == 404
    assert {client.get(path).status_code for path in paths} <= {302, 404}
    assert not cases.published("case").exists() and not cases.published("page").exists()
    assert Collaboration.objects.count() == 1

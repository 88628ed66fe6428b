"""When two people have the same open, is anything lost? Every edit there is, in any order of opening and saving.

*Source:* D11; issue "The ten steps in depth", acceptance; settled questions, "Who" ("a lost race shows both texts and
loses neither").
"""

import importlib
import inspect
import pkgutil
import re

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.groundwork.refusals import Stale
from commonground.projects import actions
from tests.figures import counts
from tests.projects import edited
from tests.projects import proposals as proposing
from tests.projects.doing import sent
from tests.projects.edited_proposals import OF_PROPOSALS
from tests.projects.special import case_study, review_of
from tests.security.filling import fill, surround
from tests.website import addresses

# Deeds on what somebody has read: they carry its version so that nobody signs, sends or ticks off other words than they
# saw, and write no words over any.
ON_WHAT_WAS_READ = {
    "charter.adopt",
    "decisions.say",
    "keeping.still_right",
    "needs.confirm",
    "assessing.send",
    "problem.send",
    "proposals.submit",
    "stakeholders.contacted_today",
    "waiting.came",
}
EDITS = edited.EDITS | OF_PROPOSALS
DEEDS = st.lists(st.tuples(st.sampled_from(["open", "save", "save"]), st.booleans()), min_size=3, max_size=9)


def test_every_edit_that_carries_a_version_is_tried_here():
    found = set()
    for module in pkgutil.iter_modules(actions.__path__):
        held = importlib.import_module(f"{actions.__name__}.{module.name}")
        for name, deed in vars(held).items():
            own = inspect.isfunction(deed) and deed.__module__ == held.__name__ and not name.startswith("_")
            if own and "version" in inspect.signature(deed).parameters:
                found.add(f"{module.name}.{name}")
    tried = {f"{edit.action.__module__.rpartition('.')[2]}.{edit.action.__name__}" for edit in EDITS.values()}
    assert found == tried | ON_WHAT_WAS_READ
    assert not tried & ON_WHAT_WAS_READ


class Editor:
    """Somebody with a form open: the version that it carries, and the words that stood there."""

    def __init__(self, edit, thing, actor):
        self.edit, self.thing, self.actor = edit, thing, actor
        self.open()

    def open(self):
        self.version, self.saw = self.edit.read(self.thing)

    def save(self, words):
        """Save over what was seen; when somebody else was first, read their words beside one's own instead."""
        try:
            with transaction.atomic():
                self.edit.save(self.actor, self.thing, words, self.version)
        except Stale as lost:
            version, stands = self.edit.read(self.thing)
            assert lost.version == version
            assert any(str(value) in str(stands) or str(stands) in str(value) for value in told(lost.theirs))
            self.version, self.saw = version, stands
            return False
        self.version, self.saw = self.edit.read(self.thing)
        return True


def told(theirs):
    """Give what somebody is shown of the words that were saved first, value by value and as a whole."""
    return [value for value in theirs.values() if value not in ("", None)] + [
        dict(theirs),
        "/".join(map(str, theirs.values())),
    ]


@pytest.mark.django_db(transaction=True)  # each order ends its own, so that none meets the rows that others left
@pytest.mark.parametrize("name", EDITS)
def test_whatever_two_people_do_in_whatever_order_neither_writes_over_what_they_have_not_seen(cast, name, figure):
    edit = EDITS[name]
    thing = edit.begin(cast)

    @settings(
        max_examples=counts(3, -(-5000 // len(EDITS))),
        deadline=None,
        database=None,
        derandomize=counts(1, 0) == 1,
        suppress_health_check=list(HealthCheck),
    )
    @given(DEEDS)
    def in_any_order(deeds):
        with transaction.atomic():
            editors = [Editor(edit, thing, cast.actor(key)) for key in edit.who]
            stands = edit.read(thing)[1]
            for number, (verb, first) in enumerate([*deeds, ("open", True), ("save", True)]):
                one, words = editors[first], f"w{number + 1}"
                if verb == "open":
                    one.open()
                    assert str(one.saw) == str(stands)
                    continue
                had_seen = one.saw
                if one.save(words):
                    assert str(had_seen) == str(stands), "what stood there was seen by who wrote over it"
                    stands = edit.show(words)
                assert str(edit.read(thing)[1]) == str(stands), "what was saved last stands, whole"
            transaction.set_rollback(True)

    in_any_order()
    figure(
        "orders in which two edited the same and neither lost anything", -(-counts(3, 5000) // len(EDITS)), bar="5,000"
    )


CANARY = "kingfisher"
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.S)
TYPED = re.compile(r"<textarea[^>]*>([^<]*)</textarea>|<input(?=[^>]*type=.text)[^>]*value=.([^>]*)>", re.S)
# Each save of these is a text of its own with the next number, and those before it stay as they were
KEEPS_ALL = {"public/page/", "ethics/note/", "tell/"}


@pytest.mark.django_db
def test_every_form_that_comes_with_what_somebody_wrote_carries_its_version(cast, client_of):
    here = cast.alive(f"The {CANARY} evenings")
    sent(cast, here, "thornbury", "whitlock")
    fill(cast.actor("thornbury"), here, CANARY)
    review_of(cast, here)
    case_study(cast, here)
    surround(cast, here, "thornbury", "whitlock", CANARY)
    proposing.draft(cast, by="thornbury", what=CANARY)
    reader, tried, lacking = client_of(cast.person["thornbury"]), set(), set()
    held = addresses.existing()[:1]
    for route in addresses.patterns():
        if not route.startswith(("collaborations/<", "proposals/<", "needs/<")) or "<slug:" in route:
            continue
        for address in addresses.filled(route, held)[:3]:
            answer = reader.get(address.path)
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            for form in FORM.findall(answer.content.decode()):
                if any(CANARY in "".join(words) for words in TYPED.findall(form)):
                    tried.add(address.pattern)
                    if 'name="version"' not in form and not address.path.endswith(tuple(KEEPS_ALL)):
                        lacking.add(address.pattern)
    assert len(tried) > 5, tried
    assert not lacking

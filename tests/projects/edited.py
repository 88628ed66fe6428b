"""What can two people have open at the same time? Every edit of a collaboration, a proposal and the guide, alike.

Each edit says how it is begun, what stands there now and at which version, and how somebody saves words over it.

*Source:* D11; settled questions, "Who" ("a lost race shows both texts and loses neither").
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from commonground.groundwork.matrix import asks_to_tell_first, defaults
from commonground.projects.actions import (
    answers,
    charter,
    decisions,
    ethics,
    guide,
    guide_around,
    guide_translations,
    kits,
    life,
    local,
    matrix,
    polls,
    problem,
    signing,
    waiting,
)
from commonground.projects.models import Poll
from commonground.projects.queries import signing as reading
from commonground.projects.queries.guide import in_force as guide_in_force
from commonground.projects.rules import guide as questions
from commonground.projects.rules.comparing import ASKED, Mark
from commonground.projects.rules.ethics import ANSWERS
from commonground.projects.rules.ethics import ASKED as OF_ETHICS
from commonground.projects.rules.kits import FIDELITY
from commonground.projects.rules.templates import TEMPLATES
from tests.projects.doing import sent
from tests.projects.guiding import keepers
from tests.security.filling import fitting

OF_BOTH = ("thornbury", "whitlock")
OF_POLICE = ("thornbury", "tranter")


@dataclass(frozen=True)
class Edit:
    """One form that two people can have open: who they are; `begin(cast)` gives the thing, `read(thing)` its version
    and words, `save(actor, thing, words, version)` saves over it, and `show(words)` is how the words stand there."""

    action: Callable
    who: tuple[str, str]
    begin: Callable
    read: Callable
    save: Callable
    show: Callable = str


def again(thing):
    """Read something anew."""
    return type(thing)._default_manager.get(pk=thing.pk)


def _latest(rows, words):
    """Read what only ever grows: its version is how many there are."""
    found = list(rows.order_by("pk"))
    return len(found), getattr(found[-1], words) if found else ""


def mine(row, *names):
    """Read a row that may not be there yet: its version and its words."""
    return (row.version, str(getattr(row, names[0]))) if row else (0, "")


CELLS = [cell for cell in defaults() if not asks_to_tell_first(cell)]
SAME = {"because": "Because", "not_decided": "All else", "comment_days": 14, "cooling_days": 7}


def _over(cast):
    here = cast.alive()
    part = questions.PARTS["outcomes"]
    answers.record(actor=cast.actor("thornbury"), collaboration=here, part=part, raw=fitting("outcomes"))
    poll = _poll(cast, here)
    polls.open_poll(actor=cast.actor("thornbury"), poll=poll)
    Poll.objects.filter(pk=poll.pk).update(closed_at=timezone.now())
    return again(poll)


def _poll(cast, here=None):
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + timedelta(20), "is_open_to_all": True}
    return polls.prepare(actor=cast.actor("thornbury"), collaboration=here or cast.alive(), about="Evenings", **days)


def _duty_letters(words):
    """Make letters for two organisations of a number: nobody has the same twice in a row."""
    return "RCI"[int(words[1:]) % 3], "RCI"[int(words[1:]) // 3 % 3]


def _activity(cast):
    here = cast.alive()
    raw = fitting("roles", here=here)
    row = answers.record(actor=cast.actor("thornbury"), collaboration=here, part=questions.PARTS["roles"], raw=raw)
    return SimpleNamespace(row=row, bodies=[one.ref for one in reading.bodies_of(here)])


def _duties_now(thing):
    row = again(thing.row)
    held = {cell.organisation.ref: cell.letter for cell in row.duties.select_related("organisation")}
    return row.version, str(tuple(held.get(ref, "") for ref in thing.bodies[:2]))


def _set_duties(actor, thing, words, version):
    letters = dict(zip(thing.bodies, _duty_letters(words), strict=False))
    signing.set_duties(actor=actor, activity=thing.row, letters=letters, version=version)


def _compared(cast):
    here = cast.alive()
    sent(cast, here, *OF_BOTH)
    return here


def _marks(here):
    return here.rounds.get().marks.filter(side="police", asked=next(iter(ASKED))).first()


def _kit(cast):
    return kits.start_from(
        actor=cast.actor("thornbury"),
        kit=TEMPLATES["community-guarding"],
        name="Castle Parade guards",
        about="One team for the street",
        area=cast.area,
        programme=cast.programme,
        other_lead=cast.membership["whitlock"],
    ).origin


def _component(origin):
    return origin.kit["components"][0]["key"]


def _of_ethics(here):
    return here.ethics_answers.filter(side="police", question=next(iter(OF_ETHICS)))


def _asked_locally(cast):
    actor = cast.actor(next(key for key, held in cast.membership.items() if "coordinator" in held.roles))
    said = {"step": 2, "kind": "question", "title": "Who holds the keys?", "programme": cast.programme}
    return SimpleNamespace(here=cast.alive(), addition=guide_around.add(actor=actor, **said))


def _guide(cast):
    return keepers(cast).drafted()


def _translation(cast):
    group = keepers(cast)
    version = guide_in_force() or group.launched()
    return guide_translations.begin(actor=group.writer, guide_version=version, language="cy", note="A reading aid.")


LATER = timezone.localdate() + timedelta(30)
BASICS = {"name": "Minster Gate evenings"}

EDITS = {
    "an answer": Edit(
        answers.change,
        OF_BOTH,
        lambda cast: answers.record(
            actor=cast.actor("thornbury"),
            collaboration=cast.alive(),
            part=questions.PARTS["victims"],
            raw=fitting("victims"),
        ),
        lambda row: (again(row).version, again(row).values["group"]),
        lambda actor, row, words, version: answers.change(
            actor=actor, answer=row, raw={**row.values, "group": words}, version=version
        ),
    ),
    "name, purpose and area": Edit(
        life.change_basics,
        OF_BOTH,
        lambda cast: cast.alive(),
        lambda here: (again(here).version, again(here).about),
        lambda actor, here, words, version: life.change_basics(
            actor=actor, collaboration=here, about=words, area=here.area, version=version, **BASICS
        ),
    ),
    "a side's own words": Edit(
        problem.write,
        OF_POLICE,
        lambda cast: cast.alive(),
        lambda here: next(
            ((one.version, one.words["what"]) for one in here.rounds.get().statements.filter(side="police")), (0, "")
        ),
        lambda actor, here, words, version: problem.write(
            actor=actor, collaboration=here, words=dict.fromkeys(ASKED, words), version=version
        ),
    ),
    "how near the two sides are": Edit(
        problem.mark,
        OF_POLICE,
        _compared,
        lambda here: mine(_marks(here), "line"),
        lambda actor, here, words, version: problem.mark(
            actor=actor,
            collaboration=here,
            asked=next(iter(ASKED)),
            mark=Mark.CLOSE,
            line=words,
            version=version,
        ),
    ),
    "the cell of the matrix": Edit(
        matrix.choose_cell,
        OF_BOTH,
        lambda cast: cast.alive(),
        lambda here: (again(here).version, again(here).cell),
        lambda actor, here, words, version: matrix.choose_cell(
            actor=actor, collaboration=here, cell=CELLS[int(words[1:]) % len(CELLS)], version=version
        ),
        lambda words: str(CELLS[int(words[1:]) % len(CELLS)]),
    ),
    "the charter": Edit(
        charter.word,
        OF_BOTH,
        lambda cast: cast.alive(),
        lambda here: _latest(here.charter, "words"),
        lambda actor, here, words, version: charter.word(
            actor=actor, collaboration=here, words={"ground": words}, version=version
        ),
        lambda words: {"ground": words},
    ),
    "what is waited for": Edit(
        waiting.change,
        OF_BOTH,
        lambda cast: waiting.wait(
            actor=cast.actor("thornbury"), collaboration=cast.alive(), whom="The council", what="x", look_again=LATER
        ),
        lambda row: (again(row).version, again(row).what),
        lambda actor, row, words, version: waiting.change(
            actor=actor, awaited=row, whom="The council", what=words, look_again=LATER, version=version
        ),
    ),
    "a proposal for decision": Edit(
        decisions.reword,
        OF_BOTH,
        lambda cast: decisions.put_up(
            actor=cast.actor("thornbury"), collaboration=cast.alive(), proposal="x", stages=["One"], **SAME
        ),
        lambda row: (again(row).version, again(row).proposal),
        lambda actor, row, words, version: decisions.reword(
            actor=actor, item=row, proposal=words, version=version, **SAME
        ),
    ),
    "a question of ethics": Edit(
        ethics.answer,
        OF_POLICE,
        lambda cast: cast.alive(),
        lambda here: _latest(_of_ethics(here), "words"),
        lambda actor, here, words, version: ethics.answer(
            actor=actor,
            collaboration=here,
            question=next(iter(OF_ETHICS)),
            answer=next(iter(ANSWERS)),
            words=words,
            version=version,
        ),
    ),
    "a component of a template": Edit(
        kits.check,
        ("thornbury", "thornbury"),
        _kit,
        lambda origin: _latest(origin.checks, "words"),
        lambda actor, origin, words, version: kits.check(
            actor=actor,
            origin=origin,
            component=_component(origin),
            standing=next(iter(FIDELITY)),
            words=words,
            version=version,
        ),
    ),
    "a poll": Edit(
        polls.change,
        OF_BOTH,
        _poll,
        lambda poll: (again(poll).version, again(poll).about),
        lambda actor, poll, words, version: polls.change(
            actor=actor,
            poll=poll,
            about=words,
            opens_on=poll.opens_on,
            closes_on=poll.closes_on,
            is_open_to_all=True,
            version=version,
        ),
    ),
    "what was heard in a poll": Edit(
        polls.respond,
        OF_BOTH,
        _over,
        lambda poll: mine(poll.responses.first(), "said"),
        lambda actor, poll, words, version: polls.respond(
            actor=actor, poll=poll, objective=poll.objectives[0]["ref"], said=words, did="We did", version=version
        ),
    ),
    "who does what": Edit(
        signing.set_duties,
        OF_BOTH,
        _activity,
        _duties_now,
        _set_duties,
        lambda words: str(_duty_letters(words)),
    ),
    "an answer to a local question": Edit(
        local.answer,
        OF_BOTH,
        _asked_locally,
        lambda thing: _latest(thing.here.local_answers, "words"),
        lambda actor, thing, words, version: local.answer(
            actor=actor, collaboration=thing.here, addition=thing.addition, words=words, version=version
        ),
    ),
    "a step of the guide": Edit(
        guide.write,
        OF_BOTH,
        _guide,
        lambda made: (again(made).version, again(made).texts["3.what"]),
        lambda actor, made, words, version: guide.write(
            actor=actor, guide_version=made, version=version, step=3, texts={"3.what": words}
        ),
    ),
    "a translation of the guide": Edit(
        guide_translations.write,
        OF_BOTH,
        _translation,
        lambda made: (again(made).version, again(made).texts.get("3.title", {}).get("words", "")),
        lambda actor, made, words, version: guide_translations.write(
            actor=actor, translation=made, version=version, step=3, texts={"3.title": words}
        ),
    ),
    "what is said of a version of the guide": Edit(
        guide.describe,
        OF_BOTH,
        _guide,
        lambda made: (again(made).version, again(made).change_log),
        lambda actor, made, words, version: guide.describe(
            actor=actor, guide_version=made, version=version, change_log=words
        ),
    ),
}

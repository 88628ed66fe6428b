"""What do tests of the special pages do first? Studies, reviews, case studies, and a ninth step that is complete.

*Source:* settled questions, "In Django" (tests).
"""

import json
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from commonground.outcomes.models import Study
from commonground.outcomes.rules.evaluation import evaluate, monthly_series
from commonground.projects.actions import answers, consensus, finishing, peer_reading, reviews
from commonground.projects.queries import agreeing, recorded, visible
from commonground.projects.rules.guide import PARTS
from commonground.projects.rules.guide.stopping import WAYS
from tests.outcomes import made

OUTSIDER = "lindqvist"  # of an organisation that takes part in nothing

# Two areas where work was done, their neighbours and comparisons: too few untreated areas for any verdict
BEFORE = {"T1": 12, "C1": 30, "D1": 9, "P1": 25, "P2": 31}
AFTER = {"T1": 8, "C1": 28, "D1": 10, "P1": 26, "P2": 30}


def at(name, *things):
    """Give the address of a page about these things."""
    return reverse(f"projects:{name}", args=[getattr(thing, "public_id", thing) for thing in things])


def study_of(cast, key="thornbury"):
    """Compute a study of a few areas, which cannot tell, and write it as this person's own."""
    asked = made.study()
    seen = made.observed(asked, BEFORE, AFTER)
    return Study.objects.create(
        title="Shop theft at the Gate",
        made_by=cast.membership[key],
        specification=made.DOCUMENT,
        state="done",
        result_text=json.dumps(evaluate(asked, seen)),
        series=monthly_series(asked, seen),
        computed_at=timezone.now(),
    )


def review_of(cast, collaboration):
    """Hold a review."""
    today = timezone.localdate()
    return reviews.hold(
        actor=cast.actor("tranter"),
        collaboration=collaboration,
        held_on=today,
        next_on=today + timedelta(91),
        present="Both leads",
    )


def case_study(cast, collaboration, *approved_by, study=None):
    """Write the case study and put it up for approval."""
    raw = {f.name: f"words on {f.name}" for f in PARTS["case_study"].fields if f.required}
    if not collaboration.answers.filter(part="case_study").exists():
        answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["case_study"], raw=raw)
    lasting(cast, collaboration)
    made = finishing.draft_publication(
        actor=cast.actor("tranter"), collaboration=collaboration, kind="case", study=study
    )
    if approved_by:
        read_from_outside(cast, made)
    for key in approved_by:
        finishing.approve(actor=cast.actor(key), publication=made)
    return made


def lasting(cast, collaboration, **values):
    """Say what goes on after the end, and who owns it, unless that is said."""
    if collaboration.answers.filter(part="sustain").exists() and not values:
        return collaboration.answers.filter(part="sustain").first()
    raw = {"what": "Evening rounds", "owner": "The contract manager", "cost": "Nothing more", "trigger": "More than 60"}
    raw |= {"next_check": timezone.localdate() + timedelta(90)} | values
    return answers.record(actor=cast.actor("thornbury"), collaboration=collaboration, part=PARTS["sustain"], raw=raw)


def read_from_outside(cast, publication, key=OUTSIDER, verdict="ready"):
    """Let somebody of neither organisation read a case study, and say what they find."""
    asked = peer_reading.ask(actor=cast.actor("tranter"), publication=publication, reader=cast.membership[key])
    return peer_reading.give(actor=cast.actor(key), reading=asked, verdict=verdict, words="Clear to me")


def ask_everybody(cast, collaboration, rule="objection", silence="content", motion="stop"):
    """Agree on a rule, unless there is one, and open a round."""
    lead, other = cast.actor("thornbury"), cast.actor("whitlock")
    if agreeing.rule_in_force(collaboration) is None:
        made = consensus.set_rule(actor=lead, collaboration=collaboration, rule=rule, silence=silence, days=14)
        consensus.agree_to_rule(actor=other, rule=made)
    return consensus.open_round(actor=lead, collaboration=collaboration, motion=motion, words="What it would mean")


def stand(cast, collaboration, **positions):
    """Let these people say where they stand."""
    for key, position in positions.items():
        consensus.take_position(
            actor=cast.actor(key), collaboration=collaboration, position=position, reason=f"{key} says so"
        )


def decide(cast, collaboration, round_, key="thornbury"):
    """Record the decision of a round, with one next step."""
    step = {"what": "Tell the shops", "owner": visible.team_of(collaboration).first().ref, "by": timezone.localdate()}
    return consensus.decide(
        actor=cast.actor(key), round_=round_, reason="It worked", not_decided="Who pays", next_steps=[step]
    )


def agree_to_stop(cast, collaboration):
    """Ask both sides and the stakeholders, let all of them agree, and record the decision."""
    round_ = ask_everybody(cast, collaboration)
    asked = {member.membership.person.name for member in visible.stakeholders_of(collaboration)}
    others = {"yarrow": "stop"} if cast.person["yarrow"].name in asked else {}
    stand(cast, collaboration, thornbury="stop", whitlock="stop", **others)
    return decide(cast, collaboration, round_)


def decide_to_stop(cast, collaboration):
    """Record what step 9 needs, and let both leads confirm it."""
    person, today = cast.actor("thornbury"), timezone.localdate().isoformat()
    member = visible.team_of(collaboration).first().ref
    rows = [("displacement", {"way": way, "reading": "cannot", "because": "No data"}) for way in WAYS]
    rows += [
        ("criteria", {"kind": "success", "test": "Fewer than 250", "agreed": today, "met": "yes"}),
        ("risks", {"risk": "None found", "doing": "Nothing", "owner": member, "on": today}),
    ]
    for key, raw in rows:
        answers.record(actor=person, collaboration=collaboration, part=PARTS[key], raw=raw)
    agree_to_stop(cast, collaboration)
    for key in ("thornbury", "whitlock"):
        content = recorded.standings_for(cast.actor(key), collaboration)[8].content
        answers.confirm(actor=cast.actor(key), collaboration=collaboration, step=9, content=content)

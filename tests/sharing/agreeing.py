"""How do tests make an agreement? Two sides write it whole, name their people, enter their bases and sign.

*Source:* settled questions, "In Django" (tests).
"""

from datetime import date, timedelta

from django.utils import timezone

from commonground.sharing.actions import agreements, agreements_bases, agreements_signing
from commonground.sharing.queries import agreements as queries
from commonground.sharing.queries import agreements_words as words
from commonground.sharing.rules import agreements_clauses as rules
from commonground.sharing.rules.agreements_clauses import Kind

LAW = {"special": "none-special", "criminal": "schedule-1-10", "power": "no-power", "exemption": "no-exemption"}
SIDES = ("thornbury", "whitlock")


def answers(clause, **more):
    """An answer to everything that a clause asks."""
    found = {}
    for one in clause.fields:
        if one.kind is Kind.YES_NO:
            found[one.name] = True
        elif one.kind is Kind.CHOICE:
            found[one.name] = next(iter(one.choices))
        elif one.kind is Kind.CHOICES:
            found[one.name] = list(one.choices)
        elif one.kind is Kind.DATE:
            found[one.name] = timezone.localdate()
        else:
            found[one.name] = f"Words on {one.name}"
    if clause.key == "term":
        found["ends"] = timezone.localdate() + timedelta(days=365)
    if clause.key == "limits":
        found |= {"ceiling": "AMBER", "personal": True, "accreditations": ""}
    return found | more


def write(cast, agreement, **limits):
    """Let Maya Thornbury write every clause."""
    actor = cast.actor("thornbury")
    reading = queries.reading_for(actor, agreement.public_id)
    held = words.clauses_of(reading.draft)
    for one in rules.CLAUSES:
        edit = held[one.key].edit if one.key in held else 0
        more = limits if one.key == "limits" else {}
        if one.many:
            agreements.write_row(actor=actor, agreement=agreement, key=one.key, values=answers(one), edit=edit)
        else:
            agreements.write_clause(
                actor=actor, agreement=agreement, key=one.key, values=answers(one, **more), edit=edit
            )


def staff(cast, agreement, key):
    """Let a person take every part for their organisation."""
    for part in ("signatory", "contact", "deputy", "privacy", "review"):
        agreements.name_person(actor=cast.actor(key), agreement=agreement, membership=cast.membership[key], part=part)


def base(cast, agreement, key, *directions):
    """Let a person enter the lawful bases of their organisation."""
    basis = "part-3" if cast.actor(key).side == "police" else "recognised-crime"
    for direction in directions or ("gives", "gets"):
        agreements_bases.enter(actor=cast.actor(key), agreement=agreement, direction=direction, basis=basis, **LAW)


def begun(cast, title="Pictures of suspected thieves"):
    """A draft of Aldermouth Police with Marlgate Centre as the other party."""
    made = agreements.begin(actor=cast.actor("thornbury"), programme=cast.programme, area=cast.area, title=title)
    for key in SIDES:
        agreements.name_party(
            actor=cast.actor("thornbury"), agreement=made, organisation=cast.membership[key].organisation,
            gives=["incident", "intelligence"], gets=["incident", "intelligence"],
        )  # fmt: skip
    return made


def complete(cast, title="Pictures of suspected thieves", **limits):
    """A draft that lacks nothing."""
    made = begun(cast, title)
    for key in SIDES:
        staff(cast, made, key)
        base(cast, made, key)
    write(cast, made, **limits)
    return made


def signs(cast, agreement, key, **more):
    """Let a person sign what awaits signature, as it is shown to them."""
    reading = queries.reading_for(cast.actor(key), agreement.public_id)
    line = words.own_line(reading, cast.membership[key].organisation_id)
    return agreements_signing.sign(
        actor=cast.actor(key), agreement=agreement, content=reading.offered.content, line=line, **more
    )


def in_force(cast, title="Pictures of suspected thieves", **limits):
    """An agreement that both sides have signed."""
    made = complete(cast, title, **limits)
    agreements_signing.offer(actor=cast.actor("thornbury"), agreement=made)
    for key in SIDES:
        signs(cast, made, key)
    return made


def read(cast, agreement, key="thornbury"):
    """Read an agreement as a person of the cast."""
    return queries.reading_for(cast.actor(key), agreement.public_id)


def day(days):
    """The day so many days from today."""
    return date.today() + timedelta(days=days)

"""What is asked about an incident? The fields of one report as data: nine that it needs, and what may be added.

Form, record, hand-over and the files for police systems are made from this one table, so that nothing is asked twice
and nothing is typed again. Fact and opinion are two fields. There is no field for a confidential source, and none for
ethnicity, religion or orientation. The lists that the documents do not give are ours and say so (`SOURCES`).

*Source:* reference on the domain, 7(C) and 2.7-2.8; R184, R213; D7, D8.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CATEGORY = "incident"
STANDARD = "common-ground-incident/1"
SINCE = "2026-11-22"

# What it was. The third column is the category under which the police publish such crimes (data.police.uk).
KINDS: Mapping[str, tuple[str, str]] = {
    "shoplifting": ("Theft from a shop", "shoplifting"),
    "robbery": ("Robbery: taken with force or threat", "robbery"),
    "burglary": ("Break-in", "burglary"),
    "violence": ("Violence against a person", "violent-crime"),
    "public_order": ("Threats or abuse", "public-order"),
    "antisocial": ("Anti-social behaviour", "anti-social-behaviour"),
    "damage": ("Damage or fire", "criminal-damage-arson"),
    "weapons": ("A weapon was seen", "possession-of-weapons"),
    "drugs": ("Drugs", "drugs"),
    "person_theft": ("Theft from a person", "theft-from-the-person"),
    "vehicle": ("Theft of or from a vehicle", "vehicle-crime"),
    "bicycle": ("Theft of a bicycle", "bicycle-theft"),
    "other_theft": ("Fraud or other theft", "other-theft"),
    "suspicious": ("Something suspicious, no crime yet", ""),
    "other": ("Something else", "other-crime"),
}
OUTCOMES = {
    "completed": "They did it",
    "attempted": "They tried and did not manage",
    "deterred": "It was prevented",
    "ejected": "They were asked to leave, or were put out",
}
THREATS = {
    "none": "None",
    "verbal": "Words only",
    "threat": "Somebody was threatened",
    "physical": "Somebody was touched, pushed or hit",
    "weapon": "A weapon was shown or used",
}
LOSSES = {
    "none": "Nothing",
    "under_50": "Under £50",
    "under_200": "£50 to £199",
    "under_1000": "£200 to £999",
    "over_1000": "£1,000 or more",
    "unknown": "Not known yet",
}
EMERGENCY = {
    "no": "Nobody is in danger and it is not happening now",
    "called": "999 has been called",
    "reported": "It is reported to the police: 101, online or to an officer",
}
HOW_KNOWN = {
    "saw it": "I saw it",
    "was told": "I was told",
    "recorded": "It is on a recording",
    "worked out": "I worked it out from what I found",
}
SOURCES = {
    "kind": "Our words; the category behind each is that under which data.police.uk publishes crimes.",
    "outcome": "The field list for incidents of our reference on the domain, in our words.",
    "threat": "The field list for incidents of our reference on the domain, in our words.",
    "loss": "Ours. Change it with the other members of the partnership.",
    "emergency": "Ours.",
    "how_known": "Ours: what a reporter can say. Grading by 3x5x2 is for police intelligence staff alone.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its name in files, the question, whether a report needs it, how it is typed, and its choices.

    `holds` says what personal data it may hold, in the words of `writing.Field`; empty for none of those.
    """

    name: str
    label: str
    needed: bool = False
    kind: str = "line"
    choices: Mapping[str, str] | None = None
    hint: str = ""
    most: int = 200
    holds: str = ""


NEEDED = (
    Asked("emergency", "Is anybody in danger now?", True, "choice", EMERGENCY),
    Asked("kind", "What was it?", True, "choice", {name: words for name, (words, _) in KINDS.items()}),
    Asked("place", "Where?", True, "place", hint="A street, place or postcode. Then the spot in your own words, after a"
          " comma: Castle Parade, by the north doors"),
    Asked("occurred", "When?", True, "moment", hint="It says now. Change it if it was earlier."),
    Asked("happened", "What happened?", True, "words", most=4000,
          hint="Only what was seen and heard: who did what, to what, how. Words that were used, as they were said."),
    Asked("outcome", "How did it end?", True, "choice", OUTCOMES),
    Asked("threat", "Was there any threat?", True, "choice", THREATS),
    Asked("loss", "What was lost or damaged?", True, "choice", LOSSES),
    Asked("how_known", "How do you know?", True, "choice", HOW_KNOWN),
)  # fmt: skip
MORE = (
    Asked("until", "Until when?", kind="moment", hint="Where you know only that it was between two times"),
    Asked("opinion", "What do you make of it?", kind="words", most=2000,
          hint="Your opinion. It is kept apart from what happened, and says so."),
    Asked("goods", "What was taken or damaged?", hint="What, how many, worth how much, and what came back"),
    Asked("people", "What did they look like?", kind="words", most=2000, holds="person",
          hint="Height, build, clothing, anything that stands out. Not where you think they come from."),
    Asked("vehicle", "Which vehicle?", holds="vehicle", hint="Registration, make, colour, which way it went"),
    Asked("method", "How did they do it?", most=400),
    Asked("injuries", "Was anybody hurt?", most=400, holds="person"),
    Asked("hate", "Did it look like hate crime to anybody there?", kind="tick"),
    Asked("young", "Was somebody under 18 involved?", kind="tick"),
    Asked("evidence", "What can be shown?", most=400, hint="Recordings, photographs, things, and where they are"),
    Asked("evidence_until", "Until when are recordings kept?", kind="day"),
    Asked("police_reference", "Police reference", most=40, hint="If the police gave you a number"),
    Asked("other_reference", "Reference in another system", most=40),
    Asked("support", "Was support offered to whoever was harmed?", kind="tick"),
    Asked("reporter_role", "What is your part there?", hint="Guard, shop worker, manager. Not your name."),
)  # fmt: skip
FIELDS = (*NEEDED, *MORE)
BY_NAME = {one.name: one for one in FIELDS}
PERSONAL = frozenset(one.name for one in FIELDS if one.holds)
MOST_NEEDED = 10
assert len(NEEDED) < MOST_NEEDED, "A report must stay sendable in ninety seconds."

# Whoever reads the summary learns no more than these: chosen answers, never words that somebody typed.
IN_SUMMARY = ("kind", "outcome", "threat")


def missing(values: Mapping[str, Any]) -> list[Asked]:
    """List the needed fields that a report does not answer yet."""
    return [one for one in NEEDED if not str(values.get(one.name) or "").strip()]


def in_words(name: str, value: Any) -> str:
    """Say one answer as it is read: the words of a choice, yes for a tick, otherwise what was typed."""
    asked = BY_NAME[name]
    if asked.choices is not None:
        return asked.choices.get(str(value), str(value))
    if asked.kind == "tick":
        return "Yes" if value else ""
    return str(value or "")


def police_category(kind: str) -> str:
    """Give the category under which the police publish such crimes; nothing where there is none."""
    return KINDS.get(kind, ("", ""))[1]


def title_of(kind: str, place: str) -> str:
    """Write the title of the full version: what it was, and where."""
    return f"{in_words('kind', kind)}, {place}"[:200]


def text_of(values: Mapping[str, Any]) -> str:
    """Write the text of the full version: what happened, then, apart and labelled, what the reporter makes of it."""
    parts = [f"What happened ({in_words('how_known', values.get('how_known'))}):\n{str(values['happened']).strip()}"]
    if opinion := str(values.get("opinion") or "").strip():
        parts.append(f"What the reporter makes of it (opinion):\n{opinion}")
    return "\n\n".join(parts)


def summary_of(values: Mapping[str, Any], place: str, day: str) -> str:
    """Write the summary for those who get no words that were typed: made of chosen answers, a place and a day."""
    chosen = "; ".join(f"{BY_NAME[name].label} {in_words(name, values.get(name))}" for name in IN_SUMMARY)
    return f"{day}, {place}. {chosen}."

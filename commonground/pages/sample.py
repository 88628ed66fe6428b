"""What stands on the sheet of parts? Invented people, places and texts, so that every part is shown once.

*Source:* the look's own sheet of parts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as fields
from django.core.paginator import Paginator

from commonground.pages import documents, forms
from commonground.pages.charts import Area, Line, scale_of
from commonground.pages.icons import ICONS
from commonground.pages.tables import Column, Table

COLOURS = (
    ("paper", "#f7f5ef", "the page"),
    ("sheet", "#ffffff", "what you read"),
    ("ink", "#1b2530", "14.2:1 on paper"),
    ("quiet", "#525c66", "6.3:1 on paper"),
    ("edge", "#757a7e", "4.0:1 on paper"),
    ("ground", "#14463d", "9.8:1 on paper"),
    ("ground-mid", "#1f6b5d", "5.8:1 on paper"),
    ("link", "#14566b", "7.5:1 on paper"),
    ("police", "#2c4a9a", "7.5:1 on paper"),
    ("security", "#a5480a", "5.5:1 on paper"),
    ("attention", "#7a4a00", "6.7:1 on its tint"),
    ("problem", "#a52a24", "6.1:1 on its tint"),
    ("waiting", "#574b73", "6.8:1 on its tint"),
    ("where-we-worked", "#6d2a63", "8.9:1 on paper"),
    ("next-door", "#b5790a", "3.4:1, never text"),
    ("compared-with", "#5c6873", "5.2:1 on paper"),
)
PAIRS = (
    ("none", "none", "Not started"),
    ("started", "started", "Started"),
    ("confirmed", "started", "Police confirmed"),
    ("started", "confirmed", "Security confirmed"),
    ("confirmed", "confirmed", "Both confirmed"),
)
STATES = (
    ("agreed", ""),
    ("due", "Your side, by 3 December"),
    ("waiting", "Waiting for security"),
    ("progress", ""),
    ("none", ""),
    ("oncourse", ""),
    ("care", ""),
    ("problem", ""),
)
MARKINGS = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR", "OFFICIAL", "OFFICIAL-SENSITIVE")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the invented collaboration."""

    number: int
    title: str
    what: str
    police: str
    security: str
    state: str
    words: str = ""
    here: bool = False
    note: str = ""
    url: str = "#main"


STEPS = (
    Step(1, "Challenge", "One joint statement, agreed 11 March 2026", "confirmed", "confirmed", "agreed"),
    Step(2, "Partnership", "Liaison group under agreement ISA-0007", "confirmed", "confirmed", "agreed"),
    Step(3, "Plan", "Tactics, resources and three measures", "confirmed", "confirmed", "agreed"),
    Step(
        4,
        "Ownership and leadership",
        "Police leads named. Security: delivery lead vacant since 30 October",
        "confirmed",
        "started",
        "waiting",
        "Waiting for security",
        note="waiting",
    ),
    Step(
        5, "Community engagement", "Traders and residents asked; two changes made", "confirmed", "confirmed", "agreed"
    ),
    Step(6, "Implementation", "14 of 16 actions done", "confirmed", "confirmed", "agreed"),
    Step(
        7,
        "Review cycle",
        "Still relevant? On course? Does the plan change?",
        "confirmed",
        "started",
        "due",
        "Your side, by 3 December",
        here=True,
        note="due 3 Dec",
    ),
    Step(8, "Promoting achievements", "Say what worked, with its evidence", "none", "none", "none"),
    Step(9, "Knowing when to stop", "Met? Moved? Agreed to stop?", "none", "none", "none"),
    Step(10, "Legacy", "Contacts, learning, and who keeps watch", "none", "none", "none"),
)
COMPARED = (
    {
        "id": "q1",
        "question": "How often does it happen?",
        "title": "How often",
        "police": "41 thefts recorded from January to June. We think the true number is higher.",
        "security": "Our shops logged 163 in the same six months. Most were never reported.",
        "nearness": "apart",
        "note": "The police count recorded crimes; the shops count everything they saw. Both can be right.",
    },
    {
        "id": "q2",
        "question": "What is the problem?",
        "title": "What",
        "police": "Thefts of alcohol and razors by a small group, some with threats to staff.",
        "security": "Staff being threatened when they challenge people who steal.",
        "nearness": "close",
        "note": "Both name both.",
    },
    {
        "id": "q3",
        "question": "Where and when?",
        "title": "Where and when",
        "police": "Castle Parade, 8am to 11am, weekdays.",
        "security": "The Parade shops, from opening until about 11, Monday to Friday.",
        "nearness": "same",
        "note": "Castle Parade, weekday mornings until 11am.",
    },
    {
        "id": "q4",
        "question": "Who is harmed most, and how do you know?",
        "title": "Who is harmed",
        "police": "Lone workers in small shops. From two victim statements.",
        "security": "Lone workers, mostly women under 25. We asked 18 staff.",
        "nearness": "",
        "note": "",
    },
)


def _block(column: int, row: int) -> tuple[tuple[float, float], ...]:
    """Make an invented area: one of a grid of blocks, a little crooked."""
    west, south = -1.40 + 0.012 * column, 54.10 + 0.007 * row
    lean, above = 0.0015 * (row % 2), 0.0015 * ((row + 1) % 2)
    rise, next_rise = 0.001 * (column % 2), 0.001 * ((column + 1) % 2)
    return (
        (west + lean, south + rise),
        (west + 0.012 + lean, south + next_rise),
        (west + 0.012 + above, south + 0.007 + next_rise),
        (west + above, south + 0.007 + rise),
    )


_KINDS = {(2, 2): "worked", (3, 2): "worked", (0, 4): "compared", (5, 0): "compared"}
AREAS = tuple(
    Area(
        f"Area {column + 1}{'ABCDE'[row]}",
        (_block(column, row),),
        _KINDS.get((column, row), "next" if 1 <= column <= 4 and 1 <= row <= 3 else "else"),
        {(2, 2): "Minster Gate", (2, 3): "Next door", (0, 4): "Castle Parade", (5, 0): "Quayside"}.get(
            (column, row), ""
        ),
    )
    for column in range(6)
    for row in range(5)
)


class EveryField(forms.Form):
    """One field of every kind."""

    title = fields.CharField(
        label="Name of the collaboration", max_length=80, help_text="Short, and known to both sides"
    )
    problem = fields.CharField(
        label="What is the problem?", max_length=300, widget=forms.Textarea(rows=4), help_text="As your side sees it"
    )
    until = forms.DateField(label="When does sharing end?", help_text="For example, 27 9 2026")
    how = fields.ChoiceField(
        label="Could someone tell who it is about?",
        choices=[
            ("yes", "Yes, one person or more"),
            ("no", "No, nobody could be recognised"),
            ("unsure", "I am not sure"),
        ],
        widget=forms.Radios(hints={"unsure": "We treat it as yes, to be safe."}, reveals={"yes": "who"}),
    )
    who = fields.CharField(label="Who is it about?", required=False, widget=fields.TextInput({"width": 20}))
    harmed = fields.MultipleChoiceField(
        label="Who is harmed?",
        required=False,
        choices=[("staff", "Shop workers"), ("customers", "Customers"), ("residents", "Residents")],
        widget=forms.Checkboxes(hints={"staff": "Including guards"}),
    )
    area = fields.ChoiceField(
        label="Area", choices=[("", "Choose an area"), ("mg", "Minster Gate"), ("cp", "Castle Parade")]
    )
    shops = fields.IntegerField(label="How many shops take part?", min_value=1, widget=fields.NumberInput({"width": 3}))
    email = fields.EmailField(label="E-mail address", widget=fields.EmailInput({"width": 30}))
    telephone = fields.CharField(
        label="Telephone", required=False, widget=fields.TextInput({"type": "tel", "autocomplete": "tel", "width": 20})
    )
    password = fields.CharField(label="Password", widget=fields.PasswordInput({"width": 20}))
    evidence = fields.FileField(label="A photograph", required=False)
    agreed = fields.BooleanField(label="I have the consent of the people shown")


class Filter(forms.FilterForm):
    """A form above a list."""

    area = fields.ChoiceField(label="Area", required=False, choices=[("", "All my areas"), ("mg", "Minster Gate")])
    stage = fields.ChoiceField(label="Stage", required=False, choices=[("", "Any stage"), ("do", "Do")])
    order = fields.ChoiceField(label="Order", required=False, choices=[("", "Due first"), ("name", "Name")])


class Ends(forms.Form):
    """A form that somebody else has saved in the meantime."""

    statement = fields.CharField(label="Joint statement", widget=forms.Textarea)


FACTS: dict[str, Any] = {
    "colours": COLOURS,
    "pairs": PAIRS,
    "states": STATES,
    "markings": MARKINGS,
    "levels": range(1, 6),
    "icons": sorted(ICONS),
    "steps": STEPS,
    "set_up": STEPS[:5],
    "compared": COMPARED,
    "look_again": date(2026, 12, 4),
    "breadcrumbs": [{"label": "Collaborations", "url": "#main"}, {"label": "Minster Gate evenings", "url": "#main"}],
    "tabs": [
        {"label": label, "url": "#main", "current": label == "Overview"}
        for label in ("Overview", "People", "Actions", "Sharing", "Measures", "History")
    ],
    "facts": [{"label": "Started", "value": "2 March 2026"}, {"label": "Area", "value": "Minster Gate"}],
    "answers": [
        {"key": "Purpose", "value": "Solving a problem, not reporting a crime", "url": "#main", "about": "purpose"},
        {"key": "With whom", "value": "Aldermouth Police\nNorthgate Guarding", "url": "#main", "about": "with whom"},
    ],
    "leads": [{"key": "Name", "value": "Dana Whitlock"}, {"key": "Since", "value": "2 March 2026"}],
    "lead_actions": [{"url": "#main", "link": "Hand over", "about": "governance, security side"}],
    "history": [
        {"what": "Police side answered the second review", "by": "Owen Tranter", "at": date(2026, 11, 12)},
        {"what": "Action 14 done", "by": "Ruth Penhallow", "at": date(2026, 11, 10), "note": "Late-shift radio check"},
    ],
    "numbers": Table(
        "Recorded shoplifting, April to September",
        (Column("Place"), Column("2025", True), Column("2026", True), Column("Change", True)),
        (
            ("Where we worked", 412, 248, "164 fewer"),
            ("Next door", 265, 261, "4 fewer"),
            ("Similar streets", 530, 518, "12 fewer"),
        ),
        id="numbers",
    ),
    "actions": Table(
        "Who does what",
        (Column("Action"), Column("Answers for it"), Column("By")),
        (
            ("Late-shift radio check", "Owen Tranter", "10 November 2026"),
            ("Lights", "Dana Whitlock", "3 December 2026"),
        ),
        stack=True,
    ),
    "until": date(2026, 11, 30),
    "from_day": date(2026, 12, 1),
    "months": ("Apr", "May", "Jun", "Jul", "Aug", "Sep"),
    "panels": [
        {"title": title, "lines": (Line("2025, before", before, "before"), Line("2026, after", after, kind))}
        for title, kind, before, after in (
            ("Where we worked", "worked", (66, 71, 68, 70, 69, 68), (49, 44, 41, 38, 37, 39)),
            ("Next door", "next", (44, 45, 43, 45, 44, 44), (44, 43, 45, 43, 42, 44)),
            ("Similar streets", "compared", (86, 90, 88, 89, 90, 87), (88, 85, 87, 86, 84, 88)),
        )
    ],
    "areas": AREAS,
}


def context(posted: Any = None) -> dict[str, Any]:
    """Make everything that the sheet of parts shows; a mistake is shown in the form until something is sent."""
    wrong = {
        "title": "Castle Parade mornings",
        "until_day": "31",
        "until_month": "2",
        "until_year": "2026",
        "how": "yes",
    }
    ends = Ends({"statement": "Staff are threatened at Castle Parade on weekday mornings.", "version": "3"}, version=3)
    ends.show_theirs({"statement": "Thefts and threats at Castle Parade, mornings until 11am."}, version=4)
    return {
        **FACTS,
        "top": scale_of(panel["lines"] for panel in FACTS["panels"]),
        "wrong_form": EveryField(posted or {**wrong, "version": "7"}, version=7),
        "filter_form": Filter(auto_id="filter_%s"),
        "stale_form": ends,
        "page": Paginator(range(90), 10).page(4),
        "forms_of_documents": list(documents.FORMS.values()),
    }

"""What do the agreements of the example say? Their clauses, in words as a partnership would write them.

*Source:* R212; our own invention.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Clauses = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """One agreement: its title, area, parties in the order in which they were named, and its clauses."""

    title: str
    area: str
    parties: tuple[str, ...]
    clauses: Clauses
    storage_then: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether personal data passes under it."""
        return bool(self.clauses.get("limits", {}).get("personal", True))


LAWFUL: Clauses = {
    "law": {
        "confidence": "What a witness told in confidence is not shared. Everything else was recorded to be acted on.",
        "policy": "With the data protection lead of each party",
    },
    "rights": {
        "notice": "On the website of the partnership, under “What we share”",
        "access": "Whoever is asked answers within a month, and tells the others on the same day.",
        "correction": "The originator corrects or withdraws it here; all who have read it are told at once.",
        "objections": "The party that is asked decides within five working days and says why.",
        "complaints": "Write to the partnership manager. The answer comes within a month and names the Commissioner.",
        "children": "Nothing about anybody who looks under 18 goes to more than one named person.",
        "automated": "None",
    },
    "how": {
        "channels": "This site alone. No e-mail attachments, no messaging groups, no prints on walls.",
        "often": "As it happens; looked at together every Monday",
        "marking": "AMBER",
        "onward": "consent",
        "roles": "Shift leads and the analyst share. Staff on shift read.",
        "form": "The request form in the annex, once for each request",
        "levels": "Shift leads decide on AMBER. Anything stricter: the contacts, or their deputies.",
        "emergency": "Call 999 first. Then share, and have it looked at within three days.",
        "out_of_hours": "The duty inspector; the late-shift lead of the centre",
    },
    "quality": {
        "sampling": "Ten items a quarter, drawn by the analyst, held against their source.",
        "measure": "The share of items that led to something, and the time from asking to an answer",
        "audit": "Each side may look once a year, together with the other.",
        "sanctions": "Whoever misuses it loses access the same day; their employer says in writing what followed.",
    },
    "dpia": {
        "screening": "done",
        "reason": "Pictures of people who are not convicted.",
        "reference": "With the data protection lead of the police",
        "risk": "Somebody is taken for somebody else. A second person looks before a picture is shared.",
        "advice": "Go ahead, with deletion on the day checked by samples.",
        "followed": True,
    },
    "security": {
        "transfer": "Only through this site",
        "storage": "Here. Nothing is kept on a shop’s own computer.",
        "factors": True,
        "vetting": "Whoever reads pictures is checked; whoever reads intelligence is vetted.",
        "training": "Half an hour on this agreement, ticked here",
        "devices": "Devices of the employer only",
        "breach": "Tell both contacts within four hours. The originator leads.",
    },
}
_PICTURE = {
    "name": "Pictures of people suspected of theft",
    "description": "A still from a camera, with time, place and what was taken.",
    "category": "intelligence", "flow": "Police to businesses", "format": "Still picture, at most 2 MB",
    "personal": True, "special": False, "criminal": True, "children": False, "essential": True,
    "source": "Cameras of the parties, and police records",
    "accuracy": "Two people compare it with the recording",
    "retention": "28 days, or until the person is identified", "deletion": "It ends here by itself on its day",
}  # fmt: skip
_INCIDENT = {
    "name": "Reports of thefts and threats",
    "description": "When, where, what was taken or said, and by whom as far as it was seen.",
    "category": "incident", "flow": "Businesses to police", "format": "The incident report of this site",
    "personal": True, "special": False, "criminal": True, "children": False, "essential": True,
    "source": "Staff who saw it", "accuracy": "The shift lead reads it before it is sent",
    "retention": "12 months", "deletion": "It leaves here on its day",
}  # fmt: skip

PICTURES = Told(
    "Pictures and reports of suspected thieves, city centre",
    "Aldermouth",
    ("Aldermouth Police", "Marlgate Centre", "Aldermouth Business Crime Partnership"),
    {
        "purpose": {
            "aim": "Fewer thefts and threats in the shops of the city centre.",
            "why": "The same few people go from shop to shop. No shop alone sees the pattern.",
            "benefits": "Staff who know whom to look out for are threatened less; officers come to what matters.",
            "less": "Descriptions alone were tried for a year: staff watched the wrong people.",
            "anonymous": "Times and places are shared without names under another agreement. Pictures cannot be.",
        },
        "data": {"rows": [_PICTURE, _INCIDENT]},
        "excluded": {"excluded": "Health, immigration status, addresses, anything about a witness, and any list of"
                     " people who are banned."},
        "limits": {"ceiling": "AMBER+STRICT", "personal": True, "accreditations": ""},
        **LAWFUL,
        "term": {"notice": "One month", "exit": ["delete", "certify"], "survives": "Confidence"},
        "summary": {"summary": "The police share pictures of people who are suspected of theft with shops of the city"
                    " centre, and shops send reports of thefts and threats to the police. A picture is kept for 28"
                    " days. Two people look at it first. Nothing is passed on without the agreement of whoever it"
                    " came from. If you think that you are in it, write to the partnership: you get an answer within"
                    " a month."},
    },
    "Here. Nothing is kept on a shop’s own computer. At weekends the late-shift lead deletes what has ended.",
)  # fmt: skip
NO_NAMES = Told(
    "Times and places of thefts, Castle Parade",
    "Castle Parade",
    ("Aldermouth Police", "Aldermouth Business Crime Partnership"),
    {
        "purpose": {
            "aim": "Patrols and staff are where thefts happen, when they happen.",
            "why": "Half of the thefts are never reported; the traders’ list fills the gap.",
            "benefits": "Traders see that a report moves a patrol.",
            "less": "Totals for the town say nothing about one street.",
            "anonymous": "Yes: it holds no names at all.",
        },
        "data": {"rows": [_INCIDENT | {"name": "Times and places of thefts", "description": "Street, day, hour, what"
                          " was taken.", "personal": False, "criminal": False, "retention": "36 months"}]},
        "excluded": {"excluded": "Names, pictures, number plates, and anything about staff."},
        "limits": {"ceiling": "GREEN", "personal": False, "accreditations": ""},
        **LAWFUL,
        "dpia": {"screening": "not", "reason": "No personal data passes.", "advice": "None is needed.",
                 "followed": True},
        "quality": {"not_needed": "there is nothing in it about anybody, and both sides read the list every Monday."},
        "term": {"notice": "Two weeks", "exit": ["delete"]},
        "summary": {"summary": "Traders of Castle Parade tell the police when and where things are stolen, and the"
                    " police tell them when and where thefts are reported. Nobody is named."},
    },
)  # fmt: skip
PLATES = Told(
    "Number plates at the quay",
    "Quayside",
    ("Aldermouth Police", "Tannery Stores"),
    {
        "purpose": {
            "aim": "Vans that carry stolen goods are seen before they leave the quay.",
            "why": "Three vans came up in eleven thefts.",
        },
        "excluded": {"excluded": "Plates of people who only parked there."},
    },
)

"""How does a test come by a decision on sharing? A complete record, of which a test changes what it is about.

*Source:* settled questions, "In Django" (tests).
"""

from django.utils import timezone


def complete(**changed):
    """Give the values of a record that shares something harmless with Marlgate Centre, complete in every field."""
    return {
        "direction": "received",
        "asking_organisation": "Marlgate Centre",
        "asking_person": "Dana Whitlock, Security manager",
        "identity": "Called back at the switchboard",
        "received_on": timezone.localdate(),
        "deadline": "Friday, before the market",
        "cell": "criminal/project/sharing",
        "description": "Times and places of thefts",
        "subjects": ["none"],
        "children": "no",
        "facts": "fact",
        "marking": "GREEN",
        "manifest": "Hour\nStreet",
        "controllers": "separate",
        "agreement": "no",
        "purpose": "To plan patrols",
        "basis": "none",
        "necessary": "They walk there",
        "less": "It shows nobody already",
        **dict.fromkeys(("handling", "agreement_reference", "special", "part3", "power", "exemption"), ""),
        "confidence": "Nobody told us in confidence",
        "dpia": "not_needed",
        "dpo": "Not asked: no personal data",
        "retention": "A month, then deleted",
        "security": "On its page here",
        "rights": "No personal data",
        "dates": "Once",
        "outcome": "all",
        "reasons": "It helps them and shows nobody.",
        "recipients": "Marlgate Centre",
        "public": "no",
        "until": None,
        **changed,
    }

"""What can an organisation bring? Three kinds of capability, as the consultation asked, and two questions at joining.

*Source:* R143-R146; the figures of the consultation are in the worked example.
"""

KINDS = {
    "licensed_staff": "SIA-licensed staff",
    "cctv": "CCTV",
    "patrol": "Patrol",
    "dogs": "Dogs",
    "radio": "Radio",
    "control_room": "Control room",
    "analytics": "Analytics",
    "screening": "Screening",
    "cash": "Cash",
    "key_holding": "Key-holding",
    "event": "Event security",
    "other": "Another kind",
}
ANSWERS = {"yes": "Yes", "ask": "Ask us", "no": "No"}

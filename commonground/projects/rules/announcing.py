"""Which texts tell of a result? The kinds, and to whom each goes best.

*Source:* R39.
"""

TEXTS = {
    "bulletin": "Bulletin item",
    "press": "Press notice",
    "award": "Award nomination",
    "board": "Board paper",
    "briefing": "Briefing slide",
}

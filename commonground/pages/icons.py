"""Which signs are there? Sixteen, drawn for this product on a grid of 24; each always stands beside a word.

*Source:* the look, section 5.
"""

ICONS = {
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/>'
    '<circle cx="12" cy="12" r="2.75"/>',
    "eye-off": '<path d="M4 4l16 16"/><path d="M9.5 5.9A8.6 8.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.4'
    'M6.2 7.6A16.5 16.5 0 0 0 2.5 12S6 18.5 12 18.5a8.5 8.5 0 0 0 4.3-1.2"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "waiting": '<path d="M4 5h16v11H10l-4 3.5V16H4Z"/><path d="M8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01"/>',
    "alert": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15Z"/><path d="M10 20.5h4"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "arrow": '<path d="M4.5 12h14M13 6l6 6-6 6"/>',
    "phone": '<path d="M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1.5-1 2.5-2.5 2.5'
    'C10.5 19 4.5 13 4 6c0-1.5 1-2.5 2.5-2.5Z"/>',
    "mail": '<path d="M3.5 6h17v12h-17Z"/><path d="M3.5 7l8.5 6 8.5-6"/>',
    "document": '<path d="M6 3.5h8l4 4v13H6Z"/><path d="M9 12h6M9 16h6"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3"/><path d="M7 14h10v6H7Z"/>',
    "place": '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Z"/><circle cx="12" cy="10" r="2.25"/>',
    "handover": '<path d="M4 8.5h13M13.5 5l3.5 3.5L13.5 12"/><path d="M20 15.5H7M10.5 12L7 15.5l3.5 3.5"/>',
    "people": '<circle cx="8.5" cy="8" r="3"/><path d="M3 19c0-3.5 2.5-5.5 5.5-5.5S14 15.5 14 19"/>'
    '<circle cx="17" cy="9" r="2.25"/><path d="M16.5 13.5c2.5 0 4.5 1.8 4.5 4.5"/>',
    "talk": '<path d="M3.5 5h11v8H8l-2.5 2.5V13h-2Z"/><path d="M17.5 9.5h3v7.5h-2v2.5L16 17h-5.5"/>',
}

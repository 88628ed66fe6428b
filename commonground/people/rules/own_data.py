"""What may somebody ask about what is held of them? Kinds of request, and where each stands.

*Source:* D5; UK GDPR, articles 15-18, 20 and 21.
"""

KINDS = {"correction": "Correct something", "erasure": "Erase what can be erased", "objection": "Object to a use"}
STATES = {"open": "Open", "done": "Done", "declined": "Declined"}

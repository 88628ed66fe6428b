"""A collaboration through the ten steps, from challenge to legacy.

Two sides, police and security, answer the guide's thirty questions in any order; what is complete is computed from what
is recorded and confirmed by both. Knows people, places and outcomes; must not know who governs the programme.

*Source:* R1-R72, the best practice guide.
"""

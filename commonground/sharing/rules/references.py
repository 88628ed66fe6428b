"""What is a thing called in a message that many may see? A random reference, which tells nothing and counts nothing.

*Source:* design/sharing.md 2.2 ("numbers that people see … run per organisation or are random").
"""

import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without those that are mistaken for another when read aloud
LENGTH = 8


def new_reference(before: str) -> str:
    """Draw a reference such as INC-7K2Q-M4XP; 40 bits of chance after what stands before."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{before}-{drawn[:4]}-{drawn[4:]}"

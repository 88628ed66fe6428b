"""What is it called outside? Random ids of 22 characters, so that nothing can be counted or guessed.

*Source:* settled questions, "Who".
"""

import uuid

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 22
PATTERN = "[0-9A-Za-z]{22}"


def to_text(value: uuid.UUID) -> str:
    """Write the 128 bits in base 62, always 22 characters."""
    number, digits = value.int, []
    for _ in range(LENGTH):
        number, digit = divmod(number, 62)
        digits.append(ALPHABET[digit])
    return "".join(reversed(digits))


def from_text(text: str) -> uuid.UUID:
    """Read an id back.

    :raises ValueError: when the text is not one that `to_text` writes.
    """
    if len(text) != LENGTH:
        raise ValueError("An id has 22 characters.")
    number = 0
    for character in text:
        number = number * 62 + ALPHABET.index(character)
    if number >> 128:
        raise ValueError("An id holds 128 bits.")
    return uuid.UUID(int=number)

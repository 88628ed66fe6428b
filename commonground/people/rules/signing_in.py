"""What is true of signing in? How long a proof lasts, how often one may guess, what a code is, who needs two factors.

Everything that a reader of docs/how-to/keep-signing-in-safe.md is told stands here as a number, and nowhere else.

*Source:* bars B5 to B7; ASVS 5.0, V6 and V7; RFC 4226 and RFC 6238 for codes of a telephone.
"""

import base64
import hmac
import secrets
import struct
import unicodedata
from enum import StrEnum

MINUTE = 60
# How long somebody counts as having just proved that it is they: to open a page, and to finish what was opened.
PROOF_HOLDS = 10 * MINUTE
PROOF_HOLDS_TO_SAVE = 30 * MINUTE
# How often the password, or the second factor, of one account may be got wrong.
TRIES = 5
TRIES_WITHIN = 5 * MINUTE
# What counts as a password; there is no rule about its composition, and it never runs out.
LEAST_CHARACTERS = 12
MOST_CHARACTERS = 256
CONTEXT_WORDS = ("common ground", "commonground", "police and security", "policeandsecurity")
LEAST_CONTEXT_WORD = 4
# Codes of a telephone: six digits, a new one every half minute; one before and one after are taken, for slow clocks.
PERIOD = 30
DIGITS = 6
DRIFT = 1
SEED_BYTES = 20
# Codes on paper: ten of twelve letters, about 51 bits of chance each, without vowels and letters that look alike.
PAPER_CODES = 10
PAPER_LETTERS = "BCDFGHJKMNPQRTVWXZ"
PAPER_LENGTH = 12
PAPER_SHOWN_FOR = 10 * MINUTE


class Factor(StrEnum):
    """With what somebody proves that it is they, beyond or instead of a password."""

    TELEPHONE = "totp"
    PASSKEY = "webauthn"
    PAPER = "recovery_code"
    ELSEWHERE = "single_sign_on"


class Standing(StrEnum):
    """How far somebody has come with signing in; the only thing that opens anything is `WHOLE`."""

    SIGNED_OUT = "signed out"
    MUST_ENROL = "must set up a second factor first"
    MUST_PROVE = "has a second factor that this session has not seen"
    WHOLE = "signed in"


def standing(*, signed_in: bool, seen: bool, has_factor: bool, needs_factor: bool) -> Standing:
    """Decide how far somebody has come: `seen` tells whether this session has seen a second factor."""
    if not signed_in:
        return Standing.SIGNED_OUT
    if seen:
        return Standing.WHOLE
    if has_factor:
        return Standing.MUST_PROVE
    return Standing.MUST_ENROL if needs_factor else Standing.WHOLE


def plain_address(typed: str) -> str:
    """Write an e-mail address as accounts keep it: one form for letters that look the same, small, without padding."""
    return unicodedata.normalize("NFKC", typed).strip().casefold().strip()


def new_seed() -> str:
    """Draw the secret that a telephone and this site share, in base 32."""
    return base64.b32encode(secrets.token_bytes(SEED_BYTES)).decode()


def code_at(seed: str, period: int) -> str:
    """Give the code of one half minute, counted from 1970."""
    digest = hmac.digest(base64.b32decode(seed), struct.pack(">Q", period), "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def period_of(seconds: float) -> int:
    """Give the half minute in which a moment lies, given in seconds since 1970."""
    return int(seconds // PERIOD)


def seconds_left(seconds: float) -> int:
    """Give how long the code of a moment still holds."""
    return PERIOD - int(seconds % PERIOD)


def period_that_matches(seed: str, typed: str, seconds: float, *, after: int) -> int | None:
    """Find the half minute whose code was typed, among those that hold now and come after the last one used."""
    digits = plain_code(typed)
    now, found = period_of(seconds), None
    for period in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(seed, period).encode(), digits.encode()) and period > after:
            found = period
    return found


def plain_code(typed: str) -> str:
    """Take the spaces and dashes out of a code, and write its letters large."""
    return "".join(each for each in unicodedata.normalize("NFKC", typed) if each.isalnum()).upper()


def new_paper_code() -> str:
    """Draw the letters of one code on paper."""
    return "".join(secrets.choice(PAPER_LETTERS) for _ in range(PAPER_LENGTH))


def on_paper(number: int, letters: str) -> str:
    """Write a code as it is printed: its number, then its letters in fours."""
    fours = [letters[at : at + 4] for at in range(0, len(letters), 4)]
    return "-".join([str(number), *fours])


def off_paper(typed: str) -> tuple[int, str] | None:
    """Read a code on paper: its number and its letters, or None for what can be none."""
    plain = plain_code(typed)
    number, letters = plain[:-PAPER_LENGTH], plain[-PAPER_LENGTH:]
    if not (number.isascii() and number.isdecimal() and len(number) <= 2 and set(letters) <= set(PAPER_LETTERS)):
        return None
    return int(number), letters


def word_of_context(password: str, words: list[str]) -> str | None:
    """Find a word that makes a password easy to guess here, because most of the password is that word."""
    plain = _letters(password)
    for word in words:
        held = _letters(word)
        if len(held) >= LEAST_CONTEXT_WORD and held in plain and len(plain) - len(held) < LEAST_CHARACTERS - 4:
            return word
    return None


def _letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())

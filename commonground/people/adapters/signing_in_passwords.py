"""What may be a password? Long, not a common one, and not made of words that everybody here would try.

Any characters in any composition will do, and a password never runs out. Django asks these checks wherever a password
is set.

*Source:* ASVS 5.0, V6.1.2 and V6.2; Cyber Essentials.
"""

import re
import string
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonground.people.models import Organisation
from commonground.people.rules import signing_in as rules

ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "01234567890123456789",
    "qwertzuiopasdfghjklyxcvbnm",
)
NOT_OF_A_ROW = 6
ENDS = string.digits + string.punctuation + string.whitespace
TIMES = re.compile(r"(.{1,8}?)\1+.{0,2}", re.DOTALL)


class LongEnough:
    """At least twelve characters; more than 256 nobody types."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that is too short or too long."""
        if len(password) < rules.LEAST_CHARACTERS:
            more = rules.LEAST_CHARACTERS - len(password)
            said = ngettext("Use %(more)d character more", "Use %(more)d characters more", more) % {"more": more}
            raise ValidationError(_("%(said)s: a password has at least 12") % {"said": said}, "too_short")
        if len(password) > rules.MOST_CHARACTERS:
            raise ValidationError(_("Use at most 256 characters"), "too_long")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("At least 12 characters.")


class NotCommon:
    """None of the 20,000 passwords that are tried first, nor one of them with figures around it or several times."""

    @cached_property
    def common(self) -> frozenset[str]:
        """The passwords that are tried first, as Django lists them."""
        return frozenset(CommonPasswordValidator().passwords)

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that a machine tries early."""
        plain = password.casefold().strip()
        core = plain.strip(ENDS)
        repeated = TIMES.fullmatch(plain)
        parts = {plain, core, core[: len(core) // 2] if core[: len(core) // 2] * 2 == core else core}
        if parts & self.common or repeated or not core or len(plain) - _in_a_row(plain) < NOT_OF_A_ROW:
            raise ValidationError(_("This password is among the first that are tried. Choose another"), "common")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("Not one that many people use.")


def _in_a_row(plain: str) -> int:
    """Count the characters at the beginning that stand beside each other in the alphabet or on a keyboard."""
    rows = [row * 2 for each in ROWS for row in (each, each[::-1])]
    return max(length for length in range(len(plain) + 1) if any(plain[:length] in row for row in rows))


class NotOfThisPlace:
    """Not the name of the site, of one's organisation or one's own, with a few characters around it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that is mostly a word which whoever knows the person would try."""
        word = rules.word_of_context(password, words_around(user))
        if word:
            said = _("“%(word)s” makes this password easy to guess here. Choose another") % {"word": word}
            raise ValidationError(said, "of_this_place")

    def get_help_text(self) -> str:
        """Say the rule."""
        return _("Not made of your name, your organisation’s or this site’s.")


def words_around(user: Any) -> list[str]:
    """List the words that whoever knows the person would try: the site's, their names and their organisations'."""
    person = getattr(user, "person", None)
    if person is None:
        return list(rules.CONTEXT_WORDS)
    own = [person.name, *person.name.split(), user.email, *re.split(r"[@.\-_]", user.email)]
    theirs = [
        word
        for each in Organisation.objects.filter(memberships__person=person)
        for word in (each.name, *each.aliases, *each.name.split())
    ]
    return [*rules.CONTEXT_WORDS, *own, *theirs]

"""What is kept of signing in? Codes on paper as hashes, tries, devices that are known, and who asked that a lost second
factor be taken away. Passkeys and telephones are kept by the sign-in library, sessions too.

*Source:* bars B5 to B7; ASVS 5.0, V6.4.4, V6.5.2, V6.6.3.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.audit.moments import this_moment
from commonground.people.models.persons import Account, Person


class RecoveryCode(models.Model):
    """One code on paper, as a hash; used once, it stays as used until new ones are made."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    number = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=this_moment)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="recovery_code_numbers_are_single")]

    def __str__(self) -> str:
        return f"code {self.number} of {self.account}"


class SignInTry(models.Model):
    """One guess at the password or the second factor of what somebody typed; a right one leaves none."""

    key = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="sign_in_tries_by_key")]

    def __str__(self) -> str:
        return f"{self.key} at {self.at}"


class KnownDevice(models.Model):
    """A browser in which somebody has signed in before, recognised by a cookie of which only the hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="known_devices")
    mark = models.CharField(max_length=64)
    words = models.CharField(max_length=100)
    first_at = models.DateTimeField(default=this_moment)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "mark"], name="known_device_is_known_once")]

    def __str__(self) -> str:
        return f"{self.words} of {self.account}"


class FactorReset(Recorded):
    """The wish of one person that another's second factor be taken away, and who confirmed it, or let it drop."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factor_resets_asked")
    asked_at = models.DateTimeField(default=this_moment)
    reason = models.CharField(max_length=500)
    proofing = models.CharField(max_length=500)
    decided_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="factor_resets_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_done = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(decided_at__isnull=True), name="factor_reset_is_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_done=False) | ~models.Q(decided_by=models.F("asked_by")),
                name="factor_reset_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"second factor of {self.person}"

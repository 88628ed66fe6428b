"""What is kept of people? A person is who is known; an account is how that person signs in; a membership joins a
person to an organisation for a time.

*Source:* R56; D3; settled questions, "Who".
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.rules.clearances import LABELS as CLEARANCE_LABELS
from commonground.places.models import Area


class Person(Recorded):
    """Somebody who is known, whether or not they ever sign in."""

    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django asks for it by these names."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account for a person; without a password nobody can sign in until one is set by e-mail."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        if password is None:
            account.set_unusable_password()
        else:
            account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How one person signs in."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_is_unique_in_any_case")]

    def __str__(self) -> str:
        return self.email


class Membership(Recorded):
    """A person as a member of one organisation, for a half-open period. Suspended, ended or lapsed, it opens nothing
    from the next request on; `suspended_at` is the present suspension, `Suspension` keeps them all."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    post_title = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verify_by = models.DateField(null=True, blank=True)
    lapses_on = models.DateField(null=True, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    conduct_version = models.CharField(max_length=20, blank=True)
    conduct_accepted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__name", "person__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("starts")),
                name="membership_does_not_end_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.name} of {self.organisation.name}"


class Suspension(Recorded):
    """A time in which a membership opens nothing, with the reason; open while it lasts."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="suspensions")
    starts = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="suspensions_made")

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(until__isnull=True), name="suspended_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Suspension of {self.membership}"


class Clearance(Recorded):
    """How far a member was checked, by whom, until when: 0 none, 1 checked, 2 vetted, 3 security cleared."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="clearances")
    level = models.PositiveSmallIntegerField(choices=CLEARANCE_LABELS)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    vetted_by = models.CharField(max_length=200)
    evidence = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="clearances_entered")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=[0, 1, 2, 3]), name="clearance_level_is_known"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("starts")),
                name="clearance_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.membership}"


class FollowedArea(models.Model):
    """An area that a person works in or follows."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_areas")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "area"], name="an_area_is_followed_once")]

    def __str__(self) -> str:
        return f"{self.person.name} follows {self.area.name}"

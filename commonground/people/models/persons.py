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


class Person(Recorded):
    """Somebody who is known, whether or not they ever sign in."""

    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

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
    """A person as a member of one organisation, for a half-open period; suspended, it opens nothing at once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    post_title = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

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

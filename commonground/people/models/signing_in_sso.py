"""What is kept of single sign-on? How an organisation's own sign-in is reached, and who came through it.

*Source:* issue "People who can be found, trusted and replaced", item 3; OpenID Connect Core 1.0.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.audit.moments import this_moment
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Account


class SingleSignOn(Recorded):
    """The sign-in of one organisation, by OpenID Connect. The secret is kept encrypted, and shown to nobody."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="single_sign_on")
    name = models.CharField(max_length=100)
    server = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    secret = models.TextField(blank=True)
    domains = models.JSONField(default=list)
    is_on = models.BooleanField(default=False)
    trusts_second_factor = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.name} of {self.organisation}"


class SignOnLink(models.Model):
    """Whom an organisation's sign-in means by a name of its own: one account here, from the first time on."""

    sign_on = models.ForeignKey(SingleSignOn, on_delete=models.CASCADE, related_name="links")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_on_links")
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(default=this_moment)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_on", "subject"], name="sign_on_subject_is_one_account"),
            models.UniqueConstraint(fields=["sign_on", "account"], name="sign_on_account_is_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.account} through {self.sign_on}"

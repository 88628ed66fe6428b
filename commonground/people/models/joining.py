"""What is kept of somebody who wants to join? The application, each call to the published number, and who vouches; and
what keeps conduct: declared interests, concerns, thanks.

*Source:* R89, R232; D3, D12.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.groundwork.sides import KIND_LABELS
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Membership, Person
from commonground.people.rules import joining
from commonground.places.models import Area


class Application(Recorded):
    """Somebody asks to join, for an organisation that is in the register or is to be. Nothing is visible to them before
    they are admitted but this application, through a link whose secret is kept as a hash."""

    state = models.CharField(max_length=12, choices=joining.STATES, default=joining.State.UNCONFIRMED.value)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    organisation_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices={kind.value: label for kind, label in KIND_LABELS.items()})
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="applications")
    website = models.URLField(blank=True)
    switchboard = models.CharField(max_length=40, blank=True)
    switchboard_source = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    telephone = models.CharField(max_length=40, blank=True)
    post_title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    sponsors_named = models.TextField(blank=True)
    capabilities = models.JSONField(default=dict, blank=True)
    conduct_version = models.CharField(max_length=20)
    conduct_accepted_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    # When it last came to say something else about who applies; what was checked before no longer counts.
    identity_changed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="applications_decided"
    )
    decided_because = models.TextField(blank=True)
    admitted = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="applications"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_name}"


class CallBack(Recorded):
    """A call to the organisation's own published number: which, where it is published, who was spoken to, by whom."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="calls")
    number = models.CharField(max_length=40)
    published_at = models.CharField(max_length=300)
    spoke_to = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=12, choices=joining.CALLS)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calls_made")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.application}"


class Sponsor(Recorded):
    """A member who is asked whether they know the applicant, and what they answered."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sponsors")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sponsorships")
    state = models.CharField(max_length=8, choices=joining.VOUCHING, default="asked")
    known_how = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [models.UniqueConstraint(fields=["application", "membership"], name="somebody_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.membership.person.name}: {self.get_state_display()}"


class Interest(Recorded):
    """Somebody who is to judge declares that they stand close to what is judged, and so does not judge it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    subject_type = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject_type", "subject_ref"], name="an_interest_is_declared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.name}: {self.text}"


class Concern(Recorded):
    """Somebody says that something here is not right. Who said it is for the moderators alone."""

    raised_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns_raised"
    )
    reply_to = models.EmailField(blank=True)
    about = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=joining.CONCERNS, default="open")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        # The record names it so, and holds nothing of what was said.
        return f"Concern of {self.at:%Y-%m-%d}"


class ConcernNote(Recorded):
    """What was done about a concern: one line of the moderation log, which is only added to."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="notes")
    state = models.CharField(max_length=10, choices=joining.CONCERNS)
    text = models.TextField()
    is_answer = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concern_notes")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.concern}"


class Thanks(Recorded):
    """One member thanks another for something; both organisations' members can read it."""

    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="thanks_given")
    to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="thanks_got")
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "thanks"

    def __str__(self) -> str:
        return self.text

"""What is kept of the guide? Its versions and their translations, who hears of them, what readers suggest, and what an
organisation or programme adds to it, with what collaborations say to that.

*Source:* R2-R3, R51, R53, R58.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.people.models import Membership, Organisation, Person, Programme, Workgroup
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.rules import adding, editions, translating


class GuideVersion(Recorded):
    """One version of the guide's words, of the workgroup that answers for it. `texts` holds what differs from the
    shipped words, by key."""

    number = models.PositiveIntegerField(unique=True)
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="guide_versions")
    stage = models.CharField(max_length=10, choices=editions.STAGES, default=editions.Stage.DRAFT.value)
    texts = models.JSONField(default=dict, blank=True)
    change_log = models.TextField(blank=True)
    announcement = models.TextField(blank=True)
    contributors = models.TextField(blank=True)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="guides_begun")
    sent_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="guides_approved")
    launch_on = models.DateField(null=True, blank=True)
    launched_at = models.DateTimeField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    sent_back_because = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(stage=editions.Stage.LAUNCHED.value), name="one_version_is_in_force"
            ),
            models.UniqueConstraint(
                fields=["workgroup"],
                condition=Q(stage__in=["draft", "review", "approved"]),
                name="a_workgroup_writes_one_version_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"The guide, version {self.number}"


class GuideTranslation(Recorded):
    """One version of the guide in another language. `texts` is what is being written, `launched_texts` what everybody
    reads; both hold, by key, the words and the English that they were made from."""

    guide_version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=12)
    texts = models.JSONField(default=dict, blank=True)
    launched_texts = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    stage = models.CharField(max_length=10, choices=translating.STAGES, default=translating.Stage.DRAFT.value)
    begun_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="guide_translations_begun"
    )
    begun_on = models.DateField()
    launched_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide_version", "language"], name="a_version_is_translated_once_into_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"The guide, version {self.guide_version.number}, in {translating.LANGUAGES[self.language].english}"


class GuideSuggestion(Recorded):
    """Somebody suggests a change to the workgroup that answers for the guide; the answer is public with it."""

    about = models.CharField(max_length=8, blank=True)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="guide_suggestions")
    at = models.DateTimeField()
    workgroup = models.ForeignKey(Workgroup, on_delete=models.PROTECT, related_name="guide_suggestions")
    outcome = models.CharField(max_length=10, blank=True, choices=adding.OUTCOMES)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="guide_suggestions_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"A suggestion about the guide, {self.at:%-d %B %Y}"


class LocalAddition(Recorded):
    """What an organisation, or a programme, adds to a step beside the guide's own words: a question, help or a link."""

    step = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=adding.KINDS)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=1000, blank=True)
    address = models.URLField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="guide_additions")
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="guide_additions"
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="guide_additions")
    added_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["step", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=10), name="an_addition_belongs_to_a_step")
        ]

    def __str__(self) -> str:
        # Rows of the record are named so: they keep that something was added, not in whose words
        return f"An addition to step {self.step}"


class LocalAnswer(Recorded):
    """What a collaboration answers to a question that an organisation or a programme has added to a step. Each wording
    is a row of its own; the latest counts, and those before it stay."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="local_answers")
    addition = models.ForeignKey(LocalAddition, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="local_answers")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_local_answer_says_something")]

    def __str__(self) -> str:
        return f"An answer to an addition, step {self.addition.step}"


class GuideFollower(Recorded):
    """Somebody who wants to hear by mail when a version of the guide is launched. The row goes when they leave, and
    after a week if they never confirm the address."""

    email = models.EmailField()
    asked_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="an_address_follows_the_guide_once")]

    def __str__(self) -> str:
        return "A follower of the guide"

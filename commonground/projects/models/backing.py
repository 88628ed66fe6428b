"""What is kept of senior backing? Who was asked by mail, on whose behalf they speak, and what they answered.

What they said in favour becomes an answer of step 4; what is here is the asking, with refusals, so that a decline is
kept with its reason and nobody is asked twice by mistake; and the files that show that somebody backs it.

*Source:* R23.
"""

from django.db import models
from django.db.models import Q

from commonground.audit.models import Recorded
from commonground.groundwork.file_kinds import LABELS, LARGEST, FileKind, name_of
from commonground.people.models import Membership, Organisation, Post
from commonground.projects.models.answers import Answer
from commonground.projects.models.collaboration import Collaboration
from commonground.projects.rules.backing import ANSWERS, CAUSES


class BackingRequest(Recorded):
    """One question to one senior person. `post` is their post in the finder, where they have one, and `membership` who
    held it when they were asked, so that a change of hands is noticed; `asked_by` is empty where the site asked again
    by itself. `told_on` is the last day on which they heard of what has passed its day."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="backing_requests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    post_title = models.CharField(max_length=160)
    email = models.EmailField()
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_to_back"
    )
    asked_by = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_for_backing"
    )
    asked_at = models.DateTimeField()
    note = models.CharField(max_length=600, blank=True)
    cause = models.CharField(max_length=6, choices=CAUSES, default="first")
    renews = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="renewals")
    sent_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=ANSWERS, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    recorded = models.ForeignKey(Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="backed_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") & Q(answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="backing_answered_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer="backs") | Q(until__isnull=False), name="backing_given_has_an_end"
            ),
            models.UniqueConstraint(
                fields=["collaboration", "email"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="asked_to_back_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Senior backing for {self.collaboration}"


class BackingFile(Recorded):
    """A file that shows that somebody backs it, such as a signed letter: evidence beside one answer of step 4. Neither
    its name nor the type that a browser gave is kept; `content` is what was left of it by `groundwork.files`, and is
    empty once it was taken away."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    caption = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, choices={kind.value: label for kind, label in LABELS.items()})
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="backing_files")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST), name="backing_file_can_be_read_through"),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.ref}"

    @property
    def name(self) -> str:
        """The name under which it is taken away."""
        return name_of(self.ref, FileKind(self.kind))

    @property
    def media_type(self) -> str:
        """The type that is declared when it is taken away."""
        return FileKind(self.kind).media_type

"""What is kept of a point of contact? The post is the key; people hold it, one after another, each with a deputy.

*Source:* R45, R55, R115, R189, R247, R263; reference on the domain, 7(F).
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, OrderBy, Q, Value, When
from django.db.models.functions import Lower

from commonground.audit.models import Recorded
from commonground.people.models.organisations import Organisation
from commonground.people.models.persons import Membership, Person
from commonground.people.models.programmes import Programme
from commonground.people.rules import posts
from commonground.places.models import Area

# 1 for a post with an urgent route; an index carries the order by it
HAS_ROUTE = Case(When(urgent_route="", then=Value(0)), default=Value(1))


class Topic(Recorded):
    """What one may need somebody for, with the other words that people use for it."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    also = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name


class Post(Recorded):
    """A post at which somebody can be reached. `hours` are a week's turns of duty: a list of [weekday 0-6, "09:00",
    "17:00"]; an empty list with no note means that nothing is said. `promise_hours` is how soon it answers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    special = models.CharField(max_length=24, blank=True, choices=posts.SPECIAL)
    topics = models.ManyToManyField(Topic, blank=True, related_name="posts")
    areas = models.ManyToManyField(Area, blank=True, related_name="posts")
    sectors = models.JSONField(default=list, blank=True)
    cells = models.JSONField(default=list, blank=True)
    hours = models.JSONField(default=list, blank=True)
    hours_note = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    telephone_source = models.CharField(max_length=300, blank=True)
    telephone_verified_on = models.DateField(null=True, blank=True)
    mailbox = models.EmailField(blank=True)
    urgent_route = models.CharField(max_length=200, blank=True)
    secure_channel = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=list, blank=True)
    agreements = models.CharField(max_length=300, blank=True)
    promise_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    visibility = models.CharField(max_length=8, choices=posts.VISIBILITY_LABELS, default=posts.Visibility.MEMBERS.value)
    named = models.ManyToManyField(Organisation, blank=True, related_name="posts_shown")
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    created_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    vacant_since = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_how = models.CharField(max_length=200, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    asked_to_confirm_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)
    deputy_chased_on = models.DateField(null=True, blank=True)
    vacancy_told_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = [Lower("title"), "pk"]
        indexes = [
            models.Index(Lower("title"), "id", name="posts_by_title"),
            models.Index(OrderBy(HAS_ROUTE, descending=True), Lower("title"), "id", name="posts_by_route_and_title"),
            GinIndex(fields=["title"], name="posts_by_words_of_title", opclasses=["gin_trgm_ops"], fastupdate=False),
            GinIndex(fields=["about"], name="posts_by_words_about", opclasses=["gin_trgm_ops"], fastupdate=False),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=list(posts.VISIBILITY_LABELS)), name="post_visibility_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation.name}"


class Holding(Recorded):
    """A member holds a post, or is its deputy, for a half-open period. Nobody is ever taken out of this history."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="holdings")
    part = models.CharField(max_length=8, choices=posts.PARTS)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["part", "-starts", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "part"], condition=Q(until__isnull=True), name="a_post_has_one_holder_and_one_deputy"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("starts")),
                name="holding_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.person.name}: {self.post}"


class PostReport(Recorded):
    """Somebody says that a card is wrong, or that a post did not answer; it goes to those who keep the post."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reports")
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="post_reports")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"About {self.post}"


class Endorsement(Recorded):
    """The holder of a post stands behind a programme: their words, since when, until when, and where they said it."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="endorsements")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="endorsements")
    holder_name = models.CharField(max_length=200)
    statement = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts"]

    def __str__(self) -> str:
        return f"{self.holder_name} for {self.programme.short_name}"

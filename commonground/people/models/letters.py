"""What is kept of e-mail that comes in? What it says, and what was done about it, until its day.

*Source:* R232.
"""

from django.db import models

from commonground.audit.models import Recorded
from commonground.people.models.persons import Person
from commonground.people.rules.letters import STATES, State


class Letter(Recorded):
    """One message from outside. `email` is what it says of its sender, which proves nothing; `told_at` is when the way
    to apply was sent back by itself."""

    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=300, unique=True)
    is_automatic = models.BooleanField(default=False)
    came_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices={s.value: said for s, said in STATES.items()}, default=State.NEW.value
    )
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="letters_answered")
    done_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-came_at", "-pk"]
        indexes = [models.Index(fields=["state", "-came_at"], name="letters_by_state")]

    def __str__(self) -> str:
        return self.subject or self.email

"""Which topics are there, and which does a text mean?

*Source:* R115.
"""

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from commonground.people.models import Topic
from commonground.people.rules import topics as rules


def topics() -> QuerySet[Topic]:
    """List the topics that are in use, by name."""
    return Topic.objects.filter(is_active=True)


def every_topic() -> QuerySet[Topic]:
    """List all topics, those in use first."""
    return Topic.objects.order_by("-is_active", "name")


def topic(public_id: uuid.UUID) -> Topic:
    """Give one topic, or 404."""
    return get_object_or_404(Topic, public_id=public_id)


def meant_by(text: str, known: Sequence[Topic]) -> list[Topic]:
    """Choose the topics that a text means, by their name or another word for it, forgiving slips of the pen."""
    by_key = {topic.pk: topic for topic in known}
    named = [rules.Named(key, (topic.name, *topic.also)) for key, topic in by_key.items()]
    return [by_key[key] for key in rules.matching(text, named)]

"""Which topics are there, and which does a text mean?

*Source:* R115.
"""

import uuid

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


def meant_by(text: str) -> list[Topic]:
    """List the topics in use that a text means, by their name or another word for it, forgiving slips of the pen."""
    known = {topic.pk: topic for topic in topics()} if text.strip() else {}
    named = [rules.Named(key, (topic.name, *topic.also)) for key, topic in known.items()]
    return [known[key] for key in rules.matching(text, named)]

"""What can be done with topics? Add one, and change its name and the other words for it.

*Source:* R115.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonground.audit import actions as audit
from commonground.groundwork.actors import Actor
from commonground.groundwork.permissions import require
from commonground.groundwork.refusals import Invalid
from commonground.people.actions.turns import one_at_a_time
from commonground.people.models import Topic
from commonground.people.permissions import TABLE


@transaction.atomic
def add_topic(*, actor: Actor, name: str, also: Sequence[str] = (), source: str = "") -> Topic:
    """Add a topic by which posts are found, with the other words that people use for it.

    :raises Invalid: when there is a topic of that name.
    """
    require(TABLE, "keep_topics", actor, None)
    one_at_a_time(f"topic {name}")
    code = slugify(name)[:40]
    if not code or Topic.objects.filter(name__iexact=name).exists() or Topic.objects.filter(code=code).exists():
        raise Invalid(_("There is a topic called “%(name)s” already, or nearly so") % {"name": name}, "name")
    topic = Topic.objects.create(code=code, name=name, also=list(also), source=source)
    audit.record("people:topic:added", actor=actor, subject=topic)
    return topic


@transaction.atomic
def change_topic(
    *, actor: Actor, topic: Topic, name: str, also: Sequence[str] = (), source: str = "", is_active: bool = True
) -> Topic:
    """Change a topic's name and its other words, or take it out of use; the posts that name it keep it.

    :raises Invalid: when another topic has the name.
    """
    require(TABLE, "keep_topics", actor, None)
    one_at_a_time(f"topic {name}")
    if Topic.objects.filter(name__iexact=name).exclude(pk=topic.pk).exists():
        raise Invalid(_("There is a topic called “%(name)s” already") % {"name": name}, "name")
    topic.name, topic.also, topic.source, topic.is_active = name, list(also), source, is_active
    topic.save()
    audit.record("people:topic:changed", actor=actor, subject=topic)
    return topic

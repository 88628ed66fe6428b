"""What may be typed about a topic?

*Source:* R115.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Form, Textarea
from commonground.people.forms.posts import lines


class TopicForm(Form):
    """A topic by which posts are found."""

    name = forms.CharField(label=_("Name"), max_length=120)
    also = forms.CharField(
        label=_("Other words for it"),
        required=False,
        max_length=2000,
        widget=Textarea(rows=5),
        help_text=_("One a line, as people say it. The finder understands them too."),
    )
    source = forms.CharField(label=_("Where this comes from"), required=False, max_length=200)

    def clean_also(self) -> list[str]:
        """Give the other words as a list."""
        return lines(self.cleaned_data["also"])


class ChangeTopicForm(TopicForm):
    """A topic that is there already."""

    is_active = forms.BooleanField(
        label=_("It is in use"), required=False, help_text=_("Posts keep a topic that is no longer in use.")
    )


def shown(topic: Any) -> dict[str, Any]:
    """Give a topic's values as the form shows them."""
    return {
        "name": topic.name,
        "also": "\n".join(topic.also),
        "source": topic.source,
        "is_active": topic.is_active,
    }

"""What may be typed at the desk? One answer a page; then, for whoever keeps the question, a name and whom to ask.

*Source:* R184, R211; the mock-up of the question.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.sharing.rules.desk import Question

Pairs = Iterable[tuple[str, Any]]


class AnswerForm(Form):
    """One question of the desk; the answer is sent with the address, and nothing is kept."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {one.key: _(one.hint) for one in question.choices if one.hint}
        self.fields[question.key] = forms.ChoiceField(
            label=_(question.asks),
            choices=[(one.key, _(one.label)) for one in question.choices],
            help_text=_(question.hint) if question.hint else "",
            widget=Radios({"legend": "l"}, hints=hints),
            error_messages={"required": _("Choose one of the answers")},
        )


class KeepForm(Form):
    """What it is called, and what whoever is asked has to know."""

    to = forms.ChoiceField(label=gettext_lazy("What do you want to do with it?"), widget=Radios)
    about = forms.CharField(
        label=gettext_lazy("A short name for it"),
        max_length=200,
        help_text=gettext_lazy("Name nobody here. For example: times of thefts at the bus station."),
    )
    what = forms.CharField(
        label=gettext_lazy("What would be shared?"),
        help_text=gettext_lazy("What kind of information it is, not the information itself."),
        max_length=2000,
        required=False,
        widget=Textarea(rows=4),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy(
            "The problem, what you would do with it, who would see it, and when you would delete it."
        ),
        max_length=2000,
        required=False,
        widget=Textarea(rows=4),
    )
    needed_by = DateField(label=gettext_lazy("By when do you need an answer?"), required=False)

    def __init__(self, *args: Any, posts: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(ref, _("Ask %(post)s") % {"post": name}) for ref, name in posts]
        self.fields["to"].choices = [*asked, ("keep", _("Keep it for us only"))]


class ReviewForm(Form):
    """Why a refusal should be looked at again."""

    because = forms.CharField(
        label=gettext_lazy("What should be weighed anew?"), max_length=2000, widget=Textarea(rows=4)
    )


class PledgeForm(Form):
    """Until when an organisation pledges, and a line of its own."""

    until = DateField(label=gettext_lazy("Until when do you pledge it?"))
    words = forms.CharField(
        label=gettext_lazy("A line of your own"),
        help_text=gettext_lazy("Everybody can read it."),
        max_length=300,
        required=False,
        widget=Textarea({"maxlength": 300}, rows=3),
    )

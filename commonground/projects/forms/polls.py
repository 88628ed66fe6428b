"""What may be typed to ask the community, and to answer?

*Source:* R25.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.projects.rules.polling import GROUP_KINDS, SHARES


class PollForm(Form):
    """Why the community is asked, from when until when, and whether everybody may answer."""

    about = forms.CharField(
        label=_("Why do you ask, and what will you do with the answers?"),
        help_text=_("Everybody who answers reads this first. Plain words, and nothing that only you know."),
        max_length=1500,
        widget=Textarea(rows=4),
    )
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"), help_text=_("Two to six weeks give most groups time for a meeting."))
    is_open_to_all = forms.BooleanField(
        label=_("Everybody who has the open link may answer, not only the groups"),
        help_text=_("Then answers are counted, not people: one person may answer more than once."),
        required=False,
    )


class PollGroupForm(Form):
    """Whom to ask: a group, with or without an address."""

    name = forms.CharField(label=_("Name of the group"), max_length=120, help_text=_("Not of a person"))
    kind = forms.ChoiceField(
        label=_("What kind of group?"), choices=[(key, _(label)) for key, label in GROUP_KINDS.items()], widget=Radios
    )
    email = forms.EmailField(
        label=_("Where to send it"),
        required=False,
        help_text=_("A shared address. Without one you get a link to hand over."),
    )


class PollQuestionForm(Form):
    """Whether one objective is shared, and why."""

    says_optional = False
    share = forms.ChoiceField(
        label=_("Do you share this objective?"),
        choices=[(key, _(label)) for key, label in SHARES.items()],
        widget=Radios,
    )
    why = forms.CharField(
        label=_("Why do you say so?"),
        help_text=_("You can leave this empty. Leave names and details of people out."),
        max_length=600,
        required=False,
        widget=Textarea(rows=3),
    )


class PollResponseForm(Form):
    """What was heard, and what was done because of it."""

    said = forms.CharField(
        label=_("You said"), help_text=_("In a sentence or two, as you heard it."), max_length=1500,
        widget=Textarea(rows=3),
    )  # fmt: skip
    did = forms.CharField(
        label=_("We did"),
        help_text=_("What you changed because of it, or why you did not."),
        max_length=1500,
        widget=Textarea(rows=3),
    )

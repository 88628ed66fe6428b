"""What may be typed about what is held of people?

*Source:* D5; the look, section 11.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import FilterForm, Form, Radios, Textarea
from commonground.people.rules.own_data import KINDS, STATES

MOMENT = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")


class DetailsForm(Form):
    """One's own name and telephone number."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    telephone = forms.CharField(
        label=_("Telephone number at work"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "width": 20, "autocomplete": "tel"}),
    )


class DataRequestForm(Form):
    """What somebody asks about what is held of them."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=[(key, _(label)) for key, label in KINDS.items()],
        widget=Radios(
            hints={
                "correction": _("Something that you cannot change yourself is wrong."),
                "erasure": _("Your account is closed, and you become nameless everywhere. It cannot be undone."),
                "objection": _("You want us to stop doing something with what we hold."),
            }
        ),
    )
    text = forms.CharField(
        label=_("What is it about?"), required=False, max_length=2000, widget=Textarea({"maxlength": 2000})
    )


class AnswerForm(Form):
    """The answer to a request."""

    verdict = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=[("done", _("It is done")), ("declined", _("It cannot be done"))],
        widget=Radios(),
    )
    text = forms.CharField(
        label=_("The answer to the person"),
        max_length=2000,
        widget=Textarea({"maxlength": 2000}),
        help_text=_("With the reason, where something cannot be done."),
    )

    def __init__(self, *args: Any, is_erasure: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_erasure:
            done, declined = ("done", _("Erase what can be erased, for good")), ("declined", _("It cannot be erased"))
            self.fields["verdict"].choices = [done, declined]


class HoldForm(Form):
    """Of whom nothing may be erased, and why."""

    email = forms.EmailField(label=_("The address with which they sign in"))
    reason = forms.CharField(
        label=_("Why must it be kept?"), max_length=300, help_text=_("Which court, inquiry or investigation needs it.")
    )


class QueueFilter(FilterForm):
    """Which requests to list."""

    state = forms.ChoiceField(
        label=_("Where it stands"), required=False, choices=[("", _("All")), *((k, _(v)) for k, v in STATES.items())]
    )


def moment(label: Any, required: bool = False, hint: Any = "") -> forms.DateTimeField:
    """Make a field for a day and a time."""
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=hint,
        input_formats=MOMENT,
        widget=forms.DateTimeInput({"type": "datetime-local", "width": 20}, format=MOMENT[0]),
        error_messages={"invalid": _("Enter a day and a time, for example 2026-09-27 17:30")},
    )


class BreachForm(Form):
    """What the log says of a breach."""

    what = forms.CharField(
        label=_("What happened"),
        max_length=3000,
        widget=Textarea({"maxlength": 3000}),
        help_text=_("Which data, whose, how it came about. No names of those whom it concerns."),
    )
    noticed_at = moment(_("When it was noticed"), required=True, hint=_("The 72 hours run from then."))
    happened_at = moment(_("When it happened"))
    people_affected = forms.IntegerField(
        label=_("About how many people it concerns"), required=False, min_value=0, max_value=2_000_000_000
    )
    risk = forms.CharField(
        label=_("What it may mean for them"), required=False, max_length=3000, widget=Textarea({"maxlength": 3000})
    )
    regulator_told_at = moment(_("When the regulator was told"))
    regulator_not_told_because = forms.CharField(
        label=_("Why the regulator is not told"), required=False, max_length=3000, widget=Textarea(rows=3)
    )
    people_told_at = moment(_("When the people were told"), hint=_("Needed where the risk to them is high."))
    done_about_it = forms.CharField(
        label=_("What was done about it"), required=False, max_length=3000, widget=Textarea({"maxlength": 3000})
    )

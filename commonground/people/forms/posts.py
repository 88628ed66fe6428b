"""What may be typed about a post? Its card (field list F), who holds it, why it is closed, what is wrong with it.

*Source:* R45, R115, R189; reference on the domain, 7(F); the look, section 11.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Checkboxes, DateField, Form, Radios, Textarea
from commonground.people.rules import posts as rules
from commonground.people.rules import posts_hours

Choices = Sequence[tuple[str, Any]]
Find = Callable[[str], Any]
AXES = ("risks", "times", "parts")


def lines(text: str) -> list[str]:
    """Give the lines of a text that hold something, each once."""
    return list(dict.fromkeys(line for each in text.splitlines() if (line := each.strip())))


def _lines_field(label: Any, hint: Any, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2000, help_text=hint, widget=Textarea(rows=rows), **more
    )


def _levels_field(label: Any, levels: Mapping[str, str]) -> forms.MultipleChoiceField:
    choices = [(key, _(said)) for key, said in levels.items()]
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=Checkboxes())


class PostForm(Form):
    """Everything that the card of a post says."""

    title = forms.CharField(
        label=_("What is the post called?"),
        max_length=200,
        help_text=_("The post, not the person. For example, “Neighbourhood sergeant, Minster Gate”."),
    )
    about = forms.CharField(
        label=_("What it is for"), required=False, max_length=300, widget=Textarea({"maxlength": 300}, rows=2)
    )
    topics = forms.MultipleChoiceField(
        label=_("What can people call about?"),
        required=False,
        widget=Checkboxes(),
        help_text=_("The finder finds the post by these, and by other words for them."),
    )
    areas = forms.CharField(
        label=_("Where does it count?"),
        max_length=2000,
        widget=Textarea(rows=3),
        help_text=_("One area a line, by name. The largest ones that are right are enough."),
    )
    sectors = _lines_field(_("For which kinds of business"), _("One a line. Empty means all."))
    telephone = forms.CharField(
        label=_("Telephone number of the post"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "width": 20}),
        help_text=_("A number that stays when people change, and that a switchboard can confirm. Not a private one."),
    )
    telephone_source = forms.CharField(
        label=_("Where that number is published"),
        required=False,
        max_length=300,
        help_text=_("For example, the organisation’s website. A number that is published nowhere cannot be checked."),
    )
    telephone_verified_on = DateField(
        label=_("When the switchboard confirmed it"),
        required=False,
        help_text=_("The day on which somebody called the organisation’s published number and was put through."),
    )
    mailbox = forms.EmailField(
        label=_("Shared mailbox"),
        required=False,
        help_text=_("One that deputy and successor read too. The request to confirm this card goes there as well."),
    )
    urgent_route = forms.CharField(
        label=_("Where to turn when it cannot wait"),
        required=False,
        max_length=200,
        help_text=_("For example, “Control room, extension 4”. In danger it is always 999."),
    )
    secure_channel = forms.CharField(
        label=_("A secure way to send things"), required=False, max_length=200, help_text=_("For example, CJSM.")
    )
    hours = _lines_field(
        _("When somebody is on duty"),
        _("One line for days with the same hours, such as “Monday to Friday 9am to 5pm” or “Sat, Sun 22:00 to 06:00”."),
        rows=3,
    )
    hours_note = forms.CharField(
        label=_("Anything else about the hours"),
        required=False,
        max_length=200,
        help_text=_("For example, what happens on bank holidays."),
    )
    promise_hours = forms.IntegerField(
        label=_("Within how many hours it promises to answer"),
        required=False,
        min_value=1,
        max_value=720,
        widget=forms.NumberInput({"width": 3}),
        help_text=_("A promise that can be kept. 24 hours are a day."),
    )
    languages = _lines_field(_("Languages besides English"), _("One a line."))
    agreements = forms.CharField(
        label=_("Information sharing agreements that cover it"),
        required=False,
        max_length=300,
        help_text=_("By name, with the year."),
    )
    risks = _levels_field(_("For which risk"), rules.RISKS)
    times = _levels_field(_("How quickly things move"), rules.TIMELINESS)
    parts = _levels_field(_("For what kind of taking part"), rules.PARTICIPATION)
    visibility = forms.ChoiceField(
        label=_("Who can see this post, and who holds it?"),
        choices=[(key, _(said)) for key, said in rules.VISIBILITY_LABELS.items()],
        widget=Radios(
            hints={
                "public": _("Also people without an account."),
                "members": _("Members of every organisation that takes part."),
                "named": _("The organisations that you name, and your own. Name none to keep it to yourselves."),
            },
            reveals={"named": "named"},
        ),
    )
    named = _lines_field(_("Which organisations see it"), _("One a line, by name."))
    predecessor = forms.ChoiceField(
        label=_("Which post it follows"), required=False, help_text=_("Where an earlier post was split or renamed.")
    )
    special = forms.ChoiceField(
        label=_("A special post"),
        required=False,
        choices=[("", _("No")), *((key, _(said)) for key, said in rules.SPECIAL.items())],
        help_text=_("Leads are listed on a page of their own."),
    )

    def __init__(
        self,
        *args: Any,
        topics: Choices = (),
        predecessors: Choices = (),
        find_area: Find,
        find_organisation: Find,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(topics)
        self.fields["predecessor"].choices = [("", _("None")), *predecessors]
        self.find = {"areas": find_area, "named": find_organisation}

    def clean_areas(self) -> list[Any]:
        """Find the areas that the lines name."""
        return self._found("areas")

    def clean_named(self) -> list[Any]:
        """Find the organisations that the lines name."""
        return self._found("named")

    def clean_hours(self) -> list[posts_hours.Turn]:
        """Read the turns of a week."""
        with _said_here():
            return posts_hours.read(self.cleaned_data["hours"])

    def clean_telephone_verified_on(self) -> Any:
        """Refuse a check that has not been made yet."""
        day = self.cleaned_data["telephone_verified_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Enter a day that is not in the future"))
        return day

    def _found(self, name: str) -> list[Any]:
        with _said_here():
            return list(dict.fromkeys(self.find[name](line) for line in lines(self.cleaned_data[name])))

    def values(self, topics: Mapping[str, Any], posts: Mapping[str, Any]) -> dict[str, Any]:
        """Give what was typed as the action takes it: things instead of their ids, cells instead of levels."""
        kept = {key: value for key, value in self.cleaned_data.items() if key not in {*AXES, "holder", "deputy"}}
        return {
            **kept,
            "topics": [topics[ref] for ref in kept["topics"]],
            "predecessor": posts.get(kept["predecessor"]),
            "sectors": lines(kept["sectors"]),
            "languages": lines(kept["languages"]),
            "hours": [list(turn) for turn in kept["hours"]],
            "cells": rules.cells_of(*(self.cleaned_data[axis] for axis in AXES)),
            "named": kept["named"] if kept["visibility"] == rules.Visibility.NAMED else [],
        }


class _said_here:
    """Say a refusal of a rule beside the field that is being cleaned."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, refusal: Any, trace: Any) -> None:
        if isinstance(refusal, Invalid):
            raise ValidationError(refusal.reason)


def shown(card: Mapping[str, Any], area_line: Callable[[Any], str]) -> dict[str, Any]:
    """Give a card's values as the form shows them."""
    risks, times, parts = rules.levels_of(card["cells"])
    return {
        **card,
        "topics": [topic.ref for topic in card["topics"]],
        "areas": "\n".join(sorted(area_line(area) for area in card["areas"])),
        "named": "\n".join(each.name for each in card["named"]),
        "sectors": "\n".join(card["sectors"]),
        "languages": "\n".join(card["languages"]),
        "hours": posts_hours.write(card["hours"]),
        "predecessor": card["predecessor"].ref if card["predecessor"] else "",
        "risks": risks,
        "times": times,
        "parts": parts,
    }


class OpeningForm(PostForm):
    """A new post, with who holds it."""

    holder = forms.ChoiceField(label=_("Who holds it"), required=False)
    deputy = forms.ChoiceField(
        label=_("Who is the deputy"),
        required=False,
        help_text=_("Others see the post only when it has both: the deputy stands in the moment the holder is gone."),
    )
    field_order = ("title", "about", "holder", "deputy")

    def __init__(self, *args: Any, members: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in ("holder", "deputy"):
            self.fields[part].choices = [("", _("Nobody yet")), *members]


class AppointForm(Form):
    """Who is to hold a post, or to be its deputy, and from when."""

    membership = forms.ChoiceField(label=_("Who is it to be?"))
    starts = DateField(label=_("From which day"), help_text=_("From today, or from a day to come."))

    def __init__(self, *args: Any, members: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [("", _("Choose somebody")), *members]


class ClosePostForm(Form):
    """Why a post is closed."""

    because = forms.CharField(
        label=_("Why is it closed, and who does this work now?"), max_length=300, widget=Textarea({"maxlength": 300})
    )


class PostReportForm(Form):
    """What is wrong with a card."""

    text = forms.CharField(
        label=_("What is wrong, or whom did you look for?"),
        max_length=500,
        widget=Textarea({"maxlength": 500}),
        help_text=_("It goes to who holds the post and to its organisation’s coordinators. Name nobody else in it."),
    )


class AnswerReportForm(Form):
    """What was done about a report."""

    answer = forms.CharField(
        label=_("What was done about it"), max_length=500, widget=Textarea({"maxlength": 500}, rows=3)
    )


def choices_of(things: Iterable[Any], label: Callable[[Any], str] = str) -> list[tuple[str, str]]:
    """Give things as choices, by their public ids."""
    return [(thing.ref, label(thing)) for thing in things]

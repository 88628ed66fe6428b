"""What may be typed about the guide?

*Source:* R3, R51, R53, R58; the look, section 11.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea, speak
from commonground.projects.rules import adding, editions, guide


def abouts() -> list[tuple[str, Any]]:
    """Give what a suggestion may be about: the whole, a step, a question."""
    found: list[tuple[str, Any]] = [("", _("The guide as a whole"))]
    for step in guide.STEPS:
        found.append((str(step.number), f"{step.number}. {_(step.title)}"))
        found += [(question.code, f"{question.code} {_(question.asks)}") for question in step.questions]
    return found


class WordsForm(Form):
    """The words of one step."""

    def __init__(self, *args: Any, step: int, words: dict[str, str], **kwargs: Any) -> None:
        shown = {field_name(key): words[key] for key in editions.keys_of(step)}
        super().__init__(*args, initial=shown, **kwargs)
        self.step = step
        for key in editions.keys_of(step):
            about, name = editions.label(key)
            label = _(name) if about == str(step) else f"{about}: {_(name)}"
            box = Textarea({"maxlength": editions.LONGEST}, rows=3)
            field = forms.CharField(label=label, max_length=editions.LONGEST, widget=box, required=False)
            field.help_text = _("Shipped: %(words)s") % {"words": _(editions.shipped()[key])}
            speak(field_name(key), field)
            self.fields[field_name(key)] = field

    def texts(self) -> dict[str, str]:
        """Give the words by their keys."""
        return {key: self.cleaned_data[field_name(key)] for key in editions.keys_of(self.step)}


def in_form(texts: Mapping[str, str]) -> dict[str, str]:
    """Give texts by the names of the fields that they are typed into."""
    return {field_name(key): text for key, text in texts.items()}


def field_name(key: str) -> str:
    """Give the name of the field that a text is typed into."""
    return f"t_{key.replace('.', '_')}"


class AboutForm(Form):
    """What a version changes, who helped, how it is announced."""

    change_log = forms.CharField(
        label=_("What changed, and why"), required=False, max_length=4000, widget=Textarea(rows=5)
    )
    contributors = forms.CharField(
        label=_("Who contributed"),
        required=False,
        max_length=2000,
        widget=Textarea(rows=3),
        help_text=_("Organisations, and people who agreed to be named. One a line."),
    )
    announcement = forms.CharField(
        label=_("How it is announced"),
        required=False,
        max_length=2000,
        widget=Textarea(rows=5),
        help_text=_("It becomes the news of the launch, and goes to everybody who follows the guide."),
    )
    review_on = DateField(label=_("When it is looked at again"), required=False)


class BackForm(Form):
    """Why a version goes back to its writers."""

    because = forms.CharField(label=_("What is still to be done?"), max_length=500, widget=Textarea(rows=3))


class LaunchForm(Form):
    """On which day a version is launched."""

    on = DateField(label=_("Day of the launch"))


class SuggestForm(Form):
    """What somebody would change."""

    about = forms.ChoiceField(label=_("What is it about?"), required=False)
    text = forms.CharField(
        label=_("What would you change, and why?"), max_length=1000, widget=Textarea({"maxlength": 1000})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = abouts()


class AnswerForm(Form):
    """What becomes of a suggestion."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[(key, _(label)) for key, label in adding.OUTCOMES.items()],
        widget=Radios(),
    )
    text = forms.CharField(label=_("Your answer"), max_length=1000, widget=Textarea({"maxlength": 1000}))


class AdditionForm(Form):
    """What an organisation adds to a step."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=[(key, _(label)) for key, label in adding.KINDS.items()], widget=Radios()
    )
    title = forms.CharField(label=_("In one line"), max_length=200)
    text = forms.CharField(
        label=_("In full"), required=False, max_length=1000, widget=Textarea({"maxlength": 1000}, rows=4)
    )
    address = forms.URLField(label=_("Address of the link"), required=False, assume_scheme="https")
    for_programme = forms.BooleanField(
        label=_("It is for the whole programme"),
        required=False,
        help_text=_("It then says “local” with the programme’s name beside yours."),
    )


class TakeOnForm(Form):
    """Which workgroup answers for the guide, and until when it has looked at it."""

    workgroup = forms.ChoiceField(label=_("Workgroup"))
    contributors = forms.CharField(label=_("Who contributed"), required=False, max_length=2000, widget=Textarea(rows=3))
    review_on = DateField(label=_("When it is looked at again"))

    def __init__(self, *args: Any, workgroups: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workgroup"].choices = [("", _("Choose a workgroup")), *workgroups]

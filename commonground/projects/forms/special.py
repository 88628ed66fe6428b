"""What may be typed on pages with a course of their own: a side's words, marks, reviews, positions, public pages?

*Source:* R8, R27, R32-R35, R43, R46; settled questions, "Who".
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, FilterForm, Form, Radios, Textarea
from commonground.projects.rules import guide
from commonground.projects.rules.comparing import ASKED, Mark
from commonground.projects.rules.reviewing import INTERVALS, LOOKING_BACK, faults

Choices = Iterable[tuple[str, Any]]

LONGEST_ANSWER = 3000
LONGEST_TEXT = 8000
LONGEST_LINE = 300
ANOTHER_DAY = "other"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]

ANSWER_HINTS = {
    "how_often": _(
        "A number over a time, and where it comes from. For example, 41 thefts recorded from January to June."
    ),
    "what": _("In your own words, as your side sees it."),
    "where_when": _("Places, days and hours."),
    "who": _("Say whether you asked them, looked at records, or assume so."),
    "better": _("Something that others could see or count."),
}
MARK_HINTS = {
    Mark.SAME: _("You mean the same."),
    Mark.CLOSE: _("You could both sign one sentence."),
    Mark.APART: _("Talk about this first. Both can be right."),
}


class StatementForm(Form):
    """One side's answers to the five questions; a draft may leave some open, what is sent may not."""

    says_optional = False

    def __init__(self, *args: Any, sending: bool = False, **kwargs: Any) -> None:
        self.base_fields = {
            asked: forms.CharField(
                label=_(question),
                help_text=ANSWER_HINTS[asked],
                required=sending,
                max_length=LONGEST_ANSWER,
                widget=Textarea(rows=4),
            )
            for asked, question in ASKED.items()
        }
        super().__init__(*args, **kwargs)

    @property
    def words(self) -> dict[str, str]:
        """The five answers as they were typed."""
        return {asked: self.cleaned_data[asked] for asked in ASKED}


class MarkForm(Form):
    """How near the other side's answer is to one's own."""

    mark = forms.ChoiceField(
        label=_("How near are the two answers?"),
        choices=[(mark.value, _(mark.label)) for mark in (Mark.SAME, Mark.CLOSE, Mark.APART)],
        widget=Radios(hints={mark.value: hint for mark, hint in MARK_HINTS.items()}),
    )
    line = forms.CharField(
        label=_("How can both be right?"),
        help_text=_("One line. It stands beside your side’s name."),
        max_length=LONGEST_LINE,
        required=False,
        widget=Textarea(rows=2),
    )


class ReviewStartForm(Form):
    """A review's day, who was there, and when to look again; the next day is always set."""

    held_on = DateField(label=_("Day of this review"), help_text=_("For example, 27 9 2026"))
    present = forms.CharField(
        label=_("Who was there"),
        help_text=_("Names and organisations, from both sides."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=3),
    )
    interval = forms.ChoiceField(
        label=_("When will you look again?"),
        choices=[*((str(days), _(words)) for days, words in INTERVALS.items()), (ANOTHER_DAY, _("On another day"))],
        widget=Radios(reveals={ANOTHER_DAY: "next_on"}),
    )
    next_on = DateField(label=_("Day of the next review"), required=False)

    def clean(self) -> dict[str, Any]:
        """Count the next day from the interval, or ask for it."""
        given = super().clean() or self.cleaned_data
        held_on, interval = given.get("held_on"), given.get("interval")
        if held_on and held_on > timezone.localdate():
            self.add_error("held_on", _("Enter a day that is not later than today"))
            return given
        if interval == ANOTHER_DAY and not given.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Enter the day of the next review"))
        elif held_on and interval and interval != ANOTHER_DAY:
            given["next_on"] = held_on + timedelta(days=int(interval))
        return given


class ReviewAnswerForm(Form):
    """The three questions of a review: the second is asked when the first is yes, the third when the second is no."""

    says_optional = False
    relevant = forms.ChoiceField(
        label=_("Plan: does the challenge still matter?"),
        choices=YES_NO,
        required=False,
        widget=Radios(
            reveals={"yes": "on_course"}, hints={"no": _("Then go to step 9 and decide together whether to stop.")}
        ),
    )
    on_course = forms.ChoiceField(
        label=_("Do: are you reaching your milestones and outcomes?"),
        help_text=_("Asked when the challenge still matters."),
        choices=YES_NO,
        required=False,
        widget=Radios(reveals={"no": "change"}),
    )
    change = forms.ChoiceField(
        label=_("Review: must the plan change?"),
        help_text=_("Asked when you are not on course."),
        choices=YES_NO,
        required=False,
        widget=Radios(
            reveals={"no": "keeps_because"},
            hints={"yes": _("Then change steps 3 and 6, and put the plan forward as a new version.")},
        ),
    )
    keeps_because = forms.CharField(
        label=_("Why does the plan stay as it is?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=Textarea(rows=2),
    )
    expected = forms.CharField(
        label=_("What did you expect to happen?"),
        help_text=_("The four questions below look back. They ask about results, not about people."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=Textarea(rows=2),
    )
    happened = forms.CharField(
        label=_("What happened?"),
        help_text=_("What others could see or count."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=Textarea(rows=3),
    )
    why = forms.CharField(
        label=_("Why do you say so?"),
        help_text=_("What brought it about, and what stands behind your answers above."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=Textarea(rows=4),
    )
    differently = forms.CharField(
        label=_("What will you do differently, or again?"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=Textarea(rows=2),
    )

    def __init__(self, *args: Any, objectives: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objectives = list(objectives)
        for number, (_ref, measure) in enumerate(self.objectives):
            self.fields[f"comment_{number}"] = forms.CharField(
                label=_("What do you say to “%(measure)s”?") % {"measure": measure},
                help_text=_("Beside its figure. Leave it empty where the figure says it all."),
                max_length=LONGEST_TEXT,
                required=False,
                widget=Textarea(rows=2),
            )
        own = [f"comment_{number}" for number in range(len(self.objectives))]
        self.order_fields(["relevant", "on_course", "change", "keeps_because", *own, *LOOKING_BACK])

    def clean(self) -> dict[str, Any]:
        """Say what is missing on the branch that was taken."""
        given = super().clean() or self.cleaned_data
        for name, sentence in faults(self.answers).items():
            if name not in self.errors:
                self.add_error(name, _(sentence))
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the rules read them: true, false or None, and the words of the look back."""
        read = {"yes": True, "no": False}
        given = self.cleaned_data
        chosen = {name: read.get(given.get(name, "")) for name in ("relevant", "on_course", "change")}
        comments = {ref: given.get(f"comment_{number}", "") for number, (ref, _m) in enumerate(self.objectives)}
        words = {name: given.get(name, "") for name in (*LOOKING_BACK, "keeps_because")}
        return chosen | words | {"comments": comments}

    @property
    def critique(self) -> str:
        """All words that judge, in which a name is pointed out."""
        own = [f"comment_{number}" for number in range(len(self.objectives))]
        return "\n".join(str(self.cleaned_data.get(name, "")) for name in (*LOOKING_BACK, "keeps_because", *own))


class PositionForm(Form):
    """Where one stands on stopping, and why; the choices are given."""

    position = forms.ChoiceField(label=_("Where do you stand?"), widget=Radios)
    reason = forms.CharField(
        label=_("Why do you say so?"),
        help_text=_("The others read this beside your name."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=4),
    )

    def __init__(self, *args: Any, positions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [(key, _(label)) for key, label in positions.items()]


class ReopenForm(Form):
    """Why a finished collaboration is opened again."""

    reason = forms.CharField(label=_("What is the new challenge?"), max_length=LONGEST_TEXT, widget=Textarea(rows=4))


class WithdrawPublicForm(Form):
    """Why something is taken away from the public."""

    reason = forms.CharField(
        label=_("Why it is taken away"),
        help_text=_("Both teams read it."),
        max_length=LONGEST_LINE,
        widget=Textarea(rows=3),
    )


class AddStudyForm(Form):
    """Which of one's own studies measures this collaboration; the choices are given."""

    study = forms.ChoiceField(label=_("Your study"))

    def __init__(self, *args: Any, studies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["study"].choices = [("", _("Choose a study")), *studies]


class PublicPageForm(Form):
    """What everybody may read of a collaboration while it runs."""

    purpose = forms.CharField(
        label=_("What it is for"), help_text=_("In one or two sentences."), max_length=600, widget=Textarea(rows=3)
    )
    doing = forms.CharField(
        label=_("What we do"),
        help_text=_("Nothing that helps somebody to get round it, and nobody’s name."),
        max_length=LONGEST_TEXT,
        widget=Textarea(rows=6),
    )
    reach = forms.CharField(
        label=_("How to reach us"),
        help_text=_("A post and a shared mailbox or number, not a private one."),
        max_length=600,
        widget=Textarea(rows=3),
    )


class CaseStudyForm(Form):
    """Which evaluation stands behind the case study; the choices are given, and none is one of them."""

    study = forms.ChoiceField(
        label=_("Which evaluation stands behind it?"),
        help_text=_("It becomes public together with the case study."),
        widget=Radios,
    )

    def __init__(self, *args: Any, studies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["study"].choices = [*studies, ("none", _("None: what came of it is what both sides say"))]


class FindCaseStudies(FilterForm):
    """Words, a step that was followed, an area; the areas are given."""

    search = forms.CharField(label=_("Words"), required=False, max_length=100)
    step = forms.TypedChoiceField(
        label=_("Step that was followed"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any step")), *((str(s.number), f"{s.number}. {s.title}") for s in guide.STEPS)],
    )
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Any area")), *areas]

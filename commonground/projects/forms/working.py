"""What may be typed in everyday work? One builder makes the form of any part of the guide; the rest are small.

*Source:* R52, R57-R58; settled questions ("questions of the guide are data … with one form builder").
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, FilterForm, Form, Radios, Textarea
from commonground.pages.matrix import BY_RISK
from commonground.projects.forms.matrix import OptionalCellFields
from commonground.projects.rules import guide, lifecycle
from commonground.projects.rules.answers import Unanswered, clean, missing
from commonground.projects.rules.guide import Field, Kind, Part
from commonground.projects.rules.guide.shapes import REFERENCES
from commonground.projects.rules.portfolio import NO_CELL

Choices = Mapping[Kind, Sequence[tuple[str, str]]]
Pairs = Sequence[tuple[str, str]]

MOST_RADIOS = 7
YES_NO = (("yes", _("Yes")), ("no", _("No")))
NOBODY = ("", _("Choose a person"))
NOTHING_TO_CHOOSE = {
    Kind.MEMBER: _("Nobody is on the team yet. Add people to it first."),
    Kind.OUTCOME: _("No outcome is set yet. Set one in step 1 first."),
    Kind.STAKEHOLDER: _("No stakeholder is named yet. Name one in step 2 first."),
    Kind.MILESTONE: _("No milestone is set yet. This one can be the first."),
    Kind.BODY: _("No body is named yet. Name one in step 2 first."),
}


class AnswerForm(Form):
    """The form of one part of the guide. Every fault is said at once, in the words of the guide's own rules."""

    def __init__(self, part: Part, choices: Choices, *args: Any, **kwargs: Any) -> None:
        self.part, self.choices = part, choices
        super().__init__(*args, **kwargs)
        for asked in part.fields:
            self.fields[asked.name] = _control(asked, choices)
        self.order_fields([asked.name for asked in part.fields])

    def clean(self) -> dict[str, Any]:
        """Ask the rules about everything that was typed, beside what the controls found."""
        found = super().clean() or self.cleaned_data
        known = {kind: frozenset(ref for ref, _name in self.choices.get(kind, ())) for kind in REFERENCES}
        try:
            clean(self.part, self.raw(), known)
        except Unanswered as fault:
            for name, sentence in fault.faults.items():
                if name not in self.errors:
                    self.add_error(name, sentence)
        return found

    def raw(self) -> dict[str, Any]:
        """Give what was typed, as the rules read it."""
        return {asked.name: self.cleaned_data.get(asked.name) for asked in self.part.fields}

    def typed(self) -> dict[str, Any]:
        """Give what was typed so far, unjudged, for a suggestion."""
        return {name: bound.value() for name, bound in ((name, self[name]) for name in self.fields)}


def answer_form(
    part: Part,
    choices: Choices,
    data: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> AnswerForm:
    """Make the form of a part; `choices` are what it may refer to by kind, `values` what is recorded now."""
    return AnswerForm(part, choices, data, initial=in_form(part, values or {}), version=version)


def in_form(part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn recorded values into what the controls show."""
    return {asked.name: _shown(asked, values.get(asked.name)) for asked in part.fields if asked.name in values}


def _shown(asked: Field, value: Any) -> Any:
    if value is None:
        return value
    if asked.kind is Kind.YES_NO:
        return "yes" if value else "no"
    return date.fromisoformat(value) if asked.kind is Kind.DATE else value


def _control(asked: Field, choices: Choices) -> fields.Field:
    """Make the control that fits a field of the guide."""
    given: dict[str, Any] = {
        "label": asked.label,
        "help_text": asked.hint,
        "required": asked.required,
        "error_messages": {"required": missing(asked)},
    }
    match asked.kind:
        case Kind.TEXT:
            return fields.CharField(widget=Textarea(rows=3 if asked.short else 6), **given)
        case Kind.DATE:
            return DateField(**given)
        case Kind.NUMBER:
            return fields.CharField(widget=fields.TextInput({"inputmode": "decimal", "width": 10}), **given)
        case Kind.YES_NO:
            return _one_of(YES_NO, given)
        case Kind.CHOICE:
            return _one_of(tuple(asked.choices.items()), given)
        case _ if asked.kind in REFERENCES:
            return _reference(choices.get(asked.kind, ()), asked.kind, given)
    return fields.CharField(**given)


def _one_of(choices: Pairs, given: dict[str, Any]) -> fields.ChoiceField:
    if len(choices) > MOST_RADIOS:
        return fields.ChoiceField(choices=[("", _("Choose one")), *choices], **given)
    return fields.ChoiceField(choices=choices, widget=Radios, **given)


def _reference(choices: Pairs, kind: Kind, given: dict[str, Any]) -> fields.ChoiceField:
    if not choices:
        given["help_text"] = NOTHING_TO_CHOOSE[kind]
    return fields.ChoiceField(choices=[("", _("Choose one")), *choices], **given)


class PortfolioFilter(FilterForm):
    """What narrows and orders the list of collaborations."""

    q = fields.CharField(label=_("Words in name or purpose"), required=False, max_length=200)
    area = fields.ChoiceField(label=_("Area"), required=False)
    organisation = fields.CharField(
        label=_("Organisation that takes part"), required=False, max_length=100, help_text=_("Part of its name.")
    )
    state = fields.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Any state")),
            *((state.value, label) for state, label in lifecycle.LABELS.items()),
            ("closed", _("Finished or ended")),
        ],
    )
    stage = fields.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("Any stage")), *((group, group) for group in guide.GROUPS)]
    )
    step = fields.TypedChoiceField(
        label=_("Step in hand"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any step")), *((str(each.number), f"{each.number}. {each.title}") for each in guide.STEPS)],
    )
    waits = fields.ChoiceField(
        label=_("What is next"),
        required=False,
        choices=[("", _("Anything")), ("due", _("Due from your side")), ("waiting", _("Waiting for the other side"))],
    )
    cell = fields.ChoiceField(
        label=_("Kind of collaboration"),
        required=False,
        help_text=_("A cell of the requirement matrix."),
        choices=[("", _("Any kind")), (NO_CELL, _("None chosen yet")), *BY_RISK],
    )
    order = fields.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Due first")),
            ("name", _("Name")),
            ("newest", _("Newest")),
            ("review", _("Next review first")),
        ],
    )

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("All my areas")), *areas]


class DueFilter(FilterForm):
    """What narrows the list of what is due."""

    whose = fields.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody’s")), ("mine", _("Those I answer for"))]
    )
    within = fields.TypedChoiceField(
        label=_("How far ahead"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("30", _("The next 30 days")), ("90", _("The next three months")), ("", _("As far as planned"))],
    )
    kind = fields.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("Everything"))]
        + [(part.key, part.heading) for part in guide.PARTS.values() if part.due and part.done],
    )


class TaskFilter(FilterForm):
    """What narrows the list of actions and milestones."""

    kind = fields.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("Both")), ("actions", _("Actions")), ("milestones", _("Milestones"))],
    )
    state = fields.ChoiceField(
        label=_("How far"), required=False, choices=[("", _("All")), ("open", _("Not done yet")), ("done", _("Done"))]
    )
    whose = fields.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("Everybody’s")), ("mine", _("Those I answer for"))]
    )


class PersonFilter(FilterForm):
    """What narrows a long list of people to choose from."""

    find = fields.CharField(
        label=_("Find a person"),
        required=False,
        max_length=100,
        help_text=_("Part of a name or an organisation. Search before you fill in the rest."),
    )


class BasicsForm(Form):
    """What a collaboration is called, what it is for, and where."""

    name = fields.CharField(
        label=_("Name of the collaboration"), max_length=120, help_text=_("Short, and plain to both sides")
    )
    about = fields.CharField(
        label=_("What it is for, in one sentence"), max_length=300, help_text=_("What you want to be different")
    )
    area = fields.ChoiceField(label=_("Area"))

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Choose an area")), *areas]


class StartForm(OptionalCellFields, BasicsForm):
    """A new collaboration: its basics, who would lead on the other side, and what it asks for, which can wait."""

    field_order = ["name", "about", "area", "other_lead"]

    other_lead = fields.ChoiceField(label=_("Who would lead on the other side?"))

    def __init__(self, areas: Pairs, people: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(areas, *args, **kwargs)
        self.fields["other_lead"].choices = [NOBODY, *people]


class ReasonForm(Form):
    """Why somebody declines; those who asked will read it."""

    reason = fields.CharField(
        label=_("Why you decline"), max_length=300, widget=Textarea(rows=4), help_text=_("Those who asked will read it")
    )


class AskForm(Form):
    """Whom to ask to hold a post, and who would be the deputy."""

    holder = fields.ChoiceField(label=_("Whom do you ask?"))
    deputy = fields.ChoiceField(
        label=_("Who is the deputy?"),
        required=False,
        help_text=_("The deputy speaks for the side while the post is vacant"),
    )

    def __init__(self, people: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [NOBODY, *people]
        self.fields["deputy"].choices = [("", _("Nobody yet")), *people]


class DeputyForm(Form):
    """Who speaks for a side while its post is vacant."""

    deputy = fields.ChoiceField(label=_("Who is the deputy?"))

    def __init__(self, people: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [NOBODY, *people]


class MemberForm(Form):
    """Who joins, and as what."""

    membership = fields.ChoiceField(label=_("Who joins?"))
    part = fields.ChoiceField(
        label=_("What do they take part as?"),
        choices=[("team", _("A member of the team")), ("stakeholder", _("A stakeholder"))],
        widget=Radios(
            hints={
                "team": _("Sees and answers everything here"),
                "stakeholder": _("Sees steps 2 and 5, and says where they stand on stopping"),
            }
        ),
    )

    def __init__(self, people: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [NOBODY, *people]

"""What may be asked of the list of what is shared, and what may be typed about an item and its life?

*Source:* R15, R91, R94-R97, R213; D2; design/sharing.md 2.1.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios, Textarea
from commonground.pages.matrix import AXES, OptionalCellFields

Choices = Sequence[tuple[str, Any]]
OWN = (("", _("Everybody’s")), ("own", _("Ours")), ("others", _("Others’")))


class ItemsFilter(FilterForm):
    """Which items to list."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False, choices=OWN)

    def __init__(self, *args: Any, categories: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("All kinds")), *categories]
        self.fields["area"].choices = [("", _("All areas")), *areas]
        if not areas:
            del self.fields["area"]


class CategoryForm(OptionalCellFields):
    """What somebody wants to share: the first question; and what it asks for, in three that can be left out."""

    category = forms.ChoiceField(label=_("What do you want to share?"), widget=Radios(attrs={"legend": "l"}))

    def __init__(self, *args: Any, categories: Choices, hints: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories
        self.fields["category"].widget.hints = hints

    @property
    def axes(self) -> list[Any]:
        """The three questions of the requirement matrix."""
        return [self[name] for name in AXES]

    @property
    def has_axes(self) -> bool:
        """Whether one of them is answered or wrong, so that they are shown unfolded."""
        return any(field.value() or field.errors for field in self.axes)


class ItemForm(OptionalCellFields):
    """What all versions of an item have in common."""

    field_order = ("area", "closes", "feedback_wanted", "emergency", *AXES)

    area = forms.CharField(
        label=_("Area"), max_length=200, help_text=_("Its name, such as “Aldermouth”, or its name with its code.")
    )
    closes = DateField(
        label=_("Until when may it be read?"),
        help_text=_("From that day on nobody reads it. Its records stay with your organisation until they leave."),
    )
    feedback_wanted = forms.CharField(
        label=_("What do you want to hear back?"),
        required=False,
        max_length=300,
        help_text=_("Every reader of any version reads it. Leave it empty if you want to hear nothing."),
        initial=_("Whether you used it, and what came of it."),
    )
    emergency = forms.BooleanField(
        label=_("It cannot wait for a second person: life or limb is in danger"),
        required=False,
        help_text=_("It opens at once. Somebody else reviews it within 72 hours."),
    )


class KnownForm(Form):
    """Whether others are told that an item exists."""

    known_title = forms.CharField(
        label=_("By which title may they know that it exists?"),
        required=False,
        max_length=200,
        help_text=_("Written for that: it says nothing that the item says. Leave it empty, and nobody is told."),
    )
    known_to = forms.MultipleChoiceField(
        label=_("Who is told that it exists, and can ask you for access?"), required=False, widget=Checkboxes
    )

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_to"].choices = organisations

    def clean(self) -> dict[str, Any]:
        """Ask for a title where somebody is to be told."""
        typed = super().clean() or {}
        if typed.get("known_to") and not typed.get("known_title", "").strip():
            self.add_error("known_title", _("Enter the title by which they know that it exists"))
        return typed


class ReasonForm(Form):
    """A reason in words, which others read."""

    reason = forms.CharField(label=_("Why?"), max_length=500, widget=Textarea(rows=4))

    def __init__(self, *args: Any, label: Any = "", hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = hint


class ClosesForm(Form):
    """Until when something is open."""

    closes = DateField(label=_("Until when may it be read?"))


class PassOnForm(Form):
    """A request to the originator, to pass something on."""

    organisation = forms.ChoiceField(label=_("Who should get it, too?"))
    reason = forms.CharField(label=_("What would they do with it?"), max_length=500, widget=Textarea(rows=4))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose an organisation")), *organisations]


class AnswerAskForm(ReasonForm):
    """The answer to a question; to one about passing on, whether they may."""

    field_order = ("agreed", "reason")

    def __init__(self, *args: Any, to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, label=_("Your answer"), **kwargs)
        self.fields["reason"].help_text = _("Whoever asked reads this, and their organisation.")
        if to:
            yes = format_lazy(_("Yes: {to} may get a copy that they write from it, marked no lower"), to=to)
            choices = [("yes", yes), ("no", _("No, or we open it to them ourselves"))]
            self.fields["agreed"] = forms.ChoiceField(label=_("May they pass it on?"), choices=choices, widget=Radios)
            self.order_fields(self.field_order)


class AsThemForm(FilterForm):
    """As whom one looks at what one's organisation shares."""

    member = forms.ChoiceField(label=_("As whom?"))

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", _("Choose somebody")), *members]

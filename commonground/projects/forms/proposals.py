"""What may be typed by whoever proposes something, and by those who sort proposals?

*Source:* R93, R104, R109.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.matrix import read_cell
from commonground.pages.forms import Checkboxes, DateField, FilterForm, Form, Radios, Textarea
from commonground.projects.forms.matrix import OptionalCellFields, cell_values
from commonground.projects.rules.proposals import OUTCOMES, STATES
from commonground.projects.rules.reusing import WAYS

Pairs = Sequence[tuple[str, Any]]
LONG = 3000


def _words(label: Any, help_text: Any = "", *, rows: int = 5, required: bool = False) -> fields.CharField:
    return fields.CharField(
        label=label, help_text=help_text, required=required, max_length=LONG, widget=Textarea(rows=rows)
    )


class BeginForm(Form):
    """A new proposal: what it is called, and where."""

    title = fields.CharField(
        label=_("What is it called?"), max_length=120, help_text=_("Short, and plain to both sides")
    )
    area = fields.ChoiceField(label=_("Area"))

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Choose an area")), *areas]


class ProposalForm(OptionalCellFields, BeginForm):
    """Everything that a proposal says. It can be kept unfinished; what is missing is said before it is submitted."""

    says_optional = False
    need = fields.ChoiceField(label=_("Which need does it answer?"), required=False)
    what = _words(_("What do you propose?"), _("What would be done, by whom, from when until when"), rows=6)
    benefit_police = _words(_("What do the police gain by it?"))
    benefit_security = _words(_("What does security gain by it?"))
    success_police = _words(_("By what will the police know that it has worked?"), _("Something that can be checked"))
    success_security = _words(_("By what will security know that it has worked?"), _("Something that can be checked"))
    resources = _words(_("What does it need, and from whom?"), _("People, time, money, equipment, information"))
    hides_proposer = fields.BooleanField(
        label=_("Do not show reviewers who proposes this"),
        required=False,
        help_text=_(
            "Your name and your organisation must then not stand in the words either. Those who sort it see you."
        ),
    )

    def __init__(self, areas: Pairs, needs: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(areas, *args, **kwargs)
        self.fields["need"].choices = [("", _("Choose a need")), *needs]


def in_form(values: dict[str, Any]) -> dict[str, Any]:
    """Turn what a proposal says into what the controls show: its cell as the three answers."""
    cell = read_cell(values["cell"]) if values.get("cell") else None
    return values | cell_values(cell)


class ReuseForm(Form):
    """Why something that exists cannot deliver, or that it is extended."""

    way = fields.ChoiceField(label=_("What do you say of it?"), choices=list(WAYS.items()), widget=Radios())
    why = _words(_("Why, or how?"), required=True, rows=4)


class OwnReuseForm(ReuseForm):
    """Something else that exists, which the site did not find."""

    name = fields.CharField(label=_("What is it called, and who runs it?"), max_length=200)
    field_order = ("name", "way", "why")


class WhyForm(Form):
    """A reason; its label says who reads it."""

    because = _words(_("Why?"), required=True, rows=4)


class ReviewersForm(Form):
    """Who is asked to review: members who stand apart, by side."""

    police = fields.MultipleChoiceField(label=_("Of the police side"), required=False, widget=Checkboxes())
    security = fields.MultipleChoiceField(label=_("Of the security side"), required=False, widget=Checkboxes())

    def __init__(self, people: dict[str, Pairs], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in ("police", "security"):
            self.fields[side].choices = list(people.get(side, ()))

    @property
    def chosen(self) -> list[str]:
        """The memberships that were ticked, as public ids."""
        return [*self.cleaned_data["police"], *self.cleaned_data["security"]]


class UntilForm(Form):
    """By which day reviews are hoped for."""

    until = DateField(label=_("By which day are the reviews hoped for?"))


class DecisionForm(Form):
    """What is decided, short of support, with the reasons."""

    outcome = fields.ChoiceField(label=_("What is decided?"), widget=Radios())
    reasons = _words(
        _("Reasons"), _("Whoever proposes it reads them, and learns from them what to change"), required=True
    )

    def __init__(self, outcomes: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(key, _(OUTCOMES[key])) for key in outcomes]


class TermForm(Form):
    """A time of support: sponsor, days, conditions."""

    sponsor = fields.ChoiceField(
        label=_("Which organisation sponsors it?"), help_text=_("It answers for the support, and is named in public")
    )
    starts = DateField(label=_("From which day?"))
    until = DateField(label=_("Until which day?"), help_text=_("Two years at most; it can be renewed"))
    conditions = _words(_("On which conditions?"), _("One a line. They are public."), rows=4)

    def __init__(self, sponsors: Pairs, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"starts": today, "until": today + timedelta(days=365)})
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].choices = [("", _("Choose an organisation")), *sponsors]


class SupportForm(TermForm):
    """The decision to support, with its reasons."""

    reasons = _words(_("Reasons"), _("Whoever proposes it reads them"), required=True)
    field_order = ("reasons", "sponsor", "starts", "until", "conditions")


class ToldForm(Form):
    """What came of it, beside what each side had named as success."""

    police = _words(_("What came of it for the police?"), required=True)
    security = _words(_("What came of it for security?"), required=True)


class ProposalFilter(FilterForm):
    """What narrows the list of proposals."""

    q = fields.CharField(label=_("Search in names and words"), required=False, max_length=100)
    state = fields.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES.items()])
    area = fields.ChoiceField(label=_("Area"), required=False)
    whose = fields.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("All")), ("mine", _("Mine")), ("asked", _("Those that I am asked to review"))],
    )
    order = fields.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Latest change first")), ("longest", _("Longest in its state first")), ("name", _("By name"))],
    )

    def __init__(self, areas: Pairs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("All")), *areas]


class OverviewFilter(FilterForm):
    """What narrows the overview of reviews."""

    q = fields.CharField(label=_("Search in names"), required=False, max_length=100)
    state = fields.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All that wait for somebody")), *((key, STATES[key]) for key in
                 ("submitted", "triage", "in_review", "deciding", "referred", "revise", "declined", "supported"))],
    )  # fmt: skip
    order = fields.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Longest in its state first")),
            ("name", _("By name")),
            ("mean", _("Highest mean first")),
        ],
    )

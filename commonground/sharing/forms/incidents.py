"""What may be typed about an incident? The fields of the table, in the order in which a guard thinks of them.

*Source:* reference on the domain, 7(C); R184; D8.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commonground.pages.forms import DateField, Form, Radios, Textarea
from commonground.sharing.rules import triage
from commonground.sharing.rules.incidents import FIELDS, LOSSES, MORE, NEEDED, THREATS, Asked

Pairs = Sequence[tuple[str, Any]]
FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d %m %Y %H:%M")
LONG_LISTS = 5
AHEAD = timedelta(minutes=10)  # the clock of a telephone may be
KEPT_APART = ("reporter_name", "reporter_contact")
WHEN_WRONG = _("Enter day and time, for example 27/9/2026 17:30")


class Moment(fields.DateTimeInput):
    """Day and time in one control, with the telephone's own wheels where it has them."""

    input_type = "datetime-local"
    template_name = "pages/forms/widgets/input.html"

    def __init__(self) -> None:
        super().__init__({"width": 20, "step": "60"}, format=FORMATS[0])


def _field(asked: Asked) -> fields.Field:
    told = {"label": _(asked.label), "help_text": _(asked.hint) if asked.hint else "", "required": asked.needed}
    if asked.choices is not None:
        choices = [(value, _(words)) for value, words in asked.choices.items()]
        if len(choices) > LONG_LISTS:
            return fields.ChoiceField(choices=[("", _("Choose")), *choices], **told)
        return fields.ChoiceField(choices=choices, widget=Radios(), **told)
    if asked.kind == "tick":
        return fields.BooleanField(**told)
    if asked.kind == "moment":
        return fields.DateTimeField(
            input_formats=FORMATS, widget=Moment(), error_messages={"invalid": WHEN_WRONG}, **told
        )
    if asked.kind == "day":
        return DateField(**told)
    area = Textarea(rows=4) if asked.kind == "words" else fields.TextInput()
    return fields.CharField(max_length=asked.most, widget=area, **told)


class IncidentForm(Form):
    """One report. Unfinished, it is kept as a draft: then nothing is needed."""

    def __init__(self, *args: Any, unfinished: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unfinished:
            for field in self.fields.values():
                field.required = False

    def clean_occurred(self) -> datetime | None:
        """Refuse a time that is still to come."""
        return self._past("occurred")

    def clean_until(self) -> datetime | None:
        """Refuse an end before the beginning, or one that is still to come."""
        until, since = self._past("until"), self.cleaned_data.get("occurred")
        if until and since and until < since:
            raise fields.ValidationError(_("It ended before it began. Change one of the two times."))
        return until

    def _past(self, name: str) -> datetime | None:
        typed: datetime | None = self.cleaned_data.get(name)
        if typed and typed > timezone.now() + AHEAD:
            raise fields.ValidationError(_("That is still to come. Enter when it was."))
        return typed

    @property
    def needed(self) -> list[Any]:
        """The fields that a report needs, as the page shows them."""
        return [self[one.name] for one in NEEDED]

    @property
    def more(self) -> list[Any]:
        """The fields that may be added."""
        return [self[one.name] for one in MORE]

    @property
    def apart(self) -> list[Any]:
        """Who reported it, which is kept apart."""
        return [self[name] for name in KEPT_APART]

    @property
    def values(self) -> dict[str, Any]:
        """Everything that was typed, as it is kept in a draft."""
        return {name: _kept(value) for name, value in self.cleaned_data.items() if name != "version"}


def _kept(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what a draft keeps into what the controls show."""
    shown = dict(values)
    for one in FIELDS:
        if one.kind == "moment" and shown.get(one.name):
            shown[one.name] = timezone.localtime(datetime.fromisoformat(shown[one.name]))
        if one.kind == "day" and shown.get(one.name):
            shown[one.name] = date.fromisoformat(shown[one.name])
    return shown


for _asked in FIELDS:
    IncidentForm.base_fields[_asked.name] = _field(_asked)
IncidentForm.base_fields["reporter_name"] = fields.CharField(
    label=_("Who told you, if it was somebody else?"),
    required=False,
    max_length=120,
    help_text=_("Kept apart. Only the custodians of your organisation can look it up, and each look is recorded."),
)
IncidentForm.base_fields["reporter_contact"] = fields.CharField(
    label=_("How can they be reached?"), required=False, max_length=200
)


class CheckForm(Form):
    """The last step before a report goes: how far, and which place is meant where the words fit several."""

    reach = fields.ChoiceField(label=_("Who gets it?"), widget=Radios())
    area = fields.ChoiceField(label=_("Which place do you mean?"), widget=Radios(), required=False)

    def __init__(self, *args: Any, reaches: Pairs, hints: Mapping[str, Any], areas: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = list(reaches)
        self.fields["reach"].widget.hints = dict(hints)
        if len(areas) > 1:
            self.fields["area"].choices = list(areas)
        else:
            del self.fields["area"]


class TriageForm(Form):
    """From when on reports of one kind are passed on at once."""

    says_optional = False
    threat = fields.ChoiceField(label=_("From which threat on?"), widget=Radios())
    loss = fields.ChoiceField(label=_("From which loss on?"), widget=Radios())
    alike = fields.IntegerField(
        label=_("From how many alike within a week?"),
        min_value=0,
        max_value=99,
        help_text=_("Of one kind, at one place. 0 leaves this out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        never = (triage.NEVER, _("Never for this reason"))
        self.fields["threat"].choices = [*((one, _(THREATS[one])) for one in triage.THREAT_ORDER), never]
        self.fields["loss"].choices = [*((one, _(LOSSES[one])) for one in triage.LOSS_ORDER), never]


class CorrectionForm(Form):
    """What was wrong, and what is right."""

    happened = fields.CharField(label=_("What happened?"), max_length=4000, widget=Textarea(rows=6))
    opinion = fields.CharField(
        label=_("What do you make of it?"), max_length=2000, required=False, widget=Textarea(rows=3)
    )
    why = fields.CharField(
        label=_("What was wrong?"),
        max_length=300,
        help_text=_("One sentence. Everybody who has read it is told that it was corrected, and finds this there."),
    )


class ReporterPurposeForm(Form):
    """Why somebody looks up who reported it."""

    purpose = fields.CharField(label=_("What do you need it for?"), max_length=200, help_text=_("It is recorded."))

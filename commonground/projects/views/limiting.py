"""Above which count would one look again? A suggested limit stands beside the field in which it is typed.

*Source:* R47.
"""

from django.utils.translation import gettext as _

from commonground.projects.forms.working import AnswerForm
from commonground.projects.models import Collaboration
from commonground.projects.queries.limits import suggested_for

PART = "sustain"


def say_limit(collaboration: Collaboration, form: AnswerForm) -> None:
    """Put a suggested limit beside the field for it, for the kind of crime that is chosen or recorded."""
    if form.part.key != PART:
        return
    crime = form["crime"].value()
    if crime not in form.part.field_named("crime").choices:
        form.fields["limit"].help_text = _("Choose a kind of crime, then see what the figures point to.")
        return
    found = suggested_for(collaboration, crime)
    if found is None:
        words = _("No limit can be suggested: fewer than six months are held, or the area has no boundary.")
    else:
        words = _(
            "Suggested: %(limit)s, from the last %(months)s months. Looked at every month, chance alone would pass it"
            " about once in twenty years."
        ) % {"limit": found[0], "months": found[1]}
    form.fields["limit"].help_text = words

"""What may be typed about a file that somebody attaches? The file, and what it shows in words; its name is not kept.

*Source:* R23, R213; D2; bars B2 and B11.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonground.groundwork.file_kinds import require_size
from commonground.groundwork.refusals import Invalid
from commonground.pages.forms import Form


class FileForm(Form):
    """A file, and what it shows."""

    caption = forms.CharField(
        label=_("What does it show?"), max_length=200, help_text=_("The name of the file is not kept.")
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A JPEG or PNG picture, a PDF or plain text, of at most 10 MB."),
        error_messages={"empty": _("Choose a file that has something in it")},
    )

    def clean_file(self) -> Any:
        """Refuse a file by its size, before anything of it is read."""
        file = self.cleaned_data["file"]
        try:
            require_size(file.size)
        except Invalid as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return file

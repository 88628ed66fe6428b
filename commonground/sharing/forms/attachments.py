"""What may be typed about a file that is attached?

*Source:* R213; D2; bars B2 and B11.
"""

from commonground.pages.attaching import FileForm


class AttachmentForm(FileForm):
    """A file of a version, and what it shows."""

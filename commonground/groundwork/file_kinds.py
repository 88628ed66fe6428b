"""What kinds of file are taken from people, how large may they be, and under which name do they leave?

A file is told by what is in it and never by what it is called (`groundwork.files` reads it). One that runs something,
that hides another file, or that cannot be read through to its end is not taken. Pictures lose everything that a camera
writes beside them, such as place, time and device.

*Source:* R15, R23, R213; D2, D7; bars B2 and B11.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonground.groundwork.refusals import Invalid

MB = 1024 * 1024
LARGEST = 10 * MB
MOST_PIXELS = 60_000_000  # a picture that no telephone takes is there to exhaust whoever opens it


class FileKind(StrEnum):
    """What kind of file it is, by its content."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"
    TEXT = "text"

    @property
    def label(self) -> str:
        """The words that are shown."""
        return LABELS[self]

    @property
    def ending(self) -> str:
        """What the name ends with under which it is taken away."""
        return ENDINGS[self]

    @property
    def media_type(self) -> str:
        """The type that is declared when it is taken away."""
        return MEDIA_TYPES[self]

    @property
    def is_picture(self) -> bool:
        """Whether it shows something, which makes it personal data until somebody has looked."""
        return self in PICTURES


LABELS = {
    FileKind.JPEG: "Picture (JPEG)",
    FileKind.PNG: "Picture (PNG)",
    FileKind.PDF: "Document (PDF)",
    FileKind.TEXT: "Plain text",
}
ENDINGS = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf", FileKind.TEXT: "txt"}
MEDIA_TYPES = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.PDF: "application/pdf",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
PICTURES = frozenset({FileKind.JPEG, FileKind.PNG})
TAKEN = "JPEG and PNG pictures, PDF documents and plain text"


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it is kept: its kind, and its bytes without what was left out."""

    kind: FileKind
    content: bytes


def require_size(size: int) -> None:
    """Refuse a file without content, and one that is larger than `LARGEST` bytes."""
    if size <= 0:
        raise Invalid("Choose a file that has something in it", field="file")
    if size > LARGEST:
        raise Invalid(f"Choose a file of at most {LARGEST // MB} MB", field="file")


def name_of(ref: str, kind: FileKind) -> str:
    """Make the name under which it is taken away, of nothing but its own random reference and its kind."""
    return f"common-ground-{ref[:8]}.{kind.ending}"

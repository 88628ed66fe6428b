"""What may be attached to a rendition? A few kinds of file, none larger than can be read through, each told by what is
in it and never by what it is called.

A file that runs something, that hides another file, or that cannot be read through to its end is not taken. Pictures
lose everything that a camera writes beside them, such as place, time and device.

*Source:* design/sharing.md 1, 2.2; R15, R213; D2, D7; bars B2 and B11.
"""

from commonground.groundwork.file_kinds import LABELS, LARGEST, MB, FileKind, name_of, require_size
from commonground.groundwork.refusals import Invalid

__all__ = ["LABELS", "LARGEST", "MB", "MOST", "FileKind", "name_of", "require_room", "require_size"]

MOST = 10  # files of one rendition


def require_room(held: int) -> None:
    """Refuse one more file for a rendition that has as many as it may have."""
    if held >= MOST:
        raise Invalid(f"One version has at most {MOST} files. Take one away first.", field="file")

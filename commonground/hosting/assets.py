"""Where do styles and scripts of others come from? From npm, once, rewritten and outside the repository.

*Source:* settled questions, "Running it".
"""

from pathlib import Path

from commonground.hosting.state import CLONE


def folder() -> Path:
    """Name the folder of the fetched files; they lie in `vendor/` there. A file finder can look in it at any time."""
    return CLONE / "node_modules" / ".common-ground"

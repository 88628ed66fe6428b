"""Where does this installation keep its state? One folder, named by `COMMONGROUND_HOME`.

*Source:* settled questions, "Running it".
"""

import hashlib
import os
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]


def home() -> Path:
    """Name the state folder, without making it: `COMMONGROUND_HOME`, else `var/` of the clone, else (as root, because
    PostgreSQL must drop root and cannot enter a private home) a folder of this clone's own in /var/lib."""
    if chosen := os.environ.get("COMMONGROUND_HOME"):
        return Path(chosen).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/common-ground") / hashlib.sha256(str(CLONE).encode()).hexdigest()[:8]
    return CLONE / "var"

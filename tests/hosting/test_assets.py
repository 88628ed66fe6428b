"""Do the fetched styles show our own face, and nothing that is not ours to show?

*Source:* settled questions, "Running it"; reference on dependencies, section 5.
"""

import json

import pytest

from commonground.hosting import assets
from commonground.hosting.state import CLONE, CannotRun

STYLE = (
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".a{font-family:GDS Transport,arial,sans-serif}"
    '.b{font-family:"GDS Transport", arial, sans-serif}'
    ".c{background:url(/assets/images/govuk-crest.svg) no-repeat}"
    ".d{background:url(/assets/images/icon-document.svg)}"
    "/*# sourceMappingURL=a.css.map */"
)


def test_the_font_and_the_crest_go_and_images_stay_beside_the_style() -> None:
    assert assets.rewritten(STYLE).strip() == (
        ".a{font-family:var(--cg-font-text)}"
        ".b{font-family:var(--cg-font-text)}"
        ".c{background:none no-repeat}"
        ".d{background:url(images/icon-document.svg)}"
    )


@pytest.mark.parametrize("left", ["a{font:400 1em GDS Transport}", "a{content:'/x/govuk-crest'}"])
def test_a_new_version_that_hides_them_elsewhere_is_refused(left: str) -> None:
    with pytest.raises(CannotRun, match="still hold"):
        assets.rewritten(left)


def test_what_is_served_holds_neither_font_nor_crest_nor_crown() -> None:
    served = [path for path in (assets.folder() / "vendor").rglob("*") if path.is_file()]
    assert {"govuk-frontend.min.css", "moj-frontend.min.css", "govuk-frontend.min.js"} <= {p.name for p in served}
    for path in served:
        assert path.suffix not in {".woff", ".woff2", ".ttf"}
        assert "crest" not in path.name
        assert "crown" not in path.name
        if path.suffix == ".css":
            assert "var(--cg-font-text)" in path.read_text()
            for image in path.read_text().split("url(")[1:]:
                assert (path.parent / image.split(")")[0]).is_file()


def test_building_again_does_nothing() -> None:
    assert assets.build() is False


def test_the_lock_file_names_versions_and_hashes_and_no_host() -> None:
    text = (CLONE / "package-lock.json").read_text()
    assert "://" not in text
    listed = json.loads(text)["packages"]
    assert all("integrity" in entry for name, entry in listed.items() if name)
    wanted = json.loads((CLONE / "package.json").read_text())
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert listed[f"node_modules/{name}"]["version"] == version


def test_the_list_of_python_packages_is_hashed_and_names_no_host() -> None:
    lines = (CLONE / "requirements.lock").read_text().splitlines()
    assert not any("://" in line or line.startswith("-") for line in lines)
    starts = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert len(starts) > 50
    assert all("--hash=sha256:" in lines[number + 1] for number in starts)

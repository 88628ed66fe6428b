"""What does a layer of areas say of itself? Which property holds what, and how each area finds the one that holds it.

*Source:* R187.
"""

from dataclasses import dataclass
from typing import Any

from commonground.places.rules.areas import AreaKind

LONGEST_CODE, LONGEST_NAME = 40, 200


@dataclass(frozen=True, slots=True)
class Layer:
    """How a file is read. `code`, `name`, `other_name` and `replaces` are names of properties; of `replaces`, several
    codes stand with commas. The area that holds each is given by at most one of `within` (its code, the same for all),
    `within_property` (the property that holds its code) and `within_kind` (the kind of which the area that holds most
    of it is meant). `is_whole` says that areas of the layer that are missing in the file are no more."""

    code: str
    name: str
    kind: AreaKind
    within: str = ""
    within_property: str = ""
    within_kind: str = ""
    other_name: str = ""
    replaces: str = ""
    source: str = ""
    is_whole: bool = False

    @property
    def says_where(self) -> bool:
        """Whether the layer tells in which areas its areas lie; if not, those that are kept stay where they are."""
        return bool(self.within or self.within_property or self.within_kind)


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature, read: what an area is to be, the code of the area that holds it, and the codes that it replaces."""

    number: int
    code: str
    name: str
    boundary: dict[str, Any]
    other_name: str = ""
    within: str = ""
    replaces: tuple[str, ...] = ()


def fault_of_properties(layer: Layer, properties: dict[str, Any]) -> str:
    """Say in one sentence which property of a feature is missing or cannot be kept, or nothing."""
    for wanted in filter(None, (layer.code, layer.name)):
        value = properties.get(wanted)
        if value is None or isinstance(value, bool) or not str(value).strip():
            return f"has no {layer.code} or no {layer.name}."
    used = (layer.code, layer.name, layer.within_property, layer.other_name, layer.replaces)
    for wanted in filter(None, used):
        value = properties.get(wanted)
        if isinstance(value, (dict, list)):
            return f"has a list as its {wanted}, where a word is wanted."
        if not is_text(str(value)):
            return f"has characters in its {wanted} that no text holds."
    if len(str(properties[layer.code]).strip()) > LONGEST_CODE:
        return f"has a code of more than {LONGEST_CODE} characters."
    if any(len(str(properties.get(each) or "")) > LONGEST_NAME for each in (layer.name, layer.other_name) if each):
        return f"has a name of more than {LONGEST_NAME} characters."
    if layer.within_property and not properties.get(layer.within_property):
        return f"has no {layer.within_property}."
    return ""


def feature(layer: Layer, number: int, properties: dict[str, Any], boundary: dict[str, Any]) -> Feature:
    """Read one feature in which there is no fault."""

    def text(name: str) -> str:
        value = properties.get(name) if name else None
        return "" if value is None else str(value).strip()

    replaced = tuple(each.strip() for each in text(layer.replaces).split(",") if each.strip())
    return Feature(
        number=number,
        code=text(layer.code),
        name=" ".join(text(layer.name).split()),
        boundary=boundary,
        other_name=" ".join(text(layer.other_name).split()),
        within=text(layer.within_property) or layer.within,
        replaces=tuple(each for each in replaced if each != text(layer.code)),
    )


def is_text(value: str) -> bool:
    """Whether PostgreSQL can keep this: no NUL, and no half of a pair of surrogates."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
